"""A sentence as a row of tokens: dates, names and quotations are one token each, brackets are left
out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.document import DateMention, Document, NameMention
from pipeline.events.horizon import horizon
from pipeline.events.token import Clause, Fact, Token
from pipeline.events.triggers import Vocabulary
from pipeline.persons import PersonMention
from pipeline.plain import BRACKET, QUOTATION, TITLE
from pipeline.segment.tags import Tag
from pipeline.text import Span

# What stands inside is one noun for the clause around it.
QUOTED = re.compile(f"{TITLE}|{QUOTATION}")
BRACKETED = re.compile(BRACKET)
STOPS = frozenset(",;:。!?…—.")
# Between the cells of a table, and emphasis in Markdown: no words of a clause.
MARKUP = re.compile(r"[|*]+")
CLAUSE_END = re.compile(r"[,;:。!?;:…—]|\.(?=\s|$)")
THOUSANDS = re.compile(r"[0-9],[0-9]{3}(?![0-9])")  # 拘捕8,300人 is one clause
SPEECH = re.compile(r"[“\"「『].{8,}[,.!?;:。…][”\"」』]+", re.DOTALL)
NO_PLACE = (-1, "")


class Chart:
    """Cuts sentences into clauses; knows the dates and names of the document."""

    def __init__(
        self,
        document: Document,
        dates: Sequence[DateMention],
        names: Sequence[NameMention | PersonMention],
    ):
        self.document = document
        named = [(m.span, "name", None, m.id) for m in names]
        self.ids = {m.span: m.id for m in names}
        self.companies = frozenset(m.id for m in names if m.kind == "company" and m.id)
        dated = [(m.span, "date", m, "") for m in dates if m.precision != "fuzzy"]
        self._marked = sorted([*named, *dated], key=lambda item: (item[0].start, -item[0].end))
        senses = ((match.span, match.sense("place")) for match in document.matches)
        self._places = {s.start: (s.end, sense.id) for s, sense in senses if sense is not None}
        self._starts = [item[0].start for item in self._marked]
        self._found: dict[tuple[re.Pattern[str], Span], list[Span]] = {}
        # Without a day of publication the horizon is a guess, and no present to measure from.
        self.horizon = horizon(document, dates)
        self.present = self.horizon if document.published else ""

    def tokens(self, region: Span, words: Vocabulary) -> list[Token]:
        """Return the tokens of a region of the text, marks between its clauses too."""
        return list(self._tokens(region, words))

    def names_in(self, region: Span) -> list[Span]:
        """Return the spans of the names in a region."""
        first = bisect_left(self._starts, region.start)
        last = bisect_left(self._starts, region.end, first)
        return [item[0] for item in self._marked[first:last] if item[1] == "name"]

    def region(self, date: DateMention) -> Span | None:
        """Return where the predicates of a date may stand.

        That is its sentence, or the bracket or quotation in it that the date stands in.
        """
        sentence = self.document.sentence_at(date.span.start)
        if sentence is None:
            return None
        whole = Span(sentence.span.start, max(sentence.span.end, date.span.end))
        for pattern in (BRACKETED, QUOTED):
            spans = self._enclosing(pattern, sentence.span)
            index = bisect_right(spans, date.span) - 1
            if index >= 0 and spans[index].covers(date.span) and spans[index] != date.span:
                return Span(spans[index].start + 1, spans[index].end - 1)
        return whole

    def _enclosing(self, pattern: re.Pattern[str], region: Span) -> list[Span]:
        """Return the quotations or brackets of a region, found once."""
        key = (pattern, region)
        if key not in self._found:
            matches = pattern.finditer(self.document.plain, region.start, region.end)
            self._found[key] = [Span(match.start(), match.end()) for match in matches]
        return self._found[key]

    def _tokens(self, region: Span, words: Vocabulary) -> Iterator[Token]:
        plain = self.document.plain
        hidden = list(self._hidden(region, words))
        position, dated = region.start, False
        for span, tag, date, name_id in [
            *self._merged(region, hidden),
            (Span(region.end, region.end), "", None, ""),
        ]:
            gap = Span(position, span.start)
            if dated and (rest := self._rest(gap)) is not None:
                yield rest
            dated = tag == Tag.DATE
            yield from self._words(gap, words)
            if tag and tag != Tag.BRACKET:
                text = plain[span.start : span.end]
                yield Token(span, text, tag, words.classes_of(text), date, name_id)
            position = max(position, span.end)

    def _hidden(
        self, region: Span, words: Vocabulary
    ) -> Iterator[tuple[Span, str, None, str]]:  # fmt: skip
        """Yield what counts as one token or none; of a quotation that is but a verb, “被列入”, its
        marks.
        """
        for tag, pattern in (("title", QUOTED), ("bracket", BRACKETED)):
            for match in pattern.finditer(self.document.plain, region.start, region.end):
                first, last = match.span()
                behind = self.document.plain[last : last + 1].isalnum()
                if behind and tag == "title" and is_verb(match.group(), words):
                    yield Span(first, first + 1), Tag.BRACKET, None, ""
                    yield Span(last - 1, last), Tag.BRACKET, None, ""
                else:
                    yield Span(first, last), tag, None, ""

    def _merged(
        self, region: Span, hidden: Iterable[tuple[Span, str, None, str]]
    ) -> Iterator[tuple[Span, str, DateMention | None, str]]:
        """Yield dates, names and hidden pieces in order, the outer one where they overlap."""
        first = bisect_left(self._starts, region.start)
        last = bisect_left(self._starts, region.end, first)
        marked = [item for item in self._marked[first:last] if item[0].end <= region.end]
        position = region.start
        for item in sorted([*marked, *hidden], key=lambda item: (item[0].start, -item[0].end)):
            if item[0].start >= position:
                yield item
                position = item[0].end

    def _rest(self, gap: Span) -> Token | None:
        """Return what is left of a word that jieba cut across a date's end: 3月2|日商|运."""
        starts = self.document.word_starts
        first = bisect_left(starts, gap.start)
        behind = starts[first] if first < len(starts) else len(self.document.plain)
        end = min(behind, gap.end)
        text = self.document.plain[gap.start : end].rstrip()
        if not text or not text.isalnum() or (first < len(starts) and starts[first] == gap.start):
            return None
        return Token(Span(gap.start, gap.start + len(text)), text, "x")

    def _words(self, gap: Span, words: Vocabulary) -> Iterator[Token]:
        plain, starts, found = self.document.plain, self.document.word_starts, self.document.tokens
        first = bisect_left(starts, gap.start)
        for index in range(first, bisect_left(starts, gap.end, first)):
            start = starts[index]
            behind = starts[index + 1] if index + 1 < len(starts) else len(plain)
            text = plain[start : min(behind, gap.end)].rstrip()
            if not text or MARKUP.fullmatch(text):
                continue
            span = Span(start, start + len(text))
            end, place = self._places.get(start, NO_PLACE)
            if end == span.end:
                yield Token(span, text, Tag.PLACE, words.classes_of(text), None, place)
            else:
                tag = found[index][2]
                if text[0] in STOPS and CLAUSE_END.match(text):
                    tag = Tag.NUMERAL if THOUSANDS.match(plain, start - 1) else Tag.STOP
                yield Token(span, text, tag, words.classes_of(text))


def is_verb(quoted: str, words: Vocabulary) -> bool:
    """Tell whether a quotation is but a listed verb, with what makes it passive: “被列入”."""
    verb = quoted[2:-1] if words.has("passive", quoted[1:2]) else quoted[1:-1]
    return quoted[0] not in "《〈" and verb in words.readings and not words.has("event_noun", verb)


def clauses_of(
    tokens: Sequence[Token], facts: Sequence[Fact] = (), openers: Collection[int] = ()
) -> list[Clause]:
    """Cut the tokens of a sentence at the marks between them, around what is said in quotation marks
    and before the words that open a clause, and give each clause what constructions say of its tokens.
    """
    edges = [0]
    for index, token in enumerate(tokens):
        if token.tag == Tag.STOP:
            edges += [index, index + 1]
        elif is_speech(token):
            edges += [index, index, index + 1, index + 1]
        elif index in openers:
            edges += [index, index]
    edges.append(len(tokens))
    return [
        Clause(tuple(tokens[start:end]), tuple(_inside(facts, start, end)))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if start < end
    ]


def is_speech(token: Token) -> bool:
    """Tell whether a quotation is said by somebody, as the mark at its end shows: “We agree,” Smith
    said.
    """
    return token.tag == Tag.TITLE and SPEECH.fullmatch(token.text) is not None


def _inside(facts: Iterable[Fact], start: int, end: int) -> Iterator[Fact]:
    """Yield the facts that touch a clause, in its own places."""
    for fact in facts:
        first, last = max(fact.first, start), min(fact.end, end)
        if first < last:
            yield fact._replace(first=first - start, end=last - start)
