"""A date expression to the ids of its shape: 去年3月5日 is zh-relative-year+zh-month-day, 2022-2025年
zh-year+range.
"""

from collections.abc import Iterator

from pipeline.dates.expression import Expression, Partial

# Readers of any shape; every other reader reads one, and its name is that of the shape.
READERS = frozenset({"date", "range", "list"})
MARKS = {"era": "era-year", "republican": "republican-year"}


def shape(expression: Expression) -> str:
    """Return the shape of an expression, and what its reader read besides: zh-year+inclusive."""
    reader, *steps = expression.rule.split("+")
    language, name = reader[:2], reader[3:]
    if name not in READERS:
        return expression.rule
    ids = [f"{language}-{part}" for part in _parts(expression.first)]
    if expression.first.notation in MARKS:
        ids.append(MARKS[expression.first.notation])
    if name != "date":
        ids.append(name)
    return "+".join([*ids, *steps])


def _parts(partial: Partial) -> Iterator[str]:
    """Yield the shape of a point, from coarse to fine: relative-year and month for 去年3月."""
    relative, piece = partial.relative, _piece(partial)
    if partial.fiscal:
        yield "fiscal-year"
    elif relative and relative.frame == "festival":
        yield "festival-day"
    elif relative:
        yield f"relative-{relative.unit}"
        if piece:
            yield piece
    elif partial.century is not None:
        yield "century" if partial.decade is None else "decade"
    elif partial.year is None or partial.notation == "numeric":
        yield piece
    else:
        yield f"year-{piece}" if piece else "year"


def _piece(partial: Partial) -> str:
    """Return the shape of what stands below the year, empty where nothing does."""
    if partial.notation in ("holiday", "lunar"):
        return partial.notation
    if partial.month:
        return _in_month(partial)
    if partial.weekday:
        return "weekday-and-day" if partial.day else "weekday"
    if partial.day:
        return "day"
    if partial.leading or partial.week:
        return "counted-units"
    for name in ("quarter", "half", "season", "part"):
        if getattr(partial, name):
            return name
    return "" if partial.decade is None else "decade"


def _in_month(partial: Partial) -> str:
    if partial.breadth == "week":
        return "week-of-day"
    if partial.leading or partial.week or partial.weekday:
        return "month-and-counted-units"
    finest = "day" if partial.day else "part" if partial.part else ""
    if partial.notation == "numeric":
        return f"numeric-{finest or 'month'}"
    return f"month-{finest}" if finest else "month"
