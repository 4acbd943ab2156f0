"""Whom a name stands for where it is a source: the person who speaks, or the body that is spoken for."""

import re
from collections.abc import Iterable

from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import ownbodies, relayed
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.lexicon import ROLE_NOUN, TITLE
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.source import Source
from refoulement.loaders.extract.speakers import Speakers
from refoulement.ontology import subclasses

_TITLE_OF_OWN = re.compile(
    r"Rep\.|Sen\.|Senator|lawmaker|Congress|Minister|President|Pastor|Professor"
)  # who speaks for themselves


class Crediting:
    """Tells persons who speak for themselves from those who speak for a body, by the roles an article gives them."""

    def __init__(self, scene: Scene, speakers: Speakers, roles: Iterable[RoleClaim]) -> None:
        roles = list(roles)
        self.scene = scene
        self.speakers = speakers
        self.entities = {n.entity.iri: n.entity for n in scene.named} | scene.known.entities
        self.houses = ownbodies.spoken_for(roles)
        offices = {iri for iri, entity in self.entities.items() if entity.kind in subclasses("GovernmentBody")}
        self.credited = {p: house for p, house in ownbodies.served(roles).items() if house in offices} | self.houses

    def of(self, speakers: Entities) -> Source:
        """The source that speakers are: an official is the voice of the office, anybody else speaks for themselves."""
        if len(speakers) != 1 or speakers[0].kind != "Person":
            return Source(speakers)
        house = self.entities.get(self.credited.get(speakers[0].iri, ""))
        office = house if house and house.kind in subclasses("GovernmentBody") else None
        return Source((office or speakers[0],), voice=speakers[0])

    def counted(self, index: int, speakers: Entities) -> Source:
        """The body that a sentence opens with, where "she" who says it is of it: "The group counts 37, she said"."""
        house = self.houses.get(speakers[0].iri) if len(speakers) == 1 else None
        opening = [entity for entity in self.speakers.opening(index) if entity.iri == house]
        return Source(tuple(opening), voice=speakers[0]) if opening else Source()

    def named(self, index: int, named: Named, sentence: Sentence) -> Source:
        """The source that a name stands for: "PPP Rep. X" is X; "X, a researcher at Y" is Y in the voice of X.

        Of what X reports that Y has counted, it is Y.
        """
        for other in self.scene.within(named.end, sentence.end)[:1]:
            gap = sentence.text[named.end - sentence.start : other.start - sentence.start]
            if other.entity.kind == "Person" and re.fullmatch(rf"(?:'s)? (?:[a-z]+ )?(?:{TITLE}|{ROLE_NOUN}) ", gap):
                office = re.search(ROLE_NOUN, gap) and not re.search(_TITLE_OF_OWN, gap)
                return Source((named.entity if office else other.entity,), voice=other.entity)
            end, start, behind = (at - sentence.start for at in (named.end, other.start, other.end))
            if is_organisation(other.entity) and relayed.passes_on(sentence.text, end, start, behind):
                return Source((other.entity,))
        voice = named.entity if named.entity.kind == "Person" else None
        return Source((self._house(index, named, sentence),), voice=voice)

    def _house(self, index: int, named: Named, sentence: Sentence) -> Entity:
        """Where a spokesperson and the organisation are both credited, the organisation is the source."""
        if named.entity.kind != "Person":
            return named.entity
        around = self.scene.within(named.end, sentence.end)
        if house := self.entities.get(self.credited.get(named.entity.iri, "")):
            credited = {n.entity.iri for n in self.scene.within(sentence.start, sentence.end)}
            told_as = ownbodies.OF_A_BODY.search(sentence.text, named.end - sentence.start)
            as_its = ownbodies.ITS_OWN.search(sentence.text[: named.start - sentence.start])
            if house.iri in credited or told_as or as_its or house.kind in subclasses("GovernmentBody"):
                return house
        elif ownbodies.ITS_OWN.search(sentence.text[: named.start - sentence.start]):
            body = self.speakers.antecedents.described(index, "it")
            if body and is_organisation(body[0]):
                return body[0]
        for other in around:
            between = sentence.text[named.end - sentence.start : other.start - sentence.start]
            if (
                is_organisation(other.entity)
                and ownbodies.AT_BODY.fullmatch(between)
                and not sentence.text[other.end - sentence.start :].startswith(" office")
            ):
                return other.entity
        return named.entity
