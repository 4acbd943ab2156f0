"""What became of those who were arrested: asked as a query, and shown on the pages of the events that befell them."""

from pathlib import Path

import pytest

from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.tier import PUBLIC
from refoulement.loaders import run
from refoulement.loaders.extract import extract
from refoulement.loaders.sources import find
from refoulement.queries import run as asked
from refoulement.tests.test_asking import PATTERNS
from refoulement.tests.test_event_page import looking, words
from refoulement.tests.test_run import NOON, write

ARREST = "Sample Society said that 14 North Koreans were arrested in Kunming on 3 May 2023."
RETURN = "The 14 were sent back to North Korea through Tumen on 2 June 2023, Sample Society said."
OTHERS = "Nine people were arrested in Helong on 5 June 2023."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("followed")
    write(folder / "articles", "one", ARREST, RETURN, OTHERS, datePublished="2023-06-12")
    write(
        folder / "articles",
        "two",
        "15 people were sent back to North Korea on 2 June 2023.",
        datePublished="2023-06-14",
    )
    with OxigraphWriter(folder / "store" / PUBLIC) as writer:
        run.load(
            find([folder / "articles"]),
            extract=extract,
            store=writer,
            now=NOON,
            tell=lambda _: None,
            stop=lambda: False,
        )
    return folder / "store"


def rows(store: Path, **given: str) -> list[tuple[str, ...]]:
    found = asked(OxigraphReader(store / PUBLIC).snapshot(), "what-became-of-them", given)
    columns = ("happening", "time", "place", "via", "value", "rule", "event_label")
    return [tuple(row[column].value if column in row else "" for column in columns) for row in found]


ARRESTED = ("detention", "2023-05-03", "Kunming", "", "14", "the same number", "Detention, 2023-05-03")
RETURNED = ("repatriation", "2023-06-02", "", "Tumen", "14", "the same number", "Repatriation, 2023-06-02")


def test_who_was_arrested_is_followed_to_the_return(store: Path) -> None:
    assert rows(store) == [ARRESTED, RETURNED]
    assert rows(store, about="event/detention-2023-05-03") == [ARRESTED, RETURNED]
    assert rows(store, about="event/detention-2023-06-05") == []


def test_the_pattern_of_the_docs_finds_the_same(store: Path) -> None:
    (row,) = OxigraphReader(store / PUBLIC).snapshot().select(PATTERNS[6])
    told = [row[name].value.rsplit("/", 1)[-1] for name in ("arrest", "return", "rule")]
    assert told == ["detention-2023-05-03", "repatriation-2023-06-02", "the same number"]


@pytest.mark.parametrize(
    ("event", "other", "said"),
    [
        ("repatriation-2023-06-02", "Detention, 2023-05-03", ARREST),
        ("detention-2023-05-03", "Repatriation, 2023-06-02", RETURN),
    ],
)
def test_the_page_of_an_event_shows_what_else_befell_the_same_people(
    store: Path, event: str, other: str, said: str
) -> None:
    page = words(looking(store).get(f"/page/event/{event}").text)
    _, _, people = page.partition("The same people, before and after What else befell")
    assert people.index(
        f"{other} ( held to be the same people: the same number )".replace("( ", "(").replace(" )", ")")
    )
    assert said in people


def test_the_page_of_an_event_of_whose_people_nothing_else_is_told_says_nothing(store: Path) -> None:
    assert "The same people" not in looking(store).get("/page/event/detention-2023-06-05").text


def test_it_is_shown_as_it_was_known_on_a_day(store: Path) -> None:
    page = looking(store).get("/page/event/repatriation-2023-06-02?as_of=2023-06-13").text
    assert "Detention, 2023-05-03 (held to be the same people" in words(page)
