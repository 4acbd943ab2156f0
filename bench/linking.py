"""What one more article costs in a graph of 1,000 and of 100,000 articles, after extraction and until it is published.

    .venv/bin/python bench/linking.py [--sizes 1000 100000] [--more 60] [--nearby] [--folder DIR]

The articles are made by a generator that varies kinds, places, dates, figures, bounds and claimants over thirty years:
every second claim tells again what an earlier one told, in its own figure and sometimes vaguer in time, as news does;
one article in twenty is about one of twelve waves of returns, so that of 100,000 articles some four hundred are about
each; one in ten repeats the words of another. The years are the same for every size: a hundred times the articles make
a month a hundred times as dense, which is harder than to go on for longer. Beside these, persons, bodies and villages
are named newly (`people.py`). The store is filled and derived as after a run that did not end, or only what is near
the articles that will be added (`--nearby`, `nearby.py`); then another process adds these one by one through all tiers,
each with all that a load does: checked, written, who is who, events and origins, published. The sizes take turns, an
article each: a machine that is slower for a while is so for all of them. Times are of the processor, on one core;
ratios hold from machine to machine.
"""

import argparse
import json
import shutil
import sys
import time
from collections import abc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import chain, pairwise
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from subprocess import PIPE, Popen
from tempfile import mkdtemp
from typing import Any

import pyoxigraph as ox
from nearby import Nearby
from people import People
from pyoxigraph import Quad

from refoulement.graph import iri, shapes
from refoulement.graph.article import Article
from refoulement.graph.atrisk import AtRisk
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.consequences import Consequences
from refoulement.graph.copies import print_quads
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import RDF_TYPE, article_quads, claim_quads
from refoulement.graph.restricted import put
from refoulement.graph.tier import SEALED
from refoulement.graph.tiers import DERIVED, TieredWriter
from refoulement.graph.when import When
from refoulement.loaders.garbage import seldom_collected
from refoulement.ontology import GAZETTEER, RF, read, subclasses

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
FIRST, DAYS = date(1996, 1, 1), 30 * 365
TEXT = "Made-up words for a benchmark, of no one and of nothing that happened. " * 4
KINDS = ("Repatriation", "Detention", "Arrival", "Rescue", "Death", "Presence")
BOUNDS = ("exact", "approximately", "atLeast", "moreThan", "atMost", "lessThan")
WAVE, WAVES = 0.05, 12  # the share of the articles that are about one of so many waves
BATCH = 1000  # articles that are written at once while the store is filled
WORDS = [f"word{number}" for number in range(3000)]
STAGES = ("check", "write", "who", "derive", "publish")
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
        self._waves = [self._wave(number) for number in range(WAVES)]

    def _wave(self, number: int) -> EventClaim:
        """A wave of returns through one crossing or none in particular."""
        day = FIRST + timedelta(days=(number + 1) * DAYS // (WAVES + 2))
        return EventClaim(
            passages=(Article(id="made-up", text=TEXT, sha256=sha256(b"wave").hexdigest(), title="").passage(0, 9),),
            extractor="generator 1",
            event_type="Repatriation",
            count=Count(bound="exact", value=self._random.randint(50, 900)),
            when=When(day.isoformat()),
            **self._places("Repatriation"),
        )

    @property
    def bodies(self) -> list[str]:
        """The organisations of the gazetteer."""
        return self._known["Organisation"]

    def articles(self, number: int, begin: int = 0) -> Iterator[tuple[Article, list[EventClaim]]]:
        """So many articles, numbered from `begin`, with one to three claims each."""
        for index in range(begin, begin + number):
            wave = self._random.choice(self._waves) if self._random.random() < WAVE else None
            published = FIRST + timedelta(days=self._random.randrange(40, DAYS))
            if wave and wave.when and wave.when.latest:
                published = wave.when.latest + timedelta(days=self._random.randint(1, 40))
            article = Article(
                id=f"made-up-{index}",
                text=TEXT,
                sha256=sha256(f"{index}".encode()).hexdigest(),
                title=f"A made-up headline, number {index}",
                publisher=f"Made-up Daily {index % 97}",
                published=When(published.isoformat()),
            )
            told = [wave, None, None][: self._random.randint(1, 3)]
            yield article, [self._claim(article, published, place, of) for place, of in enumerate(told)]

    def _claim(self, article: Article, published: date, place: int, wave: EventClaim | None) -> EventClaim:
        again = wave or (self._again(published) if self._random.random() < 0.5 else None)
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


def text_of(index: int) -> str:
    """Words that no other article has, but for one in ten, which repeats the one before."""
    return " ".join(Random(index - (index % 10 == 9)).choices(WORDS, k=60))


def quads_of(article: Article, claims: list[EventClaim], people: People) -> frozenset[Quad]:
    """All that the graph of one article holds."""
    words = text_of(int(article.id.rpartition("-")[2]))
    said = map(claim_quads, claims)
    prints = print_quads(article.id, words)
    return frozenset(chain(article_quads(article), prints, people.quads(article), chain.from_iterable(said)))


Further = list[tuple[Article, frozenset[Quad]]]  # articles that are still to be added


def written(sealed: Path, generator: Generator, people: People, size: int, known: list[Quad], near: Nearby) -> None:
    """Write so many articles at once."""
    store = ox.Store(str(sealed / "primary"))
    store.bulk_extend(chain(known, entry(iri.GAZETTEER_GRAPH).quads()))
    for begin in range(0, size, BATCH):
        batch = list[Quad]()
        for article, told in generator.articles(min(BATCH, size - begin), begin):
            said = quads_of(article, told, people)
            near.collect(article.id, said)
            batch += said
            batch += entry(iri.article_graph(article.id)).quads()
        store.bulk_extend(batch)
    store.flush()
    store.optimize()


def fill(
    folder: Path, generator: Generator, people: People, size: int, more: int, known: list[Quad], *, nearby: bool
) -> tuple[float, Further]:
    """Fill every tier with so many articles; returns the seconds that deriving took, and more articles to be added."""
    sealed, near = folder / SEALED, Nearby()
    sealed.mkdir()
    written(sealed, generator, people, size, known, near)
    further = [(article, quads_of(article, told, people)) for article, told in generator.articles(more, size)]
    began = time.process_time()
    with OxigraphWriter(sealed) as writer:
        if nearby:
            near.derive(writer, [said for _, said in further], agent="benchmark 1", now=NOW)
        else:
            Consequences(writer, agent="benchmark 1", now=NOW, everything=True).follow()
        writer.publish()
    spent = time.process_time() - began
    for tier in DERIVED:  # nobody is at risk: they are alike
        shutil.copytree(sealed / "primary", folder / tier / "primary")
        with OxigraphWriter(folder / tier) as writer:
            writer.publish()
        (sealed / "derived").mkdir(exist_ok=True)
        (sealed / "derived" / tier).write_text(AtRisk().fingerprint)
    return spent, further


def add(folder: Path, further: Further, known: list[Quad]) -> abc.Generator[dict[str, float], None, None]:
    """Milliseconds of each stage for each of some further articles, one of which is added when it is asked for."""
    by_subject: dict[object, list[Quad]] = {}
    for quad in known:
        by_subject.setdefault(quad.subject, []).append(quad)
    with TieredWriter(folder, now=NOW) as writer, seldom_collected():
        for article, quads in further:
            graph = iri.article_graph(article.id)
            touched = chain.from_iterable(by_subject.get(term, ()) for term in {quad.object for quad in quads})
            stages = [time.process_time()]
            shapes.check(quads, text=article.text, touched=frozenset(touched))
            stages.append(time.process_time())
            writer.keep(article.sha256, article.text, None)
            put(writer, quads, entry(graph), AtRisk())
            stages.append(time.process_time())
            following = Consequences(writer, agent="benchmark 1", now=NOW)
            following.changed(article.id, (), quads)
            following.identity.link(now=NOW)
            stages.append(time.process_time())
            following.follow()
            stages.append(time.process_time())
            writer.publish()
            stages.append(time.process_time())
            spent = [1000 * (after - before) for before, after in pairwise(stages)]
            yield dict(zip(STAGES, spent, strict=True))


def measure(size: int, more: int, folder: Path | None, *, nearby: bool) -> None:
    """One size, in a store of its own, which another process fills: whoever loads articles opens what is there.

    A line on standard output for what filling took, then one for each article, which is added when a line comes in,
    and one for the memory.
    """
    known = gazetteer()
    place = Path(mkdtemp(dir=folder))
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            filled, further = apart.submit(filling, place, size, more, nearby=nearby).result()
        print(json.dumps(filled), flush=True)
        adding = add(place, further, known)
        for _ in further:
            sys.stdin.readline()
            print(json.dumps(next(adding)), flush=True)
        adding.close()
        print(json.dumps(_peak()), flush=True)
    finally:
        shutil.rmtree(place)


def summed_up(told: list[dict[str, float]]) -> dict[str, float]:
    """The medians and means of what was measured, without the first ones, which warm what is kept."""
    told = told[len(told) // 6 :]
    return {stage: median(one[stage] for one in told) for stage in STAGES} | {
        "all": median(sum(one.values()) for one in told),
        "mean": sum(sum(one.values()) for one in told) / len(told),
        **{f"mean_{stage}": sum(one[stage] for one in told) / len(told) for stage in STAGES},
    }


def filling(place: Path, size: int, more: int, *, nearby: bool) -> tuple[float, Further]:
    """`fill`, with articles of its own."""
    known = gazetteer()
    generator = Generator(7, known)
    return fill(place, generator, People(11, generator.bodies), size, more, known, nearby=nearby)


def _peak() -> float:
    """MiB of memory that this process held at most (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def _line(size: int, one: dict[str, float]) -> str:
    stages = ", ".join(f"{stage} {one[stage]:.0f}" for stage in STAGES)
    means = f"mean {one['mean']:.0f}: " + ", ".join(f"{stage} {one[f'mean_{stage}']:.0f}" for stage in STAGES)
    rest = f"all derived in {one['fill']:.0f} s; peak {one['memory']:.0f} MiB"
    return f"{size:,} articles: one more takes {one['all']:.0f} ms ({stages}; {means}); {rest}"


def _answer(size: "Popen[str]", *, asked: bool = False) -> Any:  # noqa: ANN401 (it is JSON)
    """The next line of a process that measures one size; `asked` has it add an article."""
    assert size.stdin
    assert size.stdout
    if asked:
        print(flush=True, file=size.stdin)
    return json.loads(size.stdout.readline())


def main() -> int:
    """Measure each size in a process of its own; returns 1 where the promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--more", type=int, default=60, help="articles added one by one (default: %(default)s)")
    parser.add_argument("--nearby", action="store_true", help="derive only what is near the articles added")
    parser.add_argument("--folder", type=Path, help="where the stores are written (default: the system's place)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one, options.more, options.folder, nearby=options.nearby)
        return 0
    asked = [sys.executable, __file__, "--more", str(options.more), *(["--nearby"] if options.nearby else [])]
    asked += ["--folder", str(options.folder)] if options.folder else []
    sizes = list[Popen[str]]()
    filled = list[float]()
    for size in options.sizes:
        sizes.append(Popen([*asked, "--one", str(size)], stdin=PIPE, stdout=PIPE, text=True))
        filled.append(_answer(sizes[-1]))  # one after the other: the next waits until this one is filled
    told = list(zip(*([_answer(one, asked=True) for one in sizes] for _ in range(options.more)), strict=True))
    found = [summed_up(list(each)) | {"fill": fill} for each, fill in zip(told, filled, strict=True)]
    for size, one, process in zip(options.sizes, found, sizes, strict=True):
        one["memory"] = _answer(process)
        print(_line(size, one), flush=True)
        process.wait()
    factors = {stage: found[-1][stage] / found[0][stage] for stage in ("all", "mean", *STAGES)}
    print("factors: " + ", ".join(f"{stage} {factor:.2f}" for stage, factor in factors.items()))
    return int(factors["all"] > TIMES or any(one["memory"] > MEMORY for one in found))


if __name__ == "__main__":
    sys.exit(main())
