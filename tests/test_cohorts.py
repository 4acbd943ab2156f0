"""Which claims of an article tell what befell the same people: the rule, and that it is kept up with what changes."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from refoulement import ontology
from refoulement.errors import JudgementRefused, ShapeError
from refoulement.graph import followed, iri, tracing
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity, Name
from refoulement.graph.judgement import admit
from refoulement.graph.oxigraph import OxigraphSnapshot, OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads, day_literal, entity_quads
from refoulement.graph.shapes import check
from refoulement.graph.when import When
from refoulement.ontology import RF
from refoulement.tests.named import by_person, entry, gazetteer
from refoulement.tests.synthetic import article
from refoulement.tests.test_merged_entities import anew, decided, derived, put, taken_back

TEXT = "Words of a claim that was made up. " * 80
CHINA, KOREA, VIETNAM = (iri.entity("Country", name) for name in ("China", "North Korea", "Vietnam"))
JILIN = iri.entity("Region", "Jilin")
TUMEN, HELONG, KUNMING, ONSONG, HANOI = (
    iri.entity("Settlement", name) for name in ("Tumen", "Helong", "Kunming", "Onsong", "Hanoi")
)
YARD = iri.entity("DetentionCentre", "River Yard Detention Centre")
GROUP, OTHER = (iri.entity("RightsGroup", name) for name in ("Sample Society", "Example Watch"))
GROUND = tuple(
    Quad(quad.subject, quad.predicate, quad.object, iri.GAZETTEER_GRAPH)
    for quad in ontology.read(ontology.GAZETTEER)
    if quad.predicate == RF.within
)


def claim(
    kind: str,
    value: int | None,
    when: str | None,
    *,
    place: Iterable[str] = (),
    held_at: Iterable[str] = (),
    destination: Iterable[str] = (),
    bound: str = "exact",
    nature: str = "flow",
    by: str | None = None,
    start: int = 0,
    modality: str = "asserted",
    source: str = "a",
) -> EventClaim:
    return EventClaim(
        passages=(article(TEXT, identifier=source).passage(start, start + 5),),
        extractor="test",
        event_type=kind,
        count=Count(bound=bound, value=value, nature=nature) if value else None,
        when=When(when) if when else None,
        place=tuple(place),
        held_at=tuple(held_at),
        destination=tuple(destination),
        claimants=(by,) if by else (),
        modality=modality,
    )


def held(value: int | None, when: str | None, *places: str, **told: str | int) -> EventClaim:
    return claim("Detention", value, when, place=places, **told)  # type: ignore[arg-type]


def now(value: int, *places: str) -> EventClaim:
    """Held when the article was written."""
    return claim("Detention", value, None, place=places, nature="stock")


def sent(value: int | None, when: str | None, *places: str, to: str = KOREA, **told: str | int) -> EventClaim:
    return claim("Repatriation", value, when, held_at=places, destination=(to,), **told)  # type: ignore[arg-type]


def dead(value: int | None, when: str | None, *places: str) -> EventClaim:
    return claim("Death", value, when, place=places)


def graph_of(claims: Iterable[EventClaim], source: str = "a") -> list[Quad]:
    read = article(TEXT, published="2031-12-20", identifier=source)
    return [*article_quads(read), *(quad for one in claims for quad in claim_quads(one))]


def follow(claims: Sequence[EventClaim]) -> list[tuple[str, list[int]]]:
    """The reason of each cohort, and which of the claims it holds."""
    memory = ox.Store()
    memory.extend([*GROUND, *graph_of(claims)])
    found = list(followed.article_quads(OxigraphSnapshot(memory, 1), "a"))
    places = {NamedNode(one.iri): number for number, one in enumerate(claims)}
    return sorted(
        (
            ontology.local_name(quad.object),  # type: ignore[arg-type]
            sorted(places[of.subject] for of in found if (of.predicate, of.object) == (RF.ofCohort, quad.subject)),  # type: ignore[index]
        )
        for quad in found
        if quad.predicate == RF.cohortBecause
    )


COUNTED = {
    "custody where the return began": [held(9, "2031-05", KUNMING), sent(9, "2031-06-02", KUNMING)],
    "custody in the province where the return began": [held(9, "2031-05", TUMEN), sent(9, "2031-06-02", JILIN)],
    "two people at one place": [held(2, "2031-05", KUNMING), sent(2, "2031-06-02", KUNMING)],
    "a return without a time": [held(9, "2031-05", KUNMING), sent(9, None, KUNMING)],
    "several who were moved before the return": [held(9, "2031-05-03", KUNMING), sent(9, "2031-06-02", TUMEN)],
    "several whose return names no place": [held(9, "2031-05-03", KUNMING), sent(9, "2031-06-02")],
    "custody after the return": [sent(2, "2031-05", TUMEN), now(2, ONSONG)],
    "custody in China after a push-back to it": [sent(9, "2031-05", HANOI, to=CHINA), held(9, "2031-06", KUNMING)],
    "death after the return": [sent(2, "2031-05", TUMEN), dead(2, None, ONSONG)],
    "death in custody": [held(5, "2031-05", KUNMING), dead(5, "2031-05")],
    "as many at least": [
        held(11, "2031-05", HELONG, bound="atLeast"),
        sent(11, "2031-06", HELONG, bound="atLeast"),
    ],
    "the same return told twice": [
        held(9, "2031-05", KUNMING),
        sent(9, "2031-06-02", KUNMING, by=GROUP),
        sent(9, "2031-06", CHINA, by=OTHER),
    ],
    "two returns, one after the other": [
        held(7, "2031-05", HANOI),
        sent(7, "2031-05", HANOI, to=CHINA),
        sent(7, "2031-05", CHINA),
    ],
    "moved within a month": [
        held(7, "2031-05-03", HANOI),
        held(7, "2031-05-05", KUNMING),
        sent(7, "2031-06-02", KUNMING),
    ],
    "freed and arrived": [
        claim("Rescue", 4, "2031-05", place=(KUNMING,)),
        claim("Arrival", 4, "2031-06", place=(HANOI,)),
    ],
}
UNCOUNTED = {
    "custody where the return began": [held(None, "2031-05", KUNMING), sent(None, "2031-06", KUNMING)],
    "a facility of no known place": [held(None, "2031-05", YARD), sent(None, "2031-06", YARD, TUMEN)],
    "custody after the return": [sent(None, "2031", CHINA), held(None, "2031", ONSONG)],
}
APART = {
    "other numbers": [held(9, "2031-05", KUNMING), sent(8, "2031-06", KUNMING)],
    "one of the two uncounted": [held(9, "2031-05", KUNMING), sent(None, "2031-06", KUNMING)],
    "a return before the custody": [held(9, "2031-05", KUNMING), sent(9, "2031-04", KUNMING)],
    "more than a year between": [held(9, "2029-05", KUNMING), sent(9, "2031-06", KUNMING)],
    "more than three months between, at another place": [held(9, "2030-12", KUNMING), sent(9, "2031-06", TUMEN)],
    "two people at another place": [held(2, "2031-05", KUNMING), sent(2, "2031-06", TUMEN)],
    "an estimate": [held(600, "2031-05", CHINA, bound="atMost"), sent(600, "2031-06", CHINA, bound="atMost")],
    "held now, returned before": [now(9, KUNMING), sent(9, "2031-06", KUNMING)],
    "custody at home before the return": [held(9, "2031-05-03", ONSONG), sent(9, "2031-06-02", TUMEN)],
    "custody abroad after the return home": [sent(9, "2031-05-03", TUMEN), held(9, "2031-06-02", HANOI)],
    "deaths that may be anyone's": [dead(5, None), sent(5, "2031-06")],
    "what is denied": [held(9, "2031-05", KUNMING), sent(9, "2031-06", KUNMING, modality="denied")],
    "one kind of event": [held(9, "2031-05", KUNMING), held(9, "2031-06", TUMEN)],
    "nobody counted, in a country": [held(None, "2031-05", CHINA), sent(None, "2031-06", CHINA)],
    "nobody counted, at another place": [held(None, "2031-05", KUNMING), sent(None, "2031-06", TUMEN)],
    "nobody counted, by another voice": [
        held(None, "2031-05", KUNMING, by=GROUP),
        sent(None, "2031-06", KUNMING, by=OTHER),
    ],
    "nobody counted, far on in the text": [
        held(None, "2031-05", KUNMING),
        sent(None, "2031-06", KUNMING, start=1200),
    ],
    "nobody counted, a death": [sent(None, "2031-05", TUMEN), dead(None, "2031-06", ONSONG)],
    "nobody counted, a return without a time": [held(None, "2031-05", KUNMING), sent(None, None, KUNMING)],
    "nobody counted, custody without a time": [sent(None, "2031-05", CHINA), held(None, None, ONSONG)],
    "several held somewhere else, without a time": [sent(9, "2031-05", TUMEN), held(9, None, YARD)],
    "two groups of the same number at once": [
        held(9, "2031-05", KUNMING),
        held(9, "2031-05", HELONG),
        sent(9, "2031-06-02", CHINA),
    ],
    "two groups of the same number, months apart": [
        held(9, "2031-01-03", KUNMING),
        held(9, "2031-05-03", KUNMING),
        sent(9, "2031-06-02", KUNMING),
    ],
    "one custody, two returns of the same number": [
        held(9, "2031-01-03", KUNMING),
        sent(9, "2031-02-03", KUNMING),
        sent(9, "2031-06-02", KUNMING),
    ],
    "nobody counted, twice in custody": [
        held(None, "2031-01", KUNMING),
        held(None, "2031-05", KUNMING),
        sent(None, "2031-06", KUNMING),
    ],
}


@pytest.mark.parametrize("told", COUNTED.values(), ids=COUNTED)
def test_who_are_as_many_are_followed(told: list[EventClaim]) -> None:
    assert follow(told) == [("sameNumber", list(range(len(told))))]


@pytest.mark.parametrize("told", UNCOUNTED.values(), ids=UNCOUNTED)
def test_whom_nobody_counts_are_followed_on_one_way(told: list[EventClaim]) -> None:
    assert follow(told) == [("sameWayUncounted", [0, 1])]


@pytest.mark.parametrize("told", APART.values(), ids=APART)
def test_nobody_is_followed_where_it_may_be_another(told: list[EventClaim]) -> None:
    assert follow(told) == []


def test_of_two_groups_the_one_at_the_place_is_meant() -> None:
    told = [held(9, "2031-05", KUNMING), held(9, "2031-05", HELONG), sent(9, "2031-06-02", HELONG)]
    assert follow(told) == [("sameNumber", [1, 2])]


def test_two_groups_of_one_article_are_two_cohorts() -> None:
    told = [
        held(9, "2031-05", KUNMING),
        held(12, "2031-05", HELONG),
        sent(12, "2031-06-02", HELONG),
        sent(9, "2031-06-03", KUNMING),
    ]
    assert follow(told) == [("sameNumber", [0, 3]), ("sameNumber", [1, 2])]


def test_a_cohort_is_known_when_all_its_claims_are_and_says_who_follows_it() -> None:
    told = graph_of([held(9, "2031-05", KUNMING), sent(9, "2031-06-02", KUNMING)])
    days = [date(2031, 12, 20), date(2032, 1, 2)]
    dated = sorted({quad.subject for quad in told if quad.predicate == RF.eventType}, key=str)
    for node, day in zip(dated, days, strict=True):
        told.append(Quad(node, RF.knownFrom, day_literal(day), iri.article_graph("a")))
    memory = ox.Store()
    memory.extend([*GROUND, *told])
    found = list(followed.article_quads(OxigraphSnapshot(memory, 1), "a"))
    assert [quad.object.value for quad in found if quad.predicate == RF.knownFrom] == ["2032-01-02"]  # type: ignore[union-attr]
    assert [quad.object for quad in found if quad.predicate == RF.followedIn] == [NamedNode(iri.article("a"))]


def test_no_article_may_say_itself_whom_it_follows() -> None:
    """What is derived has its own graph; the gate knows nothing of it in an article's."""
    told = graph_of([held(9, "2031-05", KUNMING)])
    (node,) = {quad.subject for quad in told if quad.predicate == RF.eventType}
    told.append(Quad(node, RF.ofCohort, NamedNode(f"{iri.THINGS}cohort/a-1"), iri.article_graph("a")))
    with pytest.raises(ShapeError, match="an event claim does not have this property"):
        check(told, text=TEXT, touched=())


CLAIMS = st.builds(
    claim,
    st.sampled_from(["Detention", "Detention", "Repatriation", "Repatriation", "Death", "Arrival"]),
    st.sampled_from([None, 2, 9, 9]),
    st.sampled_from([None, "2031-05-03", "2031-05", "2031-06-02", "2031"]),
    place=st.sampled_from([(), (KUNMING,), (TUMEN,), (ONSONG,)]),
    held_at=st.sampled_from([(), (CHINA,), (KUNMING,), (TUMEN,)]),
    destination=st.sampled_from([(), (KOREA,)]),
    start=st.sampled_from([0, 400]),
)


@given(st.lists(CLAIMS, max_size=7, unique_by=lambda one: one.iri), st.data())
def test_no_claim_is_of_two_cohorts_and_no_order_shows(told: list[EventClaim], draw: st.DataObject) -> None:
    found = follow(told)
    members = [number for _, numbers in found for number in numbers]
    assert len(members) == len(set(members))
    assert all(len({told[number].event_type for number in numbers}) > 1 for _, numbers in found)
    order = draw.draw(st.permutations(range(len(told))))
    again = follow([told[number] for number in order])
    assert sorted((why, sorted(order[number] for number in numbers)) for why, numbers in again) == found


def newly(name: str, source: str) -> Entity:
    return Entity(iri.minted("Settlement", name, source, 0), "Settlement", (Name(name, "en", "preferred"),))


def told_at(source: str, told: Iterable[tuple[str, str, int]]) -> frozenset[Quad]:
    """An article of custody and returns, each at a place that it names newly."""
    claims, quads = list[EventClaim](), list[Quad]()
    for kind, name, value in told:
        place = newly(name, source)
        quads += entity_quads(place, iri.article_graph(source))
        where = {"place" if kind == "Detention" else "held_at": (place.iri,)}
        claims.append(claim(kind, value, "2031-05" if kind == "Detention" else "2031-06", source=source, **where))  # type: ignore[arg-type]
    return frozenset([*quads, *graph_of(claims, source)])


def cohorts_of(store: OxigraphWriter) -> int:
    return len(store.matching(iri.ORIGINS_GRAPH, predicate=RF.followedIn))


def test_places_judged_to_be_one_join_custody_and_return_until_that_is_undone(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        put(store, "a", told_at("a", [("Detention", "Hoeryong Gate", 2), ("Repatriation", "River Yard", 2)]))
        before = derived(store)
        assert cohorts_of(store) == 0
        same = by_person(newly("Hoeryong Gate", "a").iri, "same", newly("River Yard", "a").iri)
        decided(store, lambda _: same)
        assert cohorts_of(store) == 1
        assert derived(store) == anew(store)
        taken_back(store, same)
        assert derived(store) == before
        put(store, "a", frozenset())
        assert derived(store) == (set(), set())


STEPS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.lists(
            st.tuples(
                st.sampled_from(["Detention", "Repatriation"]),
                st.sampled_from(["Hoeryong Gate", "River Yard"]),
                st.sampled_from([2, 9]),
            ),
            max_size=4,
        ),
        st.sampled_from([None, "same", "different"]),
    ),
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_only_what_is_touched_is_followed_again_and_gives_what_all_anew_gives(
    steps: list[tuple[str, list[tuple[str, str, int]], str | None]],
) -> None:
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        gazetteer(store)
        for source, told, verdict in steps:
            put(store, source, told_at(source, told))
            assert derived(store) == anew(store)
            if verdict and len({name for _, name, _ in told}) == 2:
                pair = newly("Hoeryong Gate", source).iri, newly("River Yard", source).iri
                with suppress(JudgementRefused):
                    judgement = by_person(pair[0], verdict, pair[1])
                    decided(store, lambda linker, new=judgement: admit(new, *linker.around(*new.pair)))  # type: ignore[misc]
                assert derived(store) == anew(store)
        assert not tracing.renew_whole(store, entry(iri.ORIGINS_GRAPH))
