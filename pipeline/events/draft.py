"""An event as a grammar proposes it, before terms and repetitions are looked up."""

from dataclasses import dataclass

from pipeline.document import DateMention
from pipeline.text import Span


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what takes part, where it stands in the text; `id` is empty where it has none.

    `role` is agent, partner, recipient or object, `rule` how it was found.
    """

    span: Span
    id: str
    role: str = "agent"
    rule: str = "subject"


@dataclass(frozen=True, slots=True)
class Draft:
    """What one date and one trigger say; `clause` is where the predicate stands.

    `refused` says why it is no event after all, `sure` how probable it is that the date governs the
    trigger; `basis` is paragraph where the date stands in a sentence before.
    """

    date: DateMention
    trigger: Span
    clause: Span
    event_type: str
    modality: str
    arguments: tuple[Argument, ...]
    rule: str
    refused: str = ""
    sure: float = 1.0
    basis: str = "sentence"

    def of(self, *roles: str) -> tuple[Argument, ...]:
        """Return the arguments that play one of these roles."""
        return tuple(one for one in self.arguments if one.role in roles)

    @property
    def actors(self) -> tuple[Argument, ...]:
        """Who acts, alone or together."""
        return self.of("agent", "partner")
