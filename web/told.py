"""What event claims tell, as the pictures of the whole graph draw it: when, where, and who says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from refoulement.graph import iri
from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE
from refoulement.queries import PAGES, Row, ask
from refoulement.web.description import EXACT_MATCH, names_in
from refoulement.web.language import ENGLISH
from refoulement.web.links import Link, address

PLACES = ("heldAt", "via", "destination", "place")
CLAIMANT = "claimant"
CLAIMS_AT_MOST = 10_000  # that `told` gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event claim: `slots` has what it points at, by property; days are ISO 8601, None where the end is open."""

    claim: str
    kind: str
    events: tuple[str, ...]
    first: str | None
    last: str | None
    article: str
    publisher: str | None
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, slot: str) -> tuple[str, ...]:
        return self.slots.get(slot, ())

    @property
    def places(self) -> tuple[str, ...]:
        """Every place it names, once."""
        return tuple(dict.fromkeys(place for slot in PLACES for place in self.at(slot)))

    @property
    def dated(self) -> bool:
        return bool(self.first or self.last)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The claims that were asked for, the latest first; `total` is how many there are, those left out with them."""

    claims: tuple[Told, ...]
    total: int

    @property
    def undated(self) -> int:
        return sum(not told.dated for told in self.claims)

    @property
    def cut(self) -> bool:
        return self.total > len(self.claims)


def gather(snapshot: Snapshot, asked: Mapping[str, str], *, as_of: date | None = None) -> Gathered:
    """The claims that the parameters of `told` leave. Raises `QueryRefused` for what those do not take."""
    rows = _rows(snapshot, "told", asked, as_of)
    claims = tuple(_told(rows, same(snapshot)))
    if len(claims) < CLAIMS_AT_MOST:
        return Gathered(claims, len(claims))
    counted = _rows(snapshot, "told-count", asked, as_of)
    return Gathered(claims, sum(int(row["claims"].value) for row in counted))


def same(snapshot: Snapshot) -> Mapping[str, str]:
    """The entity that judgements put in the place of another, by the other."""
    judged = snapshot.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH)
    pairs = ((quad.subject, quad.object) for quad in judged)
    return {
        one.value: other.value for one, other in pairs if isinstance(one, NamedNode) and isinstance(other, NamedNode)
    }


def _rows(snapshot: Snapshot, name: str, asked: Mapping[str, str], as_of: date | None = None) -> list[Row]:
    found = ask(snapshot, PAGES[name], asked, as_of=as_of)
    assert isinstance(found, list)
    return [row for row in found if isinstance(row, dict)]


def rows(snapshot: Snapshot, name: str) -> list[Row]:
    """The rows of a query of the pages that needs nothing."""
    return _rows(snapshot, name, {})


def _told(found: Iterable[Row], standing: Mapping[str, str]) -> Iterable[Told]:
    by_claim: dict[str, list[Row]] = {}
    for row in found:
        by_claim.setdefault(row["claim"].value, []).append(row)
    for claim, said in by_claim.items():
        slots: dict[str, dict[str, None]] = {}
        for row in said:
            if "slot" in row:
                node = row["node"].value
                slots.setdefault(row["slot"].value.removeprefix(NAMESPACE), {})[standing.get(node, node)] = None
        yield Told(
            claim=claim,
            kind=said[0]["kind"].value.removeprefix(NAMESPACE),
            events=tuple(sorted({row["about"].value for row in said if "about" in row})),
            first=_text(said[0], "first"),
            last=_text(said[0], "last"),
            article=said[0]["article"].value,
            publisher=_text(said[0], "publisher"),
            slots=MappingProxyType({slot: tuple(sorted(nodes)) for slot, nodes in slots.items()}),
        )


def _text(row: Row, name: str) -> str | None:
    return row[name].value if name in row else None


@dataclass(frozen=True, slots=True)
class Thing:
    """A name of something that claims point at, and what it is; an event has its days."""

    name: str
    language: str | None
    kind: str | None
    first: str | None = None
    last: str | None = None


class Things:
    """The names of all that claims point at, in the reader's language where they are known in it, else in English.

    `things_of` makes them once for a snapshot, which never changes; what a tier's snapshot has is kept for it alone.
    """

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        asked = {} if language == ENGLISH else {"language": language}
        self._found: dict[str, Thing] = {}
        for row in _rows(snapshot, "named-in-claims", asked):
            self._take(row, language)
        for node, (name, tongue) in names_in(snapshot, language).items():
            if (known := self._found.get(node)) and (known.language or "").partition("-")[0] != language:
                self._found[node] = replace(known, name=name, language=tongue)

    def _take(self, row: Row, language: str) -> None:
        node, label = row["node"].value, row.get("label")
        tongue = (label.language or ENGLISH) if isinstance(label, Literal) else None
        known = self._found.get(node)
        if known and known.language and not _better(tongue, known.language, language):
            return
        name = label.value if label else _last_piece(node)
        kind = row["class"].value.removeprefix(NAMESPACE)
        self._found[node] = Thing(name, tongue, kind, _text(row, "first"), _text(row, "last"))

    def __getitem__(self, node: str) -> Thing:
        """What is known of a thing; one without a name is called by the last piece of its IRI."""
        return self._found.get(node) or Thing(_last_piece(node), None, None)

    def __contains__(self, node: str) -> bool:
        return node in self._found

    def link(self, node: str) -> Link:
        thing = self[node]
        return Link(thing.name, address(node), thing.language)

    def of(self, *kinds: str) -> list[str]:
        """The things of these classes, by name."""
        found = [node for node, thing in self._found.items() if thing.kind in kinds]
        return sorted(found, key=lambda node: (self._found[node].name, node))


_KEPT = WeakKeyDictionary[Snapshot, dict[str, Things]]()


def things_of(snapshot: Snapshot, language: str) -> Things:
    """The names of a snapshot's things in a language, kept as long as the snapshot is."""
    kept = _KEPT.setdefault(snapshot, {})
    if language not in kept:
        kept[language] = Things(snapshot, language)
    return kept[language]


def _better(tongue: str | None, than: str, language: str) -> bool:
    """The reader's language before English, English before others; of two alike, the first in the alphabet."""

    def rank(one: str) -> tuple[int, str]:
        spoken = one.partition("-")[0]
        return (0 if spoken == language else 1 if spoken == ENGLISH else 2, one)

    return tongue is not None and rank(tongue) < rank(than)


def _last_piece(node: str) -> str:
    return node.rsplit("/", 1)[-1] or node
