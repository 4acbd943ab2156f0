"""A claim that was missed is entered on the pages of review: words are meant, and what they say; or it is refused."""

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from refoulement.graph import iri
from refoulement.graph.article import Article, Passage
from refoulement.graph.rdf import read_claims
from refoulement.graph.reading import reader
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.unclaimed import Unclaimed
from refoulement.graph.withdrawal import withdraw
from refoulement.loaders import run
from refoulement.loaders.extract import Extraction
from refoulement.loaders.sources import find
from refoulement.tests.reviewed_store import NOON, extract
from refoulement.tests.test_review import Desk, text
from refoulement.tests.test_run import write
from refoulement.web.review_words import chosen, sentence, standing

SAID = (
    "12 people were sent back on 2023-10-09 by Alpha.",
    "Another 7 went over the bridge at Tumen, Kim Min-su spoke. Nobody wrote it down.",
    "Nobody wrote it down.",
)
WORDS = "Another 7 went over the bridge at Tumen, Kim Min-su spoke."
TUMEN = iri.entity("Settlement", "Tumen")
FITTING = {"kind": "Repatriation", "bound": "atLeast", "value": "7", "via": TUMEN, "note": "read by me"}


def leaving(article: Article) -> Extraction:
    """The plain extraction, which leaves one number."""
    at = article.text.find("Another 7")
    left = (Unclaimed(article.passage(at, at + 9), "noEventUnderstood"),) if at >= 0 else ()
    return replace(extract(article), unclaimed=left)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("adding-pages")
    write(place / "articles", "one", *SAID)
    with TieredWriter(place / "store", now=NOON) as writer:
        found = find([place / "articles"])
        run.load(found, extract=leaving, store=writer, now=NOON, tell=lambda _: None, stop=lambda: False)
    return place / "store"


@pytest.fixture
def desk(prepared: Path, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(prepared, tmp_path / "store")))


def add(desk: Desk, **changed: str | list[str]) -> TestResponse:
    said = {"article": "one", "words": WORDS, "at": "", "action": "add", **FITTING, **changed}
    return desk.post("/review/add/claim", **said)


@pytest.mark.slow
def test_words_are_marked_said_and_stand_and_that_is_undone(desk: Desk) -> None:
    before = desk.everything()
    assert "1 number" in text(desk.get("/review/add"))
    page = desk.get("/review/add?article=one")
    shown = text(page)
    for words in ("Another 7 went over", "no event understood", "What it claims 1", "Add a claim from these words"):
        assert words in shown, words
    [start] = re.findall(r'href="(/review/add\?article=one&amp;words=[^"]+)"', page.text)
    assert WORDS in unescape(desk.get(unescape(start).partition("#")[0]).text)
    form = desk.get("/review/add/claim", query={"article": "one", "words": WORDS.replace(" ", "\r\n ")})
    assert form.status_code == 200
    assert "Kim Min-su (" in text(form)  # who is named in the words can be chosen
    answer = add(desk)
    assert answer.status_code == 303, text(answer)
    assert desk.figures("one") == {("exact", 12), ("atLeast", 7)}
    after = desk.get(answer.headers["Location"])
    for words in ("Written down.", "It stands in the article", "What it claims 2", "None is left."):
        assert words in text(after), words
    found = read_claims(reader(desk.store, "public").snapshot().quads(iri.article_graph("one")))
    assert [(claim.passages[0].exact, claim.extractor.partition(", ")[2]) for claim in found][1] == (
        WORDS,
        "entered by hand",
    )
    assert "entered by hand" in text(desk.get(f"/page/claim/{found[1].iri.rpartition('/')[2]}"))
    history = text(desk.get("/review/history"))
    assert "said, and missed" in history
    assert "read by me" in history
    assert "1 number" not in text(desk.get("/review/add"))
    assert desk.undo_shown(answer).status_code == 303
    left = {quad for quad in desk.everything() if quad.graph_name not in (iri.REVIEWS_GRAPH, iri.CATALOGUE_GRAPH)}
    assert left == {quad for quad in before if quad.graph_name != iri.CATALOGUE_GRAPH}


@pytest.mark.slow
def test_the_form_changes_with_the_kind_and_finds_entities(desk: Desk) -> None:
    page = add(desk, kind="role", action="kind")
    assert 'name="role"' in page.text
    assert 'name="value"' not in page.text
    page = add(desk, action="find", **{"find-held_at": "dandong"})
    assert re.search(r'name="held_at" value="[^"]+/dandong"', page.text)
    assert 'value="7"' in page.text
    [person] = re.findall(r'type="radio" name="person" value="([^"]+)"', add(desk, kind="role", action="kind").text)
    answer = add(desk, kind="role", person=person, role="witness")
    assert answer.status_code == 303, text(answer)
    assert add(desk, kind="stance", speaker=person, stance="warns", harms=["torture"]).status_code == 303
    assert "A. has" not in text(add(desk, kind="stance", speaker=person, stance="urges", harms=[]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "status", "field", "words"),
    [
        ({"words": "  "}, 409, "words", "mark the words that say it"),
        ({"words": "Another 8 went"}, 409, "words", "the text does not have these words"),
        ({"words": "Nobody wrote it down."}, 409, "at", "the words stand in the text 2 times"),
        ({"words": f"Synthetic title of one {SAID[0]}"}, 409, "words", "over several paragraphs"),
        ({"kind": "Picnic"}, 409, "", "is no kind of claim"),
        ({"article": "none"}, 409, "", "the store has no article 'none'"),
        ({"value": "many"}, 409, "value", "is no number"),
        ({"value": ""}, 409, "value", "needs its number"),
        ({"bound": "none"}, 409, "bound", "say how the figure is bounded"),
        ({"bound": "range", "value_to": "3"}, 409, "value_to", "runs backwards"),
        ({"when": "next week"}, 409, "when", "is not EDTF"),
        ({"when": "2031-01"}, 422, "when", "published"),
        ({"kind": "stance"}, 409, "speaker", "choose one; a claim of this kind cannot be without"),
        ({"kind": "stance"}, 409, "stance", "is not of the list"),
        ({"via": iri.entity("Person", "Nobody")}, 409, "", "neither in the gazetteer"),
        ({"via": "no address"}, 409, "", "is no IRI"),
    ],
)
def test_what_cannot_be_is_refused_in_words_beside_its_field(
    desk: Desk, changed: dict[str, str], status: int, field: str, words: str
) -> None:
    before = desk.everything()
    answer = add(desk, **changed)
    assert (answer.status_code, words in text(answer)) == (status, True), text(answer)
    if field:
        assert re.search(rf'id="{field}"[^>]* aria-(?:invalid|describedby)="(?:true|how wrong-{field})', answer.text)
        assert f'id="wrong-{field}"' in answer.text
        assert f'<a href="#{field}">' in answer.text
    assert desk.everything() == before


@pytest.mark.slow
def test_of_several_places_one_is_chosen_and_the_same_is_not_entered_twice(desk: Desk) -> None:
    several: dict[str, str | list[str]] = {
        "words": "Nobody wrote it down.",
        "kind": "Death",
        "via": [],
        "bound": "none",
        "value": "",
    }
    page = desk.get("/review/add/claim?article=one&words=Nobody+wrote+it+down.")
    first, second = re.findall(r'type="radio" name="at" value="(\d+)"', page.text)
    assert add(desk, **several, at=second).status_code == 303
    again = add(desk, **several, at=second)
    assert again.status_code == 409
    assert "has entered this claim (read by me)" in text(again)
    assert add(desk, **several, at=first).status_code == 303
    said: dict[str, str | list[str]] = {
        "kind": "Repatriation",
        "words": SAID[0],
        "bound": "exact",
        "value": "12",
        "when": "2023-10-09",
        "via": [],
    }
    page = desk.get("/review/add/claim", query=said | {"article": "one"})
    [alpha] = re.findall(r'name="claimants" value="([^"]+alpha[^"]+)"', page.text)
    same = add(desk, **said, destination=iri.entity("Country", "North Korea"), claimants=alpha)
    assert "makes this very claim already" in text(same)


@pytest.mark.slow
def test_no_claim_is_added_to_what_is_withdrawn(desk: Desk) -> None:
    assert desk.get("/review/open?thing=/page/article/one").headers["Location"] == "/review/add?article=one"
    with TieredWriter(desk.store, now=NOON) as writer:
        withdraw(writer, "one", why="made up", day=None, agent="test 1", now=NOON)
        writer.publish()
    for answer in (desk.get("/review/add?article=one"), add(desk)):
        assert answer.status_code == 409
        assert "one is withdrawn" in text(answer)
    assert "Sign in with an editor" in text(desk.get("/review/add?article=one", grant=None))


def test_words_are_found_as_they_are_shown() -> None:
    told = "A sign\u202e turns.\nA sign turns."
    assert standing(told, "sign\ufffd turns") == [(2, 13)]
    assert chosen("a", told, "A  sign", occurrence=2).start == 15
    assert chosen("a", told, "sign turns").exact == "sign turns"
    assert sentence("One. Some 7 left. Two", Passage("a", 5, 11, "Some 7")) == (5, "Some 7 left.")
    assert sentence("7 left", Passage("a", 0, 1, "7")) == (0, "7 left")
