"""Which of the names that rules propose are organizations, decided by what each shows and what that weighs
(`weights/names.csv`). Rules propose and say what speaks against a name; none of them decides.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.loglinear import probability, read_weights
from pipeline.names.chinese import HAN_CHARACTER
from pipeline.names.context import NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.text import Span

# A false name costs its reader more than a missing one; what no rule doubts needs less. The rules of
# English are right less often.
LEAST: Mapping[str, float] = {"zh": 0.65, "en": 0.7}
UNDOUBTED: Mapping[str, float] = {"zh": 0.4, "en": 0.6}
DOUBTED = 0.3  # from here on a refused name has a row, for whoever misses it
SURE = 0.9  # a name that is so sure once is one wherever it stands
# What these rules ask for proves a name by itself, whatever it shows besides.
PROVING = frozenset(("legal-form-name", "list-of-companies"))
MOST_PARTS, LONGEST, MOST_TIMES = 6, 20, 4
NOTHING = "-"
ROLES = "cposun"  # country, place, organization, proper, starter, noun
LISTS = (
    "org_left_barrier", "org_generic_modifier", "org_quantifier", "org_starter", "org_inner_verb", "org_after_stop",
    "english_word", "english_common", "english_headline_verb", "company_verb", "company_word", "product_word",
)  # fmt: skip


class Others(NamedTuple):
    """How often each text is a candidate, and how far those reach that begin or end together."""

    times: Mapping[str, int]
    farthest: Mapping[int, int]
    earliest: Mapping[int, int]


class Weighed(NamedTuple):
    """The candidates that are probably organizations, those that may be, and where those stand that
    hardly are.
    """

    likely: list[NameCandidate]
    doubtful: list[NameCandidate]
    improbable: frozenset[Span]


def weighed(view: NameContext, candidates: Iterable[NameCandidate]) -> Weighed:
    """Weigh candidates, and of those that end together take the likeliest."""
    found = list(candidates)
    proven = {one.span.end: one for one in found if one.rule in PROVING}
    others = others_of(view, found)
    best: dict[int, tuple[int, str, NameCandidate]] = {}
    surest: dict[Span, int] = {}
    for candidate in found:
        end = candidate.span.end
        if end in proven:
            continue
        language = language_of(view, candidate.span)
        total = read_weights("names", language).total(shown_by(view, candidate, others))
        surest[candidate.span] = max(total, surest.get(candidate.span, total))
        if end not in best or total > best[end][0]:
            best[end] = (total, language, candidate)
    likely, doubtful = list(proven.values()), []
    for total, language, candidate in best.values():
        sure = probability(total)
        if sure >= (LEAST if candidate.against else UNDOUBTED)[language]:
            likely.append(candidate)
        elif sure >= DOUBTED:
            doubtful.append(candidate)
    return Weighed(likely, doubtful, _improbable(view, surest, proven.values()))


def _improbable(
    view: NameContext, surest: Mapping[Span, int], proven: Iterable[NameCandidate]
) -> frozenset[Span]:
    """Return where names stand that hardly are any, and are nowhere sure."""
    sure = {_text(view, one.span) for one in proven}
    sure |= {_text(view, span) for span, total in surest.items() if probability(total) >= SURE}
    return frozenset(
        span
        for span, total in surest.items()
        if probability(total) < DOUBTED and _text(view, span) not in sure
    )


def others_of(view: NameContext, candidates: Sequence[NameCandidate]) -> Others:
    """Return how the candidates of a document lie to each other."""
    farthest: dict[int, int] = {}
    earliest: dict[int, int] = {}
    for one in candidates:
        start, end = one.span.start, one.span.end
        farthest[start] = max(end, farthest.get(start, end))
        earliest[end] = min(start, earliest.get(end, start))
    return Others(Counter(_text(view, one.span) for one in candidates), farthest, earliest)


def _text(view: NameContext, span: Span) -> str:
    return view.words.plain[span.start : span.end]


def language_of(view: NameContext, span: Span) -> str:
    """Return the language of the text around a name."""
    around = view.words.plain[max(0, span.start - 2) : span.end + 2]
    return "zh" if HAN_CHARACTER.search(around) else "en"


def shown_by(view: NameContext, candidate: NameCandidate, others: Others) -> list[str]:
    """Return what a candidate shows: its rule and what speaks against it, its words, what stands beside
    it, and how it lies to the others.
    """
    shown = [
        *_by_rule(candidate),
        *_by_words(view, candidate),
        *_by_neighbours(view, candidate),
        *_by_others(view, candidate, others),
    ]
    return list(dict.fromkeys(shown))


def _by_rule(candidate: NameCandidate) -> Iterator[str]:
    rule, against = candidate.rule, candidate.against
    yield from ("always", f"rule={rule}", f"rule={rule},kind={candidate.kind}")
    if not against:
        yield f"proven={rule}"
    for reason in against:
        yield f"against={reason}"
        yield f"rule={rule},against={reason}"
    if len(against) > 1:
        yield f"rule={rule},against={'+'.join(against)}"


def _by_words(view: NameContext, candidate: NameCandidate) -> Iterator[str]:
    words, rule = view.words, candidate.rule
    text = _text(view, candidate.span)
    first, last = words.at(candidate.span.start), words.at(candidate.span.end - 1)
    inner = range(first, last + 1)
    tags = [words.tags[index] for index in inner]
    roles = "".join(ROLES[view.role(index)] for index in inner[:MOST_PARTS])
    head = words.text(last)
    yield from (
        f"text={text}", f"head={head}", f"head={head[-2:]}", f"first={words.text(first)}", f"roles={roles}",
        f"parts={min(len(inner), MOST_PARTS)}", f"size={min(len(text), LONGEST)}", f"first_tag={tags[0]}",
        f"last_tag={tags[-1]}", f"rule={rule},roles={roles[0]}", f"rule={rule},parts={min(len(inner), MOST_PARTS)}",
        f"head={head},roles={roles}", f"head={head},parts={min(len(inner), MOST_PARTS)}",
    )  # fmt: skip
    yield from (f"inner_tag={tag}" for tag in tags[1:-1])
    yield from (f"inner={words.text(index)}" for index in inner[1:-1])
    yield from (f"first in {name}" for name in LISTS if words.text(first) in view.lists[name])
    if text.isascii():
        shape = "upper" if text.isupper() else "title" if text.istitle() else "mixed"
        yield from (f"shape={shape}", f"rule={rule},shape={shape},blanks={text.count(' ')}")
        if any(map(str.isdigit, text)):
            yield "digit"


def _by_neighbours(view: NameContext, candidate: NameCandidate) -> Iterator[str]:
    words, span, rule = view.words, candidate.span, candidate.rule
    first, last = words.at(span.start), words.at(span.end - 1)
    for side, at, step in (("before", first - 1, -1), ("behind", last + 1, 1)):
        if not 0 <= at < len(words):
            yield f"{side}={NOTHING}"
            continue
        word, tag = words.text(at), words.tags[at]
        apart = words.plain[words.ends[at] : span.start] or words.plain[span.end : words.starts[at]]
        gap = "line" if "\n" in apart else "blank" if apart else "none"
        role = ROLES[view.role(at)] if word[0].isalnum() else NOTHING
        beside = words.tags[last if step > 0 else first]
        yield from (
            f"{side}={word.lower()}", f"{side}_tag={tag}", f"{side}_gap={gap}", f"{side}_role={role}",
            f"{side}_tags={tag},{beside}", f"rule={rule},{side}_tag={tag}", f"rule={rule},{side}={word.lower()}",
        )  # fmt: skip
        yield from (f"{side} in {name}" for name in LISTS if word in view.lists[name])
        if 0 <= at + step < len(words):
            yield f"{side}2={words.text(at + step).lower()}"
            yield f"{side}2_tag={words.tags[at + step]}"


def _by_others(view: NameContext, candidate: NameCandidate, others: Others) -> Iterator[str]:
    span, rule = candidate.span, candidate.rule
    count = min(others.times[_text(view, candidate.span)], MOST_TIMES)
    yield from (f"times={count}", f"rule={rule},times={count}")
    if others.farthest[span.start] > span.end:
        yield from ("goes_on", f"rule={rule},goes_on")
    if others.earliest[span.end] < span.start:
        yield from ("begins_before", f"rule={rule},begins_before")
    if match := view.matches_by_end.get(span.end):
        yield f"ends_known={match.senses[0].kind}"
    if match := view.matches_by_start.get(span.start):
        yield f"starts_known={match.senses[0].kind}"
