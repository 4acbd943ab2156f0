"""What of a large graph has to be derived before one can measure there what a few further articles cost.

To derive all of 100,000 articles takes most of an hour, and nearly nothing of it is ever looked at by those articles.
Looked at are the claims of their blocks, of the undated ones after these and of what those can be news of, and the
entities that share a key of a name with theirs. Whatever else were derived would make the derived graphs larger only.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice

from pyoxigraph import Quad

from refoulement.graph import iri, tracing
from refoulement.graph.candidates import keys
from refoulement.graph.catalogue import Entry
from refoulement.graph.consequences import ARTICLE, TITLES, Consequences
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import read_entities
from refoulement.graph.told import Told, blocks_before, describe, loose_after, read_told

AT_ONCE = 2000  # claims, or articles that name some entities: it bounds the memory
Said = Collection[Quad]


class Nearby:
    """Collects what articles say; then tells what of it is near some further articles."""

    def __init__(self) -> None:
        self._blocks = defaultdict[str, list[Told]](list)
        self._naming = defaultdict[str, set[str]](set)  # the articles, by keys of what they name newly

    def collect(self, article: str, said: Said) -> None:
        """Take in what an article of the graph says."""
        for claim in read_told(describe(said), str):
            self._blocks[claim.block].append(claim)
        for entity in read_entities(said):
            for key in keys(entity):
                self._naming[key].add(article)

    def _claims(self, further: Iterable[Said]) -> list[Told]:
        """The claims whose events these can change, or be compared with; block by block."""
        own = [claim for said in further for claim in read_told(describe(said), str)]
        blocks = {claim.block for claim in own}.union(*(blocks_before(claim) for claim in own if claim.loose))
        undated = blocks.union(*map(loose_after, blocks))
        loose = [claim for key in sorted(undated) for claim in self._blocks[key] if claim.loose]
        return [claim for key in sorted(undated.union(*map(blocks_before, loose))) for claim in self._blocks[key]]

    def _articles(self, further: Iterable[Said]) -> list[str]:
        """The articles that newly name what shares a key with what these newly name."""
        shared = {key for said in further for entity in read_entities(said) for key in keys(entity)}
        return sorted(set().union(*(self._naming[key] for key in shared)))

    def derive(self, store: OxigraphWriter, further: Collection[Said], *, agent: str, now: datetime) -> None:
        """Who is who, events and origins, as far as they are near some further articles."""
        for articles in batched(self._articles(further)):
            following = Consequences(store, agent=agent, now=now)
            following.identity.touch(*(store.quads(iri.article_graph(article)) for article in articles))
            following.identity.link(now=now)
        near = self._claims(further)
        origins = Entry(graph=iri.ORIGINS_GRAPH, title=TITLES[iri.ORIGINS_GRAPH], agent=agent, written_at=now)
        for articles in batched(
            sorted({claim.article.removeprefix(ARTICLE) for claim in near})
        ):  # whose copies they are
            tracing.renew(store, articles=articles, retold=(), events=(), entry=origins)
        for claims in batched(claim.iri for claim in near):
            following = Consequences(store, agent=agent, now=now)
            following.judged(claims)
            following.follow()


def batched(things: Iterable[str]) -> Iterator[list[str]]:
    """So many at once."""
    waiting = iter(things)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch
