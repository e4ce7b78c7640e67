"""The day an article was published, from the ways programs write a date."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*|\d{6})?")


def day(value: str) -> date:
    """The day of ``2023-09-13``, ``2023-09-13T08:00:00Z``, ``20230913``, ``20230913080000`` and
    ``Wed, 13 Sep 2023 08:00:00 GMT``, as written there, in whatever zone.

    Raises ValueError with the value for everything else: in ``03/04/2023`` nobody knows the month.
    """
    try:
        if match := _DAY.fullmatch(value):
            return date(*map(int, match.groups()))
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        raise ValueError(value) from None
