"""A protected name in other scripts, taken apart, and in tables, is looked for in all that the open tiers hold."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from refoulement.errors import GraphError
from refoulement.graph import iri, protecting
from refoulement.graph.article import Cell
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import read_passages
from refoulement.graph.table import misplaced
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import NAMESPACE, RF
from refoulement.ontology.naming import slug
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.at_risk import LATER
from refoulement.tests.synthetic_table import ARRIVAL, TOTAL, WHERE, YEAR, column, described
from refoulement.tests.synthetic_table import write as write_table
from refoulement.tests.test_tiers import rows
from refoulement.web.settings import Settings

pytestmark = pytest.mark.slow  # articles and tables loaded over three stores

NAME, HANGUL, HANJA = "Tongbang Hwijun", "동방휘준", "東芳輝瞬"
HIDDEN = ["tongbang", "tong-bang", "hwijun", "hwi-jun", "hwi- jun", "휘준", HANJA, quote(HANGUL).lower(), slug(HANGUL)]
COUNT = "China sent back 12 North Koreans on October 9, 2023, Sample Watch Group said."
TEXTS = {
    "named": f"{COUNT} {NAME} ({HANJA}, 41) was among them. {NAME}, a researcher at Sample Watch Group, "
    f"urged China to stop. “They face torture,” {NAME} said.",
    "apart": f"{COUNT} Tong-bang Hwi-jun was seen. Tongbang Hwi\u00adjun was seen. Tongbang Hwi-\u200bjun said 25 "
    "North Koreans were sent back on October 10, 2023. Tongbang Hwi- jun, a nurse, is ill.",
    "eastern": f"{COUNT} {HANGUL}은 was one of them, 동방 휘준 씨 and {HANJA} too.",
    HANGUL: f"{COUNT} The rest is told elsewhere.",
}


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"{HANGUL} sent back\n\n{TEXTS[name]}\n")
        known = {"headline": f"{HANGUL} sent back", "url": f"https://example.org/{quote(HANGUL)}/{len(name)}"}
        (folder / f"{name}.jsonld").write_text(json.dumps(known | {"datePublished": "2023-12-01"}))
    return folder


def tables(folder: Path) -> Path:
    """One table by the person as a whole, one whose cells name them, with quotes and commas."""
    folder.mkdir(parents=True, exist_ok=True)
    whose = column("attribution", virtual=True, default=NAME)
    write_table(
        folder,
        metadata=described(YEAR, TOTAL, ARRIVAL, WHERE, whose, **{"dc:identifier": "whole"}),
        name="made-up.csv",
    )
    text = f'year,who,total,note\n2031,"Hwi-jun, Tongbang",5,"{HANGUL}, ""41"""\n2032,Border Watch,7,\n'
    columns = (YEAR, column("attribution", "who"), TOTAL, {"name": "note"}, ARRIVAL, WHERE)
    write_table(folder, text, described(*columns, name="cells.csv", **{"dc:identifier": "cells"}), name="cells.csv")
    return folder


def mark(store: Path, also: frozenset[str] = frozenset()) -> protecting.Withheld:
    with TieredWriter(store, now=LATER) as writer:
        person = at_risk.person(store, NAME, "named")
        return protecting.protect(writer, person, why="kin", also=also, key=at_risk.KEY, now=LATER)


@pytest.fixture(scope="module", params=["before the mark", "after it"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the person is named so, loaded before or after the mark was set."""
    place = tmp_path_factory.mktemp("spellings")
    store, others = place / "store", tables(write(place / "others", "apart", "eastern", HANGUL))
    at_risk.load(store, write(place / "named", "named"))
    if request.param == "before the mark":
        at_risk.load(store, others)
        mark(store)
    else:
        mark(store)
        at_risk.load(store, others, now=LATER)
    return store


@pytest.fixture
def client(kept: Path) -> FlaskClient:
    return create_app(Settings(store=kept)).test_client()


@pytest.mark.parametrize("tier", ["public", "partner"])
def test_no_quad_and_no_text_tells_it(kept: Path, tier: str) -> None:
    said = [" ".join(map(str, row)) for row in rows(kept, tier)]
    said += [path.read_text(errors="replace") for path in (kept / tier / "texts").rglob("*") if path.is_file()]
    assert [(word, one[:200]) for one in said for word in HIDDEN if word in one.casefold()] == []


def test_nothing_that_is_mentioned_is_a_piece_of_it(kept: Path) -> None:
    sealed, public = (set(filter(iri.is_minted, (row[1] for row in rows(kept, tier)))) for tier in ("sealed", "public"))
    assert any("tongbang" in person for person in sealed)
    assert [thing for thing in public if "/person/" in thing] == []


def test_a_table_keeps_its_cells_and_counts_what_is_withheld(kept: Path, client: FlaskClient) -> None:
    reader = OxigraphReader(kept / "public")
    for name in ("whole", "cells"):
        quads = reader.snapshot().quads(iri.article_graph(name))
        digest = next(row[3] for row in rows(kept, "public") if row[1:3] == (iri.article(name), RF.sha256.value))
        cells = [one for one in read_passages(quads).values() if isinstance(one, Cell)]
        assert cells
        assert list(misplaced(cells, reader.text(digest))) == []
        assert all(reader.text(digest)[cell.start : cell.end] == cell.exact for cell in cells)
        assert "at risk" in client.get(f"/page/article/{name}").text
    told = [row[3] for row in rows(kept, "public") if row[2] == f"{NAMESPACE}attribution"]
    assert set(told) >= {"a person, name withheld", "Border Watch"}


@pytest.mark.parametrize("words", [NAME, "Tong-bang", HANGUL, HANJA, "hwijun"])
def test_search_and_suggestions_find_nothing(client: FlaskClient, words: str) -> None:
    for room in ("suggest", "search"):
        assert "/person/" not in client.get(f"/{room}", query_string={"q": words}).text


def test_a_spelling_that_many_share_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "store"
    at_risk.load(store, write(tmp_path / "named", "named"))
    before = {tier: rows(store, tier) for tier in ("public", "sealed")}
    with pytest.raises(GraphError, match="'Kim' is a name that many share"):
        mark(store, also=frozenset({"Kim", "Wobblethrush"}))
    assert {tier: rows(store, tier) for tier in before} == before
