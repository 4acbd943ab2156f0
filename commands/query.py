"""`refoulement query`: answer a named query, as of any day.

Like `__main__.py`, a command imports what it needs when it runs.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from refoulement.commands.days import day
from refoulement.commands.tier import take_tier
from refoulement.errors import ALL_DONE
from refoulement.graph.tier import is_endpoint

if TYPE_CHECKING:
    from refoulement.graph.store import Reader

TIME_S, ANSWER_MIB = 300.0, 256  # that an engine at another address may take, and say


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the command to the command line; `store` is the folder taken where none is given."""
    summary = "answer a named query, as of any day; without a name, list the queries"
    command = commands.add_parser("query", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    command.add_argument("name", nargs="?", metavar="NAME", help="the query's name, as its page has it")
    command.add_argument(
        "--with", dest="parameters", type=_pair, action="append", default=[], metavar="NAME=VALUE", help="a parameter"
    )
    command.add_argument("--as-of", type=day, metavar="DAY", help="only what was known on this day")
    command.add_argument("--json", action="store_true", help="print one JSON object instead of CSV")
    command.add_argument(
        "--store",
        default=str(store),
        metavar="DIR",
        help="the store's folder, or the address of a SPARQL endpoint that holds the tier (default: ./%(default)s)",
    )
    take_tier(command)
    command.add_argument(
        "--queries", type=Path, metavar="DIR", help="a folder of queries (.rq) to answer beside ours, grlc's among them"
    )
    command.set_defaults(run=_run)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is no parameter; write it as NAME=VALUE")
    return name, value


def _run(options: argparse.Namespace) -> int:
    from refoulement.graph import as_of
    from refoulement.queries import ask, library, named
    from refoulement.queries.answers import written

    queries = library(options.queries)
    if options.name is None:
        for query in queries.values():
            print(f"{query.name}: {query.summary}")
        return ALL_DONE
    query = named(queries, options.name)
    reader = _reader(options.store, options.tier)
    snapshot, known = reader.snapshot(), options.as_of
    state = as_of.on(known, snapshot, kept=reader.text) if known else snapshot
    found = ask(state, query, dict(options.parameters), as_of=known)
    print(written(query, found, version=snapshot.version, as_of=known, json=options.json), end="")
    return ALL_DONE


def _reader(store: str, tier: str) -> "Reader":
    """What is read: a folder, or an engine at another address."""
    if not is_endpoint(store):
        from refoulement.graph import reading

        return reading.reader(Path(store), tier)
    from refoulement.graph.remote import reader_at

    return reader_at(store, folder=None, tier=tier, time_s=TIME_S, answer_mib=ANSWER_MIB)
