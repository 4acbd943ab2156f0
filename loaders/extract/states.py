"""Which state holds or sends people: whose police or prisons a clause names, whose government acts, who "it" is."""

import re

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.scene import Scene

_AGENTS = re.compile(
    r"(?:'s)? (?:[a-z-]+ ){0,2}?(?:police|authorities|border guards?|guards|officials?|soldiers|troops|immigration"
    r"|security|agents|officers|government|forces|military|army|navy|coast ?guard|prosecutors|court|patrols?)\b",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:police|guards?|soldiers|troops|army|navy|border force)$", re.IGNORECASE
)  # a body by its people
_STATE_CUSTODY = re.compile(
    r" (?:immigration )?(?:detention|prisons?|jails?|custody|soil|territory|border|provinces|cities|towns|counties)\b"
)
_EDGE = re.compile(r" (?:border|soil|territory)\b")
_TOWARDS = re.compile(r"\b(?:near|for|to|towards?|from|reach\w*) (?:the )?$")  # an edge where people may not have been
SUBJECT_GAP = re.compile(
    r"(?:, (?:an?|the|which|where|whose|home|long|once|still|itself)\b[^.;]{1,160}?,)?"
    r"(?: (?:has|have|had|also|since|then|again|now|once|later|simply|twice|\w+ly))* "
)  # what stands between a state and what it does
_BY = re.compile(r"\bby (?:the )?$")
_IT = re.compile(r"\b[Ii]t(?: (?:has|had|also|since|then|again|later|once|\w+ly))* $")
_FIRST_NAMED = 60  # how far from the head of a sentence its subject may stand that is "it" in the next one


def of_agents(scene: Scene, start: int, end: int) -> list[Entity]:
    """The country whose police or guards a clause names, or whose prisons."""
    flat = scene.reading.flat
    told = [
        (people.start, people.country)
        for people in scene.peoples
        if start <= people.start < end
        and (
            _AGENTS.match(flat, people.end)
            or (
                _STATE_CUSTODY.match(flat, people.end)
                and not (_EDGE.match(flat, people.end) and _TOWARDS.search(flat[start : people.start]))
            )
        )
    ]
    bodies = [
        (named.start, state_of(scene.known, named.entity))
        for named in scene.within(start, end)
        if _FORCE.search(flat[named.start : named.end])
    ]
    told += [(at, country.iri) for at, country in bodies if country]
    return [scene.known.entities[country] for _, country in sorted(told)][:1]


def town_of_agents(scene: Scene, start: int, end: int) -> list[Entity]:
    """The town whose police a clause tells of: "Chiang Khong police"."""
    flat = scene.reading.flat
    for named in scene.within(start, end):
        force = _FORCE.search(flat[named.start : named.end])
        if named.entity.kind in ("Settlement", "Region") and _AGENTS.match(flat, named.end):
            return [named.entity]
        if force:
            town = flat[named.start : named.start + force.start()].strip()
            known = [*scene.known.named(town), *(other.entity for other in scene.named if other.entity.name == town)]
            return [entity for entity in known if entity.kind == "Settlement"][:1]
    return []


def state_of(known: Gazetteer, entity: Entity) -> Entity | None:
    """The country that an entity is, or whose government it is or belongs to."""
    if entity.kind == "Country":
        return entity
    states = {government: country for country, government in known.governments.items()}
    country = states.get(known.parents.get(entity.iri, entity.iri))
    return known.entities[country] if country else None


def acting_states(scene: Scene, start: int, end: int, trigger: int) -> list[Entity]:
    """The country whose government sends people back, as a clause tells it, or that is the "it" of its verb."""
    flat = scene.reading.flat
    told = [
        state
        for named in scene.within(start, end)
        if named.entity.kind != "Country"
        and (_BY.search(flat[start : named.start]) or SUBJECT_GAP.fullmatch(flat, named.end, trigger))
        and (state := state_of(scene.known, named.entity))
    ]
    if told or not _IT.search(flat[max(0, trigger - _FIRST_NAMED) : trigger]):
        return told[:1]
    sentences = scene.reading.sentences
    index = max(i for i, sentence in enumerate(sentences) if sentence.start <= trigger)
    before = sentences[index - 1] if index else None
    if before is None or before.paragraph != sentences[index].paragraph:
        return []
    subject = scene.within(before.start, before.start + _FIRST_NAMED)[:1]
    inside = scene.within(sentences[index].start, trigger)
    first = [state_of(scene.known, named.entity) for named in subject if not inside]
    return [state for state in first if state]
