"""Up to which day a document tells: what is dated beyond it has not happened yet."""

import datetime as dt
from collections.abc import Iterable

from pipeline.document import DateMention, Document

FEWEST_DAYS = 5
STEPS = (-400, -40, -8, -2, -1, 0, 1, 3, 8, 40, 400)  # days
UNKNOWN = "unknown"


def horizon(document: Document, dates: Iterable[DateMention]) -> str:
    """Return the day up to which a document tells: its publication, else its last exact day.

    An article tells day by day up to its present and gives the years of what is to come; a few
    days do not show it. A publication date from the text itself may be that of something else.
    """
    days = [d.end_date for d in dates if d.precision == "day" and d.modifier != "before"]
    last = max(days, default="")
    if document.published is None:
        return last if len(days) >= FEWEST_DAYS else ""
    published = document.published.isoformat()
    return published if document.source.published_basis != "dateline" else max(published, last)


def beyond(day: str, last: str) -> str:
    """Return how far a day lies beyond the last one told, as the step that the days between fall on; one
    before it is told with a minus.

    >>> beyond('2024-03-05', '2024-03-01'), beyond('2023-03-05', '2024-03-01'), beyond('', '2024-03-01')
    ('8', '-40', 'unknown')
    """
    if not day or not last:
        return UNKNOWN
    try:
        apart = (dt.date.fromisoformat(day) - dt.date.fromisoformat(last)).days
    except ValueError:  # the day of a month whose year is unknown
        return UNKNOWN
    return next((str(step) for step in STEPS if apart <= step), "far")
