"""What `events decide` and `identity decide` have in common: whose judgement it is, why, and what may not be one.

Like `__main__.py`, a command imports what it needs when it runs.
"""

import argparse
import getpass
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refoulement.graph.judgement import Judgement

VERDICTS = ("same", "different", "part", "unsure")


def take_judge(command: argparse.ArgumentParser) -> None:
    """Let a command be told who judges and why."""
    command.add_argument("--why", required=True, metavar="TEXT", help="the reason, in words")
    command.add_argument("--by", default=None, metavar="NAME", help="who says so (default: this user's name)")


def judge(options: argparse.Namespace) -> str:
    """Who judges: whoever is named, or else the user."""
    return str(options.by or getpass.getuser())


def judged(
    options: argparse.Namespace, first: str, second: str, *, now: datetime, rests_on: Iterable[str] = ()
) -> "Judgement":
    """What a person judges of two things by `options.verdict`; raises `JudgementRefused` where it cannot be said."""
    from refoulement.graph import deciding

    return deciding.judged(
        first, options.verdict, second, judge=judge(options), why=options.why, now=now, rests_on=rests_on
    )
