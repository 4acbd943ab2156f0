"""Who says a whole text in the first person: whoever delivers a statement, a testimony or a briefing."""

import re
from collections.abc import Iterable

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.quotations import Quotations
from refoulement.loaders.extract.scene import Scene

_DELIVERED = re.compile(
    r"^\W*(?:(?:Written|Opening|Prepared|Closing|Full|Oral|Introductory|End of mission|Transcript of(?: the)?) )*"
    r"(?i:statement|testimony|remarks|speech|address|comments|keynote|declaration|submission|intervention"
    r"|press briefing|briefing)\b(?: [\w-]+){0,3}?,? (?:[Bb]y|[Oo]f|from)[: ]+(?P<who>[^\n]{3,200})",
    re.MULTILINE,
)
_SUMMED_UP = re.compile(
    r"\b(?:summary|transcript|text) of (?:what was said|(?:the )?(?:remarks|comments|statement)(?: made| given"
    r"| delivered)?|(?:the )?briefing(?: given)?) by (?P<who>[^\n]{3,160})"
    r"|\b(?:statement|quotes?|quoted text|remarks|comments)\b[^.\n]{0,40}? attribut(?:able|ed) to"
    r" (?P<whose>[^\n]{3,160})"
    r"|^Spokes(?:person|man|woman) for [^\n:]{5,90}: (?P<spokesperson>[^\n]{3,80})",
    re.MULTILINE,
)
_SPOKEN = re.compile(
    r"^(?:(?:Press briefing notes?|Comment|Statement) (?:by|of) (?:the )?[^\n]{0,60}?spokes\w+ "
    r"|Spokes\w+ for [^:\n]{3,90}: )"
    r"(?P<who>[A-Z][^\n]{3,160})",
    re.MULTILINE,
)
_OPENING = 4  # sentences, one of which a spokesperson's own "we" stands in
_HEAD = 1500  # characters that may hold the header, also below a headline and an address
_REACH = 90  # characters after "by" in which the name begins
_OFFICE = re.compile(r"(?:the )?(?P<office>(?:[A-Z]\w+[ -]){0,2}(?:Rapporteur|Commissioner|Envoy|Secretary-General))\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b(?!\.)")
_OFTEN = 2  # sentences in the first person


def deliverer(scene: Scene, quotations: Quotations, roles: dict[str, set[str]]) -> Entity | None:
    """The person whose words a text is, by its header; none where it does not speak in the first person."""
    header = scene.reading.flat[:_HEAD]
    opens = any(_FIRST_PERSON.search(text) for text in quotations.outside[:_OPENING])
    match = _DELIVERED.search(header) or _SUMMED_UP.search(header) or (_SPOKEN.search(header) if opens else None)
    if match is None or sum(bool(_FIRST_PERSON.search(text)) for text in quotations.outside) < _OFTEN:
        return None
    persons = {named.entity.iri: named.entity for named in scene.named if named.entity.kind == "Person"}
    who = next(group for group in match.groups() if group)
    return _named(persons.values(), who) or _holder(persons, who, roles)


def _named(persons: Iterable[Entity], who: str) -> Entity | None:
    """The person whose name comes first in a header."""
    places = [(who.find(name.text), person.iri, person) for person in persons for name in person.names]
    found = min(((place, iri, person) for place, iri, person in places if 0 <= place <= _REACH), default=None)
    return found[-1] if found else None


def _holder(persons: dict[str, Entity], who: str, roles: dict[str, set[str]]) -> Entity | None:
    """The one person of the text who has the office that a header names: "by the Special Rapporteur on …"."""
    office = _OFFICE.match(who)
    wanted = office["office"].casefold() if office else None
    holders = [iri for iri in persons if wanted and any(wanted in role for role in roles.get(iri, ()))]
    return persons[holders[0]] if len(holders) == 1 else None
