"""`refoulement identity`: look at judgements on who is who, make them, undo them, and compare two bare names.

Like `__main__.py`, a command imports what it needs when it runs.
"""

import argparse
import json
from collections.abc import Container
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from refoulement import __version__
from refoulement.commands.judging import VERDICTS, judge, judged, take_judge
from refoulement.commands.tier import take_tier
from refoulement.errors import ALL_DONE, GraphError

if TYPE_CHECKING:
    from refoulement.graph.judgement import Judgement

AGENT = f"refoulement {__version__}"
_THINGS = "an IRI, or its path (person/kim-yung-ho)"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the group to the command line; `store` is the folder taken where none is given."""
    group = commands.add_parser("identity", help="judge who and what is the same").add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )
    listing = group.add_parser("list", help="list judgements on entities, the unsure first")
    listing.add_argument("--verdict", choices=VERDICTS, help="only those")
    listing.add_argument("--undone", action="store_true", help="those undone, too")
    showing = group.add_parser("show", help="show an entity, what stands for it, and each judgement on it")
    showing.add_argument("thing", metavar="THING", help=f"{_THINGS}, or the IRI of a judgement")
    deciding = group.add_parser("decide", help="judge two entities; goes before any rule")
    deciding.add_argument("first", metavar="FIRST", help=_THINGS)
    deciding.add_argument("verdict", choices=VERDICTS, help="part: FIRST of SECOND")
    deciding.add_argument("second", metavar="SECOND", help=_THINGS)
    deciding.add_argument(
        "--rests-on", action="append", default=[], metavar="JUDGEMENT", help="what it takes for granted"
    )
    undoing = group.add_parser("undo", help="take a judgement back; it is kept, with the reason")
    undoing.add_argument("judgement", metavar="JUDGEMENT", help="its IRI, or its path (judgement/…)")
    comparing = group.add_parser("compare", help="compare two bare names: verdict, score and reasons")
    comparing.add_argument("names", nargs=2, metavar="NAME", help="a name in any spelling or script")
    comparing.add_argument("--kind", choices=("person", "place", "organisation"), required=True, help="what they name")
    for command, run in (
        (listing, _list),
        (showing, _show),
        (deciding, _decide),
        (undoing, _undo),
        (comparing, _compare),
    ):
        command.set_defaults(run=run)
        if command is not comparing:
            command.add_argument(
                "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
            )
        if command in (listing, showing):
            take_tier(command)
        if command in (listing, showing, comparing):
            command.add_argument("--json", action="store_true", help="print one JSON object")
        else:
            take_judge(command)


def _address(written: str) -> str:
    from refoulement.graph.iri import THINGS

    return written if ":" in written else THINGS + written


def _short(address: str) -> str:
    from refoulement.graph.iri import THINGS

    return address.removeprefix(THINGS)


def _plain(judgement: "Judgement", overruled: Container[str]) -> dict[str, object]:
    undone = judgement.undone
    return {
        "judgement": judgement.iri,
        "first": judgement.first,
        "verdict": judgement.verdict,
        "second": judgement.second,
        "by": "rule" if judgement.by == "byRule" else "person",
        "judge": judgement.judge,
        "score": judgement.score,
        "reasons": list(judgement.reasons),
        "made": judgement.made.isoformat(),
        "undone": undone and {"by": undone.by, "at": undone.at.isoformat(), "why": undone.why},
        "overruled": judgement.iri in overruled,
    }


def _lines(judgement: "Judgement", overruled: Container[str] = ()) -> list[str]:
    verdict = "part of" if judgement.verdict == "part" else judgement.verdict
    told = [
        f"{verdict} {judgement.score:.2f}  {_short(judgement.first)}  {_short(judgement.second)}",
        f"    {'; '.join(judgement.reasons)} ({judgement.judge}, {judgement.made:%Y-%m-%d})",
        f"    {_short(judgement.iri)}",
    ]
    if judgement.undone:
        told.append(f"    undone by {judgement.undone.by}, {judgement.undone.at:%Y-%m-%d}: {judgement.undone.why}")
    if judgement.iri in overruled:
        told.append("    overruled: a person judged these two, and that alone counts")
    return told


def _list(options: argparse.Namespace) -> int:
    from refoulement.graph import reading
    from refoulement.graph.judgement import overruled
    from refoulement.graph.linking import Identity

    everything = Identity(reading.reader(options.store, options.tier).snapshot()).judgements()
    out = overruled(everything)
    found = [
        judgement
        for judgement in everything
        if (options.undone or judgement.undone is None) and options.verdict in (None, judgement.verdict)
    ]
    found.sort(key=lambda one: (one.verdict != "unsure", -one.score, one.iri))
    if options.json:
        print(json.dumps({"judgements": [_plain(judgement, out) for judgement in found]}, ensure_ascii=False, indent=2))
    else:
        for judgement in found:
            print("\n".join(_lines(judgement, out)))
        print(f"{len(found)} judgement{'s' * (len(found) != 1)}")
    return ALL_DONE


def _show(options: argparse.Namespace) -> int:
    from refoulement.graph import reading
    from refoulement.graph.judgement import merged, overruled
    from refoulement.graph.linking import Identity

    identity = Identity(reading.reader(options.store, options.tier).snapshot())
    thing = _address(options.thing)
    everything = identity.judgements()
    out = overruled(everything)
    one = next((judgement for judgement in everything if judgement.iri == thing), None)
    if one:
        told_of = json.dumps(_plain(one, out), ensure_ascii=False, indent=2)
        print(told_of if options.json else "\n".join(_lines(one, out)))
        return ALL_DONE
    known = identity.entity(thing)
    if known is None:
        raise GraphError(f"{thing} is neither an entity nor a judgement of this store; search for it by name first")
    judgements, kinds = identity.around(thing)
    stands = merged(judgements, kinds)
    members = sorted(other for other, canonical in stands.items() if canonical == stands.get(thing) and other != thing)
    own = [judgement for judgement in judgements if thing in judgement.pair]
    told: dict[str, object] = {
        "thing": thing,
        "kind": known.entity.kind,
        "names": [name.text for name in known.entity.names],
        "roles": sorted(known.roles),
        "organisations": sorted(known.organisations),
        "relatives": sorted(known.relatives),
        "stands_for_it": stands.get(thing, thing),
        "same_as": members,
        "judgements": [_plain(judgement, out) for judgement in own],
    }
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return ALL_DONE
    print(f"{_short(thing)}: {', '.join(name.text for name in known.entity.names)} ({known.entity.kind})")
    for heading, values in (("roles", known.roles), ("at", known.organisations), ("family", known.relatives)):
        if values:
            print(f"    {heading}: {', '.join(_short(value) for value in sorted(values))}")
    if members:
        print(f"shown as {_short(stands[thing])}, with {', '.join(map(_short, members))}")
    for judgement in own:
        print("\n".join(_lines(judgement, out)))
    return ALL_DONE


def _decide(options: argparse.Namespace) -> int:
    from refoulement.graph import deciding
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter

    now = datetime.now(UTC)
    first, second = _address(options.first), _address(options.second)
    new = judged(options, first, second, now=now, rests_on=map(_address, options.rests_on))
    with TieredWriter(options.store, now=now, author=by_command("identity decide")) as store:
        deciding.decide(store, new, agent=AGENT)
        print("\n".join(_lines(new)))
        print(f"snapshot {store.publish()}")
    return ALL_DONE


def _undo(options: argparse.Namespace) -> int:
    from refoulement.graph import deciding
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter

    now = datetime.now(UTC)
    with TieredWriter(options.store, now=now, author=by_command("identity undo")) as store:
        undone = deciding.undo_identity(
            store, _address(options.judgement), by=judge(options), at=now, why=options.why, agent=AGENT
        )
        print("\n".join(_lines(undone)))
        print(f"snapshot {store.publish()}")
    return ALL_DONE


def _compare(options: argparse.Namespace) -> int:
    from refoulement.graph.candidates import known_names
    from refoulement.graph.names import compare

    one, other = options.names
    try:
        found = compare(one, other, kind=options.kind, known=known_names(options.kind))
    except ValueError as error:
        raise GraphError(str(error)) from error
    if options.json:
        told = {"names": [one, other], "kind": options.kind, "verdict": found.verdict, "score": found.score}
        print(json.dumps({**told, "reasons": list(found.reasons)}, ensure_ascii=False, indent=2))
    else:
        print(f"{found.verdict} {found.score:.2f}: {'; '.join(found.reasons)}")
    return ALL_DONE
