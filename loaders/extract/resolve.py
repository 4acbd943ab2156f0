"""What each form of a time says in EDTF, resolved against the day of publication, and never more precise than said."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from refoulement.graph.when import When

MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# which quarter or half of a year
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}
# how many days, weeks, months or years; more are told in digits
NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
NUMBERS["a"] = 1
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_HOLIDAYS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, None),
}  # fmt: skip
_PARTS_OF_YEAR = {"start": (1, 1), "beginning": (1, 1), "early": (1, 4), "late": (9, 12), "end": (12, 12)}
_SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11"), "fall": ("09", "11")}

_NAMES = "|".join(map(str.title, MONTHS))
_ROW = re.compile(
    rf"(?:,|,? and|,? or) (?:on )?(?:\d\d? (?P<last>{_NAMES})|(?P<first>{_NAMES}) \d\d?),? (?P<year>(?:19|20)\d\d)\b"
)


def number_said(word: str) -> int:
    """The number that digits or a word of `NUMBERS` say."""
    return int(word) if word.isdecimal() else NUMBERS[word.lower()]


def _last(month: int, published: When) -> int | None:
    """The year of the latest such month that began before the article was published."""
    if not published.latest:
        return None
    return published.latest.year if month <= published.latest.month else published.latest.year - 1


def _month_number(name: str) -> int:
    stem = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(stem))


def _day(match: re.Match[str], published: When | None) -> str | None:
    month, day = _month_number(match["month"]), int(match["day"])
    year = int(match["year"]) if match["year"] else _lent(match, month) or (published and _last(month, published))
    if match.groupdict().get("lastyear") and published and published.latest:
        year = published.latest.year - 1
    return f"{year}-{month:02}-{day:02}" if year and 1 <= day <= 31 else None


def _lent(match: re.Match[str], month: int) -> int | None:
    """The year of the next date in a row of them, which is that of all: "30 September and 1 October | 2024"."""
    behind = _ROW.match(match.string, match.end())
    return int(behind["year"]) - (_month_number(behind["last"] or behind["first"]) < month) if behind else None


def _month(match: re.Match[str], published: When | None) -> str | None:
    month = _month_number(match["month"])
    groups = match.groupdict()
    year = groups.get("year") or (published and _last(month, published))
    if not year:
        return None
    if groups.get("lastyear") and published and published.latest:
        return f"{published.latest.year - 1}-{month:02}"
    this = published and published.latest and month == published.latest.month and not groups.get("year")
    return f"{int(year) - bool(this and match.group().lower().startswith('last '))}-{month:02}"


def _weekday_said(match: re.Match[str], published: When) -> str | None:
    """A weekday; since one is open."""
    day = _weekday(match["weekday"], published, last=match.group().lower().startswith("last "))
    return f"{day}/.." if day and match["since"] else day


def _weekday(name: str, published: When, *, last: bool) -> str | None:
    """The latest such day up to the day of publication, where that day is known; that day itself is not "last" it."""
    if published.earliest != published.latest or not published.latest:
        return None
    back = (published.latest.weekday() - _WEEKDAYS.index(name.lower())) % 7 or (7 if last else 0)
    return str(published.latest - timedelta(days=back))


def _day_of(day: int, published: When) -> str | None:
    """The latest day of that number up to the day of publication: "on the 9th"."""
    latest = published.latest
    if published.earliest != latest or latest is None:
        return None
    month = f"{latest:%Y-%m}" if day <= latest.day else _month_before(latest, 1)
    return f"{month}-{day:02}"


def _month_before(day: date, months: int) -> str:
    return month_after(day, -months)


def month_after(day: date, months: int) -> str:
    """The month so many months after that of a day."""
    index = day.year * 12 + day.month - 1 + months
    return f"{index // 12}-{index % 12 + 1:02}"


def _relative(phrase: str, published: When) -> str | None:
    day = published.latest
    if day is None:
        return None
    exact = published.earliest == published.latest
    match phrase.lower().removeprefix("earlier ").split():
        case [*_, "weekend"] if exact:
            saturday = day - timedelta(days=(day.weekday() - 5) % 7 or 7)
            return f"{saturday}/{saturday + timedelta(days=1)}"
        case ["this", "month"]:
            return f"{day:%Y-%m}"
        case ["last", "month"]:
            return _month_before(day, 1)
        case ["this", "year"]:
            return f"{day:%Y}"
        case ["last", "year"]:
            return str(day.year - 1)
        case [("today" | "tonight")] if exact:
            return str(day)
        case ["yesterday"] if exact:
            return str(day - timedelta(days=1))
        case [("this" | "last") as which, "week"] if exact:
            monday = day - timedelta(days=day.weekday() + (7 if which == "last" else 0))
            return f"{monday}/{min(day, monday + timedelta(days=6))}"
    return None


def _ago(match: re.Match[str], published: When) -> str | None:
    day = published.latest
    if day is None:
        return None
    number = number_said(match["howmany"])
    match match["unit"].lower():
        case "day" if published.earliest == published.latest:
            return str(day - timedelta(days=number))
        case ("week" | "fortnight") as unit if published.earliest == published.latest:
            return f"{day - timedelta(days=_DAYS[unit] * number)}~"
        case "month":
            return _month_before(day, number) + "~"
        case "year":
            return f"{day.year - number}~"
    return None


def _days(match: re.Match[str], published: When | None) -> str | None:
    """From one day to another: the second month is the first one's where it is not said."""
    first = _day(match, published)
    if not first:
        return None
    month = _month_number(match["month2"]) if match["month2"] else int(first[5:7])
    until = int(first[:4])
    if month < int(first[5:7]):  # over a new year: the one that is printed is the second day's
        first, until = (f"{until - 1}{first[4:]}", until) if match["year"] else (first, until + 1)
    return f"{first}/{until}-{month:02}-{int(match['day2']):02}"


def _months(match: re.Match[str], published: When | None) -> str | None:
    """From one month to another: without a year the latest such months that are over or under way."""
    first, last = _month_number(match["month"]), _month_number(match["month2"])
    year = int(match["year"]) if match["year"] else published and _last(last, published)
    if match["lastyear"] and published and published.latest:
        year = published.latest.year - 1
    return f"{year - (last < first)}-{first:02}/{year}-{last:02}" if year else None


def _month_to_day(match: re.Match[str], published: When | None) -> str | None:
    """From the first day of a month to a day of another one."""
    first, last = _month_number(match["month"]), _month_number(match["month2"] or match["untilmonth"])
    year = int(match["year"]) if match["year"] else published and _last(last, published)
    day = int(match["daybefore"] or match["daybehind"])
    return f"{year - (last < first)}-{first:02}-01/{year}-{last:02}-{day:02}" if year else None


def _week_of(match: re.Match[str], published: When | None) -> str | None:
    """The second, third or fourth seven days of a month."""
    month = _month(match, published)
    days = 7 * ORDINALS[match["week"].lower()]
    return f"{month}-{days - 6:02}/{month}-{days:02}" if month else None


def _part_of_year(match: re.Match[str], published: When | None) -> str | None:
    """Roughly the first, middle or last four months of a year, or the month that it starts or ends with."""
    year, part = _year_said(match, published), match["part"].lower()
    if not year:
        return None
    first, last = _PARTS_OF_YEAR.get(part, (5, 8))
    if published and published.latest and year == published.latest.year:
        last = min(last, published.latest.month)
        if last < first:
            return f"{year}"
    return f"{year}-{first:02}~" if first == last else f"{year}-{first:02}~/{year}-{last:02}~"


def _decade(match: re.Match[str]) -> str:
    """A decade, or the years of it that are early, middle or late."""
    stem, part = match["decade"][:3], (match["part"] or "").lower()
    years = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}.get(part)
    if match["since"]:
        return f"{stem}{years[0]}~/.." if years else f"{stem}X/.."
    return f"{stem}{years[0]}/{stem}{years[1]}" if years else f"{stem}X"


def _since_day(match: re.Match[str], published: When | None) -> str | None:
    day = _day(match, published)
    return f"{day}/.." if day else None


def _year_said(match: re.Match[str], published: When | None) -> int | None:
    """The year of a part of one: as printed, else the year of publication or the one before."""
    if match["year"]:
        return int(match["year"])
    if not (published and published.latest):
        return None
    return published.latest.year - (1 if match["lastyear"] else 0)


def _opening(match: re.Match[str], published: When | None) -> str | None:
    """The first or last months of a year."""
    year = _year_said(match, published)
    number = number_said(match["howmany"])
    if year is None or not 1 <= number <= 11:
        return None
    said = match["year"] or match["lastyear"] or " of " in match.group()
    if not said and published and published.latest and number > published.latest.month:
        year -= 1  # those of this year are not over
    return f"{year}-01/{year}-{number:02}" if match["end"].lower() == "first" else f"{year}-{13 - number:02}/{year}-12"


def _first_days(match: re.Match[str], published: When | None) -> str | None:
    """The first or last days or weeks of a month; a number that is not known leaves the month."""
    relative = match.groupdict().get("relative")
    of_relative = _relative(relative, published) if relative and published else None
    month = of_relative if relative else _month(match, published)
    last = When(month).latest if month else None
    said = (match["days"] or "one").lower()
    number = number_said(said) if said.isdecimal() or said in NUMBERS else 0
    days = number * (7 if match["unit"].lower().startswith("week") else 1)
    if not (month and last and 0 < days < last.day):
        return month
    first = match["end"].lower() == "first"
    return f"{month}-01/{month}-{days:02}" if first else f"{month}-{last.day - days + 1:02}/{last}"


def _end_of(match: re.Match[str], published: When | None) -> str | None:
    month = _month(match, published)
    last = When(month).latest if month else None
    return str(last) if last else None


def _past(match: re.Match[str], published: When) -> str | None:
    """The days up to publication: "in the past two weeks"."""
    day = published.latest
    if day is None or published.earliest != day:
        return None
    number = number_said(match["howmany"] or "a")
    if match["unit"].lower() == "year":
        return f"{day.year - number}/{day.year}"
    if match["unit"].lower() == "month":
        return f"{_month_before(day, number)}/{day:%Y-%m}"
    return f"{day - timedelta(days=number * _DAYS[match['unit'].lower()])}/{day}"


def _since(match: re.Match[str], published: When | None) -> str | None:
    groups = match.groupdict()
    start = _month(match, published) if groups.get("month") else groups.get("year")
    return f"{start}/.." if start else None


def _year_to(match: re.Match[str], published: When | None) -> str | None:
    """The twelve months up to one."""
    last = _month(match, published)
    if not last:
        return None
    year, month = int(last[:4]), int(last[5:])
    return f"{year - 1}-{month + 1:02}/{last}" if month < 12 else f"{year}-01/{last}"


def _quarters(match: re.Match[str], published: When | None) -> str | None:
    year = _year_said(match, published)
    return f"{year}-01/{year}-{3 * number_said(match['howmany']):02}" if year else None


def _season(match: re.Match[str], published: When | None) -> str | None:
    """A season as the months it has roughly; without a year the latest that had begun. A winter lies in two years."""
    season = match["season"].lower()
    groups = match.groupdict()
    if groups.get("since"):
        return (began := _season_said(season, groups, published)) and f"{began.split('/')[0]}/.."
    return _season_said(season, groups, published)


def _season_said(season: str, groups: dict[str, str | None], published: When | None) -> str | None:
    year_said, which = groups.get("year"), (groups.get("which") or "").lower()
    if season == "winter":
        return f"{year_said}-24" if year_said else _winter(which, published)
    first, last = _SEASONS[season]
    if year_said:
        return f"{year_said}-{first}~/{year_said}-{last}~"
    if not (published and published.latest):
        return None
    month = published.latest.month
    begun = month > int(last) if which == "last" else month >= int(first)
    year = published.latest.year - (not begun)
    return f"{year}-{first}~/{year}-{last}~"


def _winter(which: str, published: When | None) -> str | None:
    """From December to February: in those months "last" is the winter a year before, "this" the one under way."""
    if not (published and published.latest):
        return None
    year, month = published.latest.year, published.latest.month
    ends = year + (which != "last") if month == 12 else year - (which == "last" and month <= 2)
    return f"{ends - 1}-12~/{ends}-02~"


def _holiday(match: re.Match[str], published: When | None) -> str | None:
    """A holiday by its day, and "Christmas" by its month; without a year the latest before publication."""
    month, day = _HOLIDAYS[match["holiday"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif published and published.latest:
        year = published.latest.year - ((month, day or 1) > (published.latest.month, published.latest.day))
    else:
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _quarter(match: re.Match[str], published: When | None, *, half: bool) -> str | None:
    year = _year_said(match, published)
    if year is None:
        return None
    number = ORDINALS.get(match["ordinal"].lower(), 4)
    begins = date(year, 7 if half and number == 2 else 1 if half else 3 * number - 2, 1)
    if not match["year"] and published and published.latest and begins > published.latest:
        year -= 1  # "in the last quarter", told in January
    if half:
        return f"{year}-01/{year}-06" if number == 1 else f"{year}-07/{year}-12"
    return f"{year}-{32 + number}"


_READERS: dict[str, Callable[[re.Match[str], When | None], str | None]] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "months": _months,
    "opening": _opening,
    "endof": _end_of,
    "firstdays": _first_days,
    "since": _since,
    "yearto": _year_to,
    "quarters": _quarters,
    "season": _season,
    "quarter": partial(_quarter, half=False),
    "half": partial(_quarter, half=True),
    "holiday": _holiday,
    "iso": lambda match, _: match["iso"],
    "year": lambda match, _: match["year"],
    "decade": lambda match, _: _decade(match),
    "partyear": _part_of_year,
    "weekof": _week_of,
    "sinceday": _since_day,
    "monthtoday": _month_to_day,
    "span": lambda match, _: f"{match['from']}/{match['until']}",
}
_RELATIVE_READERS: dict[str, Callable[[re.Match[str], When], str | None]] = {
    "weekday": _weekday_said,
    "dayof": lambda match, published: _day_of(int(match["dayof"]), published),
    "relative": lambda match, published: _relative(match["relative"], published),
    "past": _past,
    "ago": _ago,
}


def edtf(form: str, match: re.Match[str], published: When | None) -> str | None:
    """What a form of time says in EDTF; None where that needs a date of publication that is not known so well."""
    if form in _READERS:
        return _READERS[form](match, published)
    return _RELATIVE_READERS[form](match, published) if published else None
