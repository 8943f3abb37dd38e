"""Of what type an event is: what the lexicon says of its verb, weighed with the words around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.events.draft import Argument
from pipeline.events.reading import Reading
from pipeline.events.triggers import Vocabulary
from pipeline.lexicon.kinds import EVENT_TYPES
from pipeline.text import Span

MOST_WORDS, MOST_PAIRS = 12, 8
LONGEST = 24  # characters
NONE: Mapping[str, int] = {}
CLOSING = ' ”"」』》）)。，,.'


def likeliest_type(
    reading: Reading, proposed: str, word: str, arguments: Sequence[Argument], words: Vocabulary
) -> str:
    """Return the type of an event; `proposed` is that of the lexicon, `word` its trigger.

    A product that is 发布 is launched, a report is published, rules are issued.
    """
    facts = dict.fromkeys(_facts(reading, proposed, word.lower(), arguments, words))
    weights, totals = words.weights("types").by_fact, dict.fromkeys(EVENT_TYPES, 0)
    for fact in facts:
        for one, weight in weights.get(fact, NONE).items():
            totals[one] += weight
    return max(EVENT_TYPES, key=totals.__getitem__)


def _facts(
    reading: Reading, proposed: str, word: str, arguments: Sequence[Argument], words: Vocabulary
) -> Iterator[str]:
    acted_on = [one for one in arguments if one.role == "object"]
    acting = [one for one in arguments if one.role in ("agent", "partner")]
    yield f"rule={proposed}"
    yield f"word={word}"
    yield f"rule={proposed},word={word}"
    yield from (f"class={name}" for name in sorted(words.classes_of(word)))
    yield f"acts={bool(acting):d}"
    yield f"acted-on={bool(acted_on):d}"
    yield f"done-to={any(one.role == 'recipient' for one in arguments):d}"
    for agent in acting[:1]:
        pieces = _words(reading, agent.span)
        text = pieces[-1] if words.language == "en" and pieces else "".join(pieces)
        yield f"agent={text if words.language == 'en' else text[-1:]}"
        yield f"agent={text[-2:]}"
        yield f"agent-of={agent.id.split('-')[0]}"
    for thing in acted_on[:1]:
        pieces = _words(reading, thing.span)
        yield from (
            _of_english(word, pieces)
            if words.language == "en"
            else _of_chinese(proposed, word, "".join(pieces).strip(CLOSING))
        )


def _of_english(word: str, pieces: Sequence[str]) -> Iterator[str]:
    """Yield what an English object shows: its words, each with the verb."""
    if pieces:
        yield f"opens={pieces[0]}"
        yield f"end={pieces[-1]}"
    yield from (f"has={piece}" for piece in _each(pieces[:MOST_WORDS]))
    yield from (f"word={word},has={piece}" for piece in _each(pieces[:MOST_PAIRS]))


def _of_chinese(proposed: str, word: str, text: str) -> Iterator[str]:
    """Yield what a Chinese object shows: how it ends, the pairs of characters in it."""
    for length in (1, 2):
        yield f"end={text[-length:]}"
        yield f"word={word},end={text[-length:]}"
        yield f"rule={proposed},end={text[-length:]}"
    yield f"end={text[-3:]}"
    yield from (
        f"has={one}" for one in _each(text[i : i + 2] for i in range(len(text[:LONGEST]) - 1))
    )


def _each(found: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(found)


def _words(reading: Reading, span: Span) -> list[str]:
    """Return the words of a sentence that a span touches."""
    return [
        token.text.lower()
        for clause in reading.clauses
        if clause.span.overlaps(span)
        for token in clause.tokens
        if token.span.overlaps(span)
    ]
