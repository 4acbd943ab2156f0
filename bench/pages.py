"""What a page costs who reads it: bytes over the wire, first paint, and the same for a place with 50,000 claims.

    .venv/bin/python bench/pages.py [--claims 50000]

Every kind of page of the demo is opened in Chromium with empty caches on this machine; the bytes are those that came
over the wire, compressed, with what draws a map (Leaflet, outlines, places) told apart. Then a store is made in
which one crossing is named by so many claims, and its page is asked for, from disk or memory as the service decides.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser
from pyoxigraph import NamedNode, Quad

from refoulement.__main__ import main as refoulement
from refoulement.graph import events, iri
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Mention
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads, day_literal, mention_quads, read_entities
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, RF, read
from refoulement.tests.browser import DESK, chromium
from refoulement.tests.page_kinds import addresses
from refoulement.tests.real_server import serving

ROOT = Path(__file__).parent.parent
PAINT_MS, WEIGHT_KB, LARGE_S = 500, 200, 1.0  # what has to hold
PLACE = iri.THINGS + "crossing/dandong-sinuiju"
TEXT = "Made-up words for a benchmark, of no one and of nothing that happened. " * 4
OF_A_MAP = re.compile(r"/map\.(js|css|geojson)|/outlines\.json")
A_PART = 10  # claims an article


@dataclass(frozen=True, slots=True)
class Cost:
    """Kilobytes over the wire, those of a map apart, and the milliseconds to the first paint of contents."""

    page_kb: float
    map_kb: float
    paint_ms: float


def cost(browser: Browser, address: str) -> Cost:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    urls, sizes = dict[str, str](), dict[str, float]()
    wire.on("Network.requestWillBeSent", lambda told: urls.__setitem__(told["requestId"], told["request"]["url"]))
    wire.on("Network.loadingFinished", lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]))
    page.goto(address)
    page.wait_for_timeout(1500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    context.close()
    of_map = sum(size for request, size in sizes.items() if OF_A_MAP.search(urls.get(request, "")))
    return Cost((sum(sizes.values()) - of_map) / 1000, of_map / 1000, paint)


def quads(claims: int) -> Iterator[Quad]:
    """So many claims that name one crossing, of ten years, by known actors, in articles of ten claims each."""
    chance = Random(5)
    reference = [Quad(one.subject, one.predicate, one.object, iri.GAZETTEER_GRAPH) for one in read(GAZETTEER)]
    entities = list(read_entities(reference))
    places = [one.iri for one in entities if one.kind in ("Settlement", "BorderCrossing")]
    actors = [one.iri for one in entities if one.kind in ("RightsGroup", "GovernmentBody")]
    yield from reference
    for path in (REFOULEMENT, CONCEPTS):
        yield from (Quad(one.subject, one.predicate, one.object, iri.ONTOLOGY_GRAPH) for one in read(path))
    for number in range(claims // A_PART):
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
        text = f"{TEXT}{number}"
        article = Article(
            id=f"made-{number}",
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            title=f"Made-up report {number}",
            publisher=f"Outlet {chance.randrange(50)}",
            published=When(day.isoformat()),
        )
        graph = iri.article_graph(article.id)
        yield from article_quads(article)
        yield from mention_quads(Mention(article.passage(200, 205), PLACE))
        for place in range(A_PART):
            claim = EventClaim(
                passages=(article.passage(place * 9, place * 9 + 7),),
                extractor="made 1",
                event_type=chance.choice(("Repatriation", "Detention")),
                count=Count(bound=chance.choice(("exact", "atMost", "moreThan")), value=chance.randrange(1, 900)),
                when=When((day - timedelta(days=chance.randrange(30))).isoformat()[: chance.choice((4, 7, 10))]),
                via=(PLACE,),
                held_at=(chance.choice(places),),
                claimants=(chance.choice(actors),),
            )
            yield from claim_quads(claim)
            yield Quad(NamedNode(claim.iri), RF.knownFrom, day_literal(day), graph)


def fill(store: Path, claims: int) -> None:
    graphs: dict[NamedNode, list[Quad]] = {}
    said = list(quads(claims))
    for quad in (*said, *events.derive(said)):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name, []).append(quad)
    at = datetime(2026, 1, 2, tzinfo=UTC)
    with OxigraphWriter(store / PUBLIC) as writer:
        for graph, part in graphs.items():
            writer.replace(graph, part, Entry(graph=graph, title="Made up", agent="benchmark 1", written_at=at))
        writer.publish()


def opening(address: str) -> float:
    """Seconds until a page is there whole, asked for in ways that no cache has answered before."""
    times = []
    for number in range(5):
        began = time.perf_counter()
        with urlopen(f"{address}?asked={number}", timeout=60) as answer:  # noqa: S310 - our own server's address
            answer.read()
        times.append(time.perf_counter() - began)
    return median(times)


def main() -> int:
    """Measure, and print what was measured; returns 1 where a page costs too much."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=50_000, metavar="N", help="default: %(default)s; 0 for none")
    options = parser.parse_args()
    failed = False
    with TemporaryDirectory() as folder:
        demo, large = Path(folder) / "demo", Path(folder) / "large"
        refoulement(["load", str(ROOT / "corpus"), "--store", str(demo)])
        with serving(demo, "--quiet") as address, chromium() as browser:
            cost(browser, address)  # the first page of a browser costs what no other does
            print(f"{'page':16} {'kB':>7} {'map kB':>8} {'first paint ms':>15}")
            for kind, path in addresses(demo):
                one = cost(browser, f"{address}{path}")
                failed |= one.page_kb > WEIGHT_KB or one.paint_ms > PAINT_MS
                print(f"{kind:16} {one.page_kb:7.1f} {one.map_kb:8.1f} {one.paint_ms:15.0f}", flush=True)
        if options.claims:
            fill(large, options.claims)
            path = f"/page/{PLACE.removeprefix(iri.THINGS)}"
            with serving(large, "--quiet") as address:
                took = opening(f"{address}{path}")
            print(f"a place with {options.claims:,} claims opens in {took:.2f} s (median of five)")
            failed |= took > LARGE_S
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
