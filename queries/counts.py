"""How much of what a snapshot holds: counted by the engine once, and kept as long as the snapshot is, or its dump."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from weakref import WeakKeyDictionary

from refoulement.graph.store import Snapshot, Term
from refoulement.queries import PAGES


@dataclass(frozen=True, slots=True)
class Uses:
    """How often a property is used, of how many subjects, with how many values."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class UsesInClass:
    """How often a property is used of the instances of a class, and with values of which classes and datatypes."""

    triples: int
    classes: Mapping[str, int]
    datatypes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Instances:
    """How many instances a class has, the first of them that has an IRI, as text sorts, and their properties."""

    number: int
    first: str | None
    properties: Mapping[str, UsesInClass]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a snapshot holds in numbers; `entities` are subjects with an IRI of ours, `links` those to other sets."""

    triples: int
    subjects: int
    objects: int
    entities: int
    changed: str | None
    properties: Mapping[str, Uses]
    classes: Mapping[str, Instances]
    links: Mapping[tuple[str, str], int]


FILE = "counts.json"  # beside a snapshot's dump
_KEPT = WeakKeyDictionary[Snapshot, Counts]()


def counts(snapshot: Snapshot) -> Counts:
    """What a snapshot holds: seconds for a million quads (`docs/metadata.md`), nothing the second time."""
    if snapshot not in _KEPT:
        _KEPT[snapshot] = _count(snapshot)
    return _KEPT[snapshot]


def as_json(counted: Counts) -> str:
    """Counts as they are kept beside a dump."""
    links = [[*place, triples] for place, triples in counted.links.items()]
    return json.dumps({**asdict(counted), "links": links}, ensure_ascii=False)


def from_json(text: str) -> Counts:
    """The inverse of `as_json`."""
    said = json.loads(text)
    said["properties"] = {name: Uses(**uses) for name, uses in said["properties"].items()}
    said["links"] = {(link, place): triples for link, place, triples in said["links"]}
    for instances in said["classes"].values():
        instances["properties"] = {name: UsesInClass(**uses) for name, uses in instances["properties"].items()}
    said["classes"] = {kind: Instances(**instances) for kind, instances in said["classes"].items()}
    return Counts(**said)


def _count(snapshot: Snapshot) -> Counts:
    whole = snapshot.select(PAGES["counts-of-all"].text)[0]
    return Counts(
        triples=_number(whole["triples"]),
        subjects=_number(whole["subjects"]),
        objects=_number(whole["objects"]),
        entities=_number(whole["entities"]),
        changed=whole["changed"].value if "changed" in whole else None,
        properties={
            row["property"].value: Uses(_number(row["triples"]), _number(row["subjects"]), _number(row["objects"]))
            for row in snapshot.select(PAGES["counts-by-property"].text)
        },
        classes=_classes(snapshot),
        links={
            (row["link"].value, row["place"].value): _number(row["triples"])
            for row in snapshot.select(PAGES["counts-of-links"].text)
        },
    )


def _classes(snapshot: Snapshot) -> dict[str, Instances]:
    uses = defaultdict[str, dict[str, UsesInClass]](dict)
    targets = _values(snapshot, "counts-by-class-of-values")
    datatypes = _values(snapshot, "counts-by-datatype-of-values")
    for row in snapshot.select(PAGES["counts-by-class-and-property"].text):
        kind, said = row["class"].value, row["property"].value
        uses[kind][said] = UsesInClass(
            _number(row["triples"]), targets.get((kind, said), {}), datatypes.get((kind, said), {})
        )
    return {
        row["class"].value: Instances(
            _number(row["instances"]), row["first"].value if "first" in row else None, uses[row["class"].value]
        )
        for row in snapshot.select(PAGES["counts-by-class"].text)
    }


def _values(snapshot: Snapshot, page: str) -> dict[tuple[str, str], dict[str, int]]:
    """By class and property: how often with a value of which kind."""
    found = defaultdict[tuple[str, str], dict[str, int]](dict)
    for row in snapshot.select(PAGES[page].text):
        found[row["class"].value, row["property"].value][row["kind"].value] = _number(row["triples"])
    return found


def _number(term: Term) -> int:
    return int(term.value)
