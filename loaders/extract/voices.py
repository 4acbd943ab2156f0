"""Whose stance a sentence may tell: whoever answers, is quoted, says or issues it, acts in it, or is named in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import interviews
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.issuers import DEMAND, Issuer
from refoulement.loaders.extract.scene import Scene
from refoulement.ontology import subclasses

ISSUER = "issuer"
NAMED = "named"  # the way of those who are in a sentence, and neither speak nor act as far as rules see

_EDITORS_NOTE = re.compile(r"\[(?=[^\]]* )[A-Z][^\]]{20,}")  # what an interview puts between brackets


@dataclass(frozen=True, slots=True)
class Voice:
    """An actor, and the way that a sentence has them."""

    actor: Entity
    way: str


class Voices:
    """Tells, sentence by sentence, who speaks, acts or is named."""

    def __init__(self, scene: Scene, attribution: Attribution) -> None:
        self.scene = scene
        self.attribution = attribution
        self.antecedents = attribution.speakers.antecedents
        self.quotations = attribution.quotations
        self.issuer = Issuer(scene, self.quotations, attribution.speakers)
        self.interviewed = interviews.unlabelled(scene)

    def of(self, index: int, *speakers: Entity) -> tuple[Voice, ...]:
        """Whose stance a sentence may tell, each once, by the first way that it has them; `speakers` in any case.

        Who issues a text speaks where nobody else does.
        """
        found = dict[str, Voice]()
        for way, actors in self._by_way(index):
            for actor in () if way == ISSUER and found else self._acting(actors):
                found.setdefault(actor.iri, Voice(actor, way))
        ruled = {speaker.iri: Voice(speaker, NAMED) for speaker in speakers}
        return tuple((ruled | found).values())

    def _by_way(self, index: int) -> Iterator[tuple[str, Entities]]:
        source = self.attribution.of(index)
        yield "answer", self.answering(index)
        if self.quotations.any(index):
            yield "quoted", self.attribution.speaking(index)
        yield "said", self.antecedents.said[index]
        if not source.inherited:
            yield "credited", (source.voice,) if source.voice else source.claimants
        if self.in_own_voice(index) or DEMAND.match(self.scene.reading.sentences[index].text) or self.issuer.person:
            yield ISSUER, self.issuer.entities
        yield "list", self.issuer.of_list(index)
        yield "subject", self.antecedents.subjects[index]
        yield NAMED, self.named(index)

    def named(self, index: int) -> Entities:
        """The actors whom a sentence names."""
        sentence = self.scene.reading.sentences[index]
        return self._acting(named.entity for named in self.scene.within(sentence.start, sentence.end))

    def _acting(self, entities: Iterable[Entity]) -> Entities:
        """The actors among some entities; a country's government is one, a place is none."""
        found = (self.scene.government(one.iri) if one.kind == "Country" else one for one in entities)
        return tuple(one for one in found if one and (one.kind == "Person" or is_organisation(one)))

    def in_own_voice(self, index: int) -> bool:
        """True where nobody is told to say what a sentence says, in a text that no medium publishes."""
        issues = all(entity.kind not in subclasses("MediaOutlet") for entity in self.issuer.entities)
        return issues and not self.quotations.any(index) and not self.antecedents.unclear[index]

    def answering(self, index: int) -> Entities:
        """Who gives the answer, in an interview, that a sentence is part of."""
        interviewed = self.interviewed[index]
        if _EDITORS_NOTE.match(self.scene.reading.sentences[index].text):
            return ()
        return self.attribution.answers(index) or ((interviewed,) if interviewed else ())
