"""Who is who: the rule that judges whether two entities are one, from what articles and the gazetteer say of them.

Two entities are compared where one thing can be of both kinds and their names share a key (graph/candidates.py). They
are the same where their names are spellings of one and nothing speaks against it. A person whose name is common needs a
second agreeing fact: an organisation, a role of more than one word, a relative. Without one a person is unsure too
where both have organisations and none agrees, and a place unknown to the gazetteer where the articles share no known
places and actors.
Entities of the gazetteer are never joined with one another.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import product
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.candidates import family, keys
from refoulement.graph.entity import Entity, Name
from refoulement.graph.iri import is_minted, rank
from refoulement.graph.judgement import Judgement, compatible
from refoulement.graph.knownplaces import in_other_characters
from refoulement.graph.korean import plain
from refoulement.graph.names import compare
from refoulement.graph.orgnames import significant
from refoulement.graph.rdf import read_entities
from refoulement.graph.store import Term
from refoulement.graph.verdict import Comparison
from refoulement.ontology import RF

JUDGE = "identity 5"
UNSURE_KEPT = 3  # a name that many bear would else fill the list with pairs that nobody can decide
NEIGHBOURS = 2  # so many known places and actors in common make two articles neighbours
WORTH_A_LOOK = 0.5  # below, names were not comparable, or one is a mere part of the other
EVERYWHERE = ("Country", "GovernmentBody")  # named in most articles: to share them says nothing


Told = Callable[[str], "Facts | None"]  # what is said of an entity, None where it is no more described
Bearers = Callable[[str], Collection[str]]  # the entities of the gazetteer whose names give a key


@dataclass(frozen=True, slots=True)
class Facts:
    """An entity with what may tell it from others of its name; `around` is what else its article names."""

    entity: Entity
    organisations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()

    @property
    def second_facts(self) -> frozenset[tuple[str, str]]:
        """What makes two persons of one common name the same, where they share it."""
        roles = (role for role in self.roles if " " in role)
        told = (("organisation", self.organisations), ("role", roles), ("relative", self.relatives))
        return frozenset((what, value) for what, values in told for value in values)


class Ask(Protocol):
    """Asks one article's graph for the quads of a pattern."""

    def __call__(
        self, *, subject: NamedNode | None = None, predicate: NamedNode | None = None, term: Term | None = None
    ) -> Iterable[Quad]: ...


def facts(thing: str, ask: Ask, known: Mapping[str, Entity]) -> Facts | None:
    """What its article says of an entity that it named newly, None where it names no such; `known` is the gazetteer.

    The claims are asked for by pattern and not read whole: a name may stand in thousands of articles.
    """
    node = NamedNode(thing)
    entity = next((one for one in read_entities(ask(subject=node)) if one.iri == thing), None)
    if entity is None:
        return None
    organisations, roles, relatives = set[str](), set[str](), set[str]()
    named = ask(term=node) if family(entity.kind) == "person" else ()  # by what names it, claims on a person alone
    of_person, of_relative = (
        _subjects(quad for quad in named if quad.predicate == own) for own in (RF.person, RF.relative)
    )
    for claim in of_person:
        for quad in ask(subject=claim):
            if quad.predicate == RF.role and isinstance(quad.object, Literal):
                roles.add(" ".join(quad.object.value.lower().split()))
            elif quad.predicate == RF.organisation and isinstance(quad.object, NamedNode):
                organisations.add(_named(quad.object.value, ask, significant))
            elif quad.predicate == RF.relative and isinstance(quad.object, NamedNode):
                relatives.add(_named(quad.object.value, ask, _syllables))
    for claim in of_relative:
        relatives |= {
            _named(person.value, ask, _syllables) for person in _nodes(ask(subject=claim, predicate=RF.person))
        }
    mentioned = {other.value for other in _nodes(ask(predicate=RF.mentions))}
    around = frozenset(name for name in mentioned if name in known and known[name].kind not in EVERYWHERE)
    return Facts(entity, frozenset(organisations), frozenset(roles), frozenset(relatives), around)


def _subjects(quads: Iterable[Quad]) -> list[NamedNode]:
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]


def _nodes(quads: Iterable[Quad]) -> list[NamedNode]:
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _named(thing: str, ask: Ask, words: Callable[[str], Iterable[str]]) -> str:
    """A known thing by its IRI; one that the article minted by the words of its name, which other articles share."""
    own = read_entities(ask(subject=NamedNode(thing))) if is_minted(thing) else []
    return " ".join(sorted(words(own[0].name))) if own else thing


def _syllables(name: str) -> list[str]:
    """The words of a person's name, in which each counts."""
    return plain(name).split()


def judge(one: Facts, other: Facts, *, made: datetime) -> Judgement | None:
    """The rule's judgement on two entities; None where it has nothing to say: other kinds, or names of two."""
    found = _ruled(one, other)
    if found is None:
        return None
    verdict, score, reasons = found
    return Judgement(
        first=one.entity.iri,
        verdict=verdict,
        second=other.entity.iri,
        by="byRule",
        judge=JUDGE,
        reasons=tuple(reasons),
        score=score,
        made=made,
    )


def _ruled(one: Facts, other: Facts) -> tuple[str, float, list[str]] | None:
    """Verdict, score and reasons."""
    known = not (is_minted(one.entity.iri) or is_minted(other.entity.iri))
    if known or not compatible(one.entity.kind, other.entity.kind):
        return None
    kind = family(one.entity.kind)
    found = best(one.entity.names, other.entity.names, kind)
    if found.verdict == "different" or found.score < WORTH_A_LOOK:
        return None
    verdict, score, reasons = found.verdict, found.score, list(found.reasons)
    if kind == "person":
        verdict, score, more = _persons(one, other, found)
        reasons += more
    elif kind == "place" and verdict == "same" and in_other_characters(*map(_texts, (one.entity, other.entity))):
        verdict, score = "unsure", 0.5
        reasons.append("they are written in other characters")
    elif kind == "place" and verdict == "same" and not _placed(one, other):
        verdict, score = "unsure", 0.5
        reasons.append("two places may share a name, and their articles share no others")
    return verdict, score, reasons


def _texts(entity: Entity) -> list[str]:
    return [name.text for name in entity.names]


def _placed(one: Facts, other: Facts) -> bool:
    """True where the gazetteer knows one of two places, or their articles are neighbours."""
    known = not (is_minted(one.entity.iri) and is_minted(other.entity.iri))
    return known or len(one.around & other.around) >= NEIGHBOURS


def best(some: Iterable[Name], others: Iterable[Name], kind: str) -> Comparison:
    """The names of both that agree best."""
    rank = {"same": 2, "unsure": 1, "different": 0}
    found = [_compared(one.text, other.text, kind) for one, other in product(some, others)]
    return max(found, key=lambda each: (each.score >= WORTH_A_LOOK, rank[each.verdict], each.score, each.reasons))


@lru_cache(maxsize=65536)  # whoever was found worth a look by name is judged next
def _compared(one: str, other: str, kind: str) -> Comparison:
    return compare(one, other, kind=kind)


def _persons(one: Facts, other: Facts, names: Comparison) -> tuple[str, float, list[str]]:
    """The verdict on two persons whose names may be one, from the facts beside the names."""
    reasons = {
        "organisation": "both have a role at one organisation",
        "role": "both have the same role",
        "relative": "both have the same relative",
    }
    told = {what for what, _ in one.second_facts & other.second_facts}
    agreeing = [reason for what, reason in reasons.items() if what in told]
    if names.verdict != "same" and not (names.common or names.loose):
        return "unsure", names.score, agreeing
    if agreeing:
        return "same", min(0.99, 0.95 + 0.02 * len(agreeing)), agreeing
    if names.verdict != "same":
        return "unsure", names.score, ["no second fact agrees"]
    near = len(one.around & other.around) >= NEIGHBOURS
    if one.organisations and other.organisations and not near:
        return "unsure", 0.6, ["their organisations differ"]
    return "same", 0.92 if near else 0.9, ["their articles name the same places and actors"] if near else []


def judge_among(each: Facts, rivals: Iterable[Facts], *, bearers: Bearers, made: datetime) -> list[Judgement]:
    """The rule's judgement on a newly named entity and those it is compared with, as far as they are kept."""
    told = {other.entity.iri: other for other in rivals}
    judged = [judge(other, each, made=made) for other in told.values()]
    return _thinned(_kept([judgement for judgement in judged if judgement]), each.entity, told.get, bearers)


def judge_beside(
    each: Facts,
    before: list[Judgement],
    *,
    known: Iterable[Facts],
    come: Iterable[Facts],
    gone: Collection[str],
    told: Told,
    bearers: Bearers,
    made: datetime,
) -> list[Judgement] | None:
    """The same as `judge_among`, from what was kept before some rivals came and some went, known ones apart.

    None where that does not tell: what a person undid, or another rule judged, is of no use here; and what was not
    kept, because others were likelier or stand for it, is asked for where it may count now. `told` gives what is said
    of one on which a judgement was kept.
    """
    if any(one.undone or one.judge != JUDGE for one in before):
        return None
    coming = {other.entity.iri: other for other in come}
    new = [judgement for other in coming.values() if (judgement := judge(other, each, made=made))]

    def either(thing: str) -> Facts | None:
        return coming.get(thing) or told(thing)

    known_ones = (judge(other, each, made=made) for other in known) if not before else ()  # two may bear its name
    rest = [one for one in before if one.pair.isdisjoint(gone)]
    found = _thinned(_kept([*filter(None, known_ones), *rest, *new]), each.entity, either, bearers)
    if before and before[0].verdict == "same":  # what is unsure was not kept, nor whom the first stands for
        sames = [one for one in rest + new if one.verdict == "same"]
        stays = not _may_be_thinned(before, each.entity) or (
            _first(before, each.entity.iri, either) == _first(sames, each.entity.iri, either)
        )
        return found if sames and stays else None
    if len(before) < UNSURE_KEPT or any(one.verdict == "same" for one in new):
        return found
    likely = sum(_likeliest(one) <= max(map(_likeliest, before)) for one in found)
    return found if likely == UNSURE_KEPT else None


def is_settled(
    entity: str, before: list[Judgement], come: Iterable[Facts], gone: Collection[str], told: Told, bearers: Bearers
) -> bool:
    """True where what was kept of a person is kept, whatever is said of it, beside rivals that came and some gone."""
    if not before or any(one.undone or one.judge != JUDGE or one.verdict != "same" for one in before):
        return False
    others = _others(before, entity)
    if not all(map(is_minted, others)):
        return True
    first = _first(before, entity, told)
    stands = told(first)
    return others.keys().isdisjoint(gone) and all(
        _order(first, stands) < _order(new.entity.iri, new) and _joins(stands, new, bearers) for new in come
    )


def _thinned(judged: list[Judgement], entity: Entity, told: Told, bearers: Bearers) -> list[Judgement]:
    """Of the persons that one is the same as, one that stands for all, and those that are not the same as that one.

    The others are joined with it already: to say it again of each newly named one would fill the list with what
    follows, for a name in many articles as often as there are spellings of it.
    """
    if not _may_be_thinned(judged, entity):
        return judged
    first = _first(judged, entity.iri, told)
    return [
        one
        for other, one in _others(judged, entity.iri).items()
        if other == first or not _joins(told(first), told(other), bearers)
    ]


def _may_be_thinned(judged: list[Judgement], entity: Entity) -> bool:
    """True for what is the same and named newly, of persons: of them no two kinds exclude each other."""
    sames = all(one.verdict == "same" and all(map(is_minted, one.pair)) for one in judged)
    return bool(judged) and family(entity.kind) == "person" and sames


def _others(judged: list[Judgement], entity: str) -> dict[str, Judgement]:
    """What is judged of one entity, by whom it is compared with."""
    return {other: one for one in judged for other in one.pair - {entity}}


def _first(judged: list[Judgement], entity: str, told: Told) -> str:
    """Who stands for all that one is the same as: whoever has no organisation is the same as any of the name."""
    return min(_others(judged, entity), key=lambda other: _order(other, told(other)), default="")


def _order(thing: str, said: Facts | None) -> tuple[bool, tuple[bool, str]]:
    return said is None or bool(said.organisations), rank(thing)


def _joins(one: Facts | None, other: Facts | None, bearers: Bearers) -> bool:
    """True where two persons are held to be the same, whoever else is: a known one would go before the earlier."""
    if one is None or other is None:
        return False
    later = max(one, other, key=lambda each: rank(each.entity.iri))
    ruled = None if any(map(bearers, keys(later.entity))) else _ruled(one, other)
    return ruled is not None and ruled[0] == "same"


def _kept(judged: list[Judgement]) -> list[Judgement]:
    """What is the same, the known thing alone where there is one; where nothing is, the likeliest of what is unsure.

    The name of two known things is left open: which one is meant is not for a rule to say.
    """
    sames = [judgement for judgement in judged if judgement.verdict == "same"]
    known = [judgement for judgement in sames if not all(map(is_minted, judgement.pair))]
    if known:
        return known if len(known) == 1 else []
    unsure = [judgement for judgement in judged if judgement.verdict == "unsure"]
    return sames or sorted(unsure, key=_likeliest)[:UNSURE_KEPT]


def _likeliest(judgement: Judgement) -> tuple[float, str]:
    return -judgement.score, judgement.iri
