"""The graph of origins is the same whatever the order of loading, however often articles change or are withdrawn."""

import random
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from refoulement.graph import derivation, events, iri, linking, tracing
from refoulement.graph.as_of import DERIVED
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.consequences import Consequences
from refoulement.graph.copies import print_quads
from refoulement.graph.entity import Entity, Name
from refoulement.graph.oxigraph import OxigraphSnapshot, OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads, entity_quads
from refoulement.graph.when import When
from refoulement.ontology import RF
from refoulement.tests.synthetic import article

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
GROUPS = [iri.entity("RightsGroup", name) for name in ("Sample Society", "Example Watch")]
WIRE = Entity(iri.entity("MediaOutlet", "Test Wire"), "MediaOutlet", (Name("Test Wire", "en", "preferred"),))
PERSON = iri.entity("Person", "A. Placeholder")
ACTORS = [*GROUPS, WIRE.iri, PERSON]
NAMES = "abcd"
TEXTS = [" ".join(random.Random(seed).choices([f"w{n}" for n in range(200)], k=80)) for seed in range(3)]

VERSION = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["2031-05-06", "2031-05-20", "2031-06"]),
    st.lists(
        st.tuples(st.sampled_from([*ACTORS, ""]), st.integers(60, 62), st.sampled_from(["2031-05-04", "2031-05"])),
        max_size=3,
    ),
    st.booleans(),
)
Version = tuple[int, str, list[tuple[str, int, str]], bool]


def graph_of(name: str, version: Version) -> list[Quad]:
    text, day, said, speaks = version
    read = article(TEXTS[text] + "\nSome more words.", published=day, identifier=name)
    claims: list[Claim] = [
        EventClaim(
            passages=(read.passage(number * 9, number * 9 + 5),),
            extractor="test",
            event_type="Repatriation",
            count=Count(bound="exact", value=value),
            when=When(when),
            claimants=(actor,) if actor else (),
        )
        for number, (actor, value, when) in enumerate(said)
    ]
    if speaks:
        claims.append(StanceClaim(passages=(read.passage(2, 9),), extractor="test", speaker=PERSON, stance="noComment"))
    claims.append(
        RoleClaim(passages=(read.passage(3, 9),), extractor="test", person=PERSON, role="head", organisation=GROUPS[0])
    )
    return [
        *article_quads(read),
        *print_quads(name, read.text),
        *(quad for claim in claims for quad in claim_quads(claim)),
    ]


def entry(graph: NamedNode) -> Entry:
    return Entry(graph=graph, title="Synthetic", agent="test 1", written_at=NOON)


def put(store: OxigraphWriter, name: str, version: Version | None) -> None:
    graph = iri.article_graph(name)
    before, after = store.quads(graph), graph_of(name, version) if version else []
    store.replace(graph, after, entry(graph))
    consequences = Consequences(store, agent="test 1", now=NOON)
    consequences.changed(name, before, after)
    consequences.follow()


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.none() | VERSION), max_size=7), st.permutations(NAMES))
def test_what_was_touched_gives_what_the_whole_gives(steps: list[tuple[str, Version | None]], order: list[str]) -> None:
    with (
        TemporaryDirectory() as folder,
        OxigraphWriter(Path(folder) / "a") as one,
        OxigraphWriter(Path(folder) / "b") as other,
    ):
        for store in (one, other):
            store.replace(iri.GAZETTEER_GRAPH, entity_quads(WIRE, iri.GAZETTEER_GRAPH), entry(iri.GAZETTEER_GRAPH))
        for name, version in steps:
            put(one, name, version)
        last = dict(steps)
        for name in order:
            if name in last:
                put(other, name, last[name])
        assert set(one.quads(iri.ORIGINS_GRAPH)) == set(other.quads(iri.ORIGINS_GRAPH))
        assert set(one.quads(iri.EVENTS_GRAPH)) == set(other.quads(iri.EVENTS_GRAPH))
        derived = set(one.quads(iri.ORIGINS_GRAPH))
        assert not tracing.renew_whole(one, entry(iri.ORIGINS_GRAPH))
        assert derived == set(one.quads(iri.ORIGINS_GRAPH))


def test_copies_of_copies_count_with_the_first() -> None:
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        for name, day in (("c", "2031-05-20"), ("b", "2031-05-06"), ("a", "2031-06")):
            put(store, name, (1, day, [("", 60, "2031-05-04")], True))
        found = {(str(quad.subject), str(quad.object)) for quad in store.matching(None, predicate=RF.copyOf)}
        assert found == {(f"<{iri.article(name)}>", f"<{iri.article('b')}>") for name in "ac"}
        (line,) = [quad.object for quad in store.matching(None, predicate=RF.originSummary)]
        assert str(line) == '"1 article and 2 copies, 1 origin"@en'
        put(store, "b", (2, "2031-05-06", [], True))
        found = {(str(quad.subject), str(quad.object)) for quad in store.matching(None, predicate=RF.copyOf)}
        assert found == {(f"<{iri.article('a')}>", f"<{iri.article('c')}>")}


def test_derived_graphs_are_those_that_an_as_of_answer_makes_anew() -> None:
    assert {iri.IDENTITY_GRAPH, iri.EVENTS_GRAPH, derivation.GRAPH} == DERIVED
    empty = OxigraphSnapshot(Store(), 1)
    assert linking.derive(empty, things=(), now=NOON) == events.derive([]) == frozenset() == tracing.whole(empty)
