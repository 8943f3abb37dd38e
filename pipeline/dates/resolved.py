"""What an expression comes to mean, known or unknown, and all that it may lean on."""

import datetime as dt
from dataclasses import dataclass

from pipeline.dates.anchoring import Anchor, Memory
from pipeline.dates.expression import Partial
from pipeline.dates.setting import Setting
from pipeline.dates.units import Period
from pipeline.text import Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means: its days where they are known, and what they were taken from;
    `rule` says what gave them, or why nothing does.
    """

    period: Period | None
    timex: str
    precision: str
    basis: str
    anchor: Span | None = None
    origin: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """All that an expression may lean on."""

    memory: Memory
    place: Setting
    published: dt.date | None


def known(found: Period | None, basis: str, rule: str = "") -> Resolved | None:
    """Return a period with what gave its year, or None where the calendar has no such period."""
    if found is None:
        return None
    return Resolved(found, found.timex, found.precision, basis, rule=rule)


def carried(found: Period | None, rule: str, anchor: Anchor, place: Setting) -> Resolved | None:
    """Return a period that leans on a date of the text, and how far away that date stands; None
    where the calendar has no such period.
    """
    if found is None:
        return None
    chain = f"{rule}+{_distance(anchor.place, place)}"
    origin = anchor.origin
    return Resolved(found, found.timex, found.precision, "context", origin, origin, chain)


def _distance(anchor: Setting, place: Setting) -> str:
    """Tell where a date that others lean on stands, seen from one of them."""
    if anchor.sentence == place.sentence:
        return "from-sentence"
    if anchor.paragraph == place.paragraph:
        return "from-paragraph"
    return "from-heading" if anchor.is_heading else "from-document"


def unknown(partial: Partial, rule: str) -> Resolved:
    """Return a date whose year nothing tells: XXXX-03-25, without days; the rule says why."""
    return Resolved(None, *unknown_timex(partial), "unknown", rule=rule)


def vague(shift: int, rule: str) -> Resolved:
    """Return a time that is only said to be past, present or to come; the rule says why."""
    timex = "PAST_REF" if shift < 0 else "FUTURE_REF" if shift else "PRESENT_REF"
    return Resolved(None, timex, "fuzzy", "unknown", rule=rule)


def unknown_timex(partial: Partial) -> tuple[str, str]:
    """Return TIMEX3 value and precision of a date whose year nothing tells: XXXX-03-25."""
    if partial.fiscal and partial.year:
        return _unknown_fiscal(partial, partial.year)
    relative = partial.relative.unit if partial.relative else ""
    month = f"{partial.month:02d}" if partial.month else "XX"
    if partial.festival or (partial.lunar and partial.lunar.day):
        return "XXXX-XX-XX", "day"
    if partial.day or relative == "day":
        return f"XXXX-{month}-{partial.day:02d}" if partial.day else "XXXX-XX-XX", "day"
    if partial.weekday:
        is_day = partial.weekday < 8
        return (f"XXXX-WXX-{partial.weekday}", "day") if is_day else ("XXXX-WXX-WE", "range")
    if partial.month or relative == "month":
        return f"XXXX-{month}", "part_of_month" if partial.part else "month"
    return _unknown_piece(partial, relative)


def _unknown_piece(partial: Partial, relative: str) -> tuple[str, str]:
    if partial.quarter or relative == "quarter":
        return f"XXXX-Q{partial.quarter or 'X'}", "quarter"
    if partial.half or relative == "half":
        return f"XXXX-H{partial.half or 'X'}", "half"
    if partial.season:
        return f"XXXX-{partial.season}", "season"
    if relative == "week":
        return "XXXX-WXX", "week"
    coarse = {"century": ("XX", "century"), "decade": ("XXX", "decade")}
    return coarse.get(relative, ("XXXX", "year"))


def _unknown_fiscal(partial: Partial, year: int) -> tuple[str, str]:
    """Return FY2024 or FY2024-Q3, whose days nobody tells."""
    if partial.quarter:
        return f"FY{year:04d}-Q{partial.quarter}", "quarter"
    return (f"FY{year:04d}-H{partial.half}", "half") if partial.half else (f"FY{year:04d}", "year")
