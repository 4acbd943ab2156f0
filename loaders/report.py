"""What became of the articles of one run, for people and for the exit code."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from refoulement.errors import ALL_DONE, INTERRUPTED, NOTHING_DONE, SOME_REFUSED

Status = Literal["loaded", "replaced", "unchanged", "extracted", "explained", "scored", "unscored", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article, or of a path that gave none; a refusal has its reason."""

    path: Path
    status: Status
    article: str | None = None
    claims: int = 0
    warnings: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def line(self) -> str:
        """The outcome as one line, without its warnings."""
        if self.status == "refused":
            return f"refused {self.reason}"
        return f"{self.status} {self.article}: {_counted(self.claims, 'claim')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcomes of a run in order; `snapshot` is the number readers see now, where a store was written."""

    outcomes: tuple[Outcome, ...]
    ignored: int = 0
    snapshot: int | None = None
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """0 all done, 1 some refused, 2 nothing done, 130 interrupted."""
        if self.interrupted:
            return INTERRUPTED
        refused = sum(outcome.status == "refused" for outcome in self.outcomes)
        if refused == 0 and self.outcomes:
            return ALL_DONE
        return SOME_REFUSED if refused < len(self.outcomes) else NOTHING_DONE

    @property
    def summary(self) -> str:
        """The run in one line."""
        statuses = Counter(outcome.status for outcome in self.outcomes)
        told = [f"{statuses[status]} {status}" for status in get_args(Status) if statuses[status]] or ["nothing done"]
        told.append(_counted(sum(outcome.claims for outcome in self.outcomes), "claim"))
        if warnings := sum(len(outcome.warnings) for outcome in self.outcomes):
            told.append(_counted(warnings, "warning"))
        if self.ignored:
            told.append(f"{_counted(self.ignored, 'file')} of other kinds ignored")
        if self.snapshot is not None:
            told.append(f"readers see snapshot {self.snapshot}")
        stopped = "interrupted after the last whole article: " if self.interrupted else ""
        return stopped + ", ".join(told)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
