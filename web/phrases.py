"""How figures, times and what stands behind an event are put into words of the reader's language.

All is said from values, never from words that were made elsewhere: bound and vagueness go with the number.
"""

import re
from collections.abc import Iterable
from datetime import date

from babel.dates import get_month_names

from refoulement.graph.claim import Count
from refoulement.graph.ledger import Figure, Ledger, Line
from refoulement.graph.origins import Standing
from refoulement.graph.when import When
from refoulement.web.language import reading
from refoulement.web.wording import gettext, ngettext


def figure(count: Count) -> str:
    """A count as said: "up to 600 people", "hundreds" being "a number not given"."""
    return _bounded(count, people=True)


def bare(count: Count) -> str:
    """The same without the people: "up to 600", "72 per cent"."""
    return _bounded(count, people=False)


def _bounded(count: Count, *, people: bool) -> str:
    if count.value is None:
        return gettext("a number not given")
    number = f"{count.value:,}"
    if count.value_to is not None:
        number = gettext("%(least)s to %(most)s", least=number, most=f"{count.value_to:,}")
    if count.unit == "percent":
        number = gettext("%(number)s per cent", number=number)
    elif people:
        number = ngettext("%(number)s person", "%(number)s people", int(count.value_to or count.value), number=number)
    match count.bound:
        case "approximately":
            return gettext("about %(figure)s", figure=number)
        case "atLeast":
            return gettext("at least %(figure)s", figure=number)
        case "moreThan":
            return gettext("more than %(figure)s", figure=number)
        case "atMost":
            return gettext("up to %(figure)s", figure=number)
        case "lessThan":
            return gettext("fewer than %(figure)s", figure=number)
    return number


def summary(found: Iterable[Ledger]) -> str:
    """The lines of an event's ledgers as one; one without figures is said to have none."""
    return " · ".join(line(ledger.line) for ledger in found) or gettext("no figure")


def line(said: Line) -> str:
    """The one line of a ledger, by the published rule, with all that it leaves out."""
    if said.lead is not None:
        pieces = [bare(said.lead)]
    elif said.numbered:
        pieces = [gettext("no figure of the whole, only of parts")]
    else:
        pieces = [gettext("no number given")]
    voices = ngettext("%(count)s claimant", "%(count)s claimants", said.voices, count=said.voices)
    if said.unnamed:
        voices = gettext("%(claimants)s, %(count)s of them unnamed", claimants=voices, count=said.unnamed)
    pieces.append(voices)
    if said.least and said.greatest:
        pieces.append(_range(said.least, said.greatest))
    elif said.numbered:
        pieces.append(gettext("no other figure"))
    if said.vague:
        pieces.append(gettext("%(count)s without a number", count=said.vague))
    if said.denied:
        pieces.append(gettext("%(count)s denied", count=said.denied))
    if said.contradictions:
        pieces.append(
            ngettext(
                "%(count)s pair contradicts",
                "%(count)s pairs contradict",
                said.contradictions,
                count=said.contradictions,
            )
        )
    return "; ".join(pieces)


def _range(least: Figure, greatest: Figure) -> str:
    def shown(one: Figure) -> str:
        return gettext("%(figure)s (part)", figure=bare(one.count)) if one.part else bare(one.count)

    if shown(least) == shown(greatest):
        return gettext("figures of %(figure)s", figure=shown(least))
    return gettext("figures from %(least)s to %(greatest)s", least=shown(least), greatest=shown(greatest))


def standing(behind: Standing) -> str:
    """How many articles and origins stand behind an event, with what that does not establish."""
    told = sources(behind.articles, behind.tables)
    if behind.copies:
        copies = ngettext("%(count)s copy", "%(count)s copies", behind.copies, count=behind.copies)
        told = gettext("%(one)s and %(other)s", one=told, other=copies)
    named = ngettext("%(count)s origin", "%(count)s origins", behind.named, count=behind.named)
    unnamed = ngettext("%(count)s unnamed origin", "%(count)s unnamed origins", behind.unnamed, count=behind.unnamed)
    if behind.named and behind.unnamed:
        origins = gettext("%(one)s and %(other)s", one=named, other=unnamed)
    else:
        origins = unnamed if behind.unnamed else named
    if behind.named + behind.unnamed > 1:
        return gettext("%(sources)s, %(origins)s; independence not established", sources=told, origins=origins)
    return gettext("%(sources)s, %(origins)s", sources=told, origins=origins)


def sources(articles: int, tables: int) -> str:
    """So many articles, of which some are tables, in words: "2 articles and 1 table"."""
    texts = ngettext("%(count)s article", "%(count)s articles", articles - tables, count=articles - tables)
    listed = ngettext("%(count)s table", "%(count)s tables", tables, count=tables)
    if articles > tables and tables:
        return gettext("%(one)s and %(other)s", one=texts, other=listed)
    return listed if tables else texts


def when(edtf: str) -> str:
    """A time in EDTF as a reader says it; what has no plain words stays EDTF."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _moment(first)
    if first in ("", ".."):
        return gettext("until %(day)s", day=_moment(last))
    if last in ("", ".."):
        return gettext("since %(day)s", day=_moment(first))
    return gettext("%(first)s to %(last)s", first=_moment(first), last=_moment(last))


def _moment(edtf: str) -> str:
    matched = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)", edtf)
    if not matched:
        return edtf
    year, month, number, doubt = matched.groups()
    if number:
        said = _date(year, int(month), int(number))
    elif month is None:
        said = gettext("%(year)s", year=year)
    elif 1 <= int(month) <= 12:
        said = gettext("%(month)s %(year)s", month=_month(int(month)), year=year)
    else:
        said = _part_of_a_year(month, year)
    match doubt if said else "":
        case "~":
            return gettext("about %(time)s", time=said)
        case "?":
            return gettext("perhaps %(time)s", time=said)
        case "%":
            return gettext("perhaps about %(time)s", time=said)
    return said or edtf


def _date(year: str, month: int, number: int) -> str:
    return gettext("%(day)s %(month)s %(year)s", day=number, month=_month(month), year=year)


def _month(number: int) -> str:
    name: str = get_month_names(locale=reading())[number]
    return name


def _part_of_a_year(code: str, year: str) -> str:
    """A season, a quarter, a third or a half; nothing for what EDTF has not."""
    match code:
        case "21":
            return gettext("spring %(year)s", year=year)
        case "22":
            return gettext("summer %(year)s", year=year)
        case "23":
            return gettext("autumn %(year)s", year=year)
        case "24":
            return gettext("winter %(year)s", year=year)
        case "33" | "34" | "35" | "36":
            return gettext("quarter %(number)s %(year)s", number=int(code) - 32, year=year)
        case "37" | "38" | "39":
            return gettext("third %(number)s of three, %(year)s", number=int(code) - 36, year=year)
        case "40":
            return gettext("first half %(year)s", year=year)
        case "41":
            return gettext("second half %(year)s", year=year)
    return ""


def day(known: date) -> str:
    """A day in words."""
    return _date(f"{known.year:04}", known.month, known.day)


def period(earliest: str | None, latest: str | None) -> str:
    """The days an event can have happened on, from its first and last: "July 2021" where they are the whole month."""
    if not (earliest and latest):
        return when(f"{earliest or '..'}/{latest or '..'}") if earliest or latest else gettext("undated")
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    for edtf in (earliest, earliest[:7], earliest[:4]):
        if (meant := When(edtf)).earliest == first and meant.latest == last:
            return when(edtf)
    return when(f"{earliest}/{latest}")
