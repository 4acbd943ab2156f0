"""Claims about things that were judged to be the same are about one event and of one origin, until that is undone."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import events, iri, tracing
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.consequences import Consequences
from refoulement.graph.copies import print_quads
from refoulement.graph.entity import Entity, Name
from refoulement.graph.judgement import Judgement, admit, undo
from refoulement.graph.oxigraph import OxigraphSnapshot, OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads, entity_quads, read_entities
from refoulement.graph.relinking import Linker
from refoulement.graph.when import When
from refoulement.ontology import RF
from refoulement.tests.named import NOON, TOWN, by_person, entry, gazetteer
from refoulement.tests.synthetic import article

WORDS = "Some words of a claim that were made up for this test. "
PLACES, BODIES = ("Hoeryong Gate", "River Yard", "Onsong"), ("Lantern Coalition", "Spring Committee", "Lantern Network")


def named(kind: str, name: str, source: str) -> Entity:
    return Entity(iri.minted(kind, name, source, 0), kind, (Name(name, "en", "preferred"),))


def graph_of(source: str, told: Iterable[tuple[str, str, int, str]], *, kind: str = "Detention") -> frozenset[Quad]:
    """An article whose claims each name a place and a body newly, with a figure and a time."""
    read = article(WORDS * 3 + source, published="2031-05-20", identifier=source)
    graph, quads = iri.article_graph(source), list[Quad]()
    for number, (place, body, value, when) in enumerate(told):
        where, who = named("Settlement", place, source), named("RightsGroup", body, source)
        quads += [*entity_quads(where, graph), *entity_quads(who, graph)]
        quads += claim_quads(
            EventClaim(
                passages=(read.passage(number * 9, number * 9 + 5),),
                extractor="test",
                event_type=kind,
                count=Count(bound="exact", value=value, nature="stock" if when == "2031" else "flow"),
                when=When(when),
                place=(where.iri,),
                claimants=(who.iri,),
            )
        )
    return frozenset([*article_quads(read), *print_quads(source, read.text), *quads])


def put(store: OxigraphWriter, source: str, quads: frozenset[Quad]) -> None:
    graph = iri.article_graph(source)
    before = store.quads(graph)
    store.replace(graph, quads, entry(graph))
    following = Consequences(store, agent="test 1", now=NOON)
    following.changed(source, before, quads)
    following.follow()


def decided(store: OxigraphWriter, decide: Callable[[Linker], Judgement]) -> Judgement:
    following = Consequences(store, agent="test 1", now=NOON)
    judgement = decide(following.identity)
    following.identity.put(judgement, now=NOON)
    following.follow()
    return judgement


def derived(store: OxigraphWriter) -> tuple[set[Quad], set[Quad]]:
    return set(store.quads(iri.EVENTS_GRAPH)), set(store.quads(iri.ORIGINS_GRAPH))


def anew(store: OxigraphWriter) -> tuple[set[Quad], set[Quad]]:
    told = [quad for graph in store.graphs() if graph != iri.ORIGINS_GRAPH for quad in store.quads(graph)]
    memory = ox.Store()
    memory.extend(told)
    found = events.derive(quad for quad in told if quad.graph_name != iri.EVENTS_GRAPH)
    return set(found), set(tracing.whole(OxigraphSnapshot(memory, 1)))


TOLD = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(BODIES),
        st.sampled_from([60, 61, 300]),
        st.sampled_from(["2031-05-04", "2031-05", "2031"]),
    ),
    max_size=2,
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), TOLD), min_size=1, max_size=6), st.data())
def test_only_what_is_touched_is_derived_and_gives_what_all_anew_gives(
    loads: list[tuple[str, list[tuple[str, str, int, str]]]], draw: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        gazetteer(store)
        for source, told in loads:
            put(store, source, graph_of(source, told))
            assert derived(store) == anew(store)
            things = sorted({entity.iri for entity in _entities(store)})
            if len(things) < 2:
                continue
            first, second = draw.draw(st.lists(st.sampled_from(things), min_size=2, max_size=2, unique=True))
            verdict, before = draw.draw(st.sampled_from(["same", "same", "different"])), derived(store)
            judgement = by_person(first, verdict, second)
            try:
                decided(store, lambda linker, new=judgement: admit(new, *linker.around(*new.pair)))  # type: ignore[misc]
            except JudgementRefused:
                continue
            assert derived(store) == anew(store)
            if draw.draw(st.booleans()):
                taken_back(store, judgement)
                assert derived(store) == before


def taken_back(store: OxigraphWriter, judgement: Judgement) -> None:
    def undone(linker: Linker) -> Judgement:
        return undo(judgement.iri, linker.judgements(), by="B Reviewer", at=NOON, why="a slip")

    decided(store, undone)


def _entities(store: OxigraphWriter) -> list[Entity]:
    return [
        entity
        for graph in store.graphs(iri.ARTICLE_GRAPHS)
        for entity in read_entities(store.quads(graph))
        if iri.is_minted(entity.iri)
    ]


def about(store: OxigraphWriter) -> list[str]:
    return sorted({quad.object.value for quad in store.matching(iri.EVENTS_GRAPH, predicate=RF.about)})  # type: ignore[union-attr]


def origins(store: OxigraphWriter) -> list[str]:
    found = store.matching(iri.ORIGINS_GRAPH, predicate=RF.originCount)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))


def test_claims_at_two_places_judged_to_be_one_are_about_one_event_until_that_is_undone(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        put(store, "a", graph_of("a", [("Hoeryong Gate", "Lantern Coalition", 60, "2031-05-04")]))
        put(store, "b", graph_of("b", [("River Yard", "Spring Committee", 61, "2031-05-04")]))
        before = derived(store)
        assert len(about(store)) == 2
        same = by_person(named("Settlement", PLACES[0], "a").iri, "same", named("Settlement", PLACES[1], "b").iri)
        decided(store, lambda _: same)
        (event,) = about(store)
        assert len(store.matching(iri.EVENTS_GRAPH, subject=NamedNode(event), predicate=RF.evidence)) == 2
        taken_back(store, same)
        assert derived(store) == before


def test_what_is_held_at_a_place_judged_to_be_a_known_town_is_in_the_towns_series(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        put(store, "a", graph_of("a", [("River Yard", "Lantern Coalition", 60, "2031")]))
        decided(store, lambda _: by_person(named("Settlement", "River Yard", "a").iri, "same", TOWN.iri))
        (event,) = about(store)
        assert event.endswith("detention-in-onsong-reported-for-2031")


def test_two_spellings_of_one_claimant_judged_to_be_one_are_one_origin_until_that_is_undone(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        for source, body in (("a", "Lantern Coalition"), ("b", "Spring Committee")):
            put(store, source, graph_of(source, [("Onsong", body, 60, "2031-05-04")]))
        before = derived(store)
        assert origins(store) == ["2"]
        same = by_person(named("RightsGroup", BODIES[0], "a").iri, "same", named("RightsGroup", BODIES[1], "b").iri)
        decided(store, lambda _: same)
        assert origins(store) == ["1"]
        taken_back(store, same)
        assert derived(store) == before
