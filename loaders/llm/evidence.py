"""Whether a number or a time that a model gives is told by the words it quotes."""

import re
from datetime import date, timedelta

from refoulement.graph.amount import Amount
from refoulement.graph.claim import Count
from refoulement.graph.when import When
from refoulement.loaders.extract.counts import numbers, quantities
from refoulement.loaders.extract.times import times
from refoulement.loaders.llm.quotation import Quotable, Span

# Digits in a script whose words the rules do not read: no fraction, no sum of money, no "2만".
_DIGITS = re.compile(r"(?<![\w.,:$€£¥₩#-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![.,:]?\d| ?[십백천만억十百千万萬亿億]|[a-zA-Z])")
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?~?")
_YEAR = timedelta(days=366)


def _printed(quotable: Quotable, span: Span) -> dict[Span, frozenset[Amount]]:
    """The numbers that stand whole within a span, by their place, read in their surroundings."""
    near = quotable.around(span)
    text = quotable.text(near)
    read = {Span(start + near.start, end + near.start): values for start, end, values in numbers(text)}
    for match in _DIGITS.finditer(text):
        start, end = match.start() + near.start, match.end() + near.start
        if not any(other.start < end and start < other.end for other in read):
            read[Span(start, end)] = frozenset({int(match.group().replace(",", ""))})
    return {place: values for place, values in read.items() if span.holds(place.start, place.end)}


def printed(count: Count, quotable: Quotable, span: Span) -> bool:
    """True where every number of a count is printed within a span; a vague count has none."""
    wanted = {value for value in (count.value, count.value_to) if value is not None}
    return wanted <= {value for values in _printed(quotable, span).values() for value in values}


def bounded(count: Count, quotable: Quotable, span: Span) -> bool:
    """False where the words put another bound or unit on a count's number than it has ("up to 600" is not exactly 600).

    Where the rules read no count of people at that number, they have no say.
    """
    near = quotable.around(span)
    places = [place for place, values in _printed(quotable, span).items() if count.value in values]
    stated = [
        quantity.count
        for quantity in quantities(quotable.text(near), near.start)
        if any(quantity.start <= place.start < quantity.end for place in places)
    ]
    asked = (count.bound, count.value, count.value_to, count.unit)
    return not stated or asked in {(other.bound, other.value, other.value_to, other.unit) for other in stated}


def told(when: When, quotable: Quotable, span: Span) -> bool:
    """True where the words within a span tell a time, or one that is more precise; never where they are vaguer.

    What the rules read there decides; where they read nothing, as in other languages, the digits do.
    """
    published = quotable.article.published
    near = quotable.around(span)
    stated = [
        time.when for time in times(quotable.text(near), near.start, published) if span.holds(time.start, time.end)
    ]
    if stated:
        return any(_no_more_precise(when.edtf, time.edtf) for time in stated)
    numbers_told = [int(match.group()) for match in re.finditer(r"\d{1,9}", quotable.text(span))]
    ends = [end for end in when.edtf.split("/") if end != ".."]
    return all(_in_digits(end, numbers_told, published) for end in ends)


def _no_more_precise(given: str, stated: str) -> bool:
    """True for the time stated, and for its year or month; "around 9 October" is not 9 October."""
    if stated.endswith("~") and not given.endswith("~"):
        return False
    given, stated = given.rstrip("~"), stated.rstrip("~")
    return given == stated or ("/" not in stated and stated.startswith(f"{given}-"))


def _in_digits(end: str, numbers_told: list[int], published: When | None) -> bool:
    """True where year, month and day are printed in digits and in this order, as in Korean, Chinese and Japanese.

    The year may be left out where the day is the last of its name before publication.
    """
    match = _DAY.fullmatch(end)
    if not match:
        return False
    parts = [int(part) for part in match.group("year", "month", "day") if part]
    if _in_a_row(parts, numbers_told):
        return True
    if len(parts) == 1 or not (published and published.latest) or not _in_a_row(parts[1:], numbers_told):
        return False
    first = When(end).earliest
    return first is not None and published.latest - _YEAR < first <= published.latest


def _in_a_row(parts: list[int], told: list[int]) -> bool:
    return any(told[start : start + len(parts)] == parts for start in range(len(told)))


def not_after_publication(when: When, last: date | None) -> bool:
    """True where a time has begun by the last day of publication, as all has that an article says has happened."""
    return last is None or (when.earliest or date.min) <= last
