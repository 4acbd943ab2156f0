"""What one more article costs the graph of origins, in a small and in a large graph.

    python bench/origins.py 1000 10000

Each article makes one claim, five are about one event, and every tenth copies an earlier one. Timed is `tracing.renew`
after one more copy was put in, the median of eleven.
"""

import random
import resource
import sys
import time
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri, tracing
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.copies import print_quads
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads
from refoulement.graph.when import When
from refoulement.ontology import RF

WORDS = [f"word{number}" for number in range(3000)]
GROUPS = [iri.entity("RightsGroup", f"Group {number}") for number in range(50)]
START = date(2020, 1, 1)
ROUNDS = 11


def entry(graph: NamedNode) -> Entry:
    return Entry(graph=graph, title="bench", agent="bench 1", written_at=datetime(2031, 1, 1, tzinfo=UTC))


def text(number: int) -> str:
    written = number - number % 10 if number % 10 == 9 else number
    return " ".join(random.Random(written).choices(WORDS, k=400))


def quads(number: int) -> tuple[list[Quad], list[Quad]]:
    """What an article says, and the event its claim is about: five articles an event."""
    day = When((START + timedelta(days=number // 5 % 3000)).isoformat())
    words = text(number)
    article = Article(
        id=f"bench-{number}",
        text=words,
        sha256=sha256(words.encode()).hexdigest(),
        title="bench",
        publisher=f"Paper {number % 97}",
        published=day,
    )
    claim = EventClaim(
        passages=(article.passage(0, 9),),
        extractor="bench",
        event_type="Repatriation",
        count=Count(bound="exact", value=1 + number % 700),
        when=day,
        claimants=(GROUPS[number % 50],),
    )
    event, node = NamedNode(f"{iri.THINGS}event/bench-{number // 5}"), NamedNode(claim.iri)
    about = [Quad(event, RF.evidence, node, iri.EVENTS_GRAPH), Quad(node, RF.about, event, iri.EVENTS_GRAPH)]
    return [*article_quads(article), *print_quads(article.id, words), *claim_quads(claim)], about


def measure(articles: int) -> str:
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        events: list[Quad] = []
        for number in range(articles):
            said, about = quads(number)
            store.replace(iri.article_graph(f"bench-{number}"), said, entry(iri.article_graph(f"bench-{number}")))
            events += about
        store.replace(iri.EVENTS_GRAPH, events, entry(iri.EVENTS_GRAPH))
        begun = time.perf_counter()
        tracing.renew_whole(store, entry(iri.ORIGINS_GRAPH))
        whole = time.perf_counter() - begun
        taken = []
        for round_ in range(ROUNDS):
            said, about = quads(articles + round_ * 10 + 9 - articles % 10)
            name = said[0].graph_name.value.rpartition("/")[2]  # type: ignore[union-attr]
            store.replace(iri.article_graph(name), said, entry(iri.article_graph(name)))
            store.amend(iri.EVENTS_GRAPH, gone=[], new=about, entry=entry(iri.EVENTS_GRAPH))
            begun = time.perf_counter()
            tracing.renew(store, articles=[name], retold=[], events=[], entry=entry(iri.ORIGINS_GRAPH))
            taken.append(time.perf_counter() - begun)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"{articles:,} articles: one more {median(taken) * 1000:.1f} ms, all {whole:.1f} s, {memory:.0f} MB at most"
        )


if __name__ == "__main__":
    for count in map(int, sys.argv[1:]):
        print(measure(count), flush=True)
