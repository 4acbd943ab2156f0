"""Who is what, and where: each role of a person once, as a claim."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from refoulement.graph.article import Passage
from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import elsewhere, phrases
from refoulement.loaders.extract.descriptions import Descriptions
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.phrases import Phrase
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import RANKS

_SHE_IS = re.compile(r"\b[Ss]?[Hh]e (?:is|was) (?:now |also )?")
_THE_ONE = re.compile(
    r"(?:\bthe (?P<role>lawmaker|lawyer|attorney|pastor|missionary|professor|researcher|analyst|activist|campaigner"
    r"|doctor|diplomat|scholar|historian|economist)(?= (?:said|says|added|told|explained|warned)\b|, who\b|[.]))"
)
_OF = re.compile(r" (?:of|from|at|with) (?:the )?(?:[a-z]+ ){0,3}")
_AND = re.compile(r"(?: \([^)]{1,30}\))?,? and (?:[A-Z]\w+\.? ){0,2}")
_THE_TWO = re.compile(
    r"(?: \([^)]{1,30}\))?,? (?:who are )?(?:respectively,? )?(?:the )?(?P<one>[\w-]+(?: [\w-]+)?) and (?:the )?"
    r"(?P<other>[\w-]+(?: [\w-]+)?),? (?:respectively,? )?(?:of|at) (?:the )?"
)

_OFFICIAL = re.compile(r"(?i)(?:senior |ranking |top )?(?:official|officer)")
_CLERGY = re.compile(r"(?i)\b(?:pastor|priest|minister|cleric|clergyman|missionary|nun|monk)$")
_TITLE = re.compile(
    r"(?:[A-Z][\w.]+ )?(?:Rep\.?|Representative|Sen\.?|Senator|Congress(?:man|woman)|Ambassador|Governor|Mayor|Pastor"
    r"|Father|Fr\.?|Rev\.?|Reverend|Bishop|Archbishop|Sister|Professor|Lord|Baroness|MEP|MP)"
)

Told = tuple[Entity, Sentence, Phrase]
Reasons = tuple[Reason, ...]


class Given(NamedTuple):
    """A role that is told, how sure that is, and the rules that found it and its body."""

    confidence: float
    rule: str
    told: Told
    housed: str = "told with the role"


def _told(scene: Scene) -> Iterator[Told]:
    """The roles told beside a person's name."""
    for sentence in scene.reading.sentences:
        descriptions = Descriptions(scene, sentence)
        for named in scene.within(sentence.start, sentence.end):
            if named.entity.kind == "Person":
                yield from ((named.entity, sentence, found) for found in descriptions.of(named))


def _paired(scene: Scene) -> Iterator[Told]:
    """The roles of two persons named together: "X and Y, respectively the chair and cochair of Z"."""
    for sentence in scene.reading.sentences:
        named = scene.within(sentence.start, sentence.end)
        for one, other, body in zip(named, named[1:], named[2:], strict=False):
            first, second = scene.reading.flat[one.end : other.start], scene.reading.flat[other.end : body.start]
            match = _THE_TWO.fullmatch(second)
            persons = one.entity.kind == other.entity.kind == "Person"
            if persons and match and is_organisation(body.entity) and _AND.fullmatch(first):
                for person, group in ((one, "one"), (other, "other")):
                    start = other.end - sentence.start + match.start(group)
                    end = start + len(match[group])
                    yield person.entity, sentence, Phrase(start, end, match[group], body.entity)


def _afterwards(scene: Scene) -> Iterator[Told]:
    """The roles of "the lawmaker said", "says the lawyer, who works for X": those of the person named last."""
    for sentence in scene.reading.sentences:
        match = _THE_ONE.search(sentence.text)
        if not match:
            continue
        at = sentence.start + match.start("role")
        before = [n for n in scene.named if n.end <= at and n.shown]
        persons = [n for n in before if n.entity.kind == "Person"]
        if not persons or at - persons[-1].end > 500:
            continue
        start, end = match.span("role")
        last = persons[-1]
        served = [n.entity for n in scene.named if n.start >= sentence.start + end and is_organisation(n.entity)]
        works = phrases.SERVES.match(sentence.text, end + 2)
        joined = [n for n in before if n.start > last.end and is_organisation(n.entity)]
        of = joined and _OF.fullmatch(scene.reading.flat, last.end, joined[0].start)
        body = served[0] if works and served else joined[0].entity if of else None
        if body:
            yield last.entity, sentence, Phrase(start, end, match["role"], body)


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


def roles(scene: Scene, extractor: str) -> Iterator[tuple[RoleClaim, Reasons]]:
    """The roles that an article gives to the persons it names, and why; a rank only where it gives no other."""
    given: dict[tuple[str, str], Given] = {}
    for confidence, rule, told in (
        (0.8, "told of two persons together", _paired(scene)),
        (0.8, "told beside the name", _told(scene)),
        (0.7, "told of “he” or “she”", _pronominal(scene)),
        (0.6, "told of the person named last", _afterwards(scene)),
    ):
        for person, sentence, found in told:
            key = (person.iri, found.role.casefold())
            if key in given and (given[key].told[2].body or not found.body):
                continue
            given[key] = Given(confidence, rule, (person, sentence, found))
    for confidence, rule, (person, sentence, found), housed in _telling(scene, list(given.values())):
        claim = RoleClaim(
            passages=(_passage(scene, person, sentence, found),),
            extractor=extractor,
            confidence=confidence,
            person=person.iri,
            role=found.role,
            organisation=found.body.iri if found.body else None,
        )
        yield claim, (Reason("role", rule), *([Reason("organisation", housed)] if found.body else []))


def _telling(scene: Scene, given: list[Given]) -> Iterator[Given]:
    """The roles that say most of their bearers: those at a body, else the first that is more than a rank."""
    for person in dict.fromkeys(one.told[0] for one in given):
        theirs = [one for one in given if one.told[0] == person]
        housed = [one for one in theirs if one.told[2].body]
        titles = [one for one in theirs if not _is_rank(one.told[2])]
        orders = [one for one in theirs if phrases.ORDER.fullmatch(one.told[2].role)]
        if orders and all(_CLERGY.search(one.told[2].role) for one in titles):
            titles = orders  # "Rev. X, a pastor in Y"
        if housed and all(_OFFICIAL.fullmatch(one.told[2].role) for one in housed):
            titled = [one for one in theirs if not one.told[2].body and one.told[1] == housed[0].told[1]]
            if titled:  # "an official of Y, General X"
                _, sentence, found = titled[0].told
                yield titled[0]._replace(told=(person, sentence, replace(found, body=housed[0].told[2].body)))
                continue
        if housed:
            offices = [one for one in housed if one.told[2].role.casefold() != "member"]
            yield from offices or housed
            titles = [one for one in titles if _TITLE.fullmatch(one.told[2].role) and not one.told[2].body]
            yield from (one for one in (_housed(scene, one) for one in titles) if one.told[2].body or not offices)
            continue
        told = [(one, elsewhere.body(scene, one.told[1], person, one.told[2].role)) for one in titles or theirs]
        one, body = next((each for each in told if each[1]), told[0])
        _, sentence, found = one.told
        if body is None and phrases.humble(found.role):
            continue
        if body is None and found.body is None and (mandate := phrases.mandate(scene, found.role)):
            body = (mandate, "the United Nations, whose mandate it is")
        if body:
            one = one._replace(told=(person, sentence, replace(found, body=body[0])), housed=body[1])
        yield one


def _housed(scene: Scene, one: Given) -> Given:
    """A role with the body that another sentence tells for it, if one does."""
    person, sentence, found = one.told
    body = elsewhere.body(scene, sentence, person, found.role)
    return one._replace(told=(person, sentence, replace(found, body=body[0])), housed=body[1]) if body else one


def _is_rank(found: Phrase) -> bool:
    words = found.role.split()
    return all(RANKS.fullmatch(w) or phrases.ORDER.fullmatch(w) or phrases.DEGREE.fullmatch(w) for w in words)
