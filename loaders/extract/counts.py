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
_AND_MORE = rf"(?:(?<=hundred) and {_WORD}\b)"
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
    "atMost": any_of(
        "up to", "as many as", "at (?:the )?most", "no more than", "not more than", "a maximum of", "maximum",
        "not exceeding",
    ),
    "moreThan": any_of(
        "(?:well |far |slightly |a little |just )?(?:more than|over)", "in excess of", "upwards? of",
        "exceed(?:ed|ing|s)", "above", "north of", "greater than", "(?:passed|topped|surpassed|crossed)(?! the)",
    ),
    "atLeast": any_of(
        "at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum", "as few as",
        "(?:range|ranging|starting) from",
    ),
    "lessThan": any_of(
        "(?:slightly |a little |just |well )?(?:less than|fewer than|under|below|short of)", "almost", "nearly",
        "close to", "approaching", "not quite",
    ),
    "approximately": any_of(
        "around", "about", "approximately", "roughly", "some", "an estimated", "estimated", "estimates of",
        "perhaps", "or so", "circa", "in the region of", "maybe", "something like", "believed to be",
    ),
}  # fmt: skip
_FILLER = r"(?: (?:about|around|an estimated|some|roughly|approximately|a total of|the|only|just|another|a further|a))*"
_BOUND = "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
_TO = (
    r"(?: ?- ?| to (?:as many as |up to |about |perhaps |around |possibly |nearly |over |more than )?"
    r"| or (?:even |perhaps )?|(?(between) and |(?!)))"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,$€£₩#-])(?:(?:{_BOUND}){_FILLER} )?(?:(?P<between>(?:somewhere )?between|from) )?"
    rf"(?:(?P<first>{_NUMBER})(?P<scale1>{_SCALE})?(?:{_TO}(?P<second>{_NUMBER})(?P<scale2>{_SCALE})?)?|(?P<vague>{_VAGUE}))"
    r"(?P<odd>[ -]odd)?(?P<others> (?:more|others?)(?= (?:were|was|are|have|had|in|at|from|on|through|via|over|across|by|to)\b))?"
    r"(?P<percent>(?:%| ?per ?cent)(?![a-z]))?(?P<more> or more| and counting|,? at (?:the (?:very )?)?least)?"
    r"(?P<most>,? at (?:the (?:very )?)?most)?(?P<vaguely> or so)?(?![\w$]|[.,]\d|%)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^\"?(?: (?:of (?:the|its|our|their|his|her|my)|of(?! (?:them|these|those|whom)\b)|such|the))?"
    rf"(?P<before>(?: \"?(?:[\w'’][\w'’.-]*)\"?,?){{0,4}}?) \"?(?P<noun>{PEOPLE})\b(?![-'])",
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
_BREAKS_NOUN = re.compile(rf"\b{_NOT_AN_ADJECTIVE}\b|[,;:.(]| \d", re.IGNORECASE)
_GOES_ON = any_of(
    "had", "have", "has", "were", "was", "are", "went", "crossed", "came", "arrived", r"remain\w*", "in", "for",
    "at", "through", "via", "from", "during", "between", "last", "this", "so far", "on", "and", "per", "that", "a year",
    "who", "whose", "still", "died", "reached", "made it", "entered", "drowned", "fled", "left", "escaped", "got",
    "ended up", "lived?", "returned", "did", "each", "by", "as", "across", "over", "more", "inside", "there", "of whom",
    "flew", "walked", "crossed", "swam", "waded", "boarded", "re?settled", "sought", "now", "currently", "remain(?:ed)?", "live",
    "aboard", "on board", "followed", "the (?:year|month|previous|same|other)", "a (?:year|month)",
    "after", "before", "while", "but", "had been", "total", "against", "compared", "up", "down",
)  # fmt: skip
_ELLIPTIC = re.compile(rf"^(?:,? {_GOES_ON}\b|[,.;]|\)|$|-|'s)", re.IGNORECASE)
_PERSON_ADJECTIVE = re.compile(
    r"-(?:year|month|day|week|hour|page|pager|point|nation|member|storey|mile|km|kilomet\w+|yard|foot)", re.IGNORECASE
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBERED = any_of(
    rf"\b{_MONTHS}", r"\bcovid", r"\barticle", r"\bno\.?", r"\bresolution", r"\broom", r"\bcamp", r"\baged?",
    r"\bchapter", r"\bpage", r"\bkilomet\w+", r"\bmile", r"\bkm", r"\bfigure", r"\bbureau", r"\boffice",
)  # fmt: skip
_BEFORE_DATE = re.compile(rf"{_NUMBERED} ?-? ?$", re.IGNORECASE)
_AFTER_DATE = re.compile(rf"^(?: {_MONTHS}(?:\b|$)|:\d\d|(?: ?[ap]\.?m\b)|st\b|nd\b|rd\b|th\b|s\b)", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?:meant|built|designed|made|room|space|beds) for $|\b(?:prison|facility|centre|center|camp|hall|cells?) for $|\bgive or take $|\b(?:capacity|goal|target|quota|limit|maximum|fine) of $",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:[A-Z][\w'-]*|\)), (?:now |then )?$")
_OF_AGE = re.compile(r"\b(?:man|woman|boy|girl|child|mother|father|teacher|farmer|student|youth|tailor) of $")
_LABEL = re.compile(r"[a-z,;]\W+[A-Z][a-z]+ $")
_AFTER_AGE = re.compile(r"[,;.)]|,? (?:who|and|from)\b")
_DEFINITE = re.compile(r"\b(?:the|all|these|those|both|its|their)(?: other| remaining| of the)? $", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:a further|another) $", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:family|group|party|batch) of $", re.IGNORECASE)
_BEFORE_YEAR = re.compile(r"\b(?:in|of|since|by|during|from|until|year|late|early|mid)[ -]$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_PARTS = {"quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10, "half": 2}
_SHARE = re.compile(
    rf"(?<![\w.,-])(?:(?:{_BOUND}) )?(?:(?P<part>{_WORD}|\d{{1,2}}|a)(?:"
    rf"(?: out of(?: every)?| in(?: every)?) (?P<whole>{_WORD}|10|100)|[ -](?P<parts>{'|'.join(_PARTS)}))\b)(?! (?:of )?(?:the )?"
    r"(?:year|century|hour|quarter|past))",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(rf" of (?:them|those|these|whom|the|all|[\w' -]{{0,40}}?{PEOPLE}\b)", re.IGNORECASE)
_PARTITIVE = re.compile(
    rf"^ of (?:the|these|those|his|her|their|its|my|our) (?:(?:{_WORD}|\d+)(?=[,.;]|$| (?:who|were|was|had|have|are|is|in|at|from|died|came"
    rf"|through|via|on|by|to|over|across|after|before|since|{PEOPLE})\b)|(?:[\w'-]+ ){{0,4}}(?:were|was|had|have|are|came|died)\b)"
)
_TOLD_BY = re.compile(
    r"\b(?:according to|interviews? with|interviewed|interviewing|spoke (?:to|with)|speaking (?:to|with)|citing|quoting|quoted"
    r"|told by|testimon(?:y|ies) (?:of|from)|surveyed|obtained from|trained|injured|wounded|hurt|employs?|hired) $",
    re.IGNORECASE,
)
_NOT_THESE = re.compile(r"\b(?:by(?: a group of)?|all but|except(?: for)?|other than) \"?$", re.IGNORECASE)
_OF_A_SEX = re.compile(
    r",? (?:were|was|are|of (?:them|whom|these)(?: (?:were|are))?) (?:\w+ ){0,2}?(?:women|men|female|male|children|girls|boys|minors|infants)\b"
)
_SPEAKS = re.compile(
    r"(?: who)? (?:\w+ly )?(?:told|tells?|said(?! they)|says?|spoke|speak|testified|described|recalled|believe|think|agree|warn|note)\b"
)
_WHOLE = re.compile(r" of (?:the|these|those|all) $")
_LED_UP = re.compile(
    r"(?:\b(?:there (?:are|were)|against|compared (?:to|with)|versus|from|than|just|only|but)|^\W*) $|^\W*$",
    re.IGNORECASE,
)


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
    if match["more"] or match["most"]:
        return "atLeast" if match["more"] else "atMost"
    named = next((name for name in _BOUNDS if match[name]), "exact")
    return "approximately" if named == "exact" and (match["odd"] or match["vaguely"]) else named


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


def _is_age(text: str, match: re.Match[str]) -> bool:
    """True for "Name, 37," and "a woman of 37"."""
    bare = match["first"] and not any(match[name] for name in ("scale1", "second", "percent", *_BOUNDS))
    age = _value(match["first"], None) if bare else None
    before, after = text[: match.start()], text[match.end() :]
    return bool(age and age < 110 and (_OF_AGE.search(before) or (_AGE.search(before) and _AFTER_AGE.match(after))))


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
    last_end, split = 0, False
    shares = {share.start: share for share in _shares(text)}
    for match in _QUANTITY.finditer(text):
        if match.start() < last_end:
            continue
        found = next((share for start, share in shares.items() if match.start() <= start < match.end()), None)
        found = found or _quantity(text, match, text[last_end : match.start()] if last_end else None)
        if found:
            split = split or found.part
            if split and _DEMOGRAPHIC.fullmatch(found.noun):
                found = replace(found, part=True)  # the "17 women" of "31 were men and 17 women"
            last_end = found.end
            yield replace(found, start=found.start + offset, end=found.end + offset)


def _shares(text: str) -> Iterator[Quantity]:
    """Shares told as one number in another ("seven in ten of them"), where that makes a whole number of percent."""
    for match in _SHARE.finditer(text):
        part, whole = _value(match["part"], None), _value(match["whole"], None) or _PARTS.get(match["parts"] or "")
        if part and whole and part < whole and 100 * part % whole == 0:
            bound = next((name for name in _BOUNDS if match[name]), "exact")
            count = Count(bound=bound, value=100 * part // whole, unit="percent")
            noun = "of them" if _OF_PEOPLE.match(text[match.end() :]) else ""
            yield Quantity(match.start(), match.end(), count, noun)


def _quantity(text: str, match: re.Match[str], since_last: str | None) -> Quantity | None:
    """What one number counts, at offsets of the sentence; `since_last` stands between it and the number before."""
    if (
        _is_date(text, match)
        or _is_age(text, match)
        or _PERSON_ADJECTIVE.match(text[match.end() :])
        or _MEANT.search(text[: match.start()])
    ):
        return None
    count = _count(match)
    after = text[match.end() :]
    if count is None or (match["first"] or "").lower() == "one":
        return None
    if since_last is not None and _WHOLE.fullmatch(since_last):
        return None  # the "eleven" of "two of the eleven"
    here = Quantity(match.start(), match.end(), count, "")
    if deed := _DEED.match(after):
        return replace(here, end=match.end() + deed.end(), noun="people", deed=_DEEDS[deed["deed"].lower()])
    noun = _NOUN.match(after)
    if _SPEAKS.match(after[noun.end() if noun else 0 :]) or _TOLD_BY.search(text[: match.start()]):
        return None
    if _NOT_THESE.search(text[: match.start()]) and not match["percent"]:
        return None
    if not noun and _COMPANY.search(text[: match.start()]):
        return replace(here, noun="people")
    if noun and not _BREAKS_NOUN.search(noun["before"]):
        within = since_last is not None and _APART.match(since_last) and _DEMOGRAPHIC.fullmatch(noun["noun"])
        of_them = noun["noun"] == "of them" and _DEMOGRAPHIC.match(after[noun.end() :].lstrip())
        return replace(here, end=match.end() + noun.end(), noun=noun["noun"].lower(), part=bool(within or of_them))
    listed = re.search(r"[:;,] (?:and )?$", text[: match.start()]) and re.match(
        r" (?:in|at|from|through|via) [A-Z]", after
    )
    alone = _ELLIPTIC.match(after) and not match["vague"]
    before = text[: match.start()]
    if alone and match["first"] and _LABEL.search(before) and not any(match[name] for name in _BOUNDS):
        return None  # "Witness 52"
    if _FURTHER.search(before) and alone:
        return here
    sure = (
        not _spelled_small(match, count)
        or any(match[name] for name in ("others", "between", *_BOUNDS))
        or _DEFINITE.search(before)
        or _LED_UP.search(before)
    )
    if match["percent"] or listed or (alone and sure) or _PARTITIVE.match(after):
        return replace(here, part=bool(not match["percent"] and _OF_A_SEX.match(after)))
    return None


def _spelled_small(match: re.Match[str], count: Count) -> bool:
    """True for "two", "twelve": too often a pronoun or a thing to count people without a noun."""
    return bool(match["first"]) and not match["first"][0].isdigit() and not match["scale1"] and (count.value or 0) < 13
