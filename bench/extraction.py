"""How fast articles become claims, beside the bare `nlp.pipe` of the same pipeline on the same text in the same run.

    .venv/bin/python bench/extraction.py [--articles 2000] [--model packed]

Times are of the processor, on one core; ratios hold from machine to machine, times do not. Every article carries a name
that no other has, so that whatever keeps words grows. Needs Linux (memory is read from `/proc`).
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from random import Random

from refoulement.graph.article import Article
from refoulement.loaders import language, text
from refoulement.loaders.extract import extract

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "corpus", ROOT / "tests" / "gold" / "development" / "corpus")
BLOCK = 20  # articles that each side reads in its turn: a busy moment of the machine hits both
WARM = 200  # articles before memory is watched


@dataclass(frozen=True)
class Run:
    """What one run took: processor seconds of both sides, and MB of memory after `WARM` articles and at the end."""

    articles: int
    words: int
    bare: float
    whole: float
    memory_before: float
    memory_after: float


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="default: %(default)s")
    parser.add_argument("--model", default=language.PACKED_NAME, metavar="NAME", help="as for refoulement load")
    options = parser.parse_args()
    loading = f"from refoulement.loaders import language; language.load({options.model!r})"
    print(f"start-up: {_seconds('-m', 'refoulement', '--help'):.2f} s for --help, ", end="")
    print(f"{_seconds('-c', loading):.2f} s until {options.model} is loaded")
    run = measure(options.model, options.articles)
    print(f"{run.articles} articles, {run.words} words")
    print(f"bare nlp.pipe:    {run.articles / run.bare:7.1f} articles/s, {run.words / run.bare:7.0f} words/s")
    print(f"whole extraction: {run.articles / run.whole:7.1f} articles/s, {run.words / run.whole:7.0f} words/s")
    print(f"ratio: {run.whole / run.bare:.2f} (goal: at most 2)")
    grown = run.memory_after - run.memory_before
    print(f"memory: {run.memory_before:.0f} MB after {WARM} articles, {grown:+.1f} MB from there to the end")


def measure(model: str, number: int) -> Run:
    """Let both sides read the same articles in turns."""
    pipeline = language.load(model)
    nlp = pipeline.nlp
    if nlp is None:
        raise SystemExit("the blank pipeline does nothing: there is nothing to compare with")
    bare = whole = before = 0.0
    words = 0
    corpus = list(_corpus(number))
    for first in range(0, number, BLOCK):
        block = corpus[first : first + BLOCK]
        if first == WARM:
            before = _memory()
        start = time.process_time()
        with nlp.memory_zone():
            words += sum(len(doc) for doc in nlp.pipe(article.text for article in block))
        turn = time.process_time()
        for article in block:
            extract(article, language=pipeline)
        bare += turn - start
        whole += time.process_time() - turn
    return Run(number, words, bare, whole, before, _memory())


def _corpus(number: int) -> Iterator[Article]:
    """The texts of the demo and of the development set over and over, each time with a name of its own."""
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    rng = Random(1)
    for count, path in enumerate(islice(cycle(paths), number)):
        (captured,) = text.articles(path)
        name = " ".join("".join(rng.choices("aeioubdgklmnrst", k=7)).capitalize() for _ in range(2))
        closing = f"\n{name} said that nobody in {name[::-1].title()} had heard of it.\n"
        article = captured.article
        yield replace(article, id=f"{article.id}-{count}", text=article.text + closing)


def _seconds(*arguments: str) -> float:
    """How long a command of this Python takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _memory() -> float:
    """What this process holds in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
