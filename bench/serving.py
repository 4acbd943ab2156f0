"""What serving costs, beside `oxigraph serve-read-only`, rdflib-endpoint and Virtuoso on the same quads, in one run.

    .venv/bin/python bench/serving.py [--quads 100000 1000000] [--seconds 8] [--only PART …] [--plot FILE]

It needs `wrk` (which sends the requests) and Virtuoso from the system's packages, and from PyPI `oxigraph`,
`rdflib-endpoint`, `uvicorn` and, for a plot, `matplotlib`. The articles are those of `bench/queries.py`. All servers
run on this machine, as does who asks them: ratios hold, absolute numbers do not. Parts: lookups, library, runaways,
memory.
"""

import argparse
import json
import math
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from shutil import copytree
from subprocess import run as run_program
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox
from servers import JSON, Running, ours, oxigraph, query, rdflib_endpoint, virtuoso

from queries import fill
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tier import PUBLIC
from refoulement.ontology import NAMESPACE
from refoulement.queries import QUERIES

PREFIX = f"PREFIX rf: <{NAMESPACE}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
LOOKUP = PREFIX + (
    "SELECT ?event ?label ?bound ?value {{ <{claim}> rf:about ?event ; rf:countBound ?bound ; rf:countValue ?value . "
    "?event skos:prefLabel ?label }}"
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?i != ?a) }"
CONNECTIONS, TEXTS, UNANSWERED_S = 16, 2_000, 60.0
QUADS_READ_A_SECOND = 25_000  # into memory, at the least
QUADS_AN_ARTICLE = 155  # about; the generator's articles vary

Start = Callable[[], AbstractContextManager[Running]]


class Ground:
    """The same quads for every server: our store, a copy of its snapshot, and a file of N-Quads."""

    def __init__(self, folder: Path, quads: int) -> None:
        self.folder = folder
        self.store = folder / "store"
        fill(self.store / PUBLIC, max(50, quads // QUADS_AN_ARTICLE))
        snapshot = self.store / PUBLIC / "snapshots" / "1"
        self.copy = copytree(snapshot, folder / "copy")
        self.data = folder / "data.nq"
        disk = ox.Store.read_only(str(snapshot))
        disk.dump(str(self.data), format=ox.RdfFormat.N_QUADS)
        self.quads = len(disk)
        claims = (
            OxigraphReader(self.store / PUBLIC)
            .snapshot()
            .select(PREFIX + "SELECT DISTINCT ?claim { ?claim rf:countValue ?value ; rf:about ?event }")
        )
        self.claims = [row["claim"].value for row in Random(3).sample(claims, min(TEXTS, len(claims)))]

    def servers(self, *, slow_loaders: bool) -> dict[str, Start]:
        """How each is started; what reads a million quads for an hour is left out."""
        found: dict[str, Start] = {
            "refoulement": lambda: ours(self.store, self.folder),
            "oxigraph": lambda: oxigraph(self.copy, self.folder),
            "virtuoso": lambda: virtuoso(self.data, self.folder),
        }
        if slow_loaders:
            found["rdflib-endpoint"] = lambda: rdflib_endpoint(self.data, self.folder)
        return found


def asked_by_wrk(running: Running, texts: list[str], folder: Path, seconds: int) -> float:
    """Requests a second at sixteen connections, each with the next of these texts; none may fail."""
    parts = urlsplit(running.endpoint)
    script, paths = folder / "asked.lua", folder / "paths.txt"
    paths.write_text("\n".join(f"{parts.path}?query={quote(text, safe='')}" for text in texts))
    script.write_text(
        f"local paths = {{}}\nfor line in io.lines('{paths}') do paths[#paths + 1] = line end\n"
        f"wrk.headers['Accept'] = '{JSON}'\n"
        "local at = 0\n"
        "request = function() at = at % #paths + 1; return wrk.format('GET', paths[at]) end\n"
        'done = function(summary) io.write(string.format(\'{"requests": %d, "failed": %d, "us": %d}\', '
        "summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read, "
        "summary.duration)) end\n"
    )
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), running.endpoint]
    told = run_program(command, check=True, capture_output=True, text=True).stdout
    counted = json.loads(told[told.rindex("{") :])
    if counted["failed"]:
        raise RuntimeError(f"{running.name}: {counted['failed']} of {counted['requests']} requests failed")
    return float(counted["requests"]) / (counted["us"] / 1e6)


def lookups(ground: Ground, seconds: int, *, slow_loaders: bool) -> dict[str, dict[str, float]]:
    """Small questions whose texts vary, and one that is repeated."""
    varied = [LOOKUP.format(claim=claim) for claim in ground.claims]
    found: dict[str, dict[str, float]] = {}
    for name, start in ground.servers(slow_loaders=slow_loaders).items():
        with start() as running:
            _until_in_memory(running, ground.quads)
            query(running.endpoint, varied[0])
            asked_by_wrk(running, varied, ground.folder, 2)  # warm
            # So that no answer of ours comes from the cache, each round has texts of its own.
            fresh = [f"{text}\n# {time.monotonic_ns()}" for text in varied]
            rounds = [asked_by_wrk(running, _unlike(fresh, turn), ground.folder, seconds) for turn in range(2)]
            found[name] = {
                "varied": max(rounds),
                "repeated": asked_by_wrk(running, varied[:1], ground.folder, seconds),
            }
        print(
            f"  {name:16} {found[name]['varied']:8.0f} varied, {found[name]['repeated']:8.0f} repeated a second",
            flush=True,
        )
    return found


def _unlike(texts: list[str], turn: int) -> list[str]:
    """So many times the same questions, each time in another text, that none is asked twice in a round."""
    return [f"{text} {turn} {again}" for again in range(60) for text in texts]


def library(ground: Ground) -> dict[str, dict[str, float]]:
    """The geometric mean of the milliseconds of all named queries, each text sent once to each server.

    Beside it, of how many the answer has as many rows as ours, and the mean of ours and theirs over these alone: an
    empty answer is quickly given.
    """
    times: dict[str, dict[str, float]] = {}
    rows: dict[str, dict[str, int]] = {}
    for name, start in ground.servers(slow_loaders=False).items():
        times[name], rows[name] = {}, {}
        with start() as running:
            _until_in_memory(running, ground.quads)
            for title, one in QUERIES.items():
                query(running.endpoint, f"SELECT * {{ ?s ?p ?o }} LIMIT 1 # {title}")
                began = time.perf_counter()
                try:
                    answer = query(running.endpoint, one.text, timeout=UNANSWERED_S)
                    times[name][title] = time.perf_counter() - began
                    rows[name][title] = len(json.loads(answer)["results"]["bindings"])
                except OSError as error:
                    times[name][title] = UNANSWERED_S
                    print(f"    {name}: {title}: {error}", flush=True)
    found = {}
    for name, took in times.items():
        alike = [title for title, number in rows[name].items() if number == rows["refoulement"].get(title)]
        found[name] = {
            "all_ms": _geometric(took.values()),
            "alike": float(len(alike)),
            "alike_ms": _geometric(took[title] for title in alike),
            "alike_ours_ms": _geometric(times["refoulement"][title] for title in alike),
        }
        print(
            f"  {name:16} {found[name]['all_ms']:8.0f} ms, geometric mean of {len(took)}; of the {len(alike)} with our "
            f"number of rows {found[name]['alike_ms']:.0f} ms, ours {found[name]['alike_ours_ms']:.0f}",
            flush=True,
        )
    return found


def _geometric(seconds: Iterable[float]) -> float:
    """The geometric mean, in milliseconds; not a number where there are none."""
    logarithms = [math.log(each) for each in seconds]
    return 1000 * math.exp(sum(logarithms) / len(logarithms)) if logarithms else math.nan


def _until_in_memory(running: Running, quads: int) -> None:
    """Ours begins to answer from the disk, and holds the snapshot in memory later: a million quads in half a minute."""
    if running.name == "refoulement":
        time.sleep(15 + quads / QUADS_READ_A_SECOND)


def runaways(ground: Ground) -> dict[str, float]:
    """The 99th percentile of small questions, undisturbed and beside ten that never end; and a killed worker's time."""
    with ours(ground.store, ground.folder, "--behind-proxy", "--time-s", "60") as running:
        _until_in_memory(running, ground.quads)
        quiet = _percentile(running, ground, 6)
        stop = threading.Event()
        clients = [
            threading.Thread(target=_endless, args=(running.endpoint, f"203.0.113.{number}", stop), daemon=True)
            for number in range(10)
        ]
        for client in clients:
            client.start()
        time.sleep(1)
        beside = _percentile(running, ground, 12)
        stop.set()
    print(
        f"  99th percentile {1000 * quiet:.1f} ms undisturbed, {1000 * beside:.1f} ms beside ten runaways", flush=True
    )
    with ours(ground.store, ground.folder, "--time-s", "1", "--workers", "1") as running:
        _until_in_memory(running, ground.quads)
        back = []
        for number in range(5):
            try:
                query(running.endpoint, ENDLESS)
            except OSError:
                began = time.perf_counter()
                query(running.endpoint, f"ASK {{}} # {number}")
                back.append(time.perf_counter() - began)
    print(f"  after a kill the next answer takes {1000 * max(back):.0f} ms at most, of {len(back)}", flush=True)
    return {"quiet_ms": 1000 * quiet, "beside_ms": 1000 * beside, "back_ms": 1000 * max(back)}


def _percentile(running: Running, ground: Ground, seconds: float) -> float:
    times, end, number = [], time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        text = LOOKUP.format(claim=ground.claims[number % len(ground.claims)]) + f"# {time.monotonic_ns()}"
        began = time.perf_counter()
        query(running.endpoint, text)
        times.append(time.perf_counter() - began)
    return sorted(times)[math.ceil(0.99 * len(times)) - 1]


def _endless(endpoint: str, client: str, stop: threading.Event) -> None:
    while not stop.is_set():
        request = Request(endpoint, urlencode({"query": ENDLESS}).encode(), headers={"X-Forwarded-For": client})  # noqa: S310
        try:
            with urlopen(request, timeout=90) as answer:  # noqa: S310
                answer.read()
        except OSError:
            time.sleep(0.1)


def memory(ground: Ground) -> dict[str, float]:
    """MiB that each process of ours holds for itself or shares, and the seconds from the start to the first answer."""
    with ours(ground.store, ground.folder) as running:
        first = running.started_s
        _until_in_memory(running, ground.quads)
        for one in QUERIES.values():
            query(running.endpoint, one.text, timeout=UNANSWERED_S)
        held = {process: _resident(process) for process in _below(running.process)}
    print(
        f"  first answer after {first:.2f} s; processes hold {', '.join(f'{mib:.0f}' for mib in held.values())} MiB",
        flush=True,
    )
    return {"first_s": first, "most_mib": max(held.values())}


def _below(process: int) -> Iterator[int]:
    for folder in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, folder.read_text().split()):
            yield child
            yield from _below(child)


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    held = (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    return next(held, 0.0)  # a process that has just ended holds nothing


def main() -> int:
    """Measure each size, print, and return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quads", type=int, nargs="+", default=[100_000, 1_000_000], metavar="N")
    parser.add_argument("--seconds", type=int, default=8, metavar="N", help="a round takes (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=("lookups", "library", "runaways", "memory"))
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures are written")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="where they are drawn, as SVG")
    options = parser.parse_args()
    told: dict[str, dict[str, object]] = {}
    for quads in options.quads:
        with TemporaryDirectory(prefix="bench-") as folder:
            ground = Ground(Path(folder), quads)
            print(f"{ground.quads:,} quads", flush=True)
            parts: dict[str, Callable[[], object]] = {
                "lookups": lambda: lookups(ground, options.seconds, slow_loaders=ground.quads < 300_000),  # noqa: B023
                "library": lambda: library(ground),  # noqa: B023
                "runaways": lambda: runaways(ground),  # noqa: B023
                "memory": lambda: memory(ground),  # noqa: B023
            }
            told[str(ground.quads)] = {
                name: measure() for name, measure in parts.items() if not options.only or name in options.only
            }
    if options.json:
        options.json.write_text(json.dumps(told, indent=1))
    if options.plot:
        plot(told, options.plot)
    kept = [one for size in told.values() for one in _promises(size)]
    return int(not all(kept))


def _promises(told: dict[str, Any]) -> Iterator[bool]:
    """Whether each promise that was measured is kept; each is told, too."""
    goals = []
    if "lookups" in told:
        ours, others = told["lookups"]["refoulement"], told["lookups"]
        goals.append(("varied lookups, of oxigraph", ours["varied"] / others["oxigraph"]["varied"], ">=", 0.5))
        goals.append(("repeated, of oxigraph", ours["repeated"] / others["oxigraph"]["repeated"], ">=", 1.0))
        if "rdflib-endpoint" in others:
            goals.append(
                ("varied, of rdflib-endpoint", ours["varied"] / others["rdflib-endpoint"]["varied"], ">=", 12.0)
            )
    if "library" in told:
        for other in ("oxigraph", "virtuoso"):
            one = told["library"][other]
            goals.append((f"library, of {other}", told["library"]["refoulement"]["all_ms"] / one["all_ms"], "<=", 0.5))
            goals.append((f"library, of {other}'s like ours", one["alike_ours_ms"] / one["alike_ms"], "<=", 0.5))
    if "runaways" in told:
        one = told["runaways"]
        goals.append(("99th percentile beside runaways", one["beside_ms"] / one["quiet_ms"], "<=", 3.0))
        goals.append(("ms until a killed worker is replaced", one["back_ms"], "<=", 500.0))
    if "memory" in told:
        goals.append(("MiB a process", told["memory"]["most_mib"], "<=", 1024.0))
        goals.append(("seconds to the first answer", told["memory"]["first_s"], "<=", 3.0))
    for what, found, sign, goal in goals:
        kept = found >= goal if sign == ">=" else found <= goal
        print(f"  {what}: {found:.2f} (goal {sign} {goal:g}){'' if kept else ', not kept'}", flush=True)
        yield kept


def plot(told: dict[str, dict[str, Any]], file: Path) -> None:
    """Bars of lookups a second, and of the library's latency, for each size."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - nobody else needs it

    figure = Figure(figsize=(9, 3.2 * len(told)), layout="constrained")
    panels = figure.subplots(len(told), 2, squeeze=False)
    for (left, right), (size, one) in zip(panels, told.items(), strict=True):
        lookups = one.get("lookups", {})
        names = list(lookups)
        left.barh([f"{name}, varied" for name in names], [lookups[name]["varied"] for name in names])
        left.barh([f"{name}, repeated" for name in names], [lookups[name]["repeated"] for name in names])
        left.set(xscale="log", title=f"{int(size):,} quads: lookups a second at {CONNECTIONS} connections")
        left.xaxis.set_minor_formatter("")  # the labels of half a decade would stand in one another
        library = one.get("library", {})
        right.barh(list(library), [one["all_ms"] for one in library.values()])
        right.set(title="named queries: geometric mean, ms")
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    sys.exit(main())
