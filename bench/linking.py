"""What one more article costs in a graph of 1,000 and of 100,000 articles: checked, written, its events derived.

    .venv/bin/python bench/linking.py [--sizes 1000 100000] [--more 60] [--folder DIR]

The articles are made by a generator that varies kinds, places, dates, figures, bounds and claimants over thirty years:
every second claim tells again what an earlier one told, in its own figure and sometimes vaguer in time, as a wave of
news does. They go into a real store as the loader writes them. Then further articles are added one by one, each with
all that a load does after extraction. Times are of the processor, on one core; ratios hold from machine to machine.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path
from random import Random
from statistics import median
from tempfile import mkdtemp

import pyoxigraph as ox
from pyoxigraph import Quad

from refoulement.graph import iri, renewal, shapes
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.ground import Ground
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import RDF_TYPE, article_quads, claim_quads
from refoulement.graph.when import When
from refoulement.ontology import GAZETTEER, RF, read, subclasses

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
FIRST, DAYS = date(1996, 1, 1), 30 * 365
TEXT = "Made-up words for a benchmark, of no one and of nothing that happened. " * 4
KINDS = ("Repatriation", "Detention", "Arrival", "Rescue", "Death", "Presence")
BOUNDS = ("exact", "approximately", "atLeast", "moreThan", "atMost", "lessThan")
BATCH = 5000  # articles that are written at once while the store is filled
TIMES, MEMORY = 1.5, 2048  # what has to hold: the factor, and MiB


def gazetteer() -> list[Quad]:
    """The shipped gazetteer, in its graph."""
    return [Quad(quad.subject, quad.predicate, quad.object, iri.GAZETTEER_GRAPH) for quad in read(GAZETTEER)]


class Generator:
    """Articles with their claims, the same for the same seed."""

    def __init__(self, seed: int, known: list[Quad]) -> None:
        self._random = Random(seed)
        self._told: list[EventClaim] = []
        self._known = {
            top: sorted(
                quad.subject.value  # type: ignore[union-attr]
                for quad in known
                if quad.predicate == RDF_TYPE and quad.object in {RF[name] for name in subclasses(top)}
            )
            for top in ("Country", "Region", "Settlement", "BorderCrossing", "Organisation")
        }

    def articles(self, number: int, begin: int = 0) -> Iterator[tuple[Article, list[EventClaim]]]:
        """So many articles, numbered from `begin`, with one to three claims each."""
        for index in range(begin, begin + number):
            published = FIRST + timedelta(days=self._random.randrange(40, DAYS))
            article = Article(
                id=f"made-up-{index}",
                text=TEXT,
                sha256=sha256(f"{index}".encode()).hexdigest(),
                title=f"A made-up headline, number {index}",
                publisher=f"Made-up Daily {index % 97}",
                published=When(published.isoformat()),
            )
            yield article, [self._claim(article, published, place) for place in range(self._random.randint(1, 3))]

    def _claim(self, article: Article, published: date, place: int) -> EventClaim:
        again = self._again(published) if self._random.random() < 0.5 else None
        kind = again.event_type if again else self._random.choice(KINDS)
        count = self._count(kind, again)
        claim = EventClaim(
            passages=(article.passage(place * 20, place * 20 + 19),),
            extractor="generator 1",
            event_type=kind,
            count=count,
            when=self._when(published, again),
            claimants=tuple(self._random.sample(self._known["Organisation"], self._random.randint(0, 1))),
            **(self._places(kind) if again is None else _where(again)),
        )
        self._told = [*self._told[-500:], claim]  # news repeats what is new
        return claim

    def _again(self, published: date) -> EventClaim | None:
        """Something told before that can be news still."""
        fresh = [one for one in self._told if one.when and one.when.latest and one.when.latest <= published]
        return self._random.choice(fresh) if fresh else None

    def _places(self, kind: str) -> dict[str, tuple[str, ...]]:
        def some(*tops: str) -> tuple[str, ...]:
            return (self._random.choice(self._known[self._random.choice(tops)]),)

        if kind == "Repatriation":
            via = some("BorderCrossing", "Settlement") if self._random.random() < 0.3 else ()
            return {"held_at": some("Country", "Region", "Settlement"), "destination": some("Country"), "via": via}
        return {"place": some("Country", "Region", "Settlement")}

    def _count(self, kind: str, again: EventClaim | None) -> Count | None:
        if self._random.random() < 0.2:
            return None
        near = again.count.value if again and again.count and again.count.value else self._random.randint(2, 900)
        stock = kind == "Presence" or (kind == "Detention" and self._random.random() < 0.3)
        return Count(
            bound=self._random.choice(BOUNDS),
            value=max(1, round(near * self._random.uniform(0.9, 1.1))),
            nature="stock" if stock else "flow",
        )

    def _when(self, published: date, again: EventClaim | None) -> When | None:
        day = again.when.earliest if again and again.when else None
        day = day or published - timedelta(days=self._random.randint(1, 30))
        how = self._random.random()
        if how < 0.15:
            return None
        if how < 0.60:
            return When(day.isoformat())
        first = day.replace(day=1)
        if how < 0.85 and first < published.replace(day=1):
            return When(f"{day:%Y-%m}")
        return When(f"{day.year - 1}") if how > 0.93 else When(day.isoformat())


def _where(claim: EventClaim) -> dict[str, tuple[str, ...]]:
    return {"held_at": claim.held_at, "destination": claim.destination, "via": claim.via, "place": claim.place}


def entry(graph: ox.NamedNode) -> Entry:
    """What the catalogue says of a graph of the benchmark."""
    return Entry(graph=graph, title="Made up", agent="benchmark 1", written_at=NOW)


def quads_of(article: Article, claims: list[EventClaim]) -> frozenset[Quad]:
    """All that the graph of one article holds."""
    return frozenset(chain(article_quads(article), chain.from_iterable(map(claim_quads, claims))))


def fill(folder: Path, generator: Generator, size: int, known: list[Quad]) -> float:
    """Write so many articles and derive their events; returns the seconds that deriving took."""
    store = ox.Store(str(folder / "primary"))
    store.bulk_extend(known)
    claims: list[str] = []
    for begin in range(0, size, BATCH):
        batch = []
        for article, told in generator.articles(min(BATCH, size - begin), begin):
            batch += quads_of(article, told)
            batch += entry(iri.article_graph(article.id)).quads()
            claims += [claim.iri for claim in told]
        store.bulk_extend(batch)
    store.flush()
    store.optimize()
    del store
    began = time.process_time()
    with OxigraphWriter(folder) as writer:
        renewal.renew(writer, claims, Ground(known), entry(iri.EVENTS_GRAPH))
    return time.process_time() - began


def add(folder: Path, generator: Generator, size: int, more: int, known: list[Quad]) -> list[dict[str, float]]:
    """Milliseconds of each stage for each of some further articles."""
    ground = Ground(known)
    by_subject: dict[object, list[Quad]] = {}
    for quad in known:
        by_subject.setdefault(quad.subject, []).append(quad)
    told = []
    with OxigraphWriter(folder) as writer:
        for article, claims in generator.articles(more, size):
            quads = quads_of(article, claims)
            touched = chain.from_iterable(by_subject.get(term, ()) for term in {quad.object for quad in quads})
            stages = [time.process_time()]
            shapes.check(quads, text=article.text, touched=frozenset(touched))
            stages.append(time.process_time())
            writer.replace(iri.article_graph(article.id), quads, entry(iri.article_graph(article.id)))
            stages.append(time.process_time())
            renewal.renew(writer, renewal.touched((), quads), ground, entry(iri.EVENTS_GRAPH))
            stages.append(time.process_time())
            spent = [1000 * (after - before) for before, after in pairwise(stages)]
            told.append(dict(zip(("check", "write", "derive"), spent, strict=True)))
    return told


def measure(size: int, more: int, folder: Path | None) -> dict[str, float]:
    """One size, in a store of its own."""
    known = gazetteer()
    generator = Generator(7, known)
    place = Path(mkdtemp(dir=folder))
    try:
        filled = fill(place, generator, size, known)
        told = add(place, generator, size, more, known)[more // 6 :]  # the first ones warm what is kept
    finally:
        shutil.rmtree(place)
    found = {stage: median(one[stage] for one in told) for stage in told[0]}
    return found | {
        "all": median(sum(one.values()) for one in told),
        "mean": sum(sum(one.values()) for one in told) / len(told),
        "mean_derive": sum(one["derive"] for one in told) / len(told),
        "fill": filled,
        "memory": _peak(),
    }


def _peak() -> float:
    """MiB of memory that this process held at most (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def _line(size: int, one: dict[str, float]) -> str:
    stages = f"check {one['check']:.0f}, write {one['write']:.0f}, derive {one['derive']:.0f}"
    means = f"mean {one['mean']:.0f}, of deriving {one['mean_derive']:.0f}"
    rest = f"all derived in {one['fill']:.0f} s; peak {one['memory']:.0f} MiB"
    return f"{size:,} articles: one more takes {one['all']:.0f} ms ({stages}; {means}); {rest}"


def main() -> int:
    """Measure each size in a process of its own; returns 1 where the promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--more", type=int, default=60, help="articles added one by one (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where the stores are written (default: the system's place)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.more, options.folder)))
        return 0
    found = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--more", str(options.more)]
        command += ["--folder", str(options.folder)] if options.folder else []
        answer = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
        one = json.loads(answer.stdout)
        found.append(one)
        print(_line(size, one), flush=True)
    factors = {stage: found[-1][stage] / found[0][stage] for stage in ("all", "derive")}
    print(f"factor {factors['all']:.2f}, of deriving alone {factors['derive']:.2f}")
    return int(factors["all"] > TIMES or any(one["memory"] > MEMORY for one in found))


if __name__ == "__main__":
    sys.exit(main())
