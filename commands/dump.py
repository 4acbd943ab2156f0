"""`refoulement dump`: write what a tier's snapshot holds as files, for the server to offer or for a folder.

Like `__main__.py`, a command imports what it needs when it runs.
"""

import argparse
from pathlib import Path

from refoulement.commands.tier import take_tier
from refoulement.errors import ALL_DONE


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the command to the command line; `store` is the folder taken where none is given."""
    summary = "write all that a tier's snapshot holds as N-Quads and TriG, gzipped, with their sums"
    command = commands.add_parser("dump", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="write into this folder (default: into the store, for the server)"
    )
    command.add_argument(
        "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
    )
    take_tier(command)
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from refoulement.graph import dumps, reading
    from refoulement.queries import counts

    reader = reading.reader(options.store, options.tier)
    snapshot = reader.on_disk()
    if options.out:
        dumps.write_out(snapshot.stream(), options.out, tier=options.tier)
        print(f"{options.out}: {options.tier} snapshot {snapshot.version}")
        return ALL_DONE
    if written := snapshot.version not in dumps.made(reader.folder):
        beside = {counts.FILE: counts.as_json(counts.counts(snapshot))}
        written = dumps.make(reader.folder, snapshot.version, snapshot.stream(), tier=options.tier, beside=beside)
    print(f"{options.tier} snapshot {snapshot.version}: {'written' if written else 'was written before'}")
    for dump in dumps.dumped(reader.folder, snapshot.version):
        print(f"{dump.sha256}  {dump.path} ({dump.size} bytes)")
    return ALL_DONE
