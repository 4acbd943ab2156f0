"""The form of a claim, to correct it or to enter one: what of it can be said, and what may be chosen."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.article import Passage
from refoulement.graph.claim import ENTITY_SLOTS, Claim, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.entity import Entity
from refoulement.graph.rdf import read_entities, read_passages
from refoulement.graph.reference import reference
from refoulement.graph.store import Snapshot
from refoulement.graph.whole import whole
from refoulement.ontology import RF, concepts, subclasses
from refoulement.web.language import label_of
from refoulement.web.review_given import NO_COUNT, SINGLE, Given, label

FOUND_AT_MOST = 12
_ACTORS, _PLACES = subclasses("Actor"), subclasses("Place")
_FAMILIES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("held_at", "via", "destination", "place"), frozenset(_PLACES)),
    **dict.fromkeys(("claimants", "speaker"), frozenset(_ACTORS)),
    **dict.fromkeys(("person", "relative"), frozenset(subclasses("Person"))),
    "organisation": frozenset(subclasses("Organisation")),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its value, its words, whether it is."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One slot of the form. `kind`: text, number, one (of `choices`), many (of them), or entities, which are sought.

    `refused` says why what was given cannot be.
    """

    name: str
    words: str
    kind: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    sought: str = ""
    single: bool = False
    refused: str = ""


class Known:
    """The entities that a claim of an article may name: those of the gazetteer and the article's own."""

    def __init__(self, snapshot: Snapshot, article: str) -> None:
        self._said = whole(snapshot, iri.article_graph(article))
        own = {one.iri: one for one in read_entities(self._said)}
        self.entities: Mapping[str, Entity] = {**reference(snapshot).entities, **own}

    def named_in(self, passage: Passage) -> list[str]:
        """Those that the article names within some words, in the order of their names' places."""
        names = [quad for quad in self._said if quad.predicate == RF.mentions]
        subjects = {quad.subject for quad in names}
        places = read_passages(quad for quad in self._said if quad.subject in subjects)
        within = [
            (place.start, quad.object.value)
            for quad in names
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
            for place in (places[quad.subject.value],)
            if passage.start <= place.start and place.end <= passage.end
        ]
        return list(dict.fromkeys(thing for _, thing in sorted(within)))

    def name(self, thing: str) -> str:
        known = self.entities.get(thing)
        return f"{known.name} ({label_of(known.kind)})" if known else thing.rpartition("/")[2]

    def find(self, words: str, kinds: frozenset[str]) -> list[str]:
        """Those of some kinds with a name that holds these words, the nearest first."""
        sought = _folded(words)
        if not sought:
            return []
        ranked = []
        for one in self.entities.values():
            names = [_folded(name.text) for name in one.names]
            if one.kind in kinds and any(sought in name for name in names):
                near = 0 if sought in names else 1 if any(name.startswith(sought) for name in names) else 2
                ranked.append((near, one.name, one.iri))
        return [found for *_, found in sorted(ranked)[:FOUND_AT_MOST]]


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def fields(
    kind: type[Claim],
    given: Given,
    known: Known,
    *,
    own: Claim | None = None,
    near: Iterable[str] = (),
    refused: Mapping[str, str] = MappingProxyType({}),
) -> list[Field]:
    """The form of a claim as it is filled in, with what was refused beside the field that it is of.

    Entities to choose from are those chosen, those of the claim as it is (`own`), those named `near` by, and below
    them what was sought.
    """
    slots = [_entities(slot, given, known, own, near) for slot in ENTITY_SLOTS[kind.__name__]]
    return [replace(field, refused=refused.get(field.name, "")) for field in _fields(kind, given, slots)]


def _fields(kind: type[Claim], given: Given, entities: list[Field]) -> list[Field]:
    if kind is EventClaim:
        none = Choice(NO_COUNT, "–", given.get("bound") == NO_COUNT)
        bound = _one("bound", concepts("bounds"), given)
        return [
            _one("event_type", subclasses("Event") - {"Event"}, given),
            replace(bound, choices=(none, *bound.choices)),
            _text("value", given, kind="number"),
            _text("value_to", given, kind="number"),
            _one("unit", concepts("units"), given),
            _one("nature", concepts("natures"), given),
            _text("when", given),
            *entities,
            _text("attribution", given),
            _one("modality", concepts("modalities"), given),
        ]
    if kind is StanceClaim:
        several = (_many("harms", concepts("harms"), given), _many("invokes", concepts("instruments"), given))
        return [*entities, _one("stance", concepts("stances"), given), _text("time_spoken_of", given), *several]
    if kind is RoleClaim:
        return [*entities, _text("role", given)]
    return [entities[0], _one("tie", concepts("ties"), given), entities[1]]


def _text(name: str, given: Given, *, kind: str = "text") -> Field:
    return Field(name, label(name), kind, given.get(name, ""))


def _choices(values: Iterable[str], given: Given, name: str) -> tuple[Choice, ...]:
    chosen = given.getlist(name)
    return tuple(sorted((Choice(one, label_of(one), one in chosen) for one in values), key=lambda choice: choice.words))


def _one(name: str, values: Iterable[str], given: Given) -> Field:
    """One of some values; where none is chosen yet, a browser must not choose the first."""
    choices = _choices(values, given, name)
    open_yet = () if any(choice.chosen for choice in choices) or name == "bound" else (Choice("", "–", chosen=True),)
    return Field(name, label(name), "one", given.get(name, ""), (*open_yet, *choices))


def _many(name: str, values: Iterable[str], given: Given) -> Field:
    return Field(name, label(name), "many", "", _choices(values, given, name))


def _entities(slot: str, given: Given, known: Known, own: Claim | None, near: Iterable[str]) -> Field:
    sought = given.get(f"find-{slot}", "").strip()
    chosen = list(dict.fromkeys(given.getlist(slot)))
    before = getattr(own, slot) if own else ()
    before = before if isinstance(before, tuple) else [before] if before else []
    fitting = [thing for thing in near if thing in known.entities and known.entities[thing].kind in _FAMILIES[slot]]
    offered = dict.fromkeys((*chosen, *before, *fitting, *known.find(sought, _FAMILIES[slot])))
    choices = tuple(Choice(one, known.name(one), one in chosen) for one in offered)
    return Field(slot, label(slot), "entities", "", choices, sought, single=slot in SINGLE)
