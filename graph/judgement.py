"""Who or what is the same: one decision about two entities or two events, and what a set of decisions allows.

A judgement is undone, never deleted. What follows from judgements (who is merged with whom) is derived from those that
stand, so undoing one undoes what it did. What a person judged goes before what a rule did.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import product

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph.iri import JUDGEMENTS_GRAPH, THINGS, rank
from refoulement.graph.rdf import RDF_TYPE, XSD
from refoulement.ontology import RF, concepts, local_name, subclasses
from refoulement.ontology.naming import path_kind

Kinds = Mapping[str, str]  # the class (a local name) of everything that can be judged, by IRI


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who took a judgement back, when and why."""

    by: str
    at: datetime
    why: str

    def __post_init__(self) -> None:
        _require_zone(self.at)
        if not (self.by.strip() and self.why.strip()):
            raise ValueError("a judgement is undone by someone, for a reason: give both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether `first` and `second` are the same, different or unsure, or `first` is part of `second`.

    `by` is `byRule` or `byPerson` (rf:judges), `judge` the rule's name and version or the person's. `score` is how
    sure the judge is, from 0 to 1; `made` is the caller's clock; `rests_on` are IRIs of judgements that this one takes
    for granted.
    """

    first: str
    verdict: str
    second: str
    by: str
    judge: str
    reasons: tuple[str, ...]
    score: float
    made: datetime
    rests_on: tuple[str, ...] = ()
    undone: Undoing | None = None

    def __post_init__(self) -> None:
        for value, scheme in ((self.verdict, "verdicts"), (self.by, "judges")):
            if value not in concepts(scheme):
                raise ValueError(f"{value!r} is not one of rf:{scheme}: {', '.join(sorted(concepts(scheme)))}")
        if self.first == self.second:
            raise ValueError(f"a judgement needs two things: {self.first} is named twice")
        if not self.judge.strip() or not self.reasons or not all(reason.strip() for reason in self.reasons):
            raise ValueError(f"a judgement on {self.first} and {self.second} names its judge and a reason")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not between 0 and 1")
        _require_zone(self.made)
        if self.verdict != "part" and rank(self.second) < rank(self.first):  # what holds both ways is written one way
            first, second = self.second, self.first
            object.__setattr__(self, "first", first)
            object.__setattr__(self, "second", second)
        object.__setattr__(self, "reasons", tuple(sorted(set(self.reasons))))
        object.__setattr__(self, "rests_on", tuple(sorted(set(self.rests_on))))

    @property
    def pair(self) -> frozenset[str]:
        """The two things judged."""
        return frozenset((self.first, self.second))

    @property
    def iri(self) -> str:
        """A hash of pair and verdict, of a person's also of judge and time: a rule that judges anew says the same."""
        pair = (self.first, self.second) if self.verdict == "part" else sorted((self.first, self.second))
        key = [pair[0], self.verdict, pair[1], self.by]
        if self.by == "byPerson":
            key += [self.judge, _stamp(self.made)]
        return _hashed(*key)


def ruled_iri(one: str, verdict: str, other: str) -> str:
    """The IRI of a rule's judgement that two things are the same, different or unsure, whichever is named first."""
    first, second = sorted((one, other))
    return _hashed(first, verdict, second, "byRule")


@lru_cache(maxsize=4096)  # what is judged is asked for its IRI several times
def _hashed(*key: str) -> str:
    return f"{THINGS}judgement/{sha256(json.dumps(key).encode()).hexdigest()[:32]}"


def _require_zone(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError(f"the time {moment} of a judgement needs its time zone")


def _stamp(moment: datetime) -> str:
    return moment.isoformat()


def moment_literal(moment: datetime) -> Literal:
    return Literal(_stamp(moment), datatype=NamedNode(XSD + "dateTime"))


def judgement_quads(judgement: Judgement) -> Iterator[Quad]:
    """A judgement in the judgements graph."""
    undone = judgement.undone
    pairs: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, RF.Judgement),
        (RF.judgedFirst, NamedNode(judgement.first)),
        (RF.verdict, RF[judgement.verdict]),
        (RF.judgedSecond, NamedNode(judgement.second)),
        (RF.judgedBy, RF[judgement.by]),
        (RF.judge, Literal(judgement.judge)),
        *((RF.reason, Literal(reason)) for reason in judgement.reasons),
        (RF.score, Literal(repr(judgement.score), datatype=NamedNode(XSD + "double"))),
        (RF.judgedAt, moment_literal(judgement.made)),
        *((RF.restsOn, NamedNode(other)) for other in judgement.rests_on),
    ]
    for predicate, term in (*pairs, *undone_pairs(undone)):
        yield Quad(NamedNode(judgement.iri), predicate, term, JUDGEMENTS_GRAPH)


def undone_pairs(undone: Undoing | None) -> tuple[tuple[NamedNode, Literal], ...]:
    """How it is said of a decision that it was undone: by whom, when and why; nothing where it was not."""
    if undone is None:
        return ()
    return (
        (RF.undoneBy, Literal(undone.by)),
        (RF.undoneAt, moment_literal(undone.at)),
        (RF.undoneWhy, Literal(undone.why)),
    )


def read_judgements(quads: Iterable[Quad]) -> list[Judgement]:
    """The judgements that some quads describe, by IRI; the inverse of `judgement_quads`."""
    said: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate].append(quad.object)
    judged = [_judgement(terms) for terms in said.values() if RF.Judgement in terms[RDF_TYPE]]
    return sorted(judged, key=lambda judgement: judgement.iri)


def _judgement(said: Mapping[NamedNode, list[NamedNode | Literal]]) -> Judgement:
    def one(predicate: NamedNode) -> str:
        return said[predicate][0].value

    def concept(predicate: NamedNode) -> str:
        return local_name(NamedNode(one(predicate)))

    undone = None
    if said[RF.undoneAt]:
        undone = Undoing(one(RF.undoneBy), datetime.fromisoformat(one(RF.undoneAt)), one(RF.undoneWhy))
    return Judgement(
        first=one(RF.judgedFirst),
        verdict=concept(RF.verdict),
        second=one(RF.judgedSecond),
        by=concept(RF.judgedBy),
        judge=one(RF.judge),
        reasons=tuple(term.value for term in said[RF.reason]),
        score=float(one(RF.score)),
        made=datetime.fromisoformat(one(RF.judgedAt)),
        rests_on=tuple(term.value for term in said[RF.restsOn]),
        undone=undone,
    )


def compatible(kind: str, other: str) -> bool:
    """False where no one thing can be of both kinds: a person and a town, a town and a prison, two kinds of event."""
    if kind in subclasses(other) or other in subclasses(kind):
        return True
    if path_kind(kind) != path_kind(other):
        return False
    return path_kind(kind) in ("organisation", "facility")


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those in force, by IRI: not undone, and of a pair that a person judged only what the person said."""
    in_force = [judgement for judgement in judgements if judgement.undone is None]
    decided = {judgement.pair for judgement in in_force if judgement.by == "byPerson"}
    kept = [one for one in in_force if one.by == "byPerson" or one.pair not in decided]
    return tuple(sorted(kept, key=lambda judgement: judgement.iri))


def overruled(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The rule's judgements, by IRI, that count no more because a person judged the pair."""
    given = tuple(judgements)
    return frozenset(one.iri for one in given if one.undone is None) - {one.iri for one in standing(given)}


class _Classes:
    """Things held to be the same, and the pairs that must not become so."""

    def __init__(self, kinds: Kinds) -> None:
        self.parent: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}
        self._kinds = kinds
        self._kinds_of: dict[str, frozenset[str]] = {}  # by root: the few kinds that its many members are of
        self.apart: dict[str, set[str]] = defaultdict(set)  # by thing: those it is different from

    def root(self, thing: str) -> str:
        self.parent.setdefault(thing, thing)
        self.members.setdefault(thing, {thing})
        while self.parent[thing] != thing:
            self.parent[thing] = self.parent[self.parent[thing]]
            thing = self.parent[thing]
        return thing

    def separate(self, first: str, second: str) -> None:
        self.apart[first].add(second)
        self.apart[second].add(first)

    def conflict(self, first: str, second: str) -> tuple[str, str] | None:
        """Two things held apart that joining these would make one."""
        some, others = self.members[self.root(first)], self.members[self.root(second)]
        for thing in sorted(some & self.apart.keys()):  # most are held apart from nothing
            for other in sorted(self.apart[thing] & others):
                return thing, other
        return None

    def join(self, first: str, second: str) -> None:
        one, other = sorted((self.root(first), self.root(second)))
        if one != other:
            self.parent[other] = one
            self._kinds_of[one] = self._kinds_among(one) | self._kinds_among(other)
            self.members[one] |= self.members.pop(other)

    def _kinds_among(self, root: str) -> frozenset[str]:
        return self._kinds_of.get(root) or frozenset({self._kinds[root]})

    def joinable(self, first: str, second: str) -> bool:
        """True where one thing can be of all kinds of both classes, and nothing holds them apart."""
        some, others = self._kinds_among(self.root(first)), self._kinds_among(self.root(second))
        return all(compatible(one, other) for one, other in product(some, others)) and not self.conflict(first, second)


def _classes(judgements: Iterable[Judgement], kinds: Kinds) -> _Classes:
    """What standing judgements make one. A rule's "same" gives way where it would join what is held apart."""
    classes = _Classes(kinds)
    given = [one for one in standing(judgements) if one.pair <= kinds.keys()]
    for judgement in given:
        if judgement.verdict in ("different", "part"):
            classes.separate(judgement.first, judgement.second)
    sames = [judgement for judgement in given if judgement.verdict == "same"]
    for judgement in sorted(sames, key=lambda one: (one.by == "byRule", -one.score, one.first, one.second)):
        if classes.joinable(judgement.first, judgement.second):
            classes.join(judgement.first, judgement.second)
    return classes


def merged(judgements: Iterable[Judgement], kinds: Kinds) -> dict[str, str]:
    """For each thing judged the same as another: the one that stands for both, a known one before a minted one.

    Judgements on what is not in `kinds` are history and change nothing.
    """
    found: dict[str, str] = {}
    for members in _classes(judgements, kinds).members.values():
        if len(members) > 1:
            canonical = min(members, key=rank)
            found.update(dict.fromkeys(members, canonical))
    return found


def admit(
    new: Judgement,
    among: Iterable[Judgement],
    kinds: Kinds,
    *,
    grounds: Iterable[Judgement] = (),
    within: Iterable[tuple[str, str]] = (),
) -> Judgement:
    """The new judgement, where it may join the others; raises JudgementRefused with the reason where it may not.

    A person may overrule any rule, and no person: what a person judged before has to be undone first. `grounds` are
    judgements elsewhere that it may rest on; `within` pairs places with those that the gazetteer has them lie in.
    """
    given = tuple(among)
    for thing in (new.first, new.second):
        if thing not in kinds:
            raise JudgementRefused(f"{thing} does not exist in this store: nothing is judged of it; check the IRI")
    _require_compatible(new, kinds)
    known = {judgement.iri: judgement for judgement in (*given, *grounds)}
    for other in new.rests_on:
        if other not in known or known[other].undone:
            raise JudgementRefused(f"the judgement rests on {other}, which does not exist or is undone; leave it out")
    bound = [one for one in standing(given) if new.by == "byRule" or one.by == "byPerson"]
    for judgement in bound:
        if judgement.pair == new.pair:
            raise JudgementRefused(f"{_told(judgement)} already; undo {judgement.iri} first")
    _require_consistent(new, bound, kinds, within)
    return new


def _told(judgement: Judgement) -> str:
    said = "part and whole" if judgement.verdict == "part" else judgement.verdict
    return f"{judgement.first} and {judgement.second} are judged {said} by {judgement.judge}"


def _require_compatible(new: Judgement, kinds: Kinds) -> None:
    kind, other = kinds[new.first], kinds[new.second]
    if new.verdict == "same" and not compatible(kind, other):
        raise JudgementRefused(
            f"{new.first} is a {kind}, {new.second} a {other}: nothing is both; judge them different"
        )
    in_itself = kind == "Person" or (kind == "Country" and other != "Country")  # part of nothing of its family
    if new.verdict == "part" and (in_itself or path_family(kind) != path_family(other)):
        raise JudgementRefused(f"{new.first} is a {kind}, {new.second} a {other}: the one cannot be part of the other")


def path_family(kind: str) -> str:
    """Person, Organisation, Place or Event: what may be judged together."""
    return next(top for top in ("Person", "Organisation", "Place", "Event") if kind in subclasses(top))


def _require_consistent(
    new: Judgement, bound: list[Judgement], kinds: Kinds, within: Iterable[tuple[str, str]]
) -> None:
    """Refuse what contradicts the judgements it is bound by, or runs in a circle with them or with the gazetteer."""
    classes = _classes(bound, kinds)
    one = classes.root(new.first) == classes.root(new.second)
    if new.verdict in ("different", "part") and one:
        raise JudgementRefused(
            f"{new.first} and {new.second} are the same by other judgements: undo one of those first"
        )
    if new.verdict == "same":
        if apart := classes.conflict(new.first, new.second):
            raise JudgementRefused(
                f"this would make {apart[0]} and {apart[1]} one, which are judged different or part and whole; "
                "undo that first"
            )
        some, others = classes.members[classes.root(new.first)], classes.members[classes.root(new.second)]
        for thing in sorted(some):
            for other in sorted(others):
                if not compatible(kinds[thing], kinds[other]):
                    raise JudgementRefused(
                        f"this would make {thing} ({kinds[thing]}) and {other} ({kinds[other]}) one: nothing is both"
                    )
    wholes: dict[str, set[str]] = defaultdict(set)
    if new.verdict == "same":
        classes.join(new.first, new.second)
    for judgement in (*bound, new):
        if judgement.verdict == "part":
            wholes[classes.root(judgement.first)].add(classes.root(judgement.second))
    for place, wider in within:
        wholes[classes.root(place)].add(classes.root(wider))
    if _circular(wholes):
        raise JudgementRefused(
            f"with {new.first} and {new.second} so judged, something would be part of itself, by other judgements "
            "or by the gazetteer; undo one of those judgements first, if there is one"
        )


def _circular(wholes: Mapping[str, set[str]]) -> bool:
    """True where the way from part to whole leads back to a part."""
    done: set[str] = set()
    for start in wholes:
        seen: set[str] = set()
        waiting = list(wholes.get(start, ()))
        while waiting:
            thing = waiting.pop()
            if thing == start:
                return True
            if thing not in seen and thing not in done:
                seen.add(thing)
                waiting += wholes.get(thing, ())
        done.add(start)
    return False


def undo(iri: str, among: Iterable[Judgement], *, by: str, at: datetime, why: str) -> Judgement:
    """The judgement, marked undone; raises JudgementRefused where there is none in force, or others rest on it."""
    given = {judgement.iri: judgement for judgement in among}
    judgement = given.get(iri)
    if judgement is None:
        raise JudgementRefused(f"there is no judgement {iri}; `refoulement identity list` shows those there are")
    if judgement.undone:
        raise JudgementRefused(f"{iri} was undone already, by {judgement.undone.by}: {judgement.undone.why}")
    resting = sorted(other.iri for other in given.values() if iri in other.rests_on and other.undone is None)
    if resting:
        raise JudgementRefused(
            f"{iri} cannot be undone while {', '.join(resting)} rest{'s' * (len(resting) == 1)} on it: undo that first"
        )
    try:
        return replace(judgement, undone=Undoing(by, at, why))
    except ValueError as error:
        raise JudgementRefused(f"{error}; nothing was changed") from error
