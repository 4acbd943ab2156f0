"""What is said around an entity, a page at a time: claims by the part it has in them, events, neighbours, mentions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, QueryTriples, Triple

from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE
from refoulement.queries import PAGES, Row

SECTIONS = ("roles", "says", "stances", "told")
READ_AT_MOST = 500  # the latest claims, from which events and neighbours are read (queries/pages/claims-latest.rq)
_EVENTS = ("about", "speaksOf")


@dataclass(frozen=True, slots=True)
class Around:
    """What the latest claims that name an entity name beside it.

    `counts` are of all claims, by section; `latest` holds the IRIs of the latest ones, by section; `events` and
    `neighbours` pair an IRI with the number of these claims that are about it or name it. `read` is how many were read.
    """

    counts: Mapping[str, int]
    latest: Mapping[str, tuple[str, ...]]
    events: tuple[tuple[str, int], ...]
    neighbours: tuple[tuple[str, int], ...]
    read: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def around(snapshot: Snapshot, things: Iterable[NamedNode]) -> Around:
    """What is said around an entity, given with all those that it stands for."""
    nodes = tuple(things)
    rows = [row for node in nodes for row in snapshot.select(PAGES["claims-latest"].text, {"thing": node})]
    if len(nodes) > 1:  # each came in order, but not among each other
        rows.sort(key=_day, reverse=True)
    own = {node.value for node in nodes}
    latest: dict[str, dict[str, None]] = {section: {} for section in SECTIONS}
    named: dict[str, dict[str, set[str]]] = {"events": {}, "neighbours": {}}
    for row in rows:
        claim = row["claim"].value
        latest[row["section"].value][claim] = None
        if "other" in row and isinstance(row["other"], NamedNode) and row["other"].value not in own:
            what = "events" if row["by"].value.removeprefix(NAMESPACE) in _EVENTS else "neighbours"
            named[what].setdefault(row["other"].value, set()).add(claim)
    return Around(
        counted(snapshot, nodes),
        MappingProxyType({section: tuple(claims) for section, claims in latest.items()}),
        _ranked(named["events"]),
        _ranked(named["neighbours"]),
        len({row["claim"].value for row in rows}),
    )


def _ranked(claims: Mapping[str, set[str]]) -> tuple[tuple[str, int], ...]:
    """Things with the number of claims behind each, the most first."""
    return tuple(sorted(((thing, len(said)) for thing, said in claims.items()), key=lambda pair: (-pair[1], pair[0])))


def counted(snapshot: Snapshot, things: Iterable[NamedNode]) -> Mapping[str, int]:
    """How many claims name an entity, by section."""
    counts = Counter[str]()
    for row in (row for node in things for row in snapshot.select(PAGES["claims-counted"].text, {"thing": node})):
        counts[row["section"].value] += int(row["claims"].value)
    return MappingProxyType({section: counts[section] for section in SECTIONS})


def of_section(
    snapshot: Snapshot, things: Iterable[NamedNode], section: str, *, limit: int, offset: int
) -> tuple[str, ...]:
    """The IRIs of some claims of a section, the latest first: those from `offset` on, at most `limit`."""
    text, bindings = PAGES["claims-of-section"].text, {"section": Literal(section)}
    return _latest(snapshot, text, things, "claim", limit=limit, offset=offset, bindings=bindings)


def _latest(
    snapshot: Snapshot,
    text: str,
    things: Iterable[NamedNode],
    what: str,
    *,
    limit: int,
    offset: int,
    bindings: Mapping[str, Literal] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Some of what a query finds of an entity and of those it stands for, each once, the latest day first."""
    nodes = tuple(things)
    if len(nodes) == 1:
        rows = snapshot.select(f"{text}LIMIT {limit:d} OFFSET {offset:d}", {"thing": nodes[0], **bindings})
        return tuple(row[what].value for row in rows)
    cut = f"{text}LIMIT {offset + limit:d}"
    rows = [row for node in nodes for row in snapshot.select(cut, {"thing": node, **bindings})]
    rows.sort(key=_day, reverse=True)  # in one day as they came: a longer cut begins as a shorter one does
    return tuple(dict.fromkeys(row[what].value for row in rows))[offset : offset + limit]


def _day(row: Row) -> str:
    return row["day"].value if "day" in row else ""


def claims(snapshot: Snapshot, iris: Iterable[str]) -> set[Triple]:
    """All that is needed to show some claims: their words, sources, and the names of what they point at."""
    return {triple for claim in iris for triple in _triples(snapshot, "claim", {"thing": NamedNode(claim)})}


def names(snapshot: Snapshot, things: Iterable[str]) -> set[Triple]:
    """How some things are called, of what kind they are and when they were."""
    asked = " ".join(str(NamedNode(thing)) for thing in things)
    if not asked:
        return set()
    # Within the pattern: Virtuoso takes none behind a CONSTRUCT.
    found = snapshot.query(PAGES["named"].text.replace("WHERE {", f"WHERE {{ VALUES ?thing {{ {asked} }}", 1))
    assert isinstance(found, QueryTriples)  # this page is a CONSTRUCT query
    return set(found)


def mentioning(snapshot: Snapshot, things: Iterable[NamedNode], *, limit: int, offset: int) -> tuple[str, ...]:
    """The IRIs of some articles that name an entity, the latest first: those from `offset` on, at most `limit`."""
    return _latest(snapshot, PAGES["mentions"].text, things, "article", limit=limit, offset=offset)


def mentioning_counted(snapshot: Snapshot, things: Iterable[NamedNode]) -> int:
    """How many articles name an entity or one that it stands for."""
    nodes = tuple(things)
    if len(nodes) == 1:
        counts = snapshot.select(PAGES["mentions-counted"].text, {"thing": nodes[0]})
        return sum(int(row["articles"].value) for row in counts)
    rows = (row for node in nodes for row in snapshot.select(PAGES["mentions"].text, {"thing": node}))
    return len({row["article"].value for row in rows})


def mentions_in(snapshot: Snapshot, articles: Iterable[str]) -> set[Triple]:
    """The words by which some articles name whom and what they name, with the articles."""
    return {
        triple
        for article in articles
        for triple in _triples(snapshot, "mentions-in-article", {"article": NamedNode(article)})
    }


def _triples(snapshot: Snapshot, page: str, bindings: Mapping[str, NamedNode]) -> Iterable[Triple]:
    found = snapshot.query(PAGES[page].text, bindings=bindings)
    assert isinstance(found, QueryTriples)  # these pages are CONSTRUCT queries
    return found
