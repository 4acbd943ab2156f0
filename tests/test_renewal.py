"""What is derived again after a load is the same as all derived anew, in any order of loading, and with judgements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import comparison, iri, renewal
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import EventClaim
from refoulement.graph.events import Deriver, Gathered, derive
from refoulement.graph.ground import Ground
from refoulement.graph.judgement import Judgement, Undoing, admit, judgement_quads
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import LABELS, article_quads, claim_quads
from refoulement.graph.store import Term
from refoulement.graph.told import describe, is_loose_block, read_told
from refoulement.ontology import GAZETTEER, RF, read
from refoulement.tests.synthetic import article
from refoulement.tests.test_events import CHINA, DANDONG, THAILAND, claim

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
TUMEN = iri.entity("Settlement", "Tumen")
NEEDED = {RF.within, RF.connects, LABELS["preferred"]}
PLACES = frozenset(
    Quad(quad.subject, quad.predicate, quad.object, iri.GAZETTEER_GRAPH)
    for quad in read(GAZETTEER)
    if quad.predicate in NEEDED and any(name in str(quad.subject) for name in ("china", "dandong", "tumen", "thailand"))
)
GROUND = Ground(PLACES)
PUBLISHED = {"a": "2023-10-12", "b": "2023-10-30", "c": "2023-12-07", "d": "2024-01", "e": "2023-11-02"}
TIMES = [None, None, "2023-10-09", "2023-10-09~", "2023-10", "2023-10-20", "2023", "2020/..", "2023-10-28/2023-11-02"]

COUNTED = st.builds(
    claim,
    st.sampled_from("abcde"),
    st.sampled_from(TIMES),
    kind=st.sampled_from(["Repatriation", "Repatriation", "Detention"]),
    value=st.sampled_from([1, 9, 300]),
    held_at=st.sampled_from([(), (CHINA,), (DANDONG,), (THAILAND,)]),
    place=st.sampled_from([(), (CHINA,)]),
    nature=st.sampled_from(["flow", "flow", "stock"]),
    via=st.sampled_from([(), (), (DANDONG,), (TUMEN,), (DANDONG, TUMEN)]),
    unit=st.sampled_from(["persons", "persons", "percent"]),
)
CLAIMS = COUNTED | COUNTED.map(lambda one: replace(one, count=None))
VERDICTS = st.sampled_from(["same", "same", "different", "part", "unsure"])


def entry(graph: str) -> Entry:
    return Entry(
        graph=iri.EVENTS_GRAPH if graph == "events" else iri.JUDGEMENTS_GRAPH, title="t", agent="t 1", written_at=NOON
    )


def graph_of(source: str, claims: Iterable[EventClaim]) -> frozenset[Quad]:
    own = article_quads(article("Words of a claim.", published=PUBLISHED[source], identifier=source))
    return frozenset(chain(own, *(claim_quads(one) for one in claims)))


def judge(draw: st.DrawFn, claims: list[EventClaim]) -> list[Judgement]:
    """Some judgements that hold together, of which some are undone."""
    kinds = {one.iri: one.event_type for one in claims}
    judged: list[Judgement] = []
    for _ in range(draw(st.integers(0, 4))):
        first, second = draw(st.sampled_from(claims)), draw(st.sampled_from(claims))
        if first.iri == second.iri or first.event_type != second.event_type:
            continue
        one = Judgement(
            first=first.iri,
            second=second.iri,
            verdict=draw(VERDICTS),
            by="byPerson",
            judge="A. Placeholder",
            reasons=("looked at both",),
            score=1.0,
            made=NOON,
        )
        try:
            judged.append(admit(one, judged, kinds))
        except JudgementRefused:
            continue
    return judged


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[EventClaim], list[tuple[str, frozenset[str]]], list[Judgement]]:
    """Claims, a sequence of loads (an article with some of its claims), and judgements made in between."""
    claims = draw(st.lists(CLAIMS, min_size=1, max_size=12, unique_by=lambda one: one.iri))
    loads = [
        (source, frozenset(one.iri for one in claims if one.article == source and draw(st.booleans())))
        for source in draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=8))
    ]
    return claims, loads, judge(draw, claims)


class Loaded:
    """A store that is loaded article by article, and judged in between."""

    def __init__(self, folder: Path) -> None:
        self.store = OxigraphWriter(folder)
        self.store.replace(
            iri.GAZETTEER_GRAPH, PLACES, Entry(graph=iri.GAZETTEER_GRAPH, title="g", agent="t 1", written_at=NOON)
        )

    def load(self, source: str, claims: Iterable[EventClaim]) -> None:
        graph = iri.article_graph(source)
        before, after = self.store.quads(graph), graph_of(source, claims)
        self.store.replace(graph, after, Entry(graph=graph, title=source, agent="t 1", written_at=NOON))
        renewal.renew(self.store, renewal.touched(before, after), GROUND, entry("events"))

    def judge(self, judgement: Judgement) -> None:
        old = [quad for quad in self.store.quads(iri.JUDGEMENTS_GRAPH) if judgement.iri in str(quad.subject)]
        self.store.amend(iri.JUDGEMENTS_GRAPH, gone=old, new=judgement_quads(judgement), entry=entry("judgements"))
        renewal.renew(self.store, judgement.pair, GROUND, entry("events"))

    def derived(self) -> frozenset[Quad]:
        return frozenset(self.store.quads(iri.EVENTS_GRAPH))

    def anew(self) -> frozenset[Quad]:
        graphs = [iri.GAZETTEER_GRAPH, iri.JUDGEMENTS_GRAPH, *self.store.graphs(iri.article_graph("").value)]
        return derive(chain.from_iterable(map(self.store.quads, graphs)))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(histories())
def test_each_load_and_judgement_leaves_what_deriving_all_anew_gives(
    history: tuple[list[EventClaim], list[tuple[str, frozenset[str]]], list[Judgement]],
) -> None:
    claims, loads, judged = history
    with TemporaryDirectory() as folder:
        loaded = Loaded(Path(folder))
        waiting = list(judged)
        for source, chosen in loads:
            loaded.load(source, [one for one in claims if one.iri in chosen])
            assert loaded.derived() == loaded.anew()
            if waiting:
                loaded.judge(waiting.pop())
                assert loaded.derived() == loaded.anew()
        for judgement in judged[len(waiting) :: 2]:
            undone = Undoing("A. Placeholder", NOON, "a slip")
            loaded.judge(Judgement(**{**fields(judgement), "undone": undone}))  # type: ignore[arg-type]
            assert loaded.derived() == loaded.anew()
        loaded.store.close()


def fields(judgement: Judgement) -> dict[str, object]:
    return {name: getattr(judgement, name) for name in judgement.__dataclass_fields__}


@settings(max_examples=20, deadline=None)
@given(st.data(), st.lists(CLAIMS, min_size=1, max_size=12, unique_by=lambda one: one.iri))
def test_the_order_of_loading_changes_nothing(draw: st.DataObject, claims: list[EventClaim]) -> None:
    sources = sorted({one.article for one in claims})
    found = []
    for order in (sources, draw.draw(st.permutations(sources))):
        with TemporaryDirectory() as folder:
            loaded = Loaded(Path(folder))
            for source in order:
                loaded.load(source, [one for one in claims if one.article == source])
            found.append(loaded.derived())
            loaded.store.close()
    assert found[0] == found[1]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(CLAIMS, min_size=2, max_size=12, unique_by=lambda one: one.iri),
    st.integers(1, 3),
    st.sampled_from("abcde"),
)
def test_much_at_once_is_derived_in_batches_and_gives_what_deriving_all_anew_gives(
    claims: list[EventClaim], batch: int, first: str
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(renewal, "BATCH", batch)
        loaded = Loaded(Path(folder))
        loaded.load(first, [one for one in claims if one.article == first])
        touched = set[str]()
        for source in "abcde":
            graph, said = iri.article_graph(source), graph_of(source, [one for one in claims if one.article == source])
            touched |= renewal.touched(loaded.store.quads(graph), said)
            loaded.store.replace(graph, said, Entry(graph=graph, title=source, agent="t 1", written_at=NOON))
        renewal.renew(loaded.store, touched, GROUND, entry("events"))
        assert loaded.derived() == loaded.anew()
        loaded.store.close()


ASIDE = (RF.perhapsAbout, RF.notAbout)  # what is said of claims beside their events
NAMES = {str(quad.subject): quad.object.value for quad in PLACES if quad.predicate == LABELS["preferred"]}  # type: ignore[union-attr]


def by_mark(claims: Iterable[EventClaim]) -> dict[str, set[Quad]]:
    """What is said of each event, of its shares and of the claims that it is made of."""
    claims = tuple(claims)
    graphs = (graph_of(source, (one for one in claims if one.article == source)) for source in PUBLISHED)
    gathered = Gathered(tuple(chain(PLACES, *graphs)), lambda place: NAMES.get(f"<{place}>"))
    deriver = Deriver(gathered, GROUND)
    groups = [deriver.group(block) for block in gathered.blocks if not is_loose_block(block)]
    return {
        deriver.mark(event): {quad for quad in deriver.quads_of(event) if quad.predicate not in ASIDE}
        for group in groups
        for event in deriver.occasions(group)
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(CLAIMS, min_size=2, max_size=12, unique_by=lambda one: one.iri), st.data())
def test_events_that_bear_the_same_mark_are_alike(claims: list[EventClaim], draw: st.DataObject) -> None:
    all_of_them, some_of_them = by_mark(claims), by_mark(one for one in claims if draw.draw(st.booleans()))
    for mark in all_of_them.keys() & some_of_them.keys():
        assert all_of_them[mark] == some_of_them[mark]


class Counting(OxigraphWriter):
    """A store that counts the quads that are read, and how often any are asked for."""

    read = asked = 0

    def matching(
        self,
        graph: NamedNode | None,
        *,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        term: Term | None = None,
    ) -> tuple[Quad, ...]:
        found = super().matching(graph, subject=subject, predicate=predicate, term=term)
        self.read += len(found)
        self.asked += 1
        return found


def test_of_an_event_that_stays_as_it_is_only_the_mark_is_read_and_of_its_claims_what_is_compared() -> None:
    read, asked = [], []
    for days in (8, 16):
        with TemporaryDirectory() as folder:
            loaded = Loaded(Path(folder))
            loaded.store.close()
            loaded.store = counting = Counting(Path(folder))
            loaded.load("a", [claim("a", f"2023-10-{day:02}") for day in range(1, days + 1)])
            counting.read = counting.asked = 0
            loaded.load("b", [claim("b", "2023-10-20")])
            read.append(counting.read)
            asked.append(counting.asked)
            assert loaded.derived() == loaded.anew()
            counting.close()
    assert read[1] - read[0] <= 2 * 8  # what the claim is compared as, and the event's mark
    assert asked[1] == asked[0]  # all of a month stands in one place


@given(CLAIMS)
def test_what_is_compared_is_read_as_it_was_written(one: EventClaim) -> None:
    (told,) = read_told(describe(graph_of(one.article, [one])), str)
    assert comparison.read(comparison.written(told)) == told
    assert comparison.claim_of(comparison.written(told)) == told.iri


def test_an_event_stays_that_of_its_undated_claims_where_one_more_is_given_to_it() -> None:
    event, given, more = claim("a", "2023-10-09", value=9), claim("b", None, value=1), claim("e", None, value=1)
    with TemporaryDirectory() as folder:
        loaded = Loaded(Path(folder))
        for one in (event, given, more, given):
            loaded.load(one.article, [one])
            assert loaded.derived() == loaded.anew()
        loaded.load(more.article, [])
        assert loaded.derived() == loaded.anew()
        loaded.store.close()


def test_an_undated_claim_is_no_news_of_another_kind_of_event() -> None:
    undated = claim("a", None, value=1)
    told = [claim("b", "2023-10-09", value=1, kind="Detention"), claim("b", "2023-10-20", value=1)]
    with TemporaryDirectory() as folder:
        loaded = Loaded(Path(folder))
        loaded.load("a", [undated])
        loaded.load("b", told)
        assert loaded.derived() == loaded.anew()
        loaded.store.close()


def test_an_undated_claim_that_is_judged_to_be_of_another_event_leaves_the_one_it_was_given_to() -> None:
    given, event, other = claim("a", None, value=9), claim("b", "2023-10-09", value=9), claim("c", "2023-03", value=9)
    with TemporaryDirectory() as folder:
        loaded = Loaded(Path(folder))
        for one in (given, event, other):
            loaded.load(one.article, [one])
        loaded.judge(
            Judgement(
                first=given.iri,
                second=other.iri,
                verdict="same",
                by="byPerson",
                judge="A. Placeholder",
                reasons=("looked at both",),
                score=1.0,
                made=NOON,
            )
        )
        assert loaded.derived() == loaded.anew()
        about = {quad.subject.value: quad.object for quad in loaded.derived() if quad.predicate == RF.about}  # type: ignore[union-attr]
        assert about[given.iri] == about[other.iri] != about[event.iri]
        loaded.store.close()


def test_what_earlier_rules_wrote_is_replaced() -> None:
    with TemporaryDirectory() as folder:
        loaded = Loaded(Path(folder))
        for one in (claim("a", "2023-10-09"), claim("b", "2023-10-20"), claim("c", None)):
            loaded.load(one.article, [one])
        now = loaded.derived()
        loaded.store.replace(iri.EVENTS_GRAPH, by_rules_9(now), entry("events"))
        claims = {quad.subject.value for quad in now if quad.predicate == RF.comparedIn}  # type: ignore[union-attr]
        renewal.renew(loaded.store, claims, GROUND, entry("events"))
        assert loaded.derived() == now == loaded.anew()
        loaded.store.close()


def by_rules_9(quads: Iterable[Quad]) -> Iterator[Quad]:
    """A block had no IRI: what a claim was compared as was said of the claim itself, and of an event its mark."""
    for quad in quads:
        if quad.predicate == RF.comparedIn:
            yield Quad(quad.subject, RF.comparedIn, Literal("Repatriation in 2023-10"), quad.graph_name)
            yield Quad(quad.subject, RF.comparedAs, Literal("[]"), quad.graph_name)
        elif quad.predicate not in (RF.comparedAs, RF.derivedAs):
            yield quad
        if quad.predicate == RF.evidence:
            yield Quad(quad.subject, RF.derivedAs, Literal("00"), quad.graph_name)
