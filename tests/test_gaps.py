"""The queries for gaps, single origins, stances by event, and what lies certainly or possibly within."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad

from refoulement.__main__ import main
from refoulement.errors import QueryRefused
from refoulement.graph import as_of, iri, tracing
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, Count, EventClaim
from refoulement.graph.copies import print_quads
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.oxigraph import OxigraphReader, OxigraphSnapshot
from refoulement.graph.rdf import article_quads, claim_quads, entity_quads, mention_quads
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, REFOULEMENT, RF, read
from refoulement.queries import Row, run
from refoulement.tests.published_store import GATE, GROUP, OVER_70, SILENCE, SILENCE_AGAIN
from refoulement.tests.synthetic import article

LAND, SHIRE, TOWN, FAR = (
    Entity(iri.entity(kind, name), kind, (Name(name, "en", "preferred"),))
    for kind, name in (("Country", "Testland"), ("Region", "Shire"), ("Settlement", "Town"), ("Country", "Farland"))
)
OLD, NEW, VAGUE = (
    Entity(iri.entity("Prison", name), "Prison", (Name(name, "en", "preferred"),)) for name in ("Old", "New", "Undated")
)
WITHIN = [(TOWN, SHIRE), (SHIRE, LAND)]
ARTICLES = {
    name: article("Old and New are named in these words.", published=day, identifier=name)
    for name, day in (("a", "2030-03-01"), ("b", "2031-05-06"), ("c", None))
}
TIMES = {
    "in": "2030-02-03",
    "month": "2030-02",
    "about": "2030-02-03~",
    "year": "2030",
    "since": "2030-02/..",
    "none": None,
    "out": "2029-12-31",
}


def claim(source: Article, value: int, **fields: object) -> EventClaim:
    known = {
        "passages": (source.passage(0, 3),),
        "extractor": "test",
        "event_type": "Repatriation",
        "count": Count(bound="exact", value=value),
    }
    return EventClaim(**(known | fields))  # type: ignore[arg-type]


def stored(folder: Path, claims: list[Claim]) -> OxigraphSnapshot:
    """A published store of three articles that name prisons, with the claims given."""
    entry = Entry(graph=iri.GAZETTEER_GRAPH, title="t", agent="test 1", written_at=datetime(2031, 6, 1, tzinfo=UTC))
    mentions = [("a", OLD), ("b", NEW), ("a", NEW), ("c", VAGUE)]
    graphs: dict[NamedNode, list[Quad]] = {
        iri.ONTOLOGY_GRAPH: [
            Quad(quad.subject, quad.predicate, quad.object, iri.ONTOLOGY_GRAPH)
            for path in (REFOULEMENT, CONCEPTS)
            for quad in read(path)
        ],
        iri.GAZETTEER_GRAPH: [
            *(
                quad
                for entity in (LAND, SHIRE, TOWN, FAR, OLD, NEW, VAGUE, GATE, GROUP)
                for quad in entity_quads(entity, iri.GAZETTEER_GRAPH)
            ),
            *(Quad(NamedNode(one.iri), RF.within, NamedNode(other.iri), iri.GAZETTEER_GRAPH) for one, other in WITHIN),
            Quad(NamedNode(GATE.iri), RF.connects, NamedNode(TOWN.iri), iri.GAZETTEER_GRAPH),
        ],
    }
    for name, source in ARTICLES.items():
        graphs[iri.article_graph(name)] = [
            *article_quads(source),
            *print_quads(name, source.text),
            *(quad for one in claims if one.article == name for quad in claim_quads(one)),
            *(
                quad
                for number, (where, entity) in enumerate(mentions)
                if where == name
                for quad in mention_quads(Mention(source.passage(number * 4, number * 4 + 3), entity.iri))
            ),
        ]
    with TieredWriter(folder, now=entry.written_at) as store:
        for graph, quads in graphs.items():
            store.replace(graph, quads, replace(entry, graph=graph))
        tracing.renew_whole(store, replace(entry, graph=iri.ORIGINS_GRAPH))
        store.publish()
    return OxigraphReader(folder / "public").snapshot()


def told(rows: list[Row], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column].value if column in row else "" for column in columns) for row in rows]


@pytest.fixture
def snapshot(store: Path) -> OxigraphSnapshot:
    return OxigraphReader(store / "public").snapshot()


@pytest.mark.parametrize(
    ("since", "until", "certain", "possible"),
    [
        ("2030-02-01", "2030-02-28", {"in", "month"}, {"about", "year", "since", "none"}),
        ("2030-02-01", "", {"in", "month", "since"}, {"about", "year", "none"}),
        ("", "2030-02-28", {"in", "month", "out"}, {"about", "year", "since", "none"}),
        ("2030-02-03", "2030-02-03", {"in"}, {"month", "about", "year", "since", "none"}),
        ("2031-01-01", "2031-12-31", set(), {"since", "none"}),
        ("", "", set(TIMES), set()),
    ],
)
def test_a_time_lies_certainly_or_possibly_within(
    tmp_path: Path, since: str, until: str, certain: set[str], possible: set[str]
) -> None:
    names = dict(enumerate(TIMES))
    claims = [
        claim(ARTICLES["b"], number, when=When(time) if time else None) for number, time in enumerate(TIMES.values())
    ]
    rows = run(stored(tmp_path, list(claims)), "claims-within", {"since": since, "until": until})
    found = {names[int(row["value"].value)]: row["in_period"].value for row in rows}
    assert {name for name, verdict in found.items() if verdict == "certainly"} == certain
    assert {name for name, verdict in found.items() if verdict == "possibly"} == possible


@pytest.mark.parametrize(
    ("area", "certain", "possible"),
    [(LAND, {1, 2}, {3, 5}), (SHIRE, {1}, {2, 3, 5}), (TOWN, {1}, {2, 3, 5}), (FAR, {4}, {5})],
)
def test_a_place_lies_certainly_or_possibly_within(
    tmp_path: Path, area: Entity, certain: set[int], possible: set[int]
) -> None:
    slots: list[dict[str, object]] = [
        {"held_at": (TOWN.iri,)},
        {"destination": (LAND.iri,)},
        {"via": (GATE.iri,)},
        {"place": (FAR.iri,)},
        {},
    ]
    claims = [claim(ARTICLES["b"], number, **slot) for number, slot in enumerate(slots, start=1)]
    rows = run(stored(tmp_path, list(claims)), "claims-within", {"area": area.iri})
    found = {int(row["value"].value): row["in_area"].value for row in rows}
    assert {value for value, verdict in found.items() if verdict == "certainly"} == certain
    assert {value for value, verdict in found.items() if verdict == "possibly"} == possible


def test_a_crossing_that_one_claim_dates_is_not_listed(tmp_path: Path) -> None:
    undated = [claim(ARTICLES["a"], 7, via=(GATE.iri,)), claim(ARTICLES["b"], 8, via=(GATE.iri,))]
    assert told(run(stored(tmp_path / "one", [*undated]), "crossings-never-dated", {}), "crossing_label", "value") == [
        ("Test Gate", "7"),
        ("Test Gate", "8"),
    ]
    dated = claim(ARTICLES["b"], 9, via=(GATE.iri,), when=When("2030"))
    assert run(stored(tmp_path / "two", [*undated, dated]), "crossings-never-dated", {}) == []


@pytest.mark.parametrize(
    ("on", "listed"),
    [
        ("2031-02-28", [("Undated", "", "c")]),
        ("2031-03-01", [("Undated", "", "c"), ("Old", "2030-03-01", "a")]),
        ("2032-05-06", [("Undated", "", "c"), ("Old", "2030-03-01", "a"), ("New", "2031-05-06", "b")]),
    ],
)
def test_a_facility_is_listed_with_what_last_named_it(
    tmp_path: Path, on: str, listed: list[tuple[str, str, str]]
) -> None:
    snapshot = stored(tmp_path, [])
    for asked in (
        run(snapshot, "facilities-without-a-source", {"on": on}),
        run(snapshot, "facilities-without-a-source", {}, as_of=date.fromisoformat(on)),
    ):
        assert [
            (label, day, place.rpartition("/")[2])
            for label, day, place in told(asked, "facility_label", "published", "article")
        ] == listed


def test_without_a_day_the_year_ends_today(tmp_path: Path) -> None:
    snapshot = stored(tmp_path, [])
    today = datetime.now(UTC).date().isoformat()
    assert run(snapshot, "facilities-without-a-source", {}) == run(
        snapshot, "facilities-without-a-source", {"on": today}
    )


def test_every_claim_has_its_origin_and_the_event_says_how_many(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "origins-of-events", {})
    assert told(rows, "standing", "origin_label", "rule", "said_by", "value", "known_from") == [
        (
            "2 articles, 2 origins; independence not established",
            "Société Exemple",
            "quoted claimant",
            "Société Exemple",
            "60",
            "2031-05-06",
        ),
        (
            "2 articles, 2 origins; independence not established",
            "Synthetic Gazette",
            "the outlet alone",
            "the article alone",
            "70",
            "2031-05-07",
        ),
    ]
    assert run(snapshot, "claims-of-a-single-origin", {}) == []


def test_stances_stand_beside_the_event_they_are_towards(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "stances-towards-events", {})
    assert told(rows, "event_label", "rule", "stance", "claim") == [
        ("Repatriation, 2031-05-04", "next to", "does not comment", one.iri) for one in (SILENCE, SILENCE_AGAIN)
    ]


def test_what_came_from_one_origin_before_the_second_spoke(store: Path) -> None:
    rows = run_as_of(store, "claims-of-a-single-origin", date(2031, 5, 6))
    assert told(rows, "standing", "origin_label", "value") == [("1 article, 1 origin", "Société Exemple", "60")]
    assert OVER_70.iri not in {row["claim"].value for row in rows}


def run_as_of(store: Path, name: str, day: date) -> list[Row]:
    reader = OxigraphReader(store / "public")
    return run(as_of.on(day, reader.snapshot(), kept=reader.text), name, {}, as_of=day)


class TestPages:
    def test_a_query_is_asked_as_of_a_day(self, client: FlaskClient) -> None:
        page = client.get("/queries/origins-of-events?as_of=2031-05-06")
        assert 'value="2031-05-06"' in page.text
        assert "1 row" in page.text
        assert "/api/origins-of-events.csv?as_of=2031-05-06" in page.text
        answer = client.get("/api/origins-of-events.json?as_of=2031-05-06").json
        assert answer
        assert (answer["asOf"], len(answer["rows"])) == ("2031-05-06", 1)
        assert client.get("/api/origins-of-events.csv?as_of=2031-05-05").text.count("\n") == 1

    def test_what_is_no_day_is_refused(self, client: FlaskClient) -> None:
        answer = client.get("/api/origins-of-events.json?as_of=May")
        assert answer.status_code == 400
        assert "as_of: 'May' is no date" in answer.text

    def test_an_event_says_what_stands_behind_it_and_never_confirmed(self, client: FlaskClient) -> None:
        page = client.get("/page/event/repatriation-2031-05-04").text
        assert "2 articles, 2 origins; independence not established" in page
        assert "?as_of=2031-05-06" in page
        assert "confirmed by" not in page
        assert '<h2 id="stances">' in page
        assert "held to speak of this event: next to" in page


class TestCommands:
    def ask(self, store: Path, *arguments: str) -> int:
        return main(["query", *arguments, "--store", str(store)])

    def test_a_query_as_csv_and_json(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.ask(store, "origins-of-events", "--as-of", "2031-05-06") == 0
        head, row, end = capsys.readouterr().out.split("\n")
        assert head.startswith("event_label,event,standing,")
        assert ("1 article, 1 origin" in row, end) == (True, "")
        assert self.ask(store, "stances-by-actor", "--with", "actor=organisation/nobody", "--json") == 0
        assert json.loads(capsys.readouterr().out)["rows"] == []

    def test_without_a_name_the_queries_are_listed(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.ask(store) == 0
        assert "crossings-never-dated: Crossings that people passed, never dated\n" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [(["nothing"], "no query is named 'nothing'"), (["claims-within", "--with", "since=May"], "'May' is no date")],
    )
    def test_what_cannot_be_asked_is_told(
        self, store: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.ask(store, *arguments) == 2
        assert told in capsys.readouterr().err

    @pytest.mark.parametrize(
        "arguments",
        [
            ["query", "claims-within", "--as-of", "May"],
            ["query", "claims-within", "--with", "since"],
            ["withdraw", "one"],
            ["withdraw", "one", "--why", "x", "--undo"],
            ["withdraw", "one", "--why", "x", "--on", "May"],
        ],
    )
    def test_what_cannot_be_meant_exits_2_with_the_usage(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        assert capsys.readouterr().err.startswith("usage: refoulement")

    def test_withdrawing_and_undoing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        stored(tmp_path / "kept", [claim(ARTICLES["c"], 7)])
        withdrawing = ["withdraw", "c", "--store", str(tmp_path / "kept")]
        assert main([*withdrawing, "--why", "retracted", "--on", "2024-04-01"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "withdrawn c: 1 event claim, not known from 2024-04-01 on",
            "readers see snapshot 2",
        ]
        assert main([*withdrawing, "--undo"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "undone: c is known again; it was withdrawn from 2024-04-01 on (retracted)",
            "readers see snapshot 3",
        ]
        assert main([*withdrawing, "--undo"]) == 2
        assert "nothing to undo" in capsys.readouterr().err

    def test_no_store_is_made_by_withdrawing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["withdraw", "a", "--why", "x", "--store", str(tmp_path / "none")]) == 2
        assert "nothing published here" in capsys.readouterr().err
        assert not (tmp_path / "none").exists()


def test_a_parameter_beside_as_of_is_still_refused(client: FlaskClient, snapshot: OxigraphSnapshot) -> None:
    assert client.get("/queries/stances-by-actor?as_of=2031-05-06&sicne=x").status_code == 400
    with pytest.raises(QueryRefused, match="no parameter as_of"):
        run(snapshot, "stances-by-actor", {"as_of": "2031-05-06"})
