"""A table that cannot be read is refused in one line: which file, where in it, what to do; and nothing is fetched."""

import socket
import urllib.request
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.errors import LoadError
from refoulement.loaders.table.reading import MAX_CLAIMS
from refoulement.loaders.whole_file import MAX_BYTES
from refoulement.ontology import NAMESPACE
from refoulement.tests.synthetic_table import (
    ARRIVAL,
    PLAIN,
    TEXT,
    TOTAL,
    WHERE,
    YEAR,
    claims,
    column,
    described,
    read,
    write,
)

REMOTE = "https://example.org/elsewhere"


def refused(path: Path) -> str:
    with pytest.raises(LoadError) as raised:
        read(path)
    said = str(raised.value)
    assert said.startswith(str(path))
    assert "\n" not in said
    return said.removeprefix(str(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", ": the file is empty"),
        (" \n\n", ": the file is empty"),
        ("year,total\n", ": no row holds a figure"),
        ("year,total\n2031,\n", ": no row holds a figure"),
        ("jahr,total\n2031,5\n", ": column 1 is called 'jahr', in made-up.csv-metadata.json year"),
        ("total,year\n5,2031\n", ": column 1 is called 'total', in made-up.csv-metadata.json year"),
        ("total,total\n5,2031\n", ": two columns are called 'total'"),
        ("2031,5\n2032,7\n", ": column 1 is called '2031'"),
        ("year,total,more\n2031,5,6\n", ": row 1: 3 cells, where its metadata describe 2 columns"),
        ("year,total\n2031,5,6\n", ": row 2: 3 cells, where its metadata describe 2 columns"),
        ("year,total\n2031,5\n2032\n", ": row 3: 1 cells, where its metadata describe 2 columns"),
        ("year,total\n2031,5\n\n2032,7\n", ": row 3: it is blank"),
        ("year,total\n2031;5\n", ": row 2: 1 cells, where its metadata describe 2 columns"),
        ('year,total\n2031,"5\n', ": row 2: unexpected end of data; mend it, or say in the metadata's dialect"),
        ('year,total\n2031,"5"x\n', ": row 2: ',' expected after '\"'"),
        ('year,total\n2031,"1,204"\n', ": row 2: column total: '1,204' is not what its datatype says"),
        ("year,total\n2031,2.5\n", ": row 2: column total: '2.5' is not what its datatype says"),
        ("year,total\n2031,5.0\n", ": row 2: column total: '5.0' is no count; people are counted in whole numbers"),
        ("year,total\n2031,-5\n", ": row 2: column total: '-5' is no count"),
        ("year,total\n2031,+5\n", ": row 2: column total: '+5' is no count"),
        ("year,total\n2031,1_000\n", ": row 2: column total: '1_000' is no count"),
        ("year,total\n2031,٣\n", ": row 2: column total: '٣' is no count"),
        ("year,total\n2031,NaN\n", ": row 2: column total: 'NaN' is not what its datatype says"),
        ("year,total\n2031,12p\n", ": row 2: column total: '12p' is not what its datatype says"),
        ("year,total\n2031,some\n", ": row 2: column total: 'some' is not what its datatype says"),
        ("year,total\n2031,-\n", "or list it under null if it means that nothing is known ('')"),
        ("year,total\n2031,=1+1\n", ": row 2: column total: '=1+1' is not what its datatype says"),
        ("year,total\n=cmd|' /C calc'!A0,5\n", "column year: \"=cmd|' /C calc'!A0\" is no year of four digits"),
        ("year,total\n31,5\n", ": row 2: column year: '31' is no year of four digits"),
        ("year,total\n2031-04,5\n", ": row 2: column year: '2031-04' is no year of four digits"),
        ("year,total\n2031," + "9" * 200_000 + "\n", ": row 2: field larger than field limit (131072)"),
        ("year,total\n2031," + "9" * 5000 + "\n", "999…' is more people than there are"),
        (
            "year,total\n" + "".join(f"2031,{n}\n" for n in range(MAX_CLAIMS + 1)),
            f": row {MAX_CLAIMS + 2}: more than 1,000 figures; split it",
        ),
        (b"year,total\n2031,\x00\n", ": this is a binary file"),
        (b"year,total\n2031,\xff\xfe\n", ": not UTF-8 (byte 16 in line 2)"),
        ("year,total\n2031,5\n".encode("utf-16-le"), ": this is a binary file"),
    ],
)
def test_a_bad_file(tmp_path: Path, content: str | bytes, reason: str) -> None:
    assert reason in refused(write(tmp_path, content))


def beside(path: Path, said: str) -> str:
    """What is said of the metadata, without their path."""
    start = f"{path}-metadata.json: "
    assert said.startswith(start), said
    return said.removeprefix(start)


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ("{", "not JSON (line 1, column 2:"),
        ("[]", "this must be one JSON object that describes the table, not a list"),
        ("{}", 'this is no CSVW metadata; begin it with "@context": "http://www.w3.org/ns/csvw"'),
        ("[" * 100_000, "nested too deeply"),
        (described() | {"@context": "https://schema.org"}, "this is no CSVW metadata"),
        (described() | {"@context": []}, "this is no CSVW metadata"),
        (described(name="other.csv"), 'it describes no table with "url": "made-up.csv" (tables in it: "other.csv")'),
        (described(name=REMOTE + "/made-up.csv"), 'it describes no table with "url": "made-up.csv"'),
        (described() | {"url": 5}, 'it describes no table with "url": "made-up.csv" (tables in it: 5)'),
        (described() | {"tables": []}, "(tables in it: none); add it"),
        (described() | {"tables": "x"}, "(tables in it: none); add it"),
        ({"@context": "http://www.w3.org/ns/csvw", "tables": [{"url": "made-up.csv"}] * 2}, "2 tables are called"),
        ({"@context": "http://www.w3.org/ns/csvw", "url": "made-up.csv"}, "no column holds figures"),
        (described(tableSchema=None) | {"tableSchema": REMOTE}, "the schema is named by an address"),
        (described(dialect=REMOTE), f"the dialect is named by an address ({REMOTE}); nothing is fetched here"),
        (described() | {"@context": ["http://www.w3.org/ns/csvw", REMOTE]}, "not as CSVW wants it"),
        (described(dialect={"delimiter": ";;"}), "row 1"),
        (described(dialect={"encoding": "klingon"}), "not as CSVW wants it (Invalid value for property: klingon)"),
        (described(dialect=5), "not as CSVW wants it (Invalid dialect spec)"),
        (described(propertyURL="x"), "not as CSVW wants it (Invalid property propertyURL for Table)"),
        (described() | {"tableSchema": {"columns": "x"}}, "not as CSVW wants it"),
        (described(YEAR, YEAR, TOTAL, ARRIVAL), "not as CSVW wants it (Duplicate column name"),
        (described(ARRIVAL, YEAR, TOTAL), "not as CSVW wants it (no non-virtual column allowed after virtual columns)"),
        (described(YEAR, {**TOTAL, "datatype": "number of people"}, ARRIVAL), "not as CSVW wants it"),
        (described(YEAR, {"name": "total"}, ARRIVAL), "no column holds figures, so the table claims nothing"),
        (described(YEAR, TOTAL), "nothing says what total counts; add a virtual column"),
        (described(YEAR, {**TOTAL, "virtual": True}, ARRIVAL), "column total is virtual: a figure stands in a cell"),
        (
            described(YEAR, TOTAL, {**ARRIVAL, "propertyUrl": "rf:eventType"}),
            f"column kind: CSVW knows no prefix rf; write {NAMESPACE}eventType",
        ),
        (
            described(YEAR, TOTAL, {**ARRIVAL, "propertyUrl": NAMESPACE + "eventtype"}),
            f"column kind: {NAMESPACE}eventtype says nothing of a figure; choose from attribution, claimant",
        ),
        (described(YEAR, TOTAL, ARRIVAL, column("person", "p", virtual=True, default="x")), "says nothing of a figure"),
        (described(YEAR, TOTAL, ARRIVAL, column("place", "p", virtual=True)), "virtual column p says nothing"),
        (
            described(YEAR, TOTAL, {**TOTAL, "name": "men"}, ARRIVAL),
            "column total shares its claim with another figure",
        ),
        (described(YEAR, TOTAL, {**ARRIVAL, "aboutUrl": "#men"}), "column kind is about #men, no figure is"),
        (described(YEAR, TOTAL, ARRIVAL, {**ARRIVAL, "name": "k"}), "2 columns say eventType of total; keep one"),
        (described(TOTAL, column("quarter"), ARRIVAL), "total has a part of a year without the year"),
        (described(YEAR, TOTAL, column("quarter"), column("month"), ARRIVAL), "total has a quarter and a month"),
        (described(YEAR, TOTAL, column("when"), ARRIVAL), "total has a year beside rf:when; keep one"),
        (described(**{"dc:title": ["One", "Two"]}), "dc:title has 2 values; keep one"),
        (described(**{"dc:title": 5}), "dc:title must be text, not 5"),
        (described(**{"dc:issued": "last year"}), "dc:issued 'last year' is no date"),
        (described(**{"dc:issued": "2033/.."}), "the date of publication 2033/.. has an open end; mend it there"),
        (described(**{"dc:identifier": "Made up!"}), "article id 'Made up!'"),
        (described(**{"dc:license": {"@id": "https://"}}), "dc:license 'https://' is no web address"),
        (described(**{"schema:url": "example.org"}), "'example.org' is no web address"),
        (described(**{"dc:language": "English!"}), "dc:language 'English!' is no language tag"),
    ],
)
def test_bad_metadata(tmp_path: Path, metadata: object, reason: str) -> None:
    path = write(tmp_path, metadata=metadata)
    with pytest.raises(LoadError) as raised:
        read(path)
    assert reason in str(raised.value)
    if not reason.startswith("row"):
        beside(path, str(raised.value))


@pytest.mark.parametrize(
    ("more", "cell", "reason"),
    [
        (
            column("place"),
            "Nowhere in Particular",
            "column place: 'Nowhere in Particular' names nothing in the gazetteer",
        ),
        (column("place"), "Human Rights Watch", "column place: 'Human Rights Watch' names nothing in the gazetteer"),
        (column("claimant"), "=HYPERLINK(0)", "or use rf:attribution for a claimant without an entry"),
        (column("place", valueUrl="https://example.org/{place}"), "x", "names nothing in the gazetteer"),
        (column("modality"), "certain", "'certain' is not one of alleged, asserted, denied, estimated, provisional"),
        (column("countBound"), "~", "is not one of approximately, atLeast"),
        (column("countBound"), "range", "a range, and nothing else, has an upper number"),
        (column("countValueTo"), "4", "the range 5 to 4 runs backwards"),
        (column("countUnit"), "families", "'families' is not one of percent, persons"),
        (column("attribution"), "=HYPERLINK(0)", "'=HYPERLINK(0)' reads like a formula; write who says so"),
        (column("attribution"), "@SUM(1)", "'@SUM(1)' reads like a formula"),
        (column("quarter"), "5", "column quarter: '5' is no quarter of a year"),
        (column("month"), "13", "column month: '13' is no month of a year"),
        (column("attribution", required=True), "", "column attribution: '' is not what its datatype says (required"),
    ],
)
def test_a_cell_that_does_not_fit(tmp_path: Path, more: dict[str, object], cell: str, reason: str) -> None:
    path = write(tmp_path, f"year,total,{more['name']}\n2031,5,{cell}\n", described(YEAR, TOTAL, more, ARRIVAL))
    said = refused(path)
    assert said.startswith(": row 2: column ")
    assert reason in said


def test_an_empty_year_beside_a_quarter_and_an_empty_kind(tmp_path: Path) -> None:
    path = write(tmp_path, "year,total,quarter\n,5,2\n", described(YEAR, TOTAL, column("quarter"), ARRIVAL))
    assert "'2' is of no year" in refused(path)
    path = write(tmp_path, "year,total,kind\n2031,5,\n", described(YEAR, TOTAL, column("eventType", "kind")))
    assert "column total: the cell that says eventType of it is empty" in refused(path)


def test_without_metadata(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.with_name("made-up.csv-metadata.json").unlink()
    assert refused(path).startswith(": no made-up.csv-metadata.json beside it to say what its columns mean; write one")


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path)
    with path.open("r+b") as file:
        file.truncate(50 * MAX_BYTES)
    assert refused(path).startswith(": 250.0 MB is too long for a table (limit 5.0 MB); split it into several")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every way out is barred, and each try is written down."""
    tried: list[str] = []

    def barred(*asked: object, **_more: object) -> NoReturn:
        tried.append(repr(asked))
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", barred)
    monkeypatch.setattr(socket.socket, "connect", barred)
    monkeypatch.setattr(urllib.request, "urlopen", barred)
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", barred)
    return tried


LINKS: list[dict[str, object]] = [
    {"@context": ["http://www.w3.org/ns/csvw", {"@base": REMOTE, "@language": "en"}]},
    {"@context": ["http://www.w3.org/ns/csvw", {"@base": REMOTE}, REMOTE]},
    {"@context": REMOTE},
    {"@id": REMOTE},
    {"@id": REMOTE, "@type": "Table"},
    {"url": REMOTE + "/made-up.csv"},
    {"tableSchema": REMOTE},
    {"tableSchema": {"@id": REMOTE, "columns": list(PLAIN)}},
    {"dialect": REMOTE},
    {"dialect": {"@id": REMOTE}},
    {"notes": [{"@id": REMOTE}]},
    {"transformations": [{"url": REMOTE, "targetFormat": REMOTE, "scriptFormat": REMOTE, "titles": "x"}]},
    {"dc:license": {"@id": REMOTE}},
    {"dc:publisher": {"@id": REMOTE}},
    {"rdfs:seeAlso": {"@id": REMOTE}},
    {
        "tableSchema": {
            "columns": list(PLAIN),
            "foreignKeys": [
                {"columnReference": "year", "reference": {"resource": REMOTE, "columnReference": "year"}},
            ],
        }
    },
    {
        "tableSchema": {
            "columns": list(PLAIN),
            "foreignKeys": [
                {"columnReference": "year", "reference": {"schemaReference": REMOTE, "columnReference": "year"}},
            ],
        }
    },
    {"tableSchema": {"columns": [{**YEAR, "datatype": {"@id": REMOTE, "base": "string"}}, TOTAL, ARRIVAL, WHERE]}},
    {"tableSchema": {"columns": [{**YEAR, "aboutUrl": None, "@id": REMOTE}, TOTAL, ARRIVAL, WHERE]}},
    {"tableSchema": {"columns": [YEAR, TOTAL, ARRIVAL, {**WHERE, "valueUrl": REMOTE}]}},
]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: next(iter(link)))
@pytest.mark.parametrize("grouped", [False, True])
def test_nothing_is_fetched(tmp_path: Path, link: dict[str, object], no_network: list[str], *, grouped: bool) -> None:
    stated = described() | link
    if grouped:
        inner = {name: value for name, value in stated.items() if name != "@context"}
        stated = {"@context": stated["@context"], "tables": [inner], **{k: v for k, v in link.items() if k != "url"}}
    path = write(tmp_path, metadata=stated)
    try:
        assert len(claims(read(path))) == 2
    except LoadError as error:
        assert "example.org" in str(error) or "no CSVW metadata" in str(error) or "not as CSVW" in str(error)  # noqa: PT017
    assert no_network == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.sampled_from(["", "#", REMOTE, "year", "integer", "{x}", "{", "und"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["base", "format", "name", "titles", "@id", "@value", "columns", "en", "url"]),
            inner,
            max_size=2,
        )
    ),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    "dialect notes lang null tableDirection transformations aboutUrl datatype default ordered separator valueUrl "
    "required "
    "dc:title dc:publisher dc:issued dc:license dc:language dc:identifier @id @type titles name format".split()
)


@given(st.dictionaries(FIELDS, JSON, max_size=2), st.dictionaries(FIELDS, JSON, max_size=2))
def test_whatever_metadata_say_they_are_read_or_refused_in_a_line(
    tmp_path_factory: pytest.TempPathFactory, of_table: dict[str, object], of_column: dict[str, object]
) -> None:
    metadata = described(YEAR, {**TOTAL, **of_column}, ARRIVAL) | of_table
    path = write(tmp_path_factory.mktemp("tables"), TEXT, metadata)
    try:
        assert len(claims(read(path))) <= 2
    except LoadError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)  # noqa: PT017, PT018


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_a_file_holds_it_is_read_or_refused_in_a_line(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    path = write(tmp_path_factory.mktemp("tables"), "year,total\n2031,5\n" + content)
    try:
        assert len(claims(read(path))) >= 1
    except LoadError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)  # noqa: PT017, PT018
