"""A graph of which every word is an attack, looked at on every page in a real browser: nothing runs or leads away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri, tracing
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import (
    LABELS,
    RDF_TYPE,
    article_quads,
    claim_quads,
    day_literal,
    entity_quads,
    mention_quads,
)
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, REFOULEMENT, RF, read
from refoulement.tests.browser import needs_browser, opened
from refoulement.tests.real_server import serving

pytestmark = [*needs_browser, pytest.mark.slow]

SETTLES_MS = 200
RUN = "document.documentElement.dataset.ran=1"
ATTACK = (
    f"<script>{RUN}</script><svg onload={RUN}><img src=x onerror={RUN}>"
    f"'\"--><a href=javascript:{RUN}>x</a>{{{{7*7}}}}${{{RUN}}}\u202e\u2066\u200b]]>&amp;</title>"
)
TEXT = f"{ATTACK} up to 60 test persons {ATTACK}"
EVENT = iri.THINGS + "event/detention-2031-05-04"
GROUP, GATE, CLERK = (
    Entity(iri.entity(kind, name), kind, (Name(f"{name} {ATTACK}", "en", "preferred"), Name(ATTACK, "ko-Hang")))
    for kind, name in (("RightsGroup", "Attack Group"), ("BorderCrossing", "Attack Gate"), ("Person", "A. Attacker"))
)


def article() -> Article:
    return Article(
        id="attack",
        text=TEXT,
        sha256=sha256(TEXT.encode()).hexdigest(),
        title=ATTACK,
        publisher=ATTACK,
        published=When("2031-05-06"),
        url=f"https://example.org/{quote_plus(ATTACK)}",
        based_on=ATTACK,
    )


def claims(said_in: Article) -> tuple[Claim, ...]:
    words = (said_in.passage(0, len(TEXT)),)
    event = EventClaim(
        passages=words,
        extractor=ATTACK,
        event_type="Detention",
        count=Count(bound="atMost", value=60),
        when=When("2031-05-04"),
        via=(GATE.iri,),
        attribution=ATTACK,
    )
    return (
        event,
        replace(event, attribution=None, claimants=(GROUP.iri,), count=Count(bound="moreThan", value=70)),
        StanceClaim(passages=words, extractor=ATTACK, speaker=GROUP.iri, stance="denies"),
        RoleClaim(passages=words, extractor=ATTACK, person=CLERK.iri, role=ATTACK, organisation=GROUP.iri),
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server of that graph, and the address of the page of one of its claims."""
    folder, said_in, day = tmp_path_factory.mktemp("attacked"), article(), day_literal(date(2031, 5, 4))
    graph, event = iri.article_graph(said_in.id), NamedNode(EVENT)
    told = claims(said_in)
    graphs = {
        iri.ONTOLOGY_GRAPH: [
            Quad(quad.subject, quad.predicate, quad.object, iri.ONTOLOGY_GRAPH)
            for path in (REFOULEMENT, CONCEPTS)
            for quad in read(path)
        ],
        iri.GAZETTEER_GRAPH: [quad for one in (GROUP, GATE, CLERK) for quad in entity_quads(one, iri.GAZETTEER_GRAPH)],
        iri.EVENTS_GRAPH: [
            Quad(event, RDF_TYPE, RF.Detention, iri.EVENTS_GRAPH),
            Quad(event, LABELS["preferred"], Literal(ATTACK, language="en"), iri.EVENTS_GRAPH),
            *(Quad(event, term, day, iri.EVENTS_GRAPH) for term in (RF.earliest, RF.latest)),
            *(Quad(event, RF.evidence, NamedNode(one.iri), iri.EVENTS_GRAPH) for one in told[:2]),
            *(Quad(NamedNode(one.iri), RF.about, event, iri.EVENTS_GRAPH) for one in told[:2]),
        ],
        graph: [
            *article_quads(said_in),
            *(quad for claim in told for quad in claim_quads(claim)),
            *mention_quads(Mention(said_in.passage(0, 20), GROUP.iri)),
        ],
    }
    with OxigraphWriter(folder / PUBLIC) as writer:
        for name, quads in graphs.items():
            entry = Entry(graph=name, title=ATTACK, agent="test 1", written_at=datetime(2031, 6, 1, tzinfo=UTC))
            writer.replace(name, quads, entry)
        entry = Entry(
            graph=iri.ORIGINS_GRAPH, title="Origins", agent="test 1", written_at=datetime(2031, 6, 1, tzinfo=UTC)
        )
        tracing.renew_whole(writer, entry)
        writer.keep(said_in.sha256, TEXT, TEXT.encode())
        writer.publish()
    with serving(folder) as address:
        yield address, f"/page/claim/{told[0].iri.rpartition('/')[2]}"


def pages(claim: str) -> Iterator[str]:
    yield from ("/", "/map", "/timeline", "/network", "/queries/", "/queries/figures-ledger", claim, "/review/")
    yield from (f"/page/{thing.removeprefix(iri.THINGS)}" for thing in (EVENT, GROUP.iri, GATE.iri, CLERK.iri))
    yield from ("/page/article/attack", "/page/article/attack?passage=0,40", f"/page/place/{quote_plus(ATTACK)}")
    yield f"/page/{GROUP.iri.removeprefix(iri.THINGS)}?show=mentions"
    yield from (f"/search?q={quote_plus(ATTACK)}", "/search?q=attack", f"/sparql?query={quote_plus(ATTACK)}")
    yield f"/sparql?query={quote_plus('SELECT * { ?s ?p ?o } LIMIT 200')}"
    yield f"/queries/figures-ledger?about={quote_plus(ATTACK)}"


def harmed(page: Page) -> list[str]:
    """What of the attack became more than words."""
    return [
        *(["a script ran"] if page.evaluate("document.documentElement.dataset.ran") else []),
        *page.evaluate(
            "[...document.querySelectorAll('script:not([src^=\"/assets/built/\"]), img[src=x], [onload], [onerror]')]"
            ".map((one) => one.outerHTML)"
        ),
        *page.evaluate(
            "[...document.querySelectorAll('a[href], form[action]')]"
            ".map((one) => one.getAttribute('href') ?? one.action)"
            ".map((to) => new URL(to, document.baseURI).href)"
            ".filter((to) => !/^https?:/.test(to))"
        ),
        *(["a template was filled in"] if "49" in page.locator("h1").inner_text() else []),
    ]


@pytest.mark.parametrize("language", ["en-GB", "ko-KR"])
def test_nothing_of_an_attack_runs_or_leads_away(browser: Browser, attacked: tuple[str, str], language: str) -> None:
    address, claim = attacked
    found, elsewhere = dict[str, list[str]](), list[str]()
    with opened(browser, allow="40", locale=language) as page:  # what is asked is refused (400) or not there (404)
        page.on("dialog", lambda dialog: elsewhere.append(dialog.message))
        page.on("request", lambda request: elsewhere.append(request.url))
        for path in pages(claim):
            answer = page.goto(f"{address}{path}")
            assert answer
            assert answer.status < 500, path
            page.wait_for_timeout(SETTLES_MS)
            if harms := harmed(page):
                found[path] = harms
    assert found == {}
    assert [told for told in elsewhere if not told.startswith((address, "data:", "blob:"))] == []
