"""A day as people and spreadsheets write it, year first: 2024-01-05, 2024/1/5, 2024年1月5日."""

import datetime as dt
import re

DAY = re.compile(
    r"\s*(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ].*)?"
    r"|年(?P<m>\d{1,2})月(?P<d>\d{1,2})日)\s*"
)


def read_day(text: str) -> dt.date:
    """Return the day that a text names.

    Raises ValueError for anything else: 5/1/2024 may be January or May.
    """
    found = DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    month, day = found["month"] or found["m"], found["day"] or found["d"]
    return dt.date(int(found["year"]), int(month), int(day))
