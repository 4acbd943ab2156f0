"""The commands that show events and take what a person judges of them: `refoulement events list|show|decide|undo`."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from refoulement import __version__
from refoulement.commands.judging import VERDICTS, judge, judged, take_judge
from refoulement.commands.tier import take_tier
from refoulement.errors import ALL_DONE

if TYPE_CHECKING:
    from refoulement.graph.store import Snapshot

AGENT = f"refoulement {__version__}"
NAMED = "an event, or a claim that stands for its event, as `list` and `show` print it"

EVENTS = """
PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?event ?label (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?event rf:evidence ?claim ; skos:prefLabel ?label . ?claim rf:saidIn ?article . OPTIONAL { ?event rf:latest ?latest }
} GROUP BY ?event ?label ?latest ORDER BY DESC(?latest) ?event"""
ABOUT = "SELECT ?claim ?event WHERE { ?claim <https://w3id.org/refoulement/ontology#about> ?event }"
CLAIMS = """
PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?event ?claim ?how ?why ?words WHERE {
  { ?event rf:evidence ?claim . ?claim rf:aboutBecause/skos:prefLabel ?why . BIND("same" AS ?how) }
  UNION { ?claim rf:aboutPart ?event . BIND("same" AS ?how) BIND("one crossing's share" AS ?why) }
  UNION { ?claim rf:perhapsAbout ?event . BIND("unsure" AS ?how) BIND("it fits other events as well" AS ?why) }
  UNION { ?claim rf:notAbout ?event . BIND("different" AS ?how)
    BIND("the same article gives another figure, of another thing" AS ?why) }
  ?claim rf:passage ?passage . ?passage oa:exact ?words .
} ORDER BY ?how ?claim"""
BESIDE = """
PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?event ?other ?how ?why WHERE {
  { ?event rf:partOf ?other ; rf:partBecause/skos:prefLabel ?why . BIND("part of" AS ?how) }
  UNION { ?other rf:partOf ?event ; rf:partBecause/skos:prefLabel ?why . BIND("its part" AS ?how) }
  UNION { ?event rf:inSeries ?other . BIND("in the series" AS ?how) BIND("one place, year by year" AS ?why) }
} ORDER BY ?how ?other"""
JUDGED = """
PREFIX rf: <https://w3id.org/refoulement/ontology#>
SELECT DISTINCT ?event ?judgement ?verdict ?other ?judge ?reason ?undone WHERE {
  ?event rf:evidence|^rf:aboutPart ?claim . ?judgement rf:judgedFirst|rf:judgedSecond ?claim ;
    rf:judgedFirst|rf:judgedSecond ?other ; rf:verdict ?verdict ; rf:judge ?judge ; rf:reason ?reason .
  FILTER(?other != ?claim) OPTIONAL { ?judgement rf:undoneWhy ?undone }
} ORDER BY ?judgement"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the group to the command line; `store` is the folder taken where none is given."""
    summary = "show the events derived from claims, and judge them"
    events = commands.add_parser("events", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    kinds = events.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def one(name: str, run: Callable[[argparse.Namespace], int], said: str) -> argparse.ArgumentParser:
        command = kinds.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
        command.set_defaults(run=run)
        command.add_argument(
            "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
        )
        return command

    listing = one("list", _list, "list the events, the latest first")
    showing = one("show", _show, "show an event: its claims and why they are its own, its parts, what was judged")
    showing.add_argument("event", help=NAMED)
    for command in (listing, showing):
        take_tier(command)
    deciding = one("decide", _decide, "judge two events: what a person says goes before every rule")
    deciding.add_argument("first", help=NAMED + "; of part and whole, the part")
    deciding.add_argument("verdict", choices=VERDICTS, help="what the first is to the second")
    deciding.add_argument("second", help=NAMED)
    undoing = one("undo", _undo, "take a judgement back; it stays on record, marked undone")
    undoing.add_argument("judgement", help="the judgement, as `show` prints it")
    for command in (deciding, undoing):
        take_judge(command)


def _short(value: str) -> str:
    from refoulement.graph import iri

    return value.removeprefix(iri.THINGS)


def _snapshot(options: argparse.Namespace) -> "Snapshot":
    from refoulement.graph import reading

    return reading.reader(options.store, options.tier).snapshot()


def _list(options: argparse.Namespace) -> int:
    for row in _snapshot(options).select(EVENTS):
        counted = f"claims: {row['claims'].value}, articles: {row['articles'].value}"
        print(f"{_short(row['event'].value)}: {row['label'].value} ({counted})")
    return ALL_DONE


def _show(options: argparse.Namespace) -> int:
    from pyoxigraph import NamedNode

    from refoulement.errors import JudgementRefused
    from refoulement.graph import iri

    snapshot = _snapshot(options)
    name = options.event if ":" in options.event else iri.THINGS + options.event
    told = snapshot.select(ABOUT, {"claim": NamedNode(name)})
    event = NamedNode(told[0]["event"].value) if told else NamedNode(name)
    claims = snapshot.select(CLAIMS, {"event": event})
    if not claims:
        raise JudgementRefused(f"{options.event}: no event of this store; `refoulement events list` shows them")
    print(_short(event.value))
    for row in snapshot.select(BESIDE, {"event": event}):
        print(f"  {row['how'].value} {_short(row['other'].value)}: {row['why'].value}")
    for row in claims:
        print(f"  {row['how'].value} {_short(row['claim'].value)}: {row['why'].value}")
        print(f"    {' '.join(row['words'].value.split())}")
    for row in snapshot.select(JUDGED, {"event": event}):
        undone = f" (undone: {row['undone'].value})" if "undone" in row else ""
        verdict = row["verdict"].value.rsplit("#", 1)[-1]
        print(f"  {_short(row['judgement'].value)}: judged {verdict}, beside {_short(row['other'].value)},")
        print(f"    by {row['judge'].value}: {row['reason'].value}{undone}")
    return ALL_DONE


def _decide(options: argparse.Namespace) -> int:
    from refoulement.graph import decisions
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter

    with TieredWriter(options.store, now=(now := datetime.now(UTC)), author=by_command("events decide")) as store:
        first, second = (decisions.standing_claim(store, name) for name in (options.first, options.second))
        new = judged(options, first, second, now=now)
        decided = decisions.decide(store, new, agent=AGENT)
        print(f"{_short(decided.iri)}: {options.first} and {options.second} are judged {options.verdict}")
        print(f"readers see snapshot {store.publish()}")
    return ALL_DONE


def _undo(options: argparse.Namespace) -> int:
    from refoulement.graph import decisions
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter

    with TieredWriter(options.store, now=(now := datetime.now(UTC)), author=by_command("events undo")) as store:
        undone = decisions.undo(
            store,
            options.judgement,
            by=judge(options),
            at=now,
            why=options.why,
            agent=AGENT,
        )
        print(f"{_short(undone.iri)} is undone; readers see snapshot {store.publish()}")
    return ALL_DONE
