"""An English sentence cut up once for all its dates: listed verbs, borders of clauses."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import DateMention
from pipeline.events.chart import BRACKETED, QUOTED, Chart
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
SIGN = re.compile(r"[;:—]|[,–](?=\s)")
ADVERBS_BETWEEN = 4  # words between an auxiliary and its verb
LONGEST_TRIGGER = 4  # words
COORDINATION = re.compile(r"\b(?:and|but|or|then)\b")
SUBJECT_BEFORE = re.compile(r"([A-Za-z]+)\W*$")
OPENING = re.compile(r"ed [a-z]$")  # Founded in 2015, but not Published: 2015
INFLECTED = re.compile(r"(?:ed|s)$")


@dataclass(frozen=True, slots=True)
class Verb:
    """A listed verb; passive behind a form of be, finite where it can be a clause's own verb.

    `past` verbs tell what has happened: signed, had joined.
    """

    span: Span
    text: str
    passive: bool
    finite: bool
    past: bool
    helped: bool


@dataclass(frozen=True, slots=True)
class Border:
    """What parts clauses: a comma, another sign, or a word such as which or when."""

    span: Span
    kind: str  # comma, sign, relative, subordinate


@dataclass(frozen=True)
class EnglishRegion:
    """The verbs and borders of a region in order, with their starts for bisection."""

    region: Span
    dates: list[Span]
    verbs: list[Verb]
    borders: list[Border]
    verb_starts: list[int]
    border_starts: list[int]

    def verbs_in(self, span: Span) -> list[Verb]:
        """Return the verbs that start in a span."""
        first = bisect_left(self.verb_starts, span.start)
        return self.verbs[first : bisect_left(self.verb_starts, span.end, first)]

    def borders_in(self, span: Span) -> list[Border]:
        """Return the borders that start in a span."""
        first = bisect_left(self.border_starts, span.start)
        return self.borders[first : bisect_left(self.border_starts, span.end, first)]

    def without_dates(self, span: Span, plain: str) -> str:
        """Return the text of a span without its dates: the May of May 23 is no may."""
        pieces, position = [], span.start
        for date in self.dates[bisect_left(self.dates, Span(span.start, 0)) :]:
            if date.start >= span.end:
                break
            pieces.append(plain[position : date.start])
            position = date.end
        return "".join([*pieces, plain[position : span.end]])

    def clause(self, verb: Span, plain: str) -> Span:
        """Return the clause of a verb: between the nearest borders around it."""
        index = bisect_left(self.border_starts, verb.start)
        start = self.borders[index - 1].span.end if index else self.region.start
        start = max(start, self.region.start)
        end = self.border_starts[index] if index < len(self.borders) else self.region.end
        while start < verb.start and plain[start].isspace():
            start += 1
        return Span(start, max(end, verb.end))


def cut(
    chart: Chart, region: Span, dates: Sequence[DateMention], words: Vocabulary
) -> EnglishRegion:
    """Find the verbs and borders of a region; names, dates, quotations and brackets have none."""
    plain = chart.document.plain
    hidden = [
        Span(*m.span())
        for pattern in (QUOTED, BRACKETED)
        for m in pattern.finditer(plain, region.start, region.end)
    ]
    hidden += [*chart.names_in(region), *(date.span for date in dates)]
    veil = _Veil(hidden)
    dated = {date.span.start for date in dates}
    tokens = [m for m in WORD.finditer(plain, region.start, region.end) if not veil.covers(m)]
    signs = (m for m in SIGN.finditer(plain, region.start, region.end) if not veil.covers(m))
    borders = [*(_sign(m) for m in signs), *_words(plain, tokens, dated, words)]
    borders.sort(key=lambda border: border.span)
    verbs = list(
        _without_participles(
            plain, list(_verbs(plain, tokens, region.start, words)), borders, words
        )
    )
    return EnglishRegion(
        region,
        [date.span for date in dates],
        verbs,
        borders,
        [verb.span.start for verb in verbs],
        [border.span.start for border in borders],
    )


def _without_participles(
    plain: str, verbs: Sequence[Verb], borders: Sequence[Border], words: Vocabulary
) -> Iterator[Verb]:
    """Mark the verbs that only modify a noun: in they own it under a law signed in 2015 the signed.

    Such a verb follows a finite one in its clause, with neither and nor a subject between.
    """
    starts = [border.span.start for border in borders]
    former: Verb | None = None
    for verb in verbs:
        if former is not None and verb.finite and verb.past and not verb.helped:
            between = plain[former.span.end : verb.span.start]
            parted = bisect_left(starts, verb.span.start) > bisect_left(starts, former.span.end)
            told = SUBJECT_BEFORE.search(between)
            anew = told is not None and (
                told.group(1)[0].isupper() or words.has("pronoun_actor", told.group(1))
            )
            if not (parted or anew or COORDINATION.search(between)):
                yield replace(verb, finite=False, passive=True)
                continue
        former = verb if verb.finite else former
        yield verb


class _Veil:
    """Stretches of a sentence that count as one noun each."""

    def __init__(self, hidden: Sequence[Span]):
        self._spans: list[Span] = []
        for span in sorted(hidden):
            if not self._spans or span.start >= self._spans[-1].end:
                self._spans.append(span)
        self._ends = [span.end for span in self._spans]

    def covers(self, match: re.Match[str]) -> bool:
        index = bisect_left(self._ends, match.start() + 1)
        return index < len(self._spans) and self._spans[index].start < match.end()


def _sign(match: re.Match[str]) -> Border:
    return Border(Span(*match.span()), "comma" if match.group() in ",–" else "sign")


def _words(
    plain: str, tokens: Sequence[re.Match[str]], dated: set[int], words: Vocabulary
) -> Iterator[Border]:
    """Yield the words that open a clause; the as of as of, since before a date do not."""
    for token in tokens:
        word = token.group().lower()
        kind = next((k for k in ("relative", "subordinate") if words.has(k, word)), None)
        if kind == "subordinate" and not _opens_clause(plain, token, dated):
            continue
        if kind:
            yield Border(Span(*token.span()), kind)


def _opens_clause(plain: str, token: re.Match[str], dated: set[int]) -> bool:
    """Tell whether a subject may follow: no number, no date, no -ing."""
    if not dated.isdisjoint((token.end() + 1, token.end() + 5)):  # since 2023, since the end of
        return False
    following = plain[token.end() : token.end() + 30].split(maxsplit=2)[:1]
    return bool(following) and not following[0][0].isdigit() and not following[0].endswith("ing")


def _verbs(
    plain: str, tokens: Sequence[re.Match[str]], start: int, words: Vocabulary
) -> Iterator[Verb]:
    """Yield the verbs; a capital is a name's, but for a participle that opens the sentence."""
    position = 0
    while position < len(tokens):
        last = _longest(plain, tokens, position, words)
        if last >= 0:
            span = Span(tokens[position].start(), tokens[last].end())
            left = tokens[max(0, position - ADVERBS_BETWEEN) : position]
            opening = (
                not position and span.start == start and OPENING.search(plain, start, span.end + 2)
            )
            if opening or not plain[span.start].isupper():
                yield from _verb(plain, span, _adjoining(plain, left, span.start), words)
        position = max(last, position) + 1


def _adjoining(plain: str, tokens: Sequence[re.Match[str]], end: int) -> list[str]:
    """Return the words right before a place, with nothing but white space between them."""
    found: list[str] = []
    for token in reversed(tokens):
        if plain[token.end() : end].strip():
            break
        found.append(token.group().lower())
        end = token.start()
    return found[::-1]


def _longest(plain: str, tokens: Sequence[re.Match[str]], position: int, words: Vocabulary) -> int:
    """Return the last token of the longest listed form that starts at a token, or -1."""
    for last in range(min(len(tokens), position + LONGEST_TRIGGER) - 1, position - 1, -1):
        if plain[tokens[position].start() : tokens[last].end()].lower() in words.readings:
            return last
    return -1


def _verb(plain: str, span: Span, before: Sequence[str], words: Vocabulary) -> Iterator[Verb]:
    """Yield the verb, unless it is a noun or an adjective here: the report, in advanced chips."""
    text = plain[span.start : span.end]
    if words.has("ambiguous_noun", text) or _is_nominal(text, before, words):
        return
    auxiliaries = _auxiliaries(before, words)
    helped = any(words.has("be", word) for word in auxiliaries)
    passive = helped and not text.endswith("ing")
    inflected = bool(INFLECTED.search(text.split()[0])) or words.has("past", text.split()[0])
    finite = bool(auxiliaries) or (inflected and plain[span.end : span.end + 4] != " by ")
    open_ended = any(words.has("auxiliary", w) and not words.has("perfect", w) for w in auxiliaries)
    past = not open_ended and not text.endswith("ing") and not text.split()[0].endswith("s")
    yield Verb(span, text.lower(), passive, finite, past and finite, bool(auxiliaries))


def _is_nominal(text: str, before: Sequence[str], words: Vocabulary) -> bool:
    if not before:
        return False
    adjective = text.endswith("ed") and words.has("preposition", before[-1]) and before[-1] != "to"
    return words.has("determiner", before[-1]) or adjective


def _auxiliaries(before: Sequence[str], words: Vocabulary) -> list[str]:
    """Return the auxiliaries right before a verb, adverbs between: had never been formally."""
    found: list[str] = []
    for word in reversed(before):
        if words.has("be", word) or words.has("auxiliary", word):
            found.append(word)
        elif not word.endswith("ly") and not words.has("adverb", word):
            break
    return found
