"""当日, 同日 and 次日 to the day of the text that they count from, or to none: where nothing tells it,
nothing is guessed.
"""

from pipeline.dates.anchoring import UNIT_DEPTH, Anchor, Memory
from pipeline.dates.expression import Relative, Scope
from pipeline.dates.resolved import Context

FARTHEST = 4  # sentences behind a day in which 当晚 may still mean it


def told_day(relative: Relative, context: Context) -> Anchor | None:
    """Return the day that 当日 or 次日 counts from: of its own sentence, else the one told last, a
    few sentences before.

    今天 is no 当日, 当晚 behind an event (袭击当晚) is of that event's day, which only its own sentence
    tells, and behind 7月21日…8月，… no word tells whether July's day is meant; nor is 当日 a day to come that another
    paragraph told.
    """
    memory, place = context.memory, context.place
    anchor = memory.nearest(place, UNIT_DEPTH["day"])
    if anchor is None or (relative.frame == "then" and _is_today(anchor, memory)):
        return None
    is_here = anchor.place.sentence == place.sentence
    if place.is_of_event and (relative.shift or not is_here):
        return None
    is_apart = anchor.place.paragraph != place.paragraph
    is_ahead = context.published is not None and anchor.start > context.published
    if is_apart and (relative.frame == "at-once" or is_ahead):
        return None
    is_near = place.sentence - anchor.place.sentence <= FARTHEST
    return anchor if is_here or (is_near and not _is_overtaken(anchor, memory)) else None


def _is_today(anchor: Anchor, memory: Memory) -> bool:
    """Tell whether a day is 今天, or told once more behind it: 今日（27日）."""
    return anchor.is_now or any(one.is_now and one.start == anchor.start for one in memory.near)


def _is_overtaken(anchor: Anchor, memory: Memory) -> bool:
    """Tell whether the story has gone on to another day or month since; a plan, a flashback and
    自9月1日起施行 are no part of it.
    """
    newest = memory.neighbor
    if newest is None or newest.span.start <= anchor.span.start or newest.place.is_effect:
        return False
    is_other = newest.depth > 0 and newest.start != anchor.start
    return is_other and newest.place.scope == Scope.DOCUMENT
