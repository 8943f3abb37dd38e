"""What is acted on: the piece of a sentence that is most probably the object of a predicate, or none."""

from collections.abc import Iterable, Sequence

from pipeline.events.draft import Argument
from pipeline.events.object_pieces import Piece, Pieces
from pipeline.events.options import Option, facts_of, likeliest, relation
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

FEWEST, LONGEST = 2, {"zh": 80, "en": 160}  # characters
ACTING = 120  # hundredths by which it must be surer that what acts is acted on
SPEAKING, SPEECH = "statement", ("speech_verb", "said")


def likeliest_objects(
    reading: Reading, predicate: Predicate, proposed: Sequence[Span], agents: Sequence[Argument],
    event_type: str, words: Vocabulary,
) -> tuple[Span, ...]:  # fmt: skip
    """Return what is most probably acted on; `proposed` is what the rules say. A thing that is said to
    act may be acted on after all: 新公司|成立.
    """
    acting = frozenset(one.span for one in agents)
    proposed = [one for one in proposed if not any(one.overlaps(other) for other in acting)]
    speaks = event_type == SPEAKING or any(predicate.has(name) for name in SPEECH)
    pieces = Pieces(reading, predicate, words)
    options: dict[tuple[Span, ...], Option] = {}
    for piece in pieces.all(speaks=speaks):
        fits = FEWEST <= piece.span.end - piece.span.start <= LONGEST[words.language]
        if fits and (piece.span,) not in options and not _is_taken(piece, acting):
            options[piece.span,] = _option(piece, (piece.span,), proposed, acting)
    if proposed and tuple(proposed) not in options:
        options[tuple(proposed)] = _option(
            Piece("rule", proposed[0], []), tuple(proposed), proposed, acting
        )
    heads = ["nothing", f"nothing,{bool(proposed):d}"]
    nothing = Option((), [*heads, f"nothing,last{pieces.is_last:d}"], heads)
    facts = facts_of(reading, predicate, event_type, words)
    answer = likeliest([*options.values(), nothing], facts, words.weights("objects")).spans
    # of 华为|被列入|实体清单 both are told, whichever weighs more
    return tuple(proposed) if answer and set(answer) < set(proposed) else answer


def acting_still(agents: Sequence[Argument], acted_on: Sequence[Span]) -> tuple[Argument, ...]:
    """Return the agents that are not acted on after all."""
    return tuple(one for one in agents if not any(_is_of(one.span, span) for span in acted_on))


def _is_taken(piece: Piece, agents: Iterable[Span]) -> bool:
    """Tell whether a piece shares words with an agent, and is no thing that is said to act."""
    met = (one for one in agents if piece.span.overlaps(one))
    return any(not (piece.is_thing and _is_of(one, piece.span)) for one in met)


def _is_of(agent: Span, piece: Span) -> bool:
    """Tell whether an agent is a piece, with or without what stands before its head."""
    return agent.covers(piece) or (piece.covers(agent) and piece.end == agent.end)


def _option(
    piece: Piece, spans: tuple[Span, ...], proposed: Sequence[Span], agents: frozenset[Span]
) -> Option:
    rule, kind = relation(spans, proposed), piece.kind
    own = [f"rule={rule}", f"rule={rule},{kind}", *(f"{kind}:{one}" for one in piece.shown)]
    acts = any(_is_of(agent, span) for agent in agents for span in spans)
    own += [f"acts={acts:d},{bool(agents):d}", f"acts={acts:d},{rule}"]
    if rule == "touch":
        other = next(p for p in proposed if spans[0].start < p.end and p.start < spans[0].end)
        starts = (spans[0].start > other.start) - (spans[0].start < other.start)
        ends = (spans[0].end > other.end) - (spans[0].end < other.end)
        own.append(f"borders={kind},{starts},{ends}")
    heads = [kind, f"{kind},{rule}", *piece.heads, *(["acts"] if acts else [])]
    return Option(spans, own, heads, acts * ACTING)
