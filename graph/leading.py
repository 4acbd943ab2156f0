"""Whom a newly named entity is compared with: of those alike one leads, and the leaders are compared for all.

Alike are entities of one kind with the same names, organisations, roles and relatives. The first of them by rank leads:
each of the others is compared with it alone. A leader is compared with the leaders before it whose names can be
spellings of its own; where that name is so common that only a second fact decides, with the first of each spelling and
the first that shares a fact. So a name in ten thousand articles costs what its spellings and bearers cost, and not
what its articles do, and joins the same entities as comparing all pairs would: what a leader is joined with, those
alike are joined with through it. Known entities are compared with every one that shares a key with them.

What is looked up stands as keys in the identity graph (`index_keys`).
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from refoulement.graph.candidates import family, keys
from refoulement.graph.entity import Entity, Name
from refoulement.graph.identity import WORTH_A_LOOK, Facts, best, judge_among
from refoulement.graph.iri import rank
from refoulement.graph.judgement import Judgement
from refoulement.graph.reference import Reference
from refoulement.graph.verdict import Comparison

LIKE, LEADER, SPELLED, FACT, SAID = "like ", "first ", "name ", "fact ", "said "  # what these keys begin with


class Index(Protocol):
    """Who bears a key, and what is known of whom."""

    def holders(self, key: str) -> Collection[str]:
        """The newly named entities that bear a key."""

    def known(self, key: str) -> Collection[str]:
        """The entities of the gazetteer whose names give a key."""

    def spellings(self, thing: str) -> Iterable[str]:
        """The keys of an entity that tell how it is spelled."""


class Unchanging:
    """An index that is not written to meanwhile: what it was asked once it is not asked again."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._holders, self._spellings = dict[str, Collection[str]](), dict[str, tuple[str, ...]]()

    def holders(self, key: str) -> Collection[str]:
        if key not in self._holders:
            self._holders[key] = self._index.holders(key)
        return self._holders[key]

    def known(self, key: str) -> Collection[str]:
        return self._index.known(key)

    def spellings(self, thing: str) -> Iterable[str]:
        if thing not in self._spellings:
            self._spellings[thing] = tuple(self._index.spellings(thing))
        return self._spellings[thing]


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:24]


def like(each: Facts) -> str:
    """The key that an entity shares with those alike."""
    names = sorted({name.text for name in each.entity.names})
    facts = (sorted(each.organisations), sorted(each.roles), sorted(each.relatives))
    return LIKE + _digest(each.entity.kind, names, facts)


def spelled(each: Facts) -> str:
    """The key of its kind and names, out of which both can be read again."""
    names = sorted({name.text for name in each.entity.names})
    return SPELLED + json.dumps([each.entity.kind, *names], ensure_ascii=False)


def shared(each: Facts, spelling: str) -> list[str]:
    """The keys under which those of a spelling are found that share a fact with an entity, fact by fact."""
    return [FACT + _digest(spelling, *fact) for fact in sorted(each.second_facts)]


def leads(each: Facts) -> str:
    """The key that the first of those alike bears."""
    return LEADER + like(each).removeprefix(LIKE)


def said_key(each: Facts) -> str:
    """The key that tells all that a leader is compared by: to read it out of its article takes five times as long."""
    names = sorted({name.text for name in each.entity.names})
    told = map(sorted, (each.organisations, each.roles, each.relatives, each.around))
    return SAID + json.dumps([each.entity.kind, names, *told], ensure_ascii=False)


def read_said(thing: str, key: str) -> Facts:
    """What such a key tells of an entity."""
    kind, names, *told = json.loads(key.removeprefix(SAID))
    entity = Entity(thing, kind, tuple(Name(name, status="preferred") for name in names))
    return Facts(entity, *map(frozenset, told))


def index_keys(each: Facts, *, leading: bool, first: bool) -> frozenset[str]:
    """The keys that an entity bears: all theirs, leaders what they are found by, the first of its spelling its names'.

    Whose name gives no key is compared with nobody.
    """
    own = keys(each.entity)
    if not own:
        return frozenset()
    found = {like(each)}
    if leading:
        own_spelling = spelled(each)
        both = compared(own_spelling, own_spelling)
        found |= {
            leads(each),
            said_key(each),
            own_spelling,
            *(shared(each, own_spelling) if both and both.common else ()),
        }
    return frozenset(found | own if first else found)


@lru_cache(maxsize=16384)
def _read(spelling: str) -> tuple[str, tuple[Name, ...]]:
    """The kind of name that a key of this sort tells of, and the names."""
    kind, *names = json.loads(spelling.removeprefix(SPELLED))
    return family(kind), tuple(map(Name, names))


@lru_cache(maxsize=65536)
def compared(one: str, other: str) -> Comparison | None:
    """Two spellings, by their keys; None where they are not worth a look."""
    (kind, names), (another, others) = _read(one), _read(other)
    if kind != another:
        return None
    found = best(names, others, kind)
    return None if found.verdict == "different" or found.score < WORTH_A_LOOK else found


def rivals(each: Facts, index: Index) -> list[str]:
    """The entities that one is compared with: known ones, and of the newly named those that rank before it."""
    own, thing = keys(each.entity), each.entity.iri
    if not own:
        return []
    leader = min(index.holders(leads(each)), default=thing, key=rank)
    found = {leader} if leader != thing else {other for other in _before(each, own, index) if rank(other) < rank(thing)}
    return sorted(found.union(*map(index.known, own)) - {thing})


def _before(each: Facts, own: Iterable[str], index: Index) -> Iterator[str]:
    for first, spelling, both in comparable(each, own, index):
        if both.common:
            yield first
            for key in shared(each, spelling):
                yield min(index.holders(key), default=first, key=rank)
        else:
            yield from index.holders(spelling)


def comparable(each: Facts, own: Iterable[str], index: Index) -> Iterator[tuple[str, str, Comparison]]:
    """The spellings that can be of its name, its own among them: the first of each, its key, and how both compare."""
    mine = spelled(each)
    for first in sorted({first for key in own for first in index.holders(key)}):
        for spelling in index.spellings(first):
            if both := compared(*sorted((mine, spelling))):
                yield first, spelling, both


def still_compared(each: Facts, other: str, index: Index) -> bool:
    """True where a leader is still compared with one before it with which it was compared."""
    for spelling in index.spellings(other):  # those who lead no more have none
        both = compared(*sorted((spelled(each), spelling)))
        return bool(both) and (
            not both.common  # type: ignore[union-attr]
            or any(
                other == min(index.holders(key), default="", key=rank) for key in (spelling, *shared(each, spelling))
            )
        )
    return False


def following(each: Facts, index: Index) -> set[str]:
    """The leaders after a leader that are compared with it."""
    found, thing, own = set[str](), each.entity.iri, spelled(each)
    first = thing == min(index.holders(own), default=thing, key=rank)
    for _, spelling, both in comparable(each, keys(each.entity), index):
        if first or not both.common:
            found.update(index.holders(spelling))
            continue
        for mine, theirs in zip(shared(each, own), shared(each, spelling), strict=True):
            if thing == min(index.holders(mine), default=thing, key=rank):
                found.update(index.holders(theirs))
    return {other for other in found if rank(other) > rank(thing)}


def displaced_by(leader: Facts, index: Index, *, new: Collection[str]) -> set[str]:
    """Those in whose stead others are compared with a new leader now: the first of its spelling to have some fact."""
    found = set[str]()
    for key in shared(leader, spelled(leader)):
        first, *others = sorted(index.holders(key), key=rank) or [""]
        found |= {min(set(others) - set(new), default="", key=rank)} if first == leader.entity.iri else set()
    return found - {""}


class Gathered:
    """Some newly named entities, the keys that they bear among themselves, and a gazetteer; see `Index`."""

    def __init__(self, members: Iterable[Facts], gazetteer: Reference) -> None:
        self._facts = {each.entity.iri: each for each in members}
        self._gazetteer = gazetteer
        self._holders = defaultdict[str, set[str]](set)
        self.keys: dict[str, frozenset[str]] = {}
        led, begun = set[str](), set[str]()
        for thing, each in sorted(self._facts.items(), key=lambda item: rank(item[0])):
            leading = like(each) not in led
            first = leading and spelled(each) not in begun
            led.add(like(each))
            begun.add(spelled(each))
            self.keys[thing] = index_keys(each, leading=leading, first=first)
            for key in self.keys[thing]:
                self._holders[key].add(thing)

    def holders(self, key: str) -> Collection[str]:
        return self._holders.get(key, ())

    def known(self, key: str) -> Collection[str]:
        return self._gazetteer.by_key.get(key, ())

    def spellings(self, thing: str) -> Iterable[str]:
        return (key for key in self.keys[thing] if key.startswith(SPELLED))

    def judgements(self, made: datetime) -> list[Judgement]:
        """What the rule judges of them; it depends on what is given, not on its order."""
        found = [
            judgement
            for thing in sorted(self.keys)
            for judgement in judge_among(
                self._facts[thing],
                map(self._told, rivals(self._facts[thing], self)),
                bearers=self.known,
                made=made,
            )
        ]
        return sorted(found, key=lambda judgement: judgement.iri)

    def _told(self, thing: str) -> Facts:
        return self._facts.get(thing) or Facts(self._gazetteer.entities[thing])
