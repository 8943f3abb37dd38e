"""An event as a grammar proposes it, before terms and repetitions are looked up."""

from dataclasses import dataclass

from pipeline.document import DateMention
from pipeline.text import Span


@dataclass(frozen=True, slots=True)
class Agent:
    """A agent where it stands in the text; `id` is empty where it has none."""

    span: Span
    id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What one date and one trigger say; `clause` is where the predicate stands.

    An `awaited` date is a target: 推迟至2027年, the year of a budget.
    """

    date: DateMention
    trigger: Span
    clause: Span
    event_type: str
    modality: str
    actors: tuple[Agent, ...]
    objects: tuple[Span, ...]
    rule: str
    confidence: float
    awaited: bool = False
