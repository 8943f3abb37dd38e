"""What travels between the stages: sources, documents, and the mentions found in them."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from pipeline.spans import Taken
from pipeline.text import SourceSpan, Span, TracedText

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The rule under which repair removes the sign of a heading.
HEADING = "markdown-heading"
# That under which it takes out the line that says when a page was posted.
POSTING = "clip-posting"
CAPTION = re.compile(r"<figcaption\b", re.I)

# A line, and behind it one with a sentence of some length.
TITLE = re.compile(
    r"\s{0,40}(?![0-9０-９])(?>([^\r\n]{4,80}?)[ \t\u3000]{0,80}+(?:\r\n|[\r\n]))"
    r"\s{0,200}[^\r\n]{12,400}?[。.！？](?=\s|[^\r\n])"
)
# 商务部于3月5日发布公告 over an article is its news; 荷兰2027年收紧许可 is a title.
SENTENCE_MARK = re.compile(r"[。！？；，,;!?.]|[：:]$|[0-9０-９一二三四五六七八九十][ ]?[月日号號]")

# A token: start, end, and its part of speech in jieba's tag set. There are too many for a class.
Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the source that a reader knows to be furniture, for repair to remove under this
    rule.
    """

    span: SourceSpan
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file decoded once: no newline translated, no mark stripped.

    `path` is relative to the corpus, with `/`. `published_basis` says where the date is from:
    metadata, declared (by the file itself), dateline (in the text), or nothing; `is_field_open` that a
    field declares it which may as well be the day of clipping; `url` is where the article stands in
    the web, if metadata or the file say so.
    """

    path: str
    text: str
    sha256: str = ""
    media_type: str = "text/plain"
    encoding: str = ""
    encoding_basis: str = ""
    title: str = ""
    published: dt.date | None = None
    published_basis: str = ""
    url: str = ""
    marks: tuple[Mark, ...] = ()
    message: str = ""
    is_field_open: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the clean text; `language` is zh, en or mixed."""

    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a surface: a row of a lexicon. `kind` is organization, technology, place or
    instrument.
    """

    kind: str
    id: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A lexicon surface that stands in the text as a word of its own."""

    span: Span
    senses: tuple[Sense, ...]

    def sense(self, kind: str) -> Sense | None:
        """Return the first meaning of a kind: organization, technology, place or instrument."""
        return next((sense for sense in self.senses if sense.kind == kind), None)


@dataclass(frozen=True)
class Document:
    """A source, its repaired text, its plain form and its words: `plain` has the same length as
    the text, so that all positions are shared; `tokens` are the words without white space;
    `matches` are the lexicon names, `laws` the instruments of the lexicon, which may hold names;
    nothing is found inside `addresses`.
    """

    source: Source
    text: TracedText
    plain: str
    language: str
    sentences: tuple[Sentence, ...]
    tokens: Sequence[Word]
    matches: tuple[Match, ...]
    laws: tuple[Match, ...]
    addresses: Taken = field(repr=False)
    make_doc: "Callable[[Document], Doc]" = field(repr=False)

    @property
    def clean(self) -> str:
        """The repaired text."""
        return self.text.value

    @property
    def published(self) -> dt.date | None:
        """The publication date, where one is known."""
        return self.source.published

    @cached_property
    def words(self) -> "Doc":
        """The tokens as a spaCy Doc, built when somebody asks: it costs more than they do."""
        return self.make_doc(self)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Starts of the sentences, for bisection."""
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def word_starts(self) -> list[int]:
        """Starts of the tokens, for bisection."""
        return list(map(itemgetter(0), self.tokens))

    @cached_property
    def headings(self) -> Taken:
        """The lines that Markdown marks as headings: what its signs were removed from; and the
        title over a text that has no such signs.
        """
        return Taken([*_headings(self.text), *_title(self.clean)])

    @cached_property
    def captions(self) -> Taken:
        """The words under pictures: what stands between <figcaption> tags in Markdown."""
        return Taken(_captions(self.source.text, self.text))

    def is_address(self, span: Span) -> bool:
        """Tell whether a span lies in an address: huawei in https://site.example/huawei/5G."""
        return self.addresses.holds(span.start)

    def is_heading(self, span: Span) -> bool:
        """Tell whether a span lies in a heading."""
        return self.headings.holds(span.start)

    def is_caption(self, span: Span) -> bool:
        """Tell whether a span lies in the words under a picture."""
        return self.captions.holds(span.start)

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that a position lies in, or None between sentences."""
        index = bisect_right(self.sentence_starts, position) - 1
        if index < 0 or self.sentences[index].span.end <= position:
            return None
        return self.sentences[index]

    def words_in(self, span: Span) -> Sequence[Word]:
        """Return the tokens that start inside a span."""
        first = bisect_left(self.word_starts, span.start)
        return self.tokens[first : bisect_left(self.word_starts, span.end, first)]


def _headings(text: TracedText) -> Iterator[Span]:
    """Yield the lines of a clean text before which a sign of a heading was removed: # 引言."""
    for removal in text.removals:
        if removal.rule == HEADING:
            start = int(np.searchsorted(text.starts, removal.span.end))
            end = text.value.find("\n", start)
            end = len(text.value) if end < 0 else end
            if start < end:
                yield Span(start, end)


def _captions(source: str, text: TracedText) -> Iterator[Span]:
    """Yield the stretches of a clean text that stood in a <figcaption> of the source."""
    for removal in text.removals:
        if CAPTION.search(source, removal.span.start, removal.span.end):
            closing = source.find("</figcaption", removal.span.end)
            end = source.find("\n", removal.span.end) if closing < 0 else closing
            end = end if end >= 0 else len(source)
            places = np.searchsorted(text.starts, [removal.span.end, end])
            if places[0] < places[1]:
                yield Span(int(places[0]), int(places[1]))


def _title(clean: str) -> Iterator[Span]:
    """Yield the first line where it is a title: short, without a sentence or a day, and prose comes
    next. 2024年3月5日，商务部发布公告 is news without a full stop.
    """
    title = TITLE.match(clean)
    if title and not SENTENCE_MARK.search(title[1]):
        yield Span(*title.span(1))


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that a rule looked at and refused. `kind` is date, organization, technology, place,
    instrument, event or repair.
    """

    span: Span
    kind: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression and the inclusive ISO days it covers, empty where open or unknown.

    `anchor` is the span of the date mention that gave what this one leaves unsaid.
    """

    span: Span
    timex: str
    start_date: str
    end_date: str
    precision: str
    modifier: str
    basis: str
    anchor: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class NameMention:
    """An organization, a technology term, a place or an instrument. `kind` is its kind, a term's
    category.

    `id` is empty where an ambiguous name has no support; `name` is the entry's name.
    """

    span: Span
    id: str
    name: str
    kind: str
    basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class NamePair:
    """A bilingual name or an abbreviation that the text itself gives: 半导体联盟(SIAC), 简称“…”.

    `refers_to` is the id of the organization or technology meant, where known.
    """

    span: Span
    name: Span
    zh: str
    en: str
    acronym: str
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what takes part in an event, as it stands in the text; `id` is empty where it has
    none.
    """

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """Something that happened, is planned or is denied, tied by the text to one date.

    `basis` says how: sentence, or paragraph where the sentence before has the date.
    """

    span: Span
    date: DateMention
    trigger: Span
    event_type: str
    modality: str
    actors: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    technologies: tuple[Argument, ...]
    places: tuple[Argument, ...]
    basis: str
    rule: str
    confidence: float
    same_as: "EventMention | None" = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document."""

    dates: Sequence[DateMention] = ()
    organizations: Sequence[NameMention] = ()
    technologies: Sequence[NameMention] = ()
    places: Sequence[NameMention] = ()
    instruments: Sequence[NameMention] = ()
    pairs: Sequence[NamePair] = ()
    events: Sequence[EventMention] = ()
    rejections: Sequence[Rejection] = ()
