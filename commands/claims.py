"""`refoulement claims`: list what is weak or has to be looked at again, and say of a claim what its words say.

Like `__main__.py`, a command imports what it needs when it runs.
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from refoulement import __version__
from refoulement.commands.judging import judge, take_judge
from refoulement.errors import ALL_DONE, JudgementRefused

if TYPE_CHECKING:
    from refoulement.graph.claim import Claim
    from refoulement.graph.tiers import TieredWriter
    from refoulement.web.review_given import Given

AGENT = f"refoulement {__version__}"
_CLAIM = "its IRI, or its path (claim/…), as `list` prints it"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the group to the command line; `store` is the folder taken where none is given."""
    group = commands.add_parser("claims", help="say what a claim's words say").add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )
    listing = group.add_parser("list", help="list weak claims, and decisions on articles that have changed since")
    listing.add_argument("--below", type=float, default=None, metavar="N", help="claims of a lower confidence")
    accepting = group.add_parser("accept", help="a claim is said as it was extracted")
    rejecting = group.add_parser("reject", help="a claim is not said: it is left out, also by the next load")
    correcting = group.add_parser("correct", help="something else is said: it stands in the claim's place")
    correcting.add_argument(
        "--set",
        action="append",
        required=True,
        metavar="SLOT=VALUE",
        help="as in the form: value=15, bound=atLeast, when=2023-10; a slot of several several times, or empty",
    )
    adding = group.add_parser("add", help="a claim was missed: it stands in the article, with the words that say it")
    adding.add_argument("claim", metavar="ARTICLE", help="its id")
    adding.add_argument("--words", required=True, help="the words that say it, as they stand in the text")
    adding.add_argument("--occurrence", type=int, metavar="N", help="which of several places of these words, from 1")
    adding.add_argument("--kind", required=True, help="repatriation, border-closure …, or: stance, role, tie")
    adding.add_argument(
        "--set", action="append", default=[], metavar="SLOT=VALUE", help="what they say, as for `correct`"
    )
    keeping = group.add_parser("keep", help="a decision still holds, though its article has changed")
    undoing = group.add_parser("undo", help="take a decision on a claim back; it is kept, with the reason")
    for command in (accepting, rejecting, correcting):
        command.add_argument("claim", metavar="CLAIM", help=_CLAIM)
    for command in (keeping, undoing):
        command.add_argument("claim", metavar="REVIEW", help="its IRI, or its path (review/…)")
    for command, act in (
        (listing, _list),
        (accepting, _decide),
        (rejecting, _decide),
        (correcting, _decide),
        (adding, _decide),
        (keeping, _decide),
        (undoing, _decide),
    ):
        command.set_defaults(run=act, act=command.prog.rpartition(" ")[2])
        command.add_argument(
            "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
        )
        if command is not listing:
            take_judge(command)


def _list(options: argparse.Namespace) -> int:
    from refoulement.graph import iri, reading
    from refoulement.graph.pending import WEAK, pending
    from refoulement.graph.reviewing import claim_of
    from refoulement.graph.tier import SEALED

    snapshot = reading.reader(options.store, SEALED).snapshot()
    below = WEAK if options.below is None else options.below
    found = [one for one in pending(snapshot, below=below) if one.kind in ("claim", "changed")]
    for one in found:
        why = "; ".join(one.reasons) or f"confidence {one.confidence:g}"
        print(f"{one.first.removeprefix(iri.THINGS)}  {why}  {', '.join(sorted(one.articles))}")
        if one.kind == "claim":
            print(f"    {' '.join(claim_of(snapshot, one.first).passages[0].exact.split())}")
    print(f"{len(found)} to look at")
    return ALL_DONE


def _decide(options: argparse.Namespace) -> int:
    from refoulement.graph import adding, deciding, iri, reviewing
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter

    now, who = datetime.now(UTC), judge(options)
    name = _iri(options.claim)

    def act(store: "TieredWriter") -> str:
        if options.act == "undo":
            return reviewing.undo(store, name, by=who, at=now, why=options.why, agent=AGENT).iri
        if options.act == "correct":
            meant = _corrected(reviewing.claim_of(store, name), options.set)
            return reviewing.correct(store, name, meant, judge=who, why=options.why, now=now, agent=AGENT).iri
        if options.act == "add":
            return adding.add(store, _entered(store, options), judge=who, why=options.why, now=now, agent=AGENT).iri
        acts = {"accept": reviewing.accept, "reject": reviewing.reject, "keep": reviewing.keep}
        return acts[options.act](store, name, judge=who, why=options.why, now=now, agent=AGENT).iri

    with TieredWriter(options.store, now=now, author=by_command(f"claims {options.act}")) as store:
        review = deciding.published(store, lambda: act(store), now=now)
    print(f"{review.removeprefix(iri.THINGS)}: {options.act}, {options.why}")
    return ALL_DONE


def _iri(name: str) -> str:
    from refoulement.graph import iri

    return name if ":" in name else iri.THINGS + name


def _entered(store: "TieredWriter", options: argparse.Namespace) -> "Claim":
    """What is told of an article's words, as the form of the pages reads it."""
    from refoulement.graph import adding
    from refoulement.graph.reviewing import text_of
    from refoulement.web.review_given import blank, entered, kinds
    from refoulement.web.review_words import chosen

    adding.require_open(store, options.claim)
    text = store.text(text_of(store, options.claim))
    passage = chosen(options.claim, text, options.words, occurrence=options.occurrence)
    plain = options.kind.replace("-", "").casefold()
    kind = next((one for one in kinds() if one.casefold() == plain), options.kind)
    given = blank(kind)
    _set(given, options.set)
    return entered(kind, passage, given)


def _corrected(claim: "Claim", told: list[str]) -> "Claim":
    """The claim with some slots set, as the form of the pages reads them."""
    from refoulement.web.review_given import as_given, corrected

    given = as_given(claim)
    _set(given, told)
    return corrected(claim, given)


def _set(given: "Given", told: list[str]) -> None:
    """Set slots of a form; a slot of several is set whole. An entity is named by its IRI or its path."""
    from refoulement.graph.claim import ENTITY_SLOTS

    entities = {slot for slots in ENTITY_SLOTS.values() for slot in slots}
    values = dict[str, list[str]]()
    for one in told:
        slot, sign, value = one.partition("=")
        if not sign or slot not in given:
            raise JudgementRefused(f"{one!r}: write SLOT=VALUE; the slots of this claim are {', '.join(sorted(given))}")
        values.setdefault(slot, []).extend([value] if value else [])
    for slot, each in values.items():
        named = [_iri(value) for value in each] if slot in entities else each
        given.setlist(slot, named or [""] if slot in ONE_LINE else named)


ONE_LINE = ("value", "value_to", "when", "attribution", "role")
