"""People told by what they are: "the party of three women, two men and a girl", whose sum is printed elsewhere."""

import re

from refoulement.loaders.extract.nouns import DEMOGRAPHIC
from refoulement.loaders.extract.numbers import NUMBER_WORD, value

_SINGLE = (
    "man|woman|child|mother|father|baby|grandmother|grandfather|manager|guide|driver|pastor|missionary|interpreter"
)
_ONE = (
    rf"(?:(?P<one>\d{{1,3}}|{NUMBER_WORD}|an?) (?:[\w-]+ ){{0,2}}?(?:{DEMOGRAPHIC.pattern})"
    rf"|(?P<single>an?|their|his|her|one) (?:[\w-]+ ){{0,2}}?(?:{_SINGLE}))\b"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ONE)
_LIST = re.compile(rf"{_UNNAMED}(?:, {_UNNAMED}){{0,3}},? and {_UNNAMED}", re.IGNORECASE)
_EACH = re.compile(_ONE, re.IGNORECASE)


def total(text: str, at: int) -> int | None:
    """How many people a list of women, men and children gives that begins there; None where none does."""
    found = _LIST.match(text, at)
    if not found:
        return None
    told = (match["one"] or "a" for match in _EACH.finditer(found.group()))
    return sum(1 if one.lower() in ("a", "an") else value(one) or 0 for one in told)
