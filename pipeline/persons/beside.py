"""The titles of a text, and those that stand beside a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import NameMention
from pipeline.lexicon.gazetteer import HAN_ONLY
from pipeline.names.context import NameContext
from pipeline.persons.chinese import chinese_title, name_behind
from pipeline.persons.english import english_title, english_unknown
from pipeline.persons.knowledge import PersonKnowledge
from pipeline.persons.titles import Title
from pipeline.text import Span


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles of a text in both languages, with the organizations that stand before them."""

    view: NameContext
    organizations: Sequence[NameMention]
    knowledge: PersonKnowledge

    @cached_property
    def _bodies(self) -> dict[int, NameMention]:
        return {mention.span.end: mention for mention in self.organizations}

    @cached_property
    def _by_end(self) -> dict[int, Span]:
        """The Chinese titles by where they end."""
        _, automaton = self.knowledge.chinese_titles
        found = automaton.find_matches_as_indexes(self.view.words.plain)
        return {end: Span(start, end) for _, start, end in found}

    @cached_property
    def _by_start(self) -> dict[int, Span]:
        return {span.start: span for span in self._by_end.values()}

    def text(self, span: Span) -> str:
        """Return what stands at a span."""
        return self.view.words.plain[span.start : span.end]

    def before(self, name: Span) -> Title | None:
        """Return the title right before a name, in either language: 国家安全顾问 Jake Sullivan."""
        is_apart = self.view.words.plain.startswith(" ", name.start - 1)
        if span := self._by_end.get(name.start - is_apart):
            return chinese_title(self.view, span, self._bodies, self.knowledge)
        if not is_apart or HAN_ONLY.search(self.text(name)):
            return None
        return english_title(self.view, name.start, self._bodies, self.knowledge.english_titles)

    def behind(self, position: int) -> Title | None:
        """Return the title right behind a name: 莫迪|总理."""
        span = self._by_start.get(position)
        return Title(span, self.text(span)) if span else None

    def with_unknown_names(self) -> Iterator[tuple[Title, Span]]:
        """Yield the titles that a name stands behind, whether a list has it or not."""
        view, knowledge = self.view, self.knowledge
        for end, span in self._by_end.items():
            if name := name_behind(view, end, knowledge.verbs):
                yield chinese_title(view, span, self._bodies, knowledge), name
        for name in english_unknown(view, knowledge.english_titles, knowledge.no_surnames):
            if title := english_title(view, name.start, self._bodies, knowledge.english_titles):
                yield title, name
