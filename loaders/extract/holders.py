"""Whether somebody's roles are what a text calls them further on: a "Rep." is "the lawmaker"."""

import re
from collections.abc import Iterable

_KINDRED = {
    "lawmaker": ("rep.", "sen.", "member", "senator", "mp", "deputy"),
    "politician": ("rep.", "sen.", "member", "senator", "mp", "minister"),
    "legislator": ("rep.", "sen.", "member", "senator", "mp"),
    "expert": ("rapporteur", "expert"),
    "pastor": ("pastor", "missionary", "rev.", "reverend"),
    "activist": ("activist", "head", "director", "founder", "president"),
    "official": ("director", "official", "deputy", "secretary"),
    "ministry": (),
}  # other words for a role that a text may use further on
_PRIVATE = frozenset(("activist", "pastor"))  # for whom no president of a state is taken
_OF_STATE = re.compile(
    r"(?:(?:vice|former|late|then|chinese|north|south|korean|us|u\.s\.) )*(?:president|leader|premier|head of state)"
)
_UNNAMED_OFFICIAL = re.compile(
    r"^(?:The|An?|One) (?:[\w'-]+ ){0,4}?(?:official|spokes\w+|diplomat|officer|consul)(?: (?:of|at|for|from)"
    r" [^,]{3,60})?"
    r" (?:said|told|dismissed|denied|confirmed|rejected|acknowledged|declined|stressed|added|admitted|refused"
    r"|replied)\b"
    r"|,\"? (?:the|an?|one) (?:[\w'-]+ ){0,4}?(?:official|spokes\w+|diplomat|officer)"
    r"(?: (?:of|at|for|from) [^,]{3,60})? (?:said|told [\w ]{2,20}|added)\.?$"
)  # "The ministry official dismissed it. He declined …"


def unnamed(text: str) -> bool:
    """True where an official without a name speaks first in a sentence: whom "he" stands for in the next."""
    return bool(_UNNAMED_OFFICIAL.search(text))


def holds(roles: Iterable[str], noun: str, *, official: bool) -> bool:
    """True where one of somebody's roles is the noun, or a kindred word; `official`: who serves a state."""
    noun = re.sub(r"^\d\d-year-old ?", "", noun.casefold())
    kindred = () if official and noun in _PRIVATE else _KINDRED.get(noun, ())
    return any(
        noun in role or (any(word in role for word in kindred) and not (noun in _PRIVATE and _OF_STATE.fullmatch(role)))
        for role in roles
    )
