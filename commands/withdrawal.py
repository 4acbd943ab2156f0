"""`refoulement withdraw`: take an article's claims out of what is known, or bring them back.

Like `__main__.py`, a command imports what it needs when it runs.
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from refoulement import __version__
from refoulement.commands.days import day
from refoulement.errors import ALL_DONE


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the command to the command line; `store` is the folder taken where none is given."""
    summary = "take an article's claims out of what is known, and list what leaned on them"
    command = commands.add_parser("withdraw", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    command.add_argument("article", metavar="ARTICLE", help="the article's id, the last piece of its address")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--why", metavar="TEXT", help="why: kept with the withdrawal")
    what.add_argument("--undo", action="store_true", help="take a withdrawal back: the claims are known again")
    command.add_argument("--on", type=day, metavar="DAY", help="the day from which it is not known (default: today)")
    command.add_argument(
        "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
    )
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from refoulement.graph import tiers
    from refoulement.graph.atrisk import known
    from refoulement.graph.audit import by_command
    from refoulement.graph.withdrawal import undo, withdraw

    tiers.require_published(options.store)
    agent, now = f"refoulement {__version__}", datetime.now(UTC)
    with tiers.TieredWriter(options.store, now=now, author=by_command("withdraw")) as store:
        if options.undo:
            taken = undo(store, options.article, agent=agent, now=now)
            lines = [f"undone: {options.article} is known again; it was withdrawn from {taken.day} on ({taken.why})"]
        else:
            done = withdraw(store, options.article, why=options.why, day=options.on, agent=agent, now=now)
            lines = list(done.lines())
        at_risk = known(store)  # what is printed is kept in logs
        print(*map(at_risk.masked, lines), f"readers see snapshot {store.publish()}", sep="\n")
    return ALL_DONE
