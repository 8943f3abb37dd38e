"""Which predicates a date governs: an ordered tuple of small rules for each language, one way to ask
them.
"""

from collections.abc import Callable, Sequence

from pipeline.document import DateMention
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

# A predicate, and the id of the rule that chose it.
Chosen = tuple[Predicate, str]
# A rule answers with what the date governs, with nothing, or with None where it does not know.
Rule = Callable[[Reading, DateMention, Span, Vocabulary], list[Chosen] | None]


def chosen(
    rules: Sequence[Rule], reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen]:
    """Return what a date governs, in the order of the text; the first rule that knows decides.

    `scope` reaches from the date to where its power ends.
    """
    if reading.place(date) is None:
        return []
    for rule in rules:
        if (found := rule(reading, date, scope, words)) is not None:
            return found
    return []
