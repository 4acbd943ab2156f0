"""How claims are put into words, marks and lines, and what stands on the pages."""

from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.article import Passage
from refoulement.graph.claim import Count
from refoulement.tests.published_store import CLERKSHIP, FIRST, FIRST_TEXT, GROUP, NORTHSIDE, OVER_70, SILENCE, UP_TO_60
from refoulement.web import phrases
from refoulement.web.marking import Closing, Opening, marked

TEXT = "0123456789" * 3


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(bound="exact", value=1), "1 person"),
        (Count(bound="exact", value=1170), "1,170 people"),
        (Count(bound="approximately", value=600), "about 600 people"),
        (Count(bound="approximately"), "a number not given"),
        (Count(bound="atLeast", value=9), "at least 9 people"),
        (Count(bound="moreThan", value=600), "more than 600 people"),
        (Count(bound="atMost", value=600), "up to 600 people"),
        (Count(bound="lessThan", value=9), "fewer than 9 people"),
        (Count(bound="range", value=500, value_to=600), "500 to 600 people"),
        (Count(bound="exact", value=72, unit="percent"), "72 per cent"),
    ],
)
def test_a_figure_is_said_with_its_bound(count: Count, words: str) -> None:
    assert phrases.figure(count) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-10-09", "9 October 2023"),
        ("2023-10-09~", "about 9 October 2023"),
        ("2023-10", "October 2023"),
        ("2023?", "perhaps 2023"),
        ("2021-34", "quarter 2 2021"),
        ("2021-21", "spring 2021"),
        ("2023-08/2023-10", "August 2023 to October 2023"),
        ("../2023-10-09", "until 9 October 2023"),
        ("2023-10-09/..", "since 9 October 2023"),
        ("202X", "202X"),
    ],
)
def test_a_time_is_no_more_precise_than_the_source(edtf: str, words: str) -> None:
    assert phrases.when(edtf) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2023-10-09", "2023-10-09", "9 October 2023"),
        ("2021-07-01", "2021-07-31", "July 2021"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2020-01-01", "2020-12-30", "1 January 2020 to 30 December 2020"),
        (None, "2020-12-31", "until 31 December 2020"),
        (None, None, "undated"),
    ],
)
def test_a_period_is_said_shortly(earliest: str | None, latest: str | None, words: str) -> None:
    assert phrases.period(earliest, latest) == words


passages = st.lists(
    st.tuples(st.integers(0, 29), st.integers(1, 30))
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda pair: Passage("a", pair[0], pair[1], TEXT[pair[0] : pair[1]])),
    max_size=8,
)


@given(passages)
def test_marks_nest_and_keep_every_word(given_passages: list[Passage]) -> None:
    opened: list[Passage] = []
    covered: dict[Passage, str] = dict.fromkeys(given_passages, "")
    text, firsts, lasts = "", [], []
    for piece in marked(TEXT, given_passages):
        match piece:
            case Opening(passage, first):
                opened.append(passage)
                firsts += [passage] if first else []
            case Closing(passage, last):
                assert opened.pop() == passage
                lasts += [passage] if last else []
            case _:
                text += piece
                for passage in opened:
                    covered[passage] += piece
    assert text == TEXT
    assert opened == []
    assert all(passage.exact == words for passage, words in covered.items())
    assert sorted(firsts, key=str) == sorted(lasts, key=str) == sorted(covered, key=str)


def test_crossing_passages_are_cut_once() -> None:
    a, b = Passage("a", 0, 4, "0123"), Passage("a", 2, 6, "2345")
    assert marked("0123456", [b, a]) == [
        Opening(a, first=True),
        "01",
        Opening(b, first=True),
        "23",
        Closing(b, last=False),
        Closing(a, last=True),
        Opening(b, first=False),
        "45",
        Closing(b, last=True),
        "6",
    ]


def test_the_first_page_lists_figures_as_said(client: FlaskClient) -> None:
    page = client.get("/").text
    line = "more than 70; 2 claimants, 1 of them unnamed; figures from up to 60 to more than 70; 1 pair contradicts"
    assert f'<p class="figures">{line}</p>' in page
    assert "2 claims in 2 articles" in page
    assert "A &lt;synthetic&gt; report &amp; more" in page


def test_an_event_page_shows_every_figure_with_claimant_words_and_reason(client: FlaskClient) -> None:
    page = client.get("/page/event/repatriation-2031-05-04").text
    for expected in (
        "up to 60 people",
        "more than 70 people",
        "as reported by the article alone",
        "time and places agree",
        "published soon after",
        UP_TO_60.passages[0].exact,
        OVER_70.passages[0].exact,
        f"/page/article/synthetic-two?passage=0,{OVER_70.passages[0].end}#char=0,{OVER_70.passages[0].end}",
        "Stances, in order of time",
        SILENCE.passages[0].exact,
    ):
        assert expected in unescape(page).replace("%2C", ",")
    assert "130 people" not in page  # figures are never added up


def test_a_place_page_says_what_is_said_of_it(client: FlaskClient) -> None:
    page = client.get("/page/place/northside").text
    assert "What is said of it" in page
    assert UP_TO_60.passages[0].exact in page
    assert '<span lang="ko-' in page


def test_an_actor_page_says_what_it_says_and_never_a_misspelling(client: FlaskClient) -> None:
    page = client.get("/page/organisation/societe-exemple").text
    assert "What it says" in page
    assert "Exempel" not in page
    roles = client.get("/page/person/a-placeholder").text
    assert "Roles" in roles
    assert CLERKSHIP.passages[0].exact in roles


def test_a_claim_has_its_page(client: FlaskClient) -> None:
    page = client.get(UP_TO_60.iri.removeprefix("https://w3id.org/refoulement").replace("/id/", "/page/")).text
    assert "held to be about" in page
    assert GROUP.name in page
    assert NORTHSIDE.name in page


class Reading(HTMLParser):
    """The captured text of an article page, with the text of every element that has an id."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.by_id: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "meta", "link", "br"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(attributes.get("class") == "text" for _, attributes in self.open) and not any(
            tag == "sup" for tag, _ in self.open
        ):
            self.text += data
        for tag, attributes in self.open:
            if (name := attributes.get("id")) and tag in ("mark", "a") and self.open[-1][0] != "sup":
                self.by_id[name] = self.by_id.get(name, "") + ("" if any(t == "sup" for t, _ in self.open) else data)


def test_an_article_page_marks_every_passage_exactly(client: FlaskClient) -> None:
    reading = Reading()
    reading.feed(client.get("/page/article/synthetic-one").text)
    assert reading.text.strip() == FIRST_TEXT
    for claim in (UP_TO_60, SILENCE, CLERKSHIP):
        [passage] = claim.passages
        assert reading.by_id[f"char={passage.start},{passage.end}"] == passage.exact


def test_the_passage_asked_for_stands_out(client: FlaskClient) -> None:
    [passage] = SILENCE.passages
    place = f"{passage.start},{passage.end}"
    page = client.get("/page/article/synthetic-one", query_string={"passage": place}).text
    assert f'<mark id="char={place}" class="claimed asked" data-claims="2">' in page
    assert '<li id="claim-2" class="asked">' in page
    assert page.count('asked">') + page.count('asked" ') == 2  # the words, and the claim that rests on them


def test_an_address_that_is_no_web_address_is_never_a_link(client: FlaskClient) -> None:
    page = client.get(
        "/sparql", query_string={"query": "SELECT (<javascript:alert(1)> AS ?x) {}"}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 200
    assert 'href="javascript' not in page.text


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_period_never_says_less_than_its_days(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    words = phrases.period(first.isoformat(), last.isoformat())
    assert str(first.year) in words
    assert str(last.year) in words


def test_the_article_is_described_as_it_was_captured(client: FlaskClient) -> None:
    page = client.get("/page/article/synthetic-one").text
    assert FIRST.sha256 in page
    assert "Synthetic Gazette" in page
    assert 'href="https://example.org/synthetic-one"' in page
