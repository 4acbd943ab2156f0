"""Who is what, and where: each role of a person once, as a claim."""

import re
from collections.abc import Iterator

from refoulement.graph.article import Passage
from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract.descriptions import Descriptions
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.phrases import Phrase
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import RANKS

_SHE_IS = re.compile(r"\b[Ss]?[Hh]e (?:is|was) (?:now |also )?")

Told = tuple[Entity, Sentence, Phrase]


def _told(scene: Scene) -> Iterator[Told]:
    """The roles told beside a person's name."""
    for sentence in scene.reading.sentences:
        descriptions = Descriptions(scene, sentence)
        for named in scene.within(sentence.start, sentence.end):
            if named.entity.kind == "Person":
                yield from ((named.entity, sentence, found) for found in descriptions.of(named))


def _pronominal(scene: Scene) -> Iterator[Told]:
    """The roles of "she is head of investigations at X": those of the person named last before."""
    for sentence in scene.reading.sentences:
        match = _SHE_IS.search(sentence.text)
        found = Descriptions(scene, sentence).phrase(match.end()) if match else None
        if not match or not found or not found.body:
            continue
        before = sentence.start + match.start()
        persons = [n.entity for n in scene.named if n.end <= before and n.entity.kind == "Person"]
        if persons:
            yield persons[-1], sentence, found


def _passage(scene: Scene, person: Entity, sentence: Sentence, found: Phrase) -> Passage:
    """The words from a role to its bearer's nearest name, or the role's own where only a pronoun stands there."""
    start, end = sentence.start + found.start, sentence.start + found.end
    names = [named for named in scene.within(sentence.start, sentence.end) if named.entity == person]
    if names:
        nearest = min(names, key=lambda named: abs(named.start - start))
        start, end = min(start, nearest.start), max(end, nearest.end)
    return scene.reading.article.passage(start, min(end, sentence.end))


def roles(scene: Scene, extractor: str) -> Iterator[tuple[RoleClaim, Reason]]:
    """The roles that an article gives to the persons it names, and why; a rank only where its bearer has no other."""
    given: dict[tuple[str, str], RoleClaim] = {}
    why: dict[tuple[str, str], Reason] = {}
    for confidence, rule, told in (
        (0.8, "told beside the name", _told(scene)),
        (0.7, "told of “he” or “she”, who was named last", _pronominal(scene)),
    ):
        for person, sentence, found in told:
            key = (person.iri, found.role.casefold())
            if key in given and (given[key].organisation or not found.body):
                continue
            why[key] = Reason("role", rule)
            given[key] = RoleClaim(
                passages=(_passage(scene, person, sentence, found),),
                extractor=extractor,
                confidence=confidence,
                person=person.iri,
                role=found.role,
                organisation=found.body.iri if found.body else None,
            )
    titled = {claim.person for claim in given.values() if not _is_rank(claim)}
    yield from ((claim, why[key]) for key, claim in given.items() if not (_is_rank(claim) and claim.person in titled))


def _is_rank(claim: RoleClaim) -> bool:
    return all(RANKS.fullmatch(word) for word in claim.role.split())
