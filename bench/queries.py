"""What each named query takes in a store of some thousand articles, and how many rows it gives.

    .venv/bin/python bench/queries.py [--articles 3000] [--repeat 3]

The articles are those of `bench/linking.py`, with stances, roles, ties, mentions and notices beside their claims, and
all that is derived from them. Times are of the processor, the best of some runs of each query without parameters.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from linking import NOW, TEXT, Generator, gazetteer
from pyoxigraph import NamedNode, Quad

from refoulement.graph import events, iri, tracing
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Mention
from refoulement.graph.notice import Notice
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import RDF_TYPE, article_quads, claim_quads, day_literal, mention_quads, notice_quads
from refoulement.ontology import CONCEPTS, REFOULEMENT, RF, concepts, read, subclasses
from refoulement.queries import QUERIES, run

SLOWEST = 5.0  # seconds that no query may take
STANCES, HARMS, INSTRUMENTS = (sorted(concepts(name)) for name in ("stances", "harms", "instruments"))


class Beside:
    """What an article says beside its event claims, the same for the same seed."""

    def __init__(self, seed: int, known: list[Quad]) -> None:
        self._random = Random(seed)
        self._known = {
            top: sorted(
                quad.subject.value  # type: ignore[union-attr]
                for quad in known
                if quad.predicate == RDF_TYPE and quad.object in {RF[name] for name in subclasses(top)}
            )
            for top in ("Person", "Organisation", "Place", "DetentionFacility")
        }

    def _one(self, *tops: str) -> str:
        return self._random.choice(self._known[self._random.choice(tops)])

    def quads(self, article: Article, told: list[EventClaim]) -> Iterator[Quad]:
        """One to three stances, a role, at times a tie, six mentions and a notice; and when all of it is known from."""
        words = {"passages": (article.passage(0, 60),), "extractor": "generator 1"}
        claims: list[Claim] = [
            *told,
            *(
                StanceClaim(
                    **words,  # type: ignore[arg-type]
                    speaker=self._one("Organisation", "Person"),
                    stance=self._random.choice(STANCES),
                    harms=tuple(self._random.sample(HARMS, 2)),
                )
                for _ in range(self._random.randint(1, 3))
            ),
            RoleClaim(**words, person=self._one("Person"), role="head", organisation=self._one("Organisation")),  # type: ignore[arg-type]
            *(
                TieClaim(**words, person=one, tie="sisterOf", relative=other)  # type: ignore[arg-type]
                for one, other in [self._random.sample(self._known["Person"], 2)]
                if self._random.random() < 0.1
            ),
        ]
        named = [self._one("Person", "Organisation", "Place", "DetentionFacility") for _ in range(6)]
        day = article.published.latest if article.published else None
        graph = iri.article_graph(article.id)
        yield from article_quads(article)
        yield from chain.from_iterable(map(claim_quads, claims))
        for place, entity in enumerate(named):
            yield from mention_quads(Mention(article.passage(place * 9, place * 9 + 5), entity))
        for concept in (self._random.choice(HARMS), self._random.choice(INSTRUMENTS)):
            yield from notice_quads(Notice(article.passage(0, 60), concept))
        if day:
            yield from (Quad(NamedNode(claim.iri), RF.knownFrom, day_literal(day), graph) for claim in claims)


def fill(folder: Path, number: int) -> None:
    """Write and publish so many articles, and all that is derived from them."""
    known = gazetteer()
    generator, beside = Generator(7, known), Beside(11, known)
    said = [
        *known,
        *(
            Quad(q.subject, q.predicate, q.object, iri.ONTOLOGY_GRAPH)
            for path in (REFOULEMENT, CONCEPTS)
            for q in read(path)
        ),
    ]
    for article, told in generator.articles(number):
        said += beside.quads(article, told)
    said += events.derive(said)
    graphs: dict[NamedNode, list[Quad]] = {}
    for quad in said:
        graphs.setdefault(quad.graph_name, []).append(quad)  # type: ignore[arg-type]
    entry = Entry(graph=iri.ORIGINS_GRAPH, title="Made up", agent="benchmark 1", written_at=NOW)
    with OxigraphWriter(folder) as writer:
        for graph, quads in graphs.items():
            writer.replace(graph, quads, Entry(graph=graph, title="Made up", agent="benchmark 1", written_at=NOW))
        tracing.renew_whole(writer, entry)
        writer.publish()


def main() -> int:
    """Measure, and print what was measured; returns 1 where a query takes too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=3000, metavar="N", help="default: %(default)s")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    slowest = 0.0
    with TemporaryDirectory() as folder:
        fill(Path(folder), options.articles)
        snapshot = OxigraphReader(Path(folder)).snapshot()
        count = "SELECT (COUNT(*) AS ?n) { ?claim <" + RF.saidIn.value + "> ?article }"
        print(f"{options.articles} articles of {len(TEXT)} characters, {snapshot.select(count)[0]['n'].value} claims")
        for name in QUERIES:
            times = []
            for _ in range(options.repeat):
                began = time.process_time()
                rows = run(snapshot, name, {})
                times.append(time.process_time() - began)
            slowest = max(slowest, min(times))
            print(f"{name:30} {1000 * min(times):8.0f} ms {len(rows):8} rows", flush=True)
    return int(slowest > SLOWEST)


if __name__ == "__main__":
    sys.exit(main())
