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


def holds(roles: Iterable[str], noun: str, *, official: bool) -> bool:
    """True where one of somebody's roles is the noun, or a kindred word; `official`: who serves a state."""
    noun = re.sub(r"^\d\d-year-old ?", "", noun.casefold())
    kindred = () if official and noun in _PRIVATE else _KINDRED.get(noun, ())
    return any(
        noun in role or (any(word in role for word in kindred) and not (noun in _PRIVATE and _OF_STATE.fullmatch(role)))
        for role in roles
    )
