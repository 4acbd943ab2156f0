"""In which language a reader is spoken to, how it is chosen, and what is said where the graph knows no word of it."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg as parse_mapping
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from refoulement.graph.rdf import SKOS
from refoulement.server import create_app
from refoulement.web.description import Description
from refoulement.web.language import COOKIE, LANGUAGES
from refoulement.web.settings import Settings

ROOT = Path(__file__).parent.parent
THING = NamedNode("https://w3id.org/refoulement/id/place/synthetic")


def spoken(client: FlaskClient, **headers: str) -> str:
    page = client.get("/queries/", headers=headers).get_data(as_text=True)
    return page.split('<html lang="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en"),
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("de", "en"),
        ("en;q=0.5, ko;q=0.4", "en"),
        ("é,;q", "en"),
    ],
)
def test_the_browsers_language_is_spoken_where_we_can(client: FlaskClient, asked: str, language: str) -> None:
    assert spoken(client, **{"Accept-Language": asked}) == language


def test_what_was_chosen_goes_before_what_the_browser_asks(client: FlaskClient) -> None:
    assert client.get("/language/ko?back=/queries/").headers["Location"] == "/queries/"
    assert spoken(client, **{"Accept-Language": "en"}) == "ko"
    client.set_cookie(COOKIE, "tlh")
    assert spoken(client, **{"Accept-Language": "en"}) == "en"


@pytest.mark.parametrize("address", ["/", "/queries/", "/search?q=a", "/nowhere"])
def test_caches_are_told_that_pages_differ_by_language(client: FlaskClient, address: str) -> None:
    assert {"Accept-Language", "Cookie"} <= set(client.get(address, headers={"Accept": "text/html"}).vary)


def test_answers_for_programs_do_not_differ_by_language(client: FlaskClient) -> None:
    assert "Accept-Language" not in client.get("/sparql?query=ASK{}").vary


@given(
    st.text()
    | st.sampled_from(["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/a?b=c"])
)
def test_nobody_is_led_elsewhere(store: Path, back: str) -> None:
    target = (
        create_app(Settings(store=store))
        .test_client()
        .get("/language/en", query_string={"back": back})
        .headers["Location"]
    )
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))


def test_a_language_that_is_not_written_is_not_found(client: FlaskClient) -> None:
    assert client.get("/language/tlh").status_code == 404


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        ({"en": "Synthetic", "ko": "합성"}, ("합성", "ko")),
        ({"en": "Synthetic", "zh": "合成"}, ("Synthetic", "en")),
        ({"zh": "合成"}, ("合成", "zh")),
        ({}, ("synthetic", "und")),
    ],
)
def test_a_name_comes_with_its_language(labels: dict[str, str], named: tuple[str, str]) -> None:
    triples = [
        Triple(THING, NamedNode(SKOS + "prefLabel"), Literal(name, language=tag)) for tag, name in labels.items()
    ]
    assert Description(THING, tuple(triples), language="ko").named(THING) == named


def test_each_language_is_offered_by_its_own_name(client: FlaskClient) -> None:
    page = client.get("/queries/").get_data(as_text=True)
    assert [name for name in LANGUAGES.values() if name in page] == [LANGUAGES["ko"]]


HOLES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def test_every_word_of_the_interface_is_said_in_korean() -> None:
    """`make words` gathers them; a word that is no longer said, or was never translated, would be told here."""
    with (ROOT / "web/translations/mapping.cfg").open() as mapping:
        methods, options = parse_mapping(mapping)  # type: ignore[no-untyped-call]
    with (ROOT / "web/translations/ko/LC_MESSAGES/messages.po").open("rb") as words:
        catalogue = read_po(words)
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    said = {
        message
        for folder in ("web", "queries")
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, methods, options, keywords, directory_filter=lambda path: "node_modules" not in str(path)
        )
    }
    assert {message.id for message in catalogue if message.id} == said
    untold, torn = [], []
    for message in catalogue:
        for one in (message.string,) if isinstance(message.string, str) else message.string or ():
            known = message.id if isinstance(message.id, str) else message.id[-1]
            untold += [] if one or not message.id else [known]
            torn += [known] if message.id and set(HOLES.findall(one)) != set(HOLES.findall(known)) else []
    assert (untold, torn) == ([], [])
