"""What it takes to tell of a store of a million quads before anybody asks: its counts, its sitemap, its dump.

    .venv/bin/python bench/metadata.py [--articles 6000] [--folder DIR]

The store is that of `bench/queries.py`, made in a folder (and found there the next time). Times are of the processor;
the dump is written by the command, in a process of its own, whose peak memory is told.
"""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from queries import fill
from refoulement.graph.dumps import FOLDER, dumped
from refoulement.graph.oxigraph import OxigraphReader, OxigraphSnapshot
from refoulement.graph.tier import PUBLIC
from refoulement.queries import PAGES
from refoulement.queries.counts import counts
from refoulement.web.dcat import Edition, catalogue
from refoulement.web.documents import write
from refoulement.web.service import describe
from refoulement.web.statements import PREFIXES
from refoulement.web.void import Addresses, dataset

MEMORY = 512  # MiB that counting and dumping a million quads may take
DUMPING = """
import re, sys, time
from refoulement.__main__ import main
main(["dump", "--store", sys.argv[1]])
peak = re.search(r"VmHWM:\\s+([0-9]+)", open("/proc/self/status").read())
print(time.process_time(), int(peak[1]) / 1024)
"""
AT = Addresses(document="http://x/.well-known/void", endpoint="http://x/sparql", queries="http://x/queries/")


def timed(what: str, work: Callable[[], object]) -> None:
    """Tell how long something takes."""
    began = time.process_time()
    work()
    print(f"{what:40} {time.process_time() - began:7.2f} s", flush=True)


def of_a_snapshot(where: str, snapshot: OxigraphSnapshot) -> None:
    """Tell what each document costs where nothing was counted before."""
    edition = Edition(tier=PUBLIC, version=snapshot.version, changed=None, dumps=())
    timed(f"{where}: counts", lambda: counts(snapshot))
    timed(
        f"{where}: VoID and DCAT, counted before",
        lambda: write(
            (*dataset(counts(snapshot), AT), *catalogue(edition, AT, "http://x/")), "text/turtle", prefixes=PREFIXES
        ),
    )
    timed(f"{where}: service description", lambda: list(describe(snapshot, AT, writes=False)))
    timed(f"{where}: addresses of the sitemap", lambda: snapshot.select(PAGES["addresses"].text))


def main() -> int:
    """Measure, and print what was measured; returns 1 where a dump takes too much memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=6000, metavar="N", help="default: %(default)s")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where the store is kept (default: for the moment)")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(TemporaryDirectory()))
        tier = folder / PUBLIC
        if not (tier / "current").exists():
            fill(tier, options.articles)
        reader = OxigraphReader(tier)
        on_disk = reader.on_disk()
        memory = ox.Store()
        memory.bulk_extend(on_disk.stream())
        print(f"{len(memory)} quads, {len(list(memory.named_graphs()))} named graphs")
        of_a_snapshot("in memory", OxigraphSnapshot(memory, on_disk.version))
        of_a_snapshot("on the disk", on_disk)
        shutil.rmtree(tier / FOLDER, ignore_errors=True)
        told = subprocess.run([sys.executable, "-c", DUMPING, str(folder)], check=True, capture_output=True, text=True)
        seconds, peak = map(float, told.stdout.splitlines()[-1].split())
        print(f"{'counts and dump, by the command':40} {seconds:7.2f} s, at most {peak:.0f} MiB")
        for dump in dumped(tier, on_disk.version):
            print(f"{dump.path.name:40} {dump.size / 1e6:7.1f} MB")
    return int(peak > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
