"""What can be found by name in a snapshot: actors, places, events, articles, tables, and the questions ready to ask."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode

from refoulement.graph import iri
from refoulement.graph.rdf import SKOS
from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE, RF, label, subclasses
from refoulement.queries import PAGES, Query, Row
from refoulement.web.language import ENGLISH, LANGUAGES

KINDS = ("person", "organisation", "place", "event", "article", "table", "query", "other")
QUERY = "query"  # the kind of a question ready to ask; its address here is its name
LONGEST_SPAN = 40  # years of an event that are words to find it by

_TOPS = (
    ("Person", "person"),
    ("Actor", "organisation"),
    ("Place", "place"),
    ("Event", "event"),
    ("Series", "event"),
    ("Article", "article"),
    ("Dataset", "table"),
)
_MONTHS = (
    "January February March April May June July August September October November December".split()  # as titles do
)
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-")
_HOW = {SKOS + "prefLabel": "preferred", SKOS + "altLabel": "other", SKOS + "hiddenLabel": "hidden"}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing, its language, and whether it may be shown (`preferred`, `other`, `title`) or is `hidden`."""

    text: str
    language: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What has a page, with all its names; `told` are other words by which it is found, and `times` how often it is."""

    address: str  # an IRI, or the name of a query
    kind: str  # one of `KINDS`
    sort: str  # its class: a local name of the ontology where it is one of its
    names: tuple[Name, ...]
    told: tuple[str, ...] = ()
    times: int = 0

    def shown(self, language: str = ENGLISH) -> Name:
        """The name in the reader's language, else the English one, else any; a hidden one only if it has no other."""
        return min(self.names, key=lambda name: _rank(name, language))


def _rank(name: Name, language: str) -> tuple[int, int, str]:
    """How far a name is from what a reader of a language is shown."""
    tongue, _, script = (name.language or ENGLISH).partition("-")
    order = (language, ENGLISH)
    near = order.index(tongue) if tongue in order and not script.startswith("latn") else len(order)
    return ("preferred", "title", "other", "hidden").index(name.how), near, name.text


@dataclass(slots=True)
class _Gathered:
    sorts: set[tuple[str, str]] = field(default_factory=set)
    names: set[Name] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    times: int = 0


def things(rows: Iterable[Row], snapshot: Snapshot, queries: Mapping[str, Query]) -> Iterator[Thing]:
    """All that has a page, of the rows of the page query `names`, with the queries that are ready to be asked."""
    gathered: dict[str, _Gathered] = {}
    stands_for = _merged(snapshot)
    for row in rows:
        one = stands_for.get(row["thing"].value, row["thing"].value)
        name, how = row["name"], _HOW.get(row["property"].value, "title")
        gathered.setdefault(one, _Gathered()).sorts.add(kind_of(row["kind"].value))
        gathered[one].names.add(Name(name.value, name.language or "" if isinstance(name, Literal) else "", how))
    for row in snapshot.select(PAGES["named-how-often"].text):
        if found := gathered.get(stands_for.get(row["thing"].value, row["thing"].value)):
            found.times += int(row["times"].value)
    for event, words in _settings(snapshot, gathered).items():
        gathered[event].told |= words
    for address, found in gathered.items():
        names = tuple(sorted(found.names, key=lambda name: (*_rank(name, ENGLISH), name.language)))
        told = tuple(sorted(found.told))
        kind, sort = min(found.sorts, key=lambda pair: (KINDS.index(pair[0]), pair[1]))
        yield Thing(address=address, kind=kind, sort=sort, names=names, told=told, times=found.times)
    for query in queries.values():
        yield Thing(address=query.name, kind=QUERY, sort=QUERY, names=(Name(query.summary, "en", "title"),))


@cache
def kind_of(kind: str) -> tuple[str, str]:
    """Under which kind a thing of a class is found, and the name of the class."""
    name = kind.removeprefix(NAMESPACE)
    return next((ours for top, ours in _TOPS if name in subclasses(top)), "other"), name


def _merged(snapshot: Snapshot) -> dict[str, str]:
    """What is judged to be another thing, by what it is: it has no page of its own."""
    same = snapshot.matching(iri.IDENTITY_GRAPH, predicate=NamedNode(SKOS + "exactMatch"))
    return {
        quad.subject.value: quad.object.value
        for quad in same
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def _settings(snapshot: Snapshot, gathered: Mapping[str, _Gathered]) -> dict[str, set[str]]:
    """The kind, the years, the month and the places of events, in words."""
    found = defaultdict[str, set[str]](set)
    for row in snapshot.select(PAGES["settings-of-events"].text):
        event = row["event"].value
        if event not in gathered:
            continue
        if row["kind"].value.startswith(NAMESPACE) and (sort := row["kind"].value.removeprefix(NAMESPACE)) in RF:
            called = {label(sort, language) for language in LANGUAGES}
            found[event] |= called | {name[-2:] for name in called if "가" <= name[-1:] <= "힣"}  # 강제송환: 송환
        found[event] |= _times(*(row[end].value if end in row else "" for end in ("earliest", "latest")))
        if "place" in row and (place := gathered.get(row["place"].value)):
            found[event] |= {name.text for name in place.names if name.how == "preferred"}
    return found


def _times(earliest: str, latest: str) -> set[str]:
    """The years that an event may have been in, and its month where that is known."""
    if not (_DAY.match(earliest) and _DAY.match(latest)):
        return set()
    first, last = int(earliest[:4]), int(latest[:4])
    years = {f"{year}{end}" for year in range(first, min(last, first + LONGEST_SPAN) + 1) for end in ("", "년")}
    one_month = earliest[:7] == latest[:7]
    return years | ({_MONTHS[int(earliest[5:7]) - 1], f"{int(earliest[5:7])}월"} if one_month else set())
