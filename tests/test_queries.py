"""The named queries: what their headers promise, and what they answer from a real store."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql.parser import parseQuery

from refoulement.errors import QueryRefused
from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphReader, OxigraphSnapshot, OxigraphWriter
from refoulement.graph.rdf import XSD, article_quads, claim_quads
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, read
from refoulement.queries import PAGES, QUERIES, TYPES, Parameter, Row, run
from refoulement.queries.admit import Admitted, admit, nesting
from refoulement.tests.published_store import (
    CLERK,
    CLERKSHIP,
    EVENT,
    FIRST,
    GATE,
    GROUP,
    NORTHSIDE,
    OFFICE,
    OVER_70,
    SECOND,
    UP_TO_60,
    words,
)

SHIPPED = sorted(
    (
        "actors-and-places arrivals-by-year claims-of-a-single-origin claims-within contradictions "
        "crossings-never-dated detention-by-place facilities facilities-without-a-source family-ties "
        "figures-by-province figures-ledger figures-without-a-name harms-warned-of known-of-an-event "
        "legal-instruments-invoked numbers-not-understood officials-and-roles origins-and-their-share "
        "origins-of-events people-through-crossings persons-named repatriations-by-claimant roles-at-a-date "
        "routes single-article-claims sources-and-their-share stances-by-actor stances-timeline "
        "stances-towards-events what-became-of-them who-has-not-answered"
    ).split()
)
# What the synthetic store says nothing of: test_questions.py asks them of more, test_gaps.py of gaps.
EMPTY_HERE = {
    "arrivals-by-year",
    "claims-of-a-single-origin",
    "crossings-never-dated",
    "facilities",
    "facilities-without-a-source",
    "family-ties",
    "figures-by-province",
    "harms-warned-of",
    "known-of-an-event",
    "legal-instruments-invoked",
    "numbers-not-understood",
    "persons-named",
    "roles-at-a-date",
    "what-became-of-them",
}


@pytest.fixture
def snapshot(store: Path) -> OxigraphSnapshot:
    return OxigraphReader(store / "public").snapshot()


def plain(rows: list[Row], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column].value if column in row else "" for column in columns) for row in rows]


def test_the_questions_are_there() -> None:
    assert sorted(QUERIES) == SHIPPED


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_a_header_names_every_variable_it_projects(name: str) -> None:
    query = QUERIES[name]
    projected = {str(part.var or part.evar) for part in parseQuery(query.text)[1].projection}
    assert projected == set(query.columns) | {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize("name", sorted({*SHIPPED} - EMPTY_HERE))
def test_every_row_carries_words_and_their_passage(name: str, snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, name, {})
    assert rows
    for row in rows:
        passage = row["passage"].value
        start, end = map(int, passage.partition("#char=")[2].split(","))
        assert len(row["words"].value) == end - start
        assert passage.startswith(row["article"].value + "#")


@pytest.mark.parametrize("name", [*SHIPPED, *sorted(PAGES)])
def test_every_parameter_has_a_type_that_is_known(name: str) -> None:
    query = {**QUERIES, **PAGES}[name]
    assert {parameter.type for parameter in query.parameters} <= set(TYPES)


def test_figures_keep_their_claimant_their_bound_and_what_it_allows(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "repatriations-by-claimant", {})
    assert plain(rows, "event_label", "said_by", "claimant", "bound", "value", "least", "most") == [
        ("Repatriation, 2031-05-04", "Société Exemple", GROUP.iri, "up to", "60", "", "60"),
        ("Repatriation, 2031-05-04", "the article alone", "", "more than", "70", "71", ""),
    ]


def test_a_parameter_narrows_the_answer(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "repatriations-by-claimant", {"by": "organisation/societe-exemple", "since": ""})
    assert plain(rows, "claim") == [(UP_TO_60.iri,)]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [("2031-05-04", "2031-05-04", 2), ("2031-05-05", "", 0), ("", "2031-05-03", 0), ("2031-01-01", "2031-12-31", 2)],
)
def test_days_bound_what_can_have_happened(snapshot: OxigraphSnapshot, since: str, until: str, found: int) -> None:
    assert len(run(snapshot, "repatriations-by-claimant", {"since": since, "until": until})) == found


def test_people_through_a_crossing(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "people-through-crossings", {"through": GATE.iri})
    assert plain(rows, "crossing_label", "happening", "value", "words") == [
        ("Test Gate", "repatriation", "60", UP_TO_60.passages[0].exact)
    ]


def test_where_people_were_held(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "detention-by-place", {})
    assert plain(rows, "place", "place_kind", "claim") == [(NORTHSIDE.iri, "settlement", UP_TO_60.iri)]


def test_stances_stand_beside_their_actor(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "stances-by-actor", {"actor": OFFICE.iri})
    assert plain(rows, "actor_label", "stance", "harms") == [("Specimen Office", "does not comment", "")] * 2


def test_officials_have_the_role_they_are_titled_by(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "officials-and-roles", {"person": CLERK.iri})
    assert plain(rows, "role", "organisation_label", "passage") == [
        ("Clerk", "Specimen Office", f"{rows[0]['article'].value}#char={CLERKSHIP.passages[0].start},{len(FIRST.text)}")
    ]


@pytest.mark.parametrize(("at", "found"), [(OFFICE.iri, 1), (GROUP.iri, 0)])
def test_roles_at_one_organisation(snapshot: OxigraphSnapshot, at: str, found: int) -> None:
    assert len(run(snapshot, "officials-and-roles", {"at": at})) == found


def test_what_two_articles_say_does_not_rest_on_one(snapshot: OxigraphSnapshot) -> None:
    rows = run(snapshot, "single-article-claims", {})
    assert plain(rows, "claim") == [(CLERKSHIP.iri,)]  # the event and the stance have a second article each


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("since", "last May", "parameter since: 'last May' is no date"),
        ("about", "a b:c", "parameter about: 'a b:c' is no iri"),
        ("sicne", "2031-05-04", "no parameter sicne; its parameters: about, by, since, until"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(snapshot: OxigraphSnapshot, name: str, value: str, message: str) -> None:
    with pytest.raises(QueryRefused, match=message):
        run(snapshot, "repatriations-by-claimant", {name: value})


def test_an_unknown_query_is_refused(snapshot: OxigraphSnapshot) -> None:
    with pytest.raises(QueryRefused, match="no query is named 'nothing'"):
        run(snapshot, "nothing", {})


def test_a_parameter_is_a_term_and_never_text_of_the_query(snapshot: OxigraphSnapshot) -> None:
    with pytest.raises(QueryRefused, match="is no iri"):
        run(snapshot, "repatriations-by-claimant", {"about": f"{EVENT}> }} # "})
    assert run(snapshot, "repatriations-by-claimant", {"about": OVER_70.iri}) == []
    assert len(run(snapshot, "repatriations-by-claimant", {"about": EVENT})) == 2


@given(st.dates())
def test_a_date_becomes_a_typed_literal(day: date) -> None:
    parameter = Parameter(name="day", type="date", description="")
    assert parameter.term(day.isoformat()) == Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))


def test_integers_and_strings_have_their_types() -> None:
    assert Parameter(name="n", type="integer", description="").term(" 7 ") == Literal(7)
    assert Parameter(name="s", type="string", description="").term("7") == Literal("7")
    with pytest.raises(QueryRefused, match="parameter n: 'seven' is no integer"):
        Parameter(name="n", type="integer", description="").term("seven")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "ASK { ?s a ?o }",
        "DESCRIBE <http://example.org/a>",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "PREFIX a: <http://example.org/#> SELECT ?o { ?s a:b+/^a:c|!(a:d|^a:e)* ?o }",
        'SELECT * { VALUES (?x ?y) { (1 UNDEF) ("a" <http://example.org/>) } BIND(STR(?x) AS ?z) }',
        "SELECT ?s (COUNT(DISTINCT ?o) AS ?n) { { SELECT ?s ?o { ?s ?p ?o } } } GROUP BY ?s HAVING (COUNT(*) > 1)",
        "SELECT * { ?s ?p ?o OPTIONAL { ?o ?q 2 } MINUS { ?s ?p 1 } FILTER NOT EXISTS { ?s a 3 } GRAPH ?g { ?s a 4 } }",
        'SELECT (GROUP_CONCAT(?x; separator=", ") AS ?y) { ?x ?p ?o FILTER(REGEX(?o, "a", "i") && ?o IN (1, 2)) }',
        "PREFIX ex: <http://example.org/> SELECT ?service { ?service ex:service 'SERVICE <x> {}' } # SERVICE",
        "SELECT * {" + "?s ?p ?o . " * 300 + "}",
        "SELECT * { FILTER(" + "(" * 90 + "1" + ")" * 90 + ") }",
    ],
)
def test_what_only_reads_is_let_through(text: str, snapshot: OxigraphSnapshot) -> None:
    admitted = admit(text)
    assert (admitted.default_graphs, admitted.named_graphs) == ((), ())
    if len(text) < 500:
        snapshot.query(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "rows"),
        ("ASK {}", "truth"),
        ("DESCRIBE <http://example.org/>", "graph"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "graph"),
    ],
)
def test_the_form_of_a_query_is_told(text: str, form: str) -> None:
    assert admit(text).form == form


def test_the_dataset_of_a_query_is_told() -> None:
    text = "PREFIX a: <http://example.org/#> SELECT * FROM a:b FROM <http://example.org/c> FROM NAMED a:d { ?s ?p ?o }"
    assert admit(text) == Admitted(
        "rows", ("http://example.org/#b", "http://example.org/c"), ("http://example.org/#d",)
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?e OPTIONAL { { SERVICE ?e { ?s ?p ?o } } UNION { } } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { } } }",
        "ASK { ?s ?p ?o FILTER NOT EXISTS { { SELECT * { SERVICE <http://127.0.0.1:9/> { } } } } }",
        "SELECT (EXISTS { SERVICE <http://127.0.0.1:9/> { } } AS ?there) { }",
        "SELECT * { FILTER(IF(EXISTS { SERVICE <http://127.0.0.1:9/> { } }, 1, 2) IN (1, 2)) }",
        "SELECT * { } ORDER BY EXISTS { SERVICE <http://127.0.0.1:9/> { } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { MINUS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "DESCRIBE ?s { GRAPH ?g { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * { # a comment ends at a carriage return too\rSERVICE <http://127.0.0.1:9/> { }\n}",
        "select * {service<http://127.0.0.1:9/>{}}",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { } }",
    ],
)
def test_no_query_asks_elsewhere_from_here(text: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is not offered"):
        admit(text)


# What may hide a word from one reader of a text and not from another, whole and in pieces.
SIGNS = [*"#\n\r\t \"'\\<>?:", '"""', "'''", "\\#", "\\u0022"]
PIECES = [
    *("# it's\n", '# "\n', '# """\r', "\r# x\n", "?x a:b <http://example.org/#'> .", 'FILTER("#" != 1) '),
    *("FILTER('\"' != 1) ", 'FILTER("\'" != 1) ', 'FILTER("""\n# ""\n""" != 1) ', "FILTER('''\n#''' != 1) "),
    *("?x a:b\\#c ?from . ", "?x a:from\\' 1 . ", "?service a:b\\u0022 1 . ", 'FILTER("\\"#" != 1) '),
]
AROUND = st.lists(st.sampled_from(PIECES) | st.sampled_from(SIGNS), max_size=5).map("".join)


@pytest.mark.slow
@settings(max_examples=2_000)
@given(before=AROUND, between=AROUND, after=AROUND)
def test_nothing_hides_from_us_what_the_engine_runs(before: str, between: str, after: str) -> None:
    """Whatever stands around it: if the engine gets to ask a closed port of this host, the text was refused before."""
    text = (
        f"PREFIX a: <http://example.org/> SELECT * {{ {before} SERVICE <http://127.0.0.1:9/> {{ {between} }} {after} }}"
    )
    try:
        list(Store().query(text))  # type: ignore[arg-type]
    except SyntaxError:
        return
    except OSError:
        with pytest.raises(QueryRefused):
            admit(text)


def test_comments_strings_and_variables_are_left_to_the_engine() -> None:
    """What is parsed here knows no triple terms: that it is let through shows that it was not."""
    text = '#+ from: the service\n SELECT ?from {\r # service\n <<?a ?b "from a service">> ?from rf:from }'
    assert admit(f"PREFIX rf: <a:>\n{text}").form == "rows"


@pytest.mark.parametrize("escape", [r"\u0022", r"\U00000022", r"\u0027", r"\u005c", r"\u0023", r"\u000a", r"\u003C"])
def test_no_escape_hides_from_the_parser_what_the_engine_runs(escape: str) -> None:
    """The parser would read a long string from the first escape to the second, the engine three short ones."""
    inner = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
    with pytest.raises(
        QueryRefused, match=r"the escape \\[uU][0-9a-fA-F]+ is not read here; write the character itself"
    ):
        admit(f'SELECT * {{ FILTER("{escape}" != "x") {inner} FILTER("{escape}" ="") }}')


@pytest.mark.parametrize(
    "text", [r'ASK { ?s ?p "caf\u00e9 \U0001F600 \u0041" }', r"ASK { ?s <http://example.org/\u00e9> ?o }"]
)
def test_an_escape_for_a_letter_is_read(text: str) -> None:
    assert admit(text).form == "truth"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * FROM <a:b> {", "does not parse"),
        ("INSERT DATA { <a> <b> <c> }", "does not parse.*no updates"),
        ("LOAD <http://127.0.0.1:9/>", "does not parse"),
        ("SELECT * { ?s ?p '" + "a" * 65536 + "' }", "longer than 64 KiB"),
        ("SELECT * { FILTER(" + "(" * 99 + "1" + ")" * 99 + ") }", "nested deeper than 100 levels"),
        ("SELECT * { FILTER(" + "!" * 5000 + "true) }", "nested deeper than 100 levels"),
        ("SELECT * FROM <a:b> { <<?a ?b ?c>> ?d ?e }", "does not parse"),  # the engine reads it, this parser does not
    ],
)
def test_what_cannot_be_checked_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryRefused, match=message):
        admit(text)


def test_brackets_in_strings_iris_and_comments_do_not_nest() -> None:
    assert nesting('SELECT * { ?s <http://example.org/((> \'((\' , """"(( """ # ((((\n }') == 1


@given(st.integers(0, 60), st.sampled_from(["()", "{}", "[]"]))
def test_nesting_counts_levels(depth: int, pair: str) -> None:
    assert nesting(pair[0] * depth + "x" + pair[1] * depth) == depth


def test_the_words_of_a_row_can_be_found_in_the_text(snapshot: OxigraphSnapshot) -> None:
    [row] = run(snapshot, "officials-and-roles", {})
    assert words(FIRST, row["words"].value) == CLERKSHIP.passages[0]


def test_a_claim_made_twice_in_an_article_is_one_row_with_its_first_words(tmp_path: Path) -> None:
    """Two rows would be added up."""
    twice = replace(OVER_70, passages=(words(SECOND, "Specimen Office did not comment."), *OVER_70.passages))
    graph, now = iri.article_graph(SECOND.id), datetime(2031, 6, 1, tzinfo=UTC)
    terms = [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for path in (REFOULEMENT, CONCEPTS)
        for quad in read(path)
    ]
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(
            graph,
            [*terms, *article_quads(SECOND), *claim_quads(twice)],
            Entry(graph=graph, title="synthetic", agent="synthetic 1", written_at=now),
        )
        writer.publish()
    rows = run(OxigraphReader(tmp_path).snapshot(), "repatriations-by-claimant", {})
    assert plain(rows, "claim", "words") == [(twice.iri, OVER_70.passages[0].exact)]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_parameter_gives_as_an_example_is_there(name: str) -> None:
    """Events are derived, so nothing shipped has them; `tests/test_readme.py` looks at the demo's."""
    reports = (Path(__file__).parents[1] / "corpus").glob("*.txt")
    known = {quad.subject for path in (GAZETTEER, CONCEPTS) for quad in read(path)}
    known |= {NamedNode(iri.article(path.stem)) for path in reports}
    for parameter in QUERIES[name].parameters:
        _, marked, example = parameter.description.partition("e.g. ")
        if parameter.type == "iri" and marked and not example.startswith("event/"):
            assert parameter.term(example) in known
