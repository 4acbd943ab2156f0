"""The commands on the log of writes: `refoulement audit list|verify`."""

import argparse
from pathlib import Path

from refoulement.errors import ALL_DONE, NOTHING_DONE


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the group to the command line; `store` is the folder taken where none is given."""
    summary = "show who wrote what and when, and prove that nothing of it was changed"
    group = commands.add_parser("audit", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    kinds = group.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, run, said in (
        ("list", _list, "list every publication: when, whose, what, from which snapshot to which"),
        ("verify", _verify, "check the chain of hashes; tells each line that is broken"),
    ):
        one = kinds.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
        one.add_argument(
            "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
        )
        one.set_defaults(run=run)
        if name == "list":
            one.add_argument("--graphs", action="store_true", help="name the graphs of each, with their numbers")


def _list(options: argparse.Namespace) -> int:
    from refoulement.graph.audit import Audit
    from refoulement.graph.catalogue import SEALED

    for line in Audit(options.store / SEALED).lines():
        print(line)
        if options.graphs:
            for graph, (gone, new) in line.graphs.items():
                print(f"   {graph}: {new} in, {gone} out")
    return ALL_DONE


def _verify(options: argparse.Namespace) -> int:
    from refoulement.graph import tiers
    from refoulement.graph.audit import Audit
    from refoulement.graph.catalogue import SEALED

    tiers.require_published(options.store)
    audit = Audit(options.store / SEALED)
    faults = list(audit.faults(tiers.published(options.store)))
    for fault in faults:
        print(fault)
    if faults:
        return NOTHING_DONE
    print(f"{sum(1 for _ in audit.lines())} lines, each bound to the one before")
    return ALL_DONE
