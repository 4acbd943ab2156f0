"""What a table claims: what its metadata say that its columns mean, cell by cell."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.errors import LoadError
from refoulement.graph.amount import Amount
from refoulement.graph.article import Cell
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Mention
from refoulement.graph.when import When
from refoulement.loaders.table import companions
from refoulement.loaders.table.reading import MAX_CLAIMS
from refoulement.ontology import NAMESPACE
from refoulement.ontology.naming import THINGS
from refoulement.tests.synthetic_table import (
    ARRIVAL,
    PLAIN,
    SOUTH_KOREA,
    TEXT,
    TOTAL,
    YEAR,
    claims,
    column,
    described,
    read,
    write,
)

MINISTRY = THINGS + "organisation/ministry-of-unification"


def counts(path: Path) -> list[Amount | None]:
    return [claim.count.value if claim.count else None for claim in claims(read(path))]


def test_each_figure_is_a_claim_that_rests_on_its_cell(tmp_path: Path) -> None:
    captured = read(write(tmp_path))
    article = captured.article
    assert (article.id, article.kind, article.text) == ("made-up", "Dataset", TEXT)
    assert (article.title, article.publisher) == ("A made-up table", "Made-up Bureau")
    assert (article.published, article.licence) == (When("2033-01-15"), "https://creativecommons.org/licenses/by/4.0/")
    assert captured.warnings == ()
    first, second = claims(captured)
    assert first == EventClaim(
        passages=(Cell("made-up", 16, 17, "5", 2, 2),),
        context=(Cell("made-up", 5, 10, "total", 1, 2), Cell("made-up", 11, 15, "2031", 2, 1)),
        extractor=first.extractor,
        event_type="Arrival",
        count=Count(bound="exact", value=5),
        when=When("2031"),
        place=(SOUTH_KOREA,),
    )
    assert second.passages == (Cell("made-up", 23, 24, "7", 3, 2),)
    assert all(article.text[cell.start : cell.end] == cell.exact for cell in (*first.passages, *first.context))


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    bare = {"dc:title": None, "dc:publisher": None, "dc:issued": None, "dc:license": None}
    captured = read(write(tmp_path, metadata=described(**bare)))
    assert [warning.split(" is given")[0] for warning in captured.warnings] == [
        "no dc:title",
        "no dc:publisher",
        "no dc:issued",
        "no dc:license",
    ]
    assert captured.article.title == "made-up.csv"
    assert captured.article.published is None


def test_where_the_metadata_are_looked_for(tmp_path: Path) -> None:
    assert companions(tmp_path / "arrivals.csv") == (tmp_path / "arrivals.csv-metadata.json",)


def test_common_properties_may_be_objects(tmp_path: Path) -> None:
    captured = read(
        write(
            tmp_path,
            metadata=described(
                **{
                    "dc:publisher": [{"schema:name": "Made-up Bureau", "@id": "https://example.org/"}],
                    "dc:title": {"@value": "Un tableau", "@language": "fr"},
                    "dc:identifier": "bureau-2033",
                    "dc:license": "free to use",
                    "dc:language": "fr",
                    "dc:modified": "2033-02-01",
                    "dc:source": "Made-up Yearbook",
                    "dcat:landingPage": {"@id": "https://example.org/table"},
                }
            ),
        )
    )
    article = captured.article
    assert (article.id, article.title, article.publisher) == ("bureau-2033", "Un tableau", "Made-up Bureau")
    assert (article.licence, article.language, article.based_on) == ("free to use", "fr", "Made-up Yearbook")
    assert (article.url, captured.modified) == ("https://example.org/table", When("2033-02-01"))


@pytest.mark.parametrize(
    ("columns", "row", "edtf"),
    [
        ([YEAR], "2031", "2031"),
        ([YEAR, column("quarter")], "2031,2", "2031-34"),
        ([YEAR, column("quarter")], "2031,Q4", "2031-36"),
        ([YEAR, column("quarter")], "2031,", "2031"),
        ([YEAR, column("quarter")], ",", None),
        ([YEAR, column("month")], "2031,4", "2031-04"),
        ([YEAR, column("month")], "2031,12", "2031-12"),
        ([column("when")], "2031-Q2", "2031-34"),
        ([column("when")], "2031-04-09~", "2031-04-09~"),
        ([column("when")], "2031-04/2031-06", "2031-04/2031-06"),
        ([column("when", datatype={"base": "date", "format": "dd.MM.yyyy"})], "09.04.2031", "2031-04-09"),
        ([column("when", virtual=True, default="2031")], None, "2031"),
    ],
)
def test_a_time_is_no_more_precise_than_its_columns(
    tmp_path: Path, columns: list[dict[str, object]], row: str | None, edtf: str | None
) -> None:
    real = [one for one in columns if not one.get("virtual")]
    virtual = [one for one in columns if one.get("virtual")]
    heading = ",".join(["total", *(str(one["name"]) for one in real)])
    cells = ",".join(["5", *([row] if row is not None else [])])
    path = write(tmp_path, f"{heading}\n{cells}\n", described(TOTAL, *real, *virtual, ARRIVAL))
    [claim] = claims(read(path))
    assert (claim.when and claim.when.edtf) == edtf


def test_names_are_those_of_the_gazetteer(tmp_path: Path) -> None:
    columns = (YEAR, TOTAL, column("via"), column("claimant"), column("heldAt", separator=";"), ARRIVAL)
    text = "year,total,via,claimant,heldAt\n2031,5,Tumen–Namyang crossing,통일부,Jilin;Liaoning\n"
    captured = read(write(tmp_path, text, described(*columns)))
    [claim] = claims(captured)
    assert claim.claimants == (MINISTRY,)
    assert claim.held_at == (THINGS + "place/jilin", THINGS + "place/liaoning")
    [via] = claim.via
    assert captured.told is not None
    named = {mention.passage.exact: mention.entity for mention in captured.told.mentions}
    assert named["Tumen–Namyang crossing"] == via
    assert named["통일부"] == MINISTRY
    assert all(isinstance(mention.passage, Cell) for mention in captured.told.mentions)
    assert Mention(claim.context[-1], claim.held_at[1]) in captured.told.mentions
    assert {via, MINISTRY} < {entity.iri for entity in captured.told.entities}


def test_an_address_may_be_made_of_cells(tmp_path: Path) -> None:
    columns = (YEAR, TOTAL, {"name": "code"}, ARRIVAL)
    where = column("place", "where", virtual=True, valueUrl=THINGS + "place/{code}")
    captured = read(write(tmp_path, "year,total,code\n2031,5,jilin\n", described(*columns, where)))
    [claim] = claims(captured)
    assert claim.place == (THINGS + "place/jilin",)


@pytest.mark.parametrize(
    ("cell", "modality"),
    [("estimated", "estimated"), ("E", "estimated"), ("p", "provisional"), ("P", "provisional"), ("", "asserted")],
)
def test_what_is_provisional_or_estimated_is_said_so(tmp_path: Path, cell: str, modality: str) -> None:
    columns = (YEAR, TOTAL, column("modality", "status"), ARRIVAL)
    [claim] = claims(read(write(tmp_path, f"year,total,status\n2031,5,{cell}\n", described(*columns))))
    assert claim.modality == modality


def test_a_bound_a_range_a_unit_and_a_nature(tmp_path: Path) -> None:
    columns = (YEAR, TOTAL, column("countValueTo"), column("countBound"), column("countNature"), column("attribution"))
    rows = "2031,5,,up to,stock,a witness\n2032,5,9,,flow,\n2033,5,,,,\n"
    heading = "year,total,countValueTo,countBound,countNature,attribution\n"
    stated = claims(read(write(tmp_path, heading + rows, described(*columns, ARRIVAL, **{"dc:issued": "2034"}))))
    assert [claim.count for claim in stated] == [
        Count(bound="atMost", value=5, nature="stock"),
        Count(bound="range", value=5, value_to=9),
        Count(bound="exact", value=5),
    ]
    assert [claim.attribution for claim in stated] == ["a witness", None, None]
    assert [cell.exact for cell in stated[1].passages] == ["5", "9"]


def test_a_column_says_of_its_own_figure_alone_what_no_other_shares(tmp_path: Path) -> None:
    sent = {**TOTAL, "name": "sent", "aboutUrl": "#sent-{_row}"}
    held = {**TOTAL, "name": "held", "aboutUrl": "#held-{_row}"}
    kinds = [
        {**ARRIVAL, "name": f"{name}_kind", "aboutUrl": f"#{name}-{{_row}}", "valueUrl": NAMESPACE + kind}
        for name, kind in (("sent", "Repatriation"), ("held", "Detention"))
    ]
    path = write(tmp_path, "year,sent,held\n2031,5,6\n2032,,7\n", described(YEAR, sent, held, *kinds))
    assert [(claim.event_type, claim.count and claim.count.value) for claim in claims(read(path))] == [
        ("Repatriation", 5),
        ("Detention", 6),
        ("Detention", 7),
    ]


@pytest.mark.parametrize(
    ("cell", "datatype", "value"),
    [
        ('"1,204"', {"base": "integer", "format": {"groupChar": ","}}, 1204),
        ("1.204", {"base": "integer", "format": {"groupChar": ".", "decimalChar": ","}}, 1204),
        ('"1,204"', {"base": "integer", "format": "#,##0"}, 1204),
        ("204", {"base": "integer", "format": {"groupChar": ","}}, 204),
        (" 7 ", "integer", 7),
        ("7", "number", 7),
        ("7", "string", 7),
        ("0", "nonNegativeInteger", 0),
    ],
)
def test_a_figure_may_be_grouped_as_its_format_says(tmp_path: Path, cell: str, datatype: object, value: int) -> None:
    path = write(tmp_path, f"year,total\n2031,{cell}\n", described(YEAR, {**TOTAL, "datatype": datatype}, ARRIVAL))
    assert counts(path) == [value]


def test_a_share_has_its_decimals(tmp_path: Path) -> None:
    unit = {**ARRIVAL, "name": "unit", "propertyUrl": NAMESPACE + "countUnit", "valueUrl": NAMESPACE + "percent"}
    path = write(
        tmp_path, "year,total\n2031,72.4\n2032,71.0\n", described(YEAR, {**TOTAL, "datatype": "decimal"}, ARRIVAL, unit)
    )
    assert counts(path) == [Decimal("72.4"), 71]


def test_a_row_that_says_again_what_another_says_is_refused_and_an_empty_one_is_not(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="row 4: says again what row 2 says, and would be counted twice"):
        read(write(tmp_path, "year,total\n2031,5\n2032,5\n2031,5\n", described(*PLAIN)))
    assert counts(write(tmp_path, "year,total\n2031,\n2031,\n2031,5\n2032,5\n", described(*PLAIN))) == [5, 5]


def test_an_unknown_cell_claims_nothing(tmp_path: Path) -> None:
    total = {**TOTAL, "null": ["", "-", "n/a"]}
    assert counts(
        write(tmp_path, "year,total\n2031,-\n2032,\n2033,n/a\n2034,7\n", described(YEAR, total, ARRIVAL))
    ) == [7]


@pytest.mark.parametrize(
    ("raw", "dialect"),
    [
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16"), {"encoding": "utf-16"}),
        (TEXT.replace("\n", "\r\n").encode(), None),
        (TEXT.replace("\n", "\r").encode(), None),
        (TEXT.replace(",", ";").encode(), {"delimiter": ";"}),
        (TEXT.replace(",", "\t").encode(), {"delimiter": "\t"}),
        (TEXT.replace(",", " ,  ").encode(), {"trim": True}),
        (b"year,total\n'2031','5'\n2032,7\n", {"quoteChar": "'"}),
        (b"2031,5\n2032,7\n", {"header": False}),
        (b"year,total\n,people\n2031,5\n2032,7\n", {"headerRowCount": 2}),
        (b"A made-up heading\nyear,total\n2031,5\n2032,7\n", {"skipRows": 1}),
        (b"year,total\n# a note\n2031,5\n2032,7\n", {"commentPrefix": "#"}),
        (b"year,total\n\n2031,5\n\n2032,7\n\n", {"skipBlankRows": True}),
        (b"no,year,total\n1,2031,5\n2,2032,7\n", {"skipColumns": 1}),
    ],
)
def test_any_dialect_gives_the_same_claims(tmp_path: Path, raw: bytes, dialect: object) -> None:
    captured = read(write(tmp_path, raw, described(dialect=dialect)))
    assert [(claim.when, claim.count and claim.count.value) for claim in claims(captured)] == [
        (When("2031"), 5),
        (When("2032"), 7),
    ]
    stands = list(csv.reader(io.StringIO(captured.article.text)))
    for claim in claims(captured):
        for cell in (*claim.passages, *claim.context):
            assert isinstance(cell, Cell)
            assert stands[cell.row - 1][cell.column - 1] == cell.exact


def test_letters_beyond_ascii_in_an_older_encoding(tmp_path: Path) -> None:
    text = "year,total,who\n2031,5,Büro für Erfundenes\n"
    columns = (YEAR, TOTAL, column("attribution", "who"), ARRIVAL)
    path = write(tmp_path, text.encode("cp1252"), described(*columns, dialect={"encoding": "windows-1252"}))
    [claim] = claims(read(path))
    assert claim.attribution == "Büro für Erfundenes"


def test_quotes_and_line_ends_inside_of_a_cell(tmp_path: Path) -> None:
    text = 'year,total,who\n2031,5,"the ""made-up"" bureau,\r\nsecond floor"\n'
    captured = read(write(tmp_path, text, described(YEAR, TOTAL, column("attribution", "who"), ARRIVAL)))
    [claim] = claims(captured)
    assert claim.attribution == 'the "made-up" bureau,\nsecond floor'
    assert claim.context[-1].exact == 'the ""made-up"" bureau,\nsecond floor'


def test_one_table_of_several(tmp_path: Path) -> None:
    other = {name: value for name, value in described(name="other.csv").items() if name != "@context"}
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:publisher": "Made-up Bureau",
        "dc:issued": "2033",
        "tables": [other, {"url": "made-up.csv"}],
        "tableSchema": described()["tableSchema"],
    }
    captured = read(write(tmp_path, metadata=group))
    assert [claim.count and claim.count.value for claim in claims(captured)] == [5, 7]
    assert captured.article.publisher == "Made-up Bureau"


def test_columns_of_other_vocabularies_say_nothing(tmp_path: Path) -> None:
    men = {"name": "men", "datatype": "integer", "propertyUrl": "https://example.org/men"}
    hidden = {**TOTAL, "name": "again", "suppressOutput": True}
    path = write(tmp_path, "year,total,men,again\n2031,5,many,x\n", described(YEAR, TOTAL, men, hidden, ARRIVAL))
    assert counts(path) == [5]


def test_a_table_of_the_most_figures(tmp_path: Path) -> None:
    text = "year,total\n" + "".join(f"2031,{number}\n" for number in range(MAX_CLAIMS))
    assert len(counts(write(tmp_path, text, described(YEAR, {**TOTAL, "null": ""}, ARRIVAL)))) == MAX_CLAIMS


ROWS = st.tuples(st.integers(1000, 2032), st.integers(0, 99_999) | st.none())


@given(st.lists(ROWS, min_size=1, max_size=6, unique=True))
def test_every_number_is_a_claim_and_nothing_else_is(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int | None]]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    text = "year,total\n" + "".join(f"{year},{'' if total is None else total}\n" for year, total in rows)
    expected = [(str(year), total) for year, total in rows if total is not None]
    if expected:
        captured = read(write(folder, text, json.dumps(described(*PLAIN))))
        assert [(c.when and c.when.edtf, c.count and c.count.value) for c in claims(captured)] == expected


def test_the_ministrys_own_table() -> None:
    captured = read(Path(__file__).parents[1] / "ontology" / "facts" / "arrivals.csv")
    stated = {claim.when.edtf: claim.count.value for claim in claims(captured) if claim.when and claim.count}
    assert len(stated) == len(claims(captured)) == 17
    assert (stated["2021"], stated["2021-34"], stated["2020"]) == (63, 5, 229)
    assert {claim.claimants for claim in claims(captured)} == {(MINISTRY,)}
    assert {claim.place for claim in claims(captured)} == {(SOUTH_KOREA,)}
