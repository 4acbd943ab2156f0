"""How many people: numbers in digits and words, with the bound their words put on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from refoulement.graph.claim import Count
from refoulement.loaders.extract.lexicon import PEOPLE, any_of

_TO_TEN = "one two three four five six seven eight nine ten".split()
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_UNITS = {word: number for number, word in enumerate([*_TO_TEN, *_TEENS], 1)}
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[:9])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,9})?)"
_NUMBER = rf"(?:{_DIGITS}|{_WORD}|(?:half )?a(?= (?:dozen|hundred|thousand|million)\b))"
_SCALE = r"(?:[ -](?:hundred|thousand|million|dozen)\b)"
_VAGUE = any_of(
    "(?:tens|hundreds) of thousands",
    "hundreds",
    "thousands",
    "dozens",
    "scores",
    "a handful",
    "several (?:hundred|thousand|dozen)",
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}

_BOUNDS = {
    "atMost": any_of("up to", "as many as", "at most", "no more than", "not more than", "a maximum of", "maximum"),
    "moreThan": any_of(
        "more than", "over", "in excess of", "upwards? of", "exceed(?:ed|ing|s)", "above", "well over", "north of",
        "greater than",
    ),
    "atLeast": any_of(
        "at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum", "as few as",
        "(?:range|ranging|starting) from",
    ),
    "lessThan": any_of(
        "less than", "fewer than", "under", "below", "almost", "nearly", "close to", "just under", "approaching"
    ),
    "approximately": any_of(
        "around", "about", "approximately", "roughly", "some", "an estimated", "estimated", "estimates of",
        "perhaps", "or so", "circa", "in the region of",
    ),
}  # fmt: skip
_FILLER = r"(?: (?:about|around|an estimated|some|roughly|approximately|a total of|the|only|just|another|a further|a))*"
_BOUND = "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
_TO = r"(?: ?- ?| to | or |(?(between) and |(?!)))"
_QUANTITY = re.compile(
    rf"(?<![\w.,$€£₩#-])(?:(?:{_BOUND}){_FILLER} )?(?:(?P<between>between|from) )?"
    rf"(?:(?P<first>{_NUMBER})(?P<scale1>{_SCALE})?(?:{_TO}(?P<second>{_NUMBER})(?P<scale2>{_SCALE})?)?|(?P<vague>{_VAGUE}))"
    r"(?P<odd>[ -]odd)?(?: (?:more|others?)(?= (?:were|was|are|have|had|in|at|from)\b))?"
    r"(?P<percent>(?:%| ?per ?cent)(?![a-z]))?(?P<more> or more| and counting)?(?![\w$]|[.,]\d|%)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^(?: (?:of (?:the|its|these|those|them)|of|such|the))?"
    rf"(?P<before>(?: \"?(?:[\w'’.-]+)\"?,?){{0,4}}?) \"?(?P<noun>{PEOPLE})\b(?![-'])",
    re.IGNORECASE,
)
_DEEDS = {
    "repatriation": "Repatriation", "deportation": "Repatriation", "expulsion": "Repatriation",
    "return": "Repatriation", "arrest": "Detention", "detention": "Detention", "execution": "Death",
    "death": "Death", "rescue": "Rescue",
}  # fmt: skip
_DEED = re.compile(
    rf"^(?: (?:confirmed|documented|separate|known|individual|public|cases of|instances of|forced|forcible))* "
    rf"(?P<deed>{'|'.join(_DEEDS)})s?\b",
    re.IGNORECASE,
)
_APART = re.compile(r"^ ?(?:[-(:,]|, including|and) ?$")
_DEMOGRAPHIC = re.compile(
    r"women|men|children|girls?|boys?|infants?|bab(?:y|ies)|teenagers?|minors?|adults?", re.IGNORECASE
)
_NOT_AN_ADJECTIVE = any_of(
    "who", "that", "which", "were", "was", "are", "is", "have", "has", "had", "by", "to", "for", "with", "at", "on",
    "from", "since", "until", "in", "and", "or", "as", "than", "of", "only", "years?", "months?", "weeks?", "days?",
    "hours?", "minutes?", "times?", "km", r"kilomet\w+", "miles?", "percent", "million", "billion", "won", "yuan",
    "dollars", "points?", r"countr\w+", r"cit\w+", "towns?", "provinces?", "cases?", "reports?", "crossings?",
    "camps?", "prisons?", "buses", "vans", "nations", "organi[sz]ations", "groups", "ngos",
)  # fmt: skip
_BREAKS_NOUN = re.compile(rf"\b{_NOT_AN_ADJECTIVE}\b|[,;:.(]", re.IGNORECASE)
_GOES_ON = any_of(
    "had", "have", "has", "were", "was", "are", "went", "crossed", "came", "arrived", r"remain\w*", "in", "for",
    "at", "through", "via", "from", "during", "between", "last", "this", "so far", "on", "and", "per", "that", "a year",
)  # fmt: skip
_ELLIPTIC = re.compile(rf"^(?:,? {_GOES_ON}\b|[,.;]|\)|$|-|'s)", re.IGNORECASE)
_PERSON_ADJECTIVE = re.compile(
    r"-(?:year|month|day|week|hour|page|pager|point|nation|member|storey|mile|km|kilomet\w+|yard|foot)", re.IGNORECASE
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBERED = any_of(
    rf"\b{_MONTHS}", r"\bcovid", r"\barticle", r"\bno\.?", r"\bresolution", r"\broom", r"\bcamp", r"\baged?",
    r"\bchapter", r"\bpage", r"\bfigure", r"\bbureau", r"\boffice",
)  # fmt: skip
_BEFORE_DATE = re.compile(rf"{_NUMBERED} ?-? ?$", re.IGNORECASE)
_AFTER_DATE = re.compile(rf"^(?: {_MONTHS}(?:\b|$)|:\d\d|(?: ?[ap]\.?m\b)|st\b|nd\b|rd\b|th\b|s\b)", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?:meant|built|designed|made|room|space|beds) for $|\b(?:capacity|goal|target|quota|limit|maximum|fine) of $",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:family|group|party|batch) of $", re.IGNORECASE)
_BEFORE_YEAR = re.compile(r"\b(?:in|of|since|by|during|from|until|year|late|early|mid)[ -]$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people: its place in the article, its count, and the noun it counts ("" where that is left out).

    `deed` is the kind of event where deeds are counted ("62 arrests"); `part` tells the "eight women" within a number
    just given.
    """

    start: int
    end: int
    count: Count
    noun: str
    deed: str | None = None
    part: bool = False


def _value(number: str | None, scale: str | None) -> int | None:
    if not number:
        return None
    word = number.strip().lower()
    factor = _SCALES[scale.strip(" -").lower()] if scale else 1
    if word in ("a", "half a"):
        return factor if word == "a" else factor // 2
    if word[0].isdigit():
        exact = float(word.replace(",", "")) * factor
        return int(exact) if exact == int(exact) else None
    head, _, tail = re.sub(r"[- ]", " ", word).partition(" ")
    return (_TENS.get(head, 0) + _UNITS.get(tail, 0) or _UNITS.get(head, 0)) * factor


def _bound(match: re.Match[str]) -> str:
    if match["more"]:
        return "atLeast"
    named = next((name for name in _BOUNDS if match[name]), "exact")
    return "approximately" if named == "exact" and match["odd"] else named


def _count(match: re.Match[str]) -> Count | None:
    if match["vague"]:
        return Count(bound="approximately", value=None)
    first = _value(match["first"], match["scale1"] or (match["scale2"] if match["second"] else None))
    second = _value(match["second"], match["scale2"] or match["scale1"])
    if first is None:
        return None
    unit = "percent" if match["percent"] else "persons"
    if unit == "percent" and max(first, second or 0) > 100:
        return None
    if second is not None and second > first:
        return Count(bound="range", value=first, value_to=second, unit=unit)
    bound = _bound(match)
    return None if bound == "lessThan" and first == 0 else Count(bound=bound, value=first, unit=unit)


def _is_date(text: str, match: re.Match[str]) -> bool:
    number = match["first"] or ""
    at = match.start("first")
    if _AFTER_DATE.match(text[match.end() :]) or _BEFORE_DATE.search(text[:at]):
        return True
    if not _YEAR.fullmatch(number) or match["percent"] or any(match[name] for name in _BOUNDS):
        return False
    noun = _NOUN.match(text[match.end() :])
    return bool(_BEFORE_YEAR.search(text[:at])) or not noun or bool(_BREAKS_NOUN.search(noun["before"]))


def numbers(text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where a number is printed, in digits or words, and its value (both of a range; none of a date or a fraction)."""
    for match in _QUANTITY.finditer(text):
        if match["first"]:
            count = None if _is_date(text, match) else _count(match)
            values = (count.value, count.value_to) if count else ()
            end = max(match.end(group) for group in ("first", "scale1", "second", "scale2"))
            yield match.start("first"), end, frozenset(value for value in values if value is not None)


def quantities(text: str, offset: int) -> Iterator[Quantity]:
    """The numbers in a sentence that count people, or may do so with their noun left out ("180 went over at …")."""
    last_end = 0
    for match in _QUANTITY.finditer(text):
        found = _quantity(text, match, text[last_end : match.start()] if last_end else None)
        if found:
            last_end = found.end
            yield replace(found, start=found.start + offset, end=found.end + offset)


def _quantity(text: str, match: re.Match[str], since_last: str | None) -> Quantity | None:
    """What one number counts, at offsets of the sentence; `since_last` stands between it and the number before."""
    if _is_date(text, match) or _PERSON_ADJECTIVE.match(text[match.end() :]) or _MEANT.search(text[: match.start()]):
        return None
    count = _count(match)
    after = text[match.end() :]
    if count is None or ((match["first"] or "").lower() == "one" and after.startswith(" of ")):
        return None
    here = Quantity(match.start(), match.end(), count, "")
    if deed := _DEED.match(after):
        return replace(here, end=match.end() + deed.end(), noun="people", deed=_DEEDS[deed["deed"].lower()])
    noun = _NOUN.match(after)
    if not noun and _COMPANY.search(text[: match.start()]):
        return replace(here, noun="people")
    if noun and not _BREAKS_NOUN.search(noun["before"]):
        within = since_last is not None and _APART.match(since_last) and _DEMOGRAPHIC.fullmatch(noun["noun"])
        of_them = noun["noun"] == "of them" and _DEMOGRAPHIC.match(after[noun.end() :].lstrip())
        return replace(here, end=match.end() + noun.end(), noun=noun["noun"].lower(), part=bool(within or of_them))
    listed = re.search(r"[:;,] (?:and )?$", text[: match.start()]) and re.match(
        r" (?:in|at|from|through|via) [A-Z]", after
    )
    if match["percent"] or listed or (_ELLIPTIC.match(after) and not match["vague"] and not _spelled_small(match)):
        return here
    return None


def _spelled_small(match: re.Match[str]) -> bool:
    """True for "one", "two": too often a pronoun or a thing to count people without a noun."""
    return bool(match["first"]) and not match["first"][0].isdigit() and not match["scale1"]
