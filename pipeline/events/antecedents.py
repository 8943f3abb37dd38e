"""Drafts of a document in order to the same with the ids of those meant by 双方, 该公司, it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Document, NameMention
from pipeline.events.draft import Argument, Draft
from pipeline.events.triggers import Vocabulary

FARTHEST = 250  # characters back; what stands further is not certain
PAIR = 2
TOGETHER = "+"  # between the ids of 双方


class Antecedents:
    """Leads words back to the agents named before them, only where one reading is left."""

    def __init__(self, document: Document, organizations: Sequence[NameMention], words: Vocabulary):
        self._plain = document.plain
        self._names = [m for m in organizations if m.id]
        self._ends = [m.span.end for m in self._names]
        self._words = words
        self._last: tuple[Argument, ...] = ()
        self._pair: tuple[Argument, ...] = ()

    def resolved(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield the drafts with the ids of their agents filled in."""
        for draft in drafts:
            agents = tuple(self._resolved(agent) for agent in draft.actors)
            if named := tuple(agent for agent in agents if agent.id):
                self._last = agents
                if len(named) == len(agents) == PAIR:
                    self._pair = agents
            others = draft.of("recipient", "object")
            changed = agents != draft.actors
            yield replace(draft, arguments=(*agents, *others)) if changed else draft

    def _resolved(self, agent: Argument) -> Argument:
        if agent.id:
            return agent
        text = self._plain[agent.span.start : agent.span.end].lower()
        if self._words.has("both", text):
            return replace(agent, id=TOGETHER.join(d.id for d in self._near(agent, self._pair)))
        if self._words.has("one", text):
            near = self._near(agent, self._last)
            return replace(agent, id=near[0].id) if len(near) == 1 else agent
        return replace(agent, id=self._named_before(agent, text))

    def _near(self, agent: Argument, former: Sequence[Argument]) -> Sequence[Argument]:
        close = former and 0 <= agent.span.start - former[-1].span.end <= FARTHEST
        return former if close else ()

    def _named_before(self, agent: Argument, text: str) -> str:
        """Return the id of the nearest name of the kind: 该局 is a 局, 该公司 the only company."""
        index = bisect_left(self._ends, agent.span.start + 1)
        near = [
            name
            for name in self._names[max(0, index - 8) : index]
            if name.span.end >= agent.span.start - FARTHEST
        ]
        if self._words.has("that_company", text):
            ids = {name.id for name in near if name.kind == "company"}
            return ids.pop() if len(ids) == 1 else ""
        if not self._words.has("that_body", text):
            return ""
        alike = [m.id for m in near if self._plain[m.span.end - 1] == text[-1]]
        return alike[-1] if len(set(alike)) == 1 else ""
