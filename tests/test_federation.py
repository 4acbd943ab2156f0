"""Which queries may ask another endpoint, and that what they name is found where it stands and nowhere else."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refoulement.errors import QueryRefused
from refoulement.queries.admit import admit, redirected
from refoulement.queries.federation import AT_MOST, rewritten, sites

A, B, LOCAL = "https://a.example/sparql", "http://b.example:8890/sparql?x=1", "http://127.0.0.1:5/secret/"
ASKED = [
    f"SELECT * {{ ?s ?p ?o SERVICE <{A}> {{ ?s ?q ?r }} }}",
    f"select*{{service<{A}>{{?s ?q ?r}}}}",
    f"SELECT * {{ ?s ?p ?o.SERVICE SILENT<{A}>{{ ?s ?q ?r }} }}",
    f"SELECT * {{ SERVICE # <{B}>\n SILENT # {{ }}\r <{A}> {{ ?s ?q ?r }} }}",
    f"ASK {{ FILTER NOT EXISTS {{ {{ SELECT * {{ SERVICE <{A}> {{ }} }} }} }} }}",
    f"SELECT (EXISTS {{ SERVICE <{A}> {{ }} }} AS ?there) {{ }} ORDER BY EXISTS {{ SERVICE <{A}> {{ }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ SERVICE <{A}> {{ ?s ?p ?o }} }} UNION {{ SERVICE <{B}> {{ ?s ?p ?o }} }} }}",
    f"DESCRIBE ?s {{ GRAPH ?g {{ OPTIONAL {{ SERVICE <{A}> {{ ?s ?p ?o }} }} }} }}",
    f'SELECT * {{ ?s ?p \'SERVICE <{B}> {{\', """SERVICE <{B}> {{ " """ # SERVICE <{B}> {{\n SERVICE <{A}> {{ }} }}',
    f"PREFIX service: <{B}> SELECT ?service {{ ?service service:service <SERVICE>, 1 . SERVICE <{A}> {{ ?s ?p '' }} }}",
    f"SELECT * {{ ?s ?p 'x'@service OPTIONAL {{ SERVICE <{A}> {{ ?s ?p 'x'@service }} }} }}",
    f"PREFIX a: <{B}> SELECT * {{ ?s a:service ?service ; a:b.SERVICE 1 . SERVICE <{A}> {{ ?s ?p ?o }} }}",
    f"PREFIX x: <{B}#> SELECT * {{ ?a x:\\-SERVICE ?b . x:é.b ?c 1 . SERVICE <{A}> {{ }} }}",
    f'SELECT * {{ ?s ?p "caf\\u00e9" . SERVICE <{A}> {{ ?s ?q "\\u0041" }} }}',
]


@pytest.mark.parametrize("text", ASKED)
def test_a_listed_endpoint_is_found_where_it_stands(text: str) -> None:
    admitted = admit(text, services=(A, B))
    assert all(text[site.begin : site.end] == f"<{site.endpoint}>" for site in admitted.sites)
    assert not admitted.lasting
    addresses = [f"{LOCAL}{number}" for number, _ in enumerate(admitted.sites)]
    changed = redirected(text, admitted.sites, addresses)
    back = sites(changed)
    assert [site.endpoint for site in back] == addresses
    assert rewritten(changed, back, [site.endpoint for site in admitted.sites]) == text
    with pytest.raises(QueryRefused, match="SERVICE is not offered: this endpoint asks no other"):
        admit(text)


def test_silence_and_order_are_told() -> None:
    text = f"SELECT * {{ SERVICE SILENT <{A}> {{ }} SERVICE <{B}> {{ }} service silent <{A}> {{ }} }}"
    found = admit(text, services=(A, B)).sites
    assert [(site.endpoint, site.silent) for site in found] == [(A, True), (B, False), (A, True)]


def test_what_stands_within_another_is_known() -> None:
    text = (
        f"SELECT * {{ SERVICE <{A}> {{ ?s ?p ?o {{ SERVICE <{B}> {{ }} }} }} SERVICE <{B}> {{ SERVICE <{A}> {{}} }} }}"
    )
    assert [(site.endpoint, site.within) for site in sites(text)] == [(A, False), (B, True), (B, False), (A, True)]


@pytest.mark.parametrize(
    "endpoint",
    [
        A + "/",
        A + "#part",
        A + "?",
        A.replace("https", "http"),
        A.replace("https", "HTTPS"),
        A.replace("a.example", "A.example"),
        A.replace("a.example", "a.example:443"),
        A.replace("a.example", "user@a.example"),
        A.replace("sparql", "%73parql"),
        A.replace("sparql", "./sparql"),
        "https://a.example/../sparql",
        "https://а.example/sparql",  # the first letter is a Cyrillic one
        "http://127.0.0.1:9/",
        "http://127.0.0.1:5/secret/0",
        "http://[::1]/",
        "sparql",
        "file:///etc/passwd",
    ],
)
def test_nothing_but_the_very_address_is_listed(endpoint: str) -> None:
    with pytest.raises(QueryRefused, match=r"SERVICE <.*> is not offered; exactly as written here are: <https://a"):
        admit(f"SELECT * {{ SERVICE <{A}> {{ }} SERVICE SILENT <{endpoint}> {{ ?s ?p ?o }} }}", services=(A, B))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT * { ?s ?p ?e SERVICE ?e { } }", "without an address in full"),
        (
            f"SELECT * {{ VALUES ?e {{ <{A}> }} SERVICE SILENT ?e {{ }} }}",
            "without an address in full",
        ),
        (
            "PREFIX a: <https://a.example/> SELECT * { SERVICE a:sparql { } }",
            "without an address in full",
        ),
        ("BASE <https://a.example/> SELECT * { SERVICE <sparql> { } }", "SERVICE <sparql> is not offered"),
        (
            f"SELECT * {{ SERVICE <{A}> {{ SERVICE <http://127.0.0.1/> {{ }} }} }}",
            "a SERVICE within another is not offered",
        ),
        (r"SELECT * { SERVICE <https://\u0061.example/sparql> { } }", "without an address in full"),
        (rf"SELECT * {{ \u0053ERVICE <{A}> {{ }} }}", "where it cannot be checked"),
        (f"SELECT * {{ {f'SERVICE <{A}> {{ }} ' * (AT_MOST + 1)} }}", f"may have {AT_MOST} SERVICE at most"),
        (f"SELECT * {{ SERVICE SILENT SILENT <{A}> {{ }} }}", "without an address in full"),
        (f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{A}> {{ ?s ?p ?o }} }}", "does not parse"),
    ],
)
def test_what_names_no_listed_endpoint_is_refused(text: str, reason: str) -> None:
    with pytest.raises(QueryRefused, match=reason):
        admit(text, services=(A, B))


PIECES = [
    "SERVICE",
    "SILENT",
    f"<{A}>",
    "{",
    "}",
    "'",
    '"',
    '"""',
    "#",
    "\n",
    "\r",
    "\\",
    " ",
    "?s",
    "a:",
    ".",
    "<",
    "@",
    "é",
    "1",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_sites_are_read_of_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for site in sites(text):
        assert not site.endpoint or text[site.begin : site.end] == f"<{site.endpoint}>"
        assert 0 < site.begin < site.end <= len(text)


# The engine refuses to connect to these ports, and says so.
ENDPOINT, OURS = "http://127.0.0.1:9/", "http://127.0.0.1:11/"
ODD = "' \" ''' \"\"\" # \\ \\\\ \\' \\\" { } < > <x:y> a: é ?s . @ SERVICE".split()
ODD += "\\u0022 \\U00000027 \\u000a \\u005c \\u0041".split()
ODD += ["", " ", "x", "\n", "\r", f"SERVICE <{ENDPOINT}> {{ ?s ?p ?o }}"]
AROUND = [
    'FILTER("~" != "~") ',
    "FILTER('~' != '~') ",
    '?s ?p """~~""" . ',
    "?s ?p '''~~''' . ",
    "# ~~\n",
    "# ~~\r",
    "?s <x:~> 1 . ",
    "?s a:~ 1 . ",
    "?s a:\\#~ 1 . ",
    "?s ?p ?o . ",
    "{ ~ } ",
    "OPTIONAL { ?s ?p '~'@en } ",
    "~",
]


def filled(form: str, odd: Iterator[str]) -> str:
    return "".join(next(odd) if sign == "~" else sign for sign in form)


@given(
    st.lists(st.sampled_from(AROUND), max_size=3),
    st.lists(st.sampled_from(AROUND), max_size=3),
    st.lists(st.sampled_from(ODD), min_size=12, max_size=12),
    st.sampled_from([(), (ENDPOINT,)]),
)
@example([AROUND[0]], [AROUND[0]], [r"\u0022", "x", r"\u0022", ""], ())
def test_the_engine_asks_nobody_that_it_was_not_told_to(
    before: list[str], after: list[str], odd: list[str], services: tuple[str, ...]
) -> None:
    filling = iter(odd)
    text = "PREFIX a: <x:y#> SELECT * { " + "".join(filled(form, filling) for form in before)
    text += f"SERVICE <{ENDPOINT}> {{ ?s ?p ?o }} " + "".join(filled(form, filling) for form in after) + " }"
    try:
        found = admit(text, services=services).sites
    except QueryRefused:
        return
    told = ""
    try:
        list(ox.Store().query(redirected(text, found, [OURS] * len(found))))  # type: ignore[arg-type]
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        told = str(error)
    assert "port 9 " not in told
