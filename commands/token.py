"""The commands on tokens, which let programs write or read more: `refoulement token create|list|revoke`."""

import argparse
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from refoulement.commands.tier import TIERS
from refoulement.errors import ALL_DONE

ROLES = ("reader", "editor", "admin")
UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", store: Path) -> None:
    """Add the group to the command line; `store` is the folder taken where none is given."""
    summary = "make, list and revoke the tokens that let programs write, or read more than the public"
    group = commands.add_parser("token", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    kinds = group.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, run, said in (
        ("create", _create, "make a token and print it, once"),
        ("list", _list, "list the tokens, without their secrets"),
        ("revoke", _revoke, "let a token in no more"),
    ):
        one = kinds.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
        one.add_argument(
            "--store", type=Path, default=store, metavar="DIR", help="the store's folder (default: ./%(default)s)"
        )
        one.set_defaults(run=run)
        if name == "create":
            one.add_argument("--role", choices=ROLES, required=True, help="what it allows: reading, or writing too")
            one.add_argument("--tier", choices=TIERS, required=True, help="what it reads; who writes needs sealed")
            one.add_argument(
                "--expires",
                type=_moment,
                metavar="WHEN",
                help="a day (2027-01-31, its end) or a time from now (12h, 90d)",
            )
        elif name == "revoke":
            one.add_argument("id", metavar="ID", help="the token's id, as `list` and the audit log name it")


def _moment(text: str) -> datetime:
    """A day, to its end, or hours, days or weeks from now."""
    if span := re.fullmatch(r"([1-9][0-9]{0,4})([hdw])", text):
        return datetime.now(UTC) + timedelta(**{UNITS[span[2]]: int(span[1])})
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC) + timedelta(days=1)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a day (2027-01-31) nor a time from now (12h, 90d, 4w)"
        ) from None


def _create(options: argparse.Namespace) -> int:
    from refoulement.web.tokens import Tokens

    print(Tokens(options.store).create(role=options.role, tier=options.tier, expires=options.expires))
    return ALL_DONE


def _list(options: argparse.Namespace) -> int:
    from refoulement.web.tokens import Tokens

    now = datetime.now(UTC)
    for record in Tokens(options.store).all():
        if record.revoked:
            state = f"revoked at {record.revoked}"
        elif record.expires:
            state = f"{'expired' if record.expired(now) else 'expires'} at {record.expires}"
        else:
            state = "does not expire"
        print(f"{record.id}  {record.role:6}  {record.tier:7}  made at {record.created}, {state}")
    return ALL_DONE


def _revoke(options: argparse.Namespace) -> int:
    from refoulement.web.tokens import Tokens

    record = Tokens(options.store).revoke(options.id)
    print(f"revoked {record.id}, {record.role} of the tier {record.tier}")
    return ALL_DONE
