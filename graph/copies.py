"""Which articles repeat others: near-identical texts by MinHash, the earlier one being the original.

A text is taken as the set of its runs of five words, case and signs left out. Two articles are compared where each has
at least thirty of them: of a shorter text, only the very same words make a copy. `nearlyIdentical` are two texts that
share seven tenths of all their runs; `shortened` is a text of which eight tenths stand in another one that is at most
half as long again. Both shares are estimates from 256 hashes (about 0.03 off, one time in three more). Only texts that
share a band of hashes are compared at all, so that one more article costs the same in a small and in a large graph: of
those that the rules would find, one in a hundred at most is missed so.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from datasketch import LeanMinHash, MinHash
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.rdf import RDF_TYPE
from refoulement.ontology import RF

RUN = 5
PERMUTATIONS = 256
BANDS, ROWS = 40, 3  # two texts are compared where all hashes of one band agree
IDENTICAL, CONTAINED = 0.7, 0.8
FEWEST_RUNS = 30
LENGTHS = 1.5  # how many times as long the text may be that a shortened one stands in
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of an article's text to compare it: its number of runs, and the smallest hashes of them."""

    runs: int
    hashes: LeanMinHash

    @classmethod
    def of(cls, text: str) -> "Print":
        words = WORD.findall(text.casefold())
        runs = {" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}
        hashes = MinHash(num_perm=PERMUTATIONS)
        hashes.update_batch([run.encode() for run in sorted(runs)])
        return cls(len(runs), LeanMinHash(hashes))

    def written(self) -> str:
        """The print as text: the number of runs, and the hashes in base64."""
        content = bytearray(self.hashes.bytesize())
        self.hashes.serialize(content)
        return f"{self.runs} {b64encode(content).decode('ascii')}"

    def bands(self) -> Iterator[str]:
        """Pieces of it that two texts have in common where they may be alike."""
        for band in range(BANDS):
            piece = self.hashes.hashvalues[band * ROWS : (band + 1) * ROWS]
            yield f"{band} {b64encode(piece.astype('<u4').tobytes()).decode('ascii')}"


@lru_cache(maxsize=4096)
def read(written: str) -> Print:
    """The inverse of `written`."""
    runs, content = written.split(" ")
    return Print(int(runs), LeanMinHash.deserialize(bytearray(b64decode(content))))


def print_quads(article: str, text: str) -> Iterator[Quad]:
    """An article's print, in its graph: the text itself is in no graph."""
    node, graph, taken = NamedNode(f"{iri.THINGS}fingerprint/{article}"), iri.article_graph(article), Print.of(text)
    yield Quad(node, RDF_TYPE, RF.Fingerprint, graph)
    yield Quad(node, RF.fingerprintOf, NamedNode(iri.article(article)), graph)
    yield Quad(node, RF.hashes, Literal(taken.written()), graph)
    yield from (Quad(node, RF.band, Literal(band), graph) for band in taken.bands())


@dataclass(frozen=True, slots=True)
class Published:
    """An article as it is compared: the last day it can have been published, and its print."""

    article: str
    day: date | None
    text: Print

    @property
    def order(self) -> tuple[date, str]:
        """Of two like articles the earlier one is the original; one without a date comes last."""
        return self.day or date.max, self.article


@dataclass(frozen=True, slots=True)
class Likeness:
    """That `copy` repeats `original`: the estimated share of runs, and the rule that it is enough for."""

    copy: str
    original: str
    share: float
    reason: str


def alike(one: Published, other: Published) -> Likeness | None:
    """The two as original and copy, where one repeats the other; the same whichever comes first."""
    original, copy = sorted((one, other), key=lambda published: published.order)
    few, many = sorted((one.text.runs, other.text.runs))
    both = one.text.hashes.jaccard(other.text.hashes)
    if few < FEWEST_RUNS:
        return Likeness(copy.article, original.article, 1.0, "nearlyIdentical") if both == 1.0 and few == many else None
    if both >= IDENTICAL:
        return Likeness(copy.article, original.article, round(both, 2), "nearlyIdentical")
    contained = min(1.0, both * (few + many) / (1 + both) / few)
    if contained >= CONTAINED and many <= LENGTHS * few:
        return Likeness(copy.article, original.article, round(contained, 2), "shortened")
    return None


def earliest_original(article: Published, others: Iterable[Published]) -> Likeness | None:
    """The earliest of some articles that this one repeats."""
    before = (other for other in others if other.order < article.order)
    likenesses = (alike(article, other) for other in sorted(before, key=lambda other: other.order))
    return next(filter(None, likenesses), None)


def original(article: str, copied: Mapping[str, str]) -> str:
    """The article at the end of the copies: each is a copy of an earlier one, so there is an end."""
    while article in copied:
        article = copied[article]
    return article
