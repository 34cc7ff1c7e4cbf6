"""Dates as people give them: a year, a month, a day."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import QuestionError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def checked_date(value: str) -> str:
    """The value itself where it is an ISO year, month or day.

    Raises:
        QuestionError: it is none.
    """
    match = _DATE.fullmatch(value)
    try:
        if match:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            return value
    except ValueError:
        pass
    raise QuestionError(
        f"{value} is not a date; write it as 2019, 2019-04 or 2019-04-30.",
        f"{value} no es una fecha; escríbala como 2019, 2019-04 o 2019-04-30.",
    )
