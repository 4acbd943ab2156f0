"""What the pictures of the whole graph are narrowed by: one form for map, timeline and network, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest

from refoulement.graph.store import Snapshot
from refoulement.ontology import subclasses
from refoulement.queries import AS_OF, day
from refoulement.queries.choices import Choice
from refoulement.queries.parameter import Parameter, short
from refoulement.web.language import label_of, reading
from refoulement.web.reading import snapshot, snapshot_of
from refoulement.web.told import Things, rows, things_of

FILTERS = ("kind", "place", "claimant", "source", "since", "until")
FOCUS = ("event", "thing")  # not in the form: what another page shows a picture of
OFFERED = 150  # places, claimants and publishers that a list offers


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the parameters of `told`, the day as of which, and what else its page takes."""

    told: Mapping[str, str]
    as_of: date | None
    other: Mapping[str, str]

    @property
    def narrowed(self) -> bool:
        return bool(self.told)

    @property
    def all(self) -> dict[str, str]:
        """Everything that was asked, for the address of the same in another form."""
        days = {AS_OF: self.as_of.isoformat()} if self.as_of else {}
        return {**self.told, **days, **self.other}

    def snapshot(self) -> Snapshot:
        return snapshot_of(self.as_of) if self.as_of else snapshot()

    def address(self, endpoint: str, **changed: str) -> str:
        """The same question to another address."""
        asked: dict[str, Any] = {**self.all, **changed}
        found: str = url_for(endpoint, **asked)
        return found


def asked(*others: str) -> Asked:
    """What a request asks for. Raises `BadRequest` for what no picture takes, or is given twice; `QueryRefused`."""
    known = (*FILTERS, *FOCUS, AS_OF, *others)
    for name, values in request.args.lists():
        if name not in known:
            raise BadRequest(f"{name} is not asked here; there are {', '.join(known)}")
        if len(values) > 1 and name not in others:
            raise BadRequest(f"give {name} once, not several times")
    given = {name: value.strip() for name, value in request.args.items() if value.strip()}
    return Asked(
        {name: given[name] for name in (*FILTERS, *FOCUS) if name in given},
        day(given.get(AS_OF, "")),
        {name: given[name] for name in others if name in given},
    )


@dataclass(frozen=True, slots=True)
class Form:
    """The lists that the form offers, each with what was asked among it."""

    kinds: tuple[Choice, ...]
    places: tuple[Choice, ...]
    claimants: tuple[Choice, ...]
    sources: tuple[Choice, ...]


def form(held: Snapshot, things: Things, question: Asked) -> Form:
    """The form for a snapshot: the kinds of events there are, and the places and claimants of most claims."""
    kinds = sorted(subclasses("Event") - {"Event"})
    named: dict[str, list[str]] = {"place": [], "claimant": []}
    for row in rows(held, "most-named"):
        named[row["role"].value].append(row["node"].value)
    publishers = [row["publisher"].value for row in rows(held, "publishers-by-claims")]
    return Form(
        tuple(Choice(f"rf:{kind}", label_of(kind)) for kind in kinds),
        _offered(named["place"], things, question.told.get("place", "")),
        _offered(named["claimant"], things, question.told.get("claimant", "")),
        tuple(Choice(name, name) for name in _with(publishers[:OFFERED], question.told.get("source", ""))),
    )


def _with(offered: list[str], given: str) -> list[str]:
    return sorted({*offered, given} - {""})


def _offered(nodes: list[str], things: Things, given: str) -> tuple[Choice, ...]:
    """Things by name; what was asked for stands among them, so that the form shows the question that was answered."""
    wanted = {node(given)} if given else set[str]()
    found = {thing: things[thing].name for thing in (*nodes[:OFFERED], *wanted)}
    return tuple(
        Choice(given if thing in wanted else _short(thing), name)
        for thing, name in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))
    )


def node(given: str) -> str:
    """The IRI that a filter means by what stands in an address (`place/jilin`)."""
    return Parameter(name="thing", type="iri", description="").term(given).value


def _short(thing: str) -> str:
    return short(NamedNode(thing))


def things(held: Snapshot) -> Things:
    return things_of(held, reading())
