"""Numbers as they are printed, in digits and words, and the bound that the words around them put on them."""

import re
from decimal import Decimal

from refoulement.graph.amount import Amount, plain
from refoulement.graph.claim import Count
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.times import FULL_MONTHS

_TO_TEN = "one two three four five six seven eight nine ten".split()
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_UNITS = {word: number for number, word in enumerate([*_TO_TEN, *_TEENS], 1)}
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}

NUMBER_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[:9])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)  # up to ninety-nine
# what a day, a room or a paragraph is numbered by, behind which two numbers are not one
_NUMBERED_BY = (
    *(f"{month} " for month in FULL_MONTHS.split("|")),
    *(f"{word} " for word in "camp room unit article resolution chapter page figure table number no.".split()),
)
_NO_GROUP_BEFORE = "".join(f"(?<!{word})" for word in ("\\d ", *_NUMBERED_BY))
# "1,200", "1 200" and "1'200"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|[1-9]\d{{0,2}}(?:'\d{{3}}){{1,3}}(?!\d)"
    rf"|{_NO_GROUP_BEFORE}[1-9]\d{{0,2}}(?: \d{{3}}){{1,3}}(?! ?\d)|\d{{1,9}}(?:\.\d{{1,9}})?)"
)
_GROUPED = re.compile("[,' ]")
_NUMBER = rf"(?:{_DIGITS}|{NUMBER_WORD}|(?:half )?a(?= (?:dozen|hundred|thousand|million)\b))"
_SCALE = rf"(?:[ -](?:{'|'.join(_SCALES)})\b)"
# what goes on after a scale, as in "two thousand | three hundred and six"
_REMAINDER = (
    rf"(?:(?<=thousand),? {NUMBER_WORD} hundred\b)?"
    rf"(?:(?:(?<=hundred)|(?<=thousand))(?: and)? {NUMBER_WORD}\b(?!-|{_SCALE}))?"
)
_REMAINDER_READ = re.compile(
    rf"(?:,? (?P<hundreds>{NUMBER_WORD}) hundred)?(?:(?: and)? (?P<units>{NUMBER_WORD}))?", re.IGNORECASE
)
_VAGUE = any_of(
    "(?:tens|hundreds) of thousands", "hundreds", "thousands", "dozens", "scores", "a handful",
    "several (?:hundred|thousand|dozen)",
)  # fmt: skip

_BOUNDS = {
    "atMost": any_of(
        "up to", "as many as", "at (?:the )?most", "no more than", "not more than", "a maximum of", "maximum",
        "not exceeding", "as high as",
    ),
    "moreThan": any_of(
        "(?:well |far |slightly |a little |just )?(?:more than|over)", "in excess of", "upwards? of",
        "exceed(?:ed|ing|s)", "above", "north of", "greater than", "(?:passed|topped|surpassed|crossed)(?! the)",
    ),
    "atLeast": any_of(
        "at least", "(?:no|not|never) (?:fewer|less) than", "not (?:under|below)", "a minimum of", "minimum",
        "as few as",
        "as low as",
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
# words before a number, in a group named for the bound that they put on it
BOUND = "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
_FILLER = r"(?: (?:about|around|an estimated|some|roughly|approximately|a total of|the|only|just|another|a further|a))*"
_TO = (
    r"(?<!in (?:19|20)\d\d)"  # "from 20 in 2019 to 10"
    r"(?: ?- ?| to (?:as many as |up to |about |perhaps |around |possibly |nearly |over |more than )?"
    r"| or (?:even |perhaps )?|(?(between) and |(?!)))"
)
_FLOOR, _CEILING = (
    any_of("at (?:the )?least", "(?:no|not) (?:fewer|less) than", "(?:more|over)(?: than)?", "above", "a minimum of"),
    any_of(
        "at (?:the )?most", "(?:no|not) more than", "(?<=nor )more than", "up to", "(?:fewer|less) than", "under",
        "below", "a maximum of", "not exceeding",
    ),
)  # fmt: skip
# a bound that the number itself lies beyond
_STRICT = re.compile(r"(?!no\b|not\b|nor\b).*?\b(?:(?:more|fewer|less) than|over|under|above|below)\b")
# a bound on the other side: "at least 20 | but no more than 30", "more than 20 people | but fewer than 30 were"
_OTHER_SIDE = (
    r"(?:,? (?:but|and|nor|yet|though)|(?P<noun> (?:people|persons|North Koreans),? (?:but|yet|though)))"
    r"(?: (?:certainly|probably|still|perhaps))?"
    rf"(?: (?P<other>(?(atLeast){_CEILING}|(?(moreThan){_CEILING}|(?(atMost){_FLOOR}|(?(lessThan){_FLOOR}|(?!)))))))"
    rf"{_FILLER} "
)
_ALONE = rf"(?! (?:\d|{NUMBER_WORD}\b))"  # "of the 68, at least 41": that bound is of the number to come
_OTHERS = r" (?:more|others?)(?= (?:were|was|are|have|had|who|whom|in|at|from|on|through|via|over|across|by|to)\b)"
_PLUS = r"-plus\b| plus(?= (?:North Koreans?|people|persons)\b)"
# a number with all that belongs to it
QUANTITY = re.compile(
    rf"(?<![\w.,$€£₩#-])(?:(?:{BOUND}){_FILLER} )?(?:(?P<between>(?:somewhere )?between|from) )?"
    rf"(?:(?P<first>{_NUMBER})(?P<scale1>{_SCALE})?(?P<remainder1>{_REMAINDER}(?(between)(?= and | to )))?"
    rf"(?:(?:{_OTHER_SIDE}|{_TO})(?P<second>{_NUMBER})(?P<scale2>{_SCALE})?(?P<remainder2>{_REMAINDER})?"
    rf"(?(noun)(?=[,.;]| (?:were|are|was|had|have|who)\b)))?|(?P<vague>{_VAGUE}))"
    rf"(?P<odd>[ -]odd)?(?P<others>{_OTHERS})?(?P<percent>(?:%| ?per ?cent)(?![a-z]))?"
    rf"(?P<more>\+|{_PLUS}| or more| and counting|,? at (?:the (?:very )?)?least{_ALONE})?"
    rf"(?P<most>,? at (?:the (?:very )?)?most{_ALONE}| or (?:fewer|less|under)\b(?! than))?"
    r"(?P<vaguely> or so)?(?![\w$]|[.,]\d|%)",
    re.IGNORECASE,
)


def value(number: str | None, scale: str | None = None, remainder: str | None = None) -> int | None:
    """What a number says, in digits or words, times its scale; None for a fraction, or where there is no number."""
    if not number:
        return None
    word = number.strip().lower()
    factor = _SCALES[scale.strip(" -").lower()] if scale else 1
    if word == "half a":
        return factor // 2
    if word[0].isdigit():
        exact = Decimal(_GROUPED.sub("", word)) * factor
        return int(exact) + _beyond(remainder) if exact == int(exact) else None
    return (1 if word == "a" else _spelled(word)) * factor + _beyond(remainder)


def share(number: str | None) -> Amount | None:
    """What a number of per cent says, which may be a decimal; None where there is none."""
    return plain(Decimal(number)) if number and number[0].isdigit() and not _GROUPED.search(number) else value(number)


def _spelled(word: str) -> int:
    """A number up to ninety-nine in words."""
    head, _, tail = word.replace("-", " ").partition(" ")
    return _TENS.get(head, 0) + _UNITS.get(tail, 0) or _UNITS.get(head, 0)


def _beyond(remainder: str | None) -> int:
    """The "three hundred and six" that goes on after "two thousand"."""
    read = _REMAINDER_READ.fullmatch((remainder or "").lower())
    return 100 * _spelled(read["hundreds"] or "") + _spelled(read["units"] or "") if read else 0


def bounded(match: re.Match[str]) -> bool:
    """True where words before a number put a bound on it."""
    return any(match[name] for name in _BOUNDS)


def bound_before(match: re.Match[str]) -> str:
    """The bound that the words before a number put on it."""
    return next((name for name in _BOUNDS if match[name]), "exact")


def _bound(match: re.Match[str]) -> str:
    """The bound that words put on a number: those behind it before those in front."""
    if match["more"] or match["most"]:
        return "atLeast" if match["more"] else "atMost"
    named = bound_before(match)
    return "approximately" if named == "exact" and (match["odd"] or match["vaguely"]) else named


def _between(match: re.Match[str], first: Amount, second: Amount, unit: str) -> Count | None:
    """What two bounds leave: "more than 20 but fewer than 30" people are 21 to 29; of a share the first bound alone."""
    nor = "nor " if match.string[: match.start("other")].lower().endswith("nor ") else ""
    (low, floor), (high, ceiling) = sorted(((first, _words_before(match)), (second, f"{nor}{match['other'].lower()}")))
    open_below, open_above = bool(_STRICT.match(floor)), bool(_STRICT.match(ceiling))
    if unit == "percent" and (open_below or open_above):
        return Count(bound=bound_before(match), value=first, unit=unit)
    low, high = low + open_below, high - open_above
    if low > high:
        return None
    if low == high:
        return Count(bound="exact", value=low, unit=unit)
    return Count(bound="range", value=low, value_to=high, unit=unit)


def _words_before(match: re.Match[str]) -> str:
    """The words that put a bound on a number."""
    return next(match[name] for name in _BOUNDS if match[name]).lower()


def count_of(match: re.Match[str]) -> Count | None:
    """The count that a match of `QUANTITY` states; None where it can be none of people or percent."""
    if match["vague"]:
        return Count(bound="approximately", value=None)
    unit = "percent" if match["percent"] else "persons"
    scale = match["scale1"] or (match["scale2"] if match["second"] and not match["other"] else None)
    first: Amount | None
    second: Amount | None
    if unit == "percent" and not scale:
        first, second = share(match["first"]), share(match["second"])
    else:
        first = value(match["first"], scale, match["remainder1"])
        second = value(
            match["second"], match["scale2"] or (None if match["other"] else match["scale1"]), match["remainder2"]
        )
    if first is None:
        return None
    if unit == "percent" and max(first, second or 0) > 100:
        return None
    if second is not None and match["other"]:
        return _between(match, first, second, unit)
    if second is not None and second > first:
        return Count(bound="range", value=first, value_to=second, unit=unit)
    bound = _bound(match)
    return None if bound == "lessThan" and first == 0 else Count(bound=bound, value=first, unit=unit)
