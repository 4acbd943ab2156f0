"""The date that an article's own dateline states, where it states all of it."""

import re
from datetime import date

from refoulement.graph.when import When

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PLACE = r"[A-Z][A-Z .'-]+(?:, [A-Z][A-Za-z. ]+?)?"
DATELINE = re.compile(
    rf"^{PLACE}, "
    r"(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})|(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2,8})),?"
    r" (?P<year>\d{4})(?: \([^)\n]+\))? ?[-–—]",
    re.MULTILINE,
)


def stated(text: str) -> When | None:
    """The day of the first dateline such as "SEOUL, Dec. 7, 2023 (Agency) -"; a day without its year is no date."""
    found = DATELINE.search(text)
    if found is None:
        return None
    month = (found["month"] or found["month2"])[:3].lower()
    if month not in MONTHS:
        return None
    try:
        day = date(int(found["year"]), MONTHS.index(month) + 1, int(found["day"] or found["day2"]))
    except ValueError:
        return None
    return When(day.isoformat())
