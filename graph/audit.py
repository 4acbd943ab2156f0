"""Who wrote what, and when: a line a publication, each bound to the one before by its hash, in the sealed tier only.

A line is written, and on the disk, before what it tells of is published, so that nothing is published without one. Its
`after` is the SHA-256 of the line before it; `audit-head` holds how many lines there are and the hash of the last.
What names a person at risk is blacked out, as known when the line is written.
"""

import getpass
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from refoulement.errors import StoreError
from refoulement.graph.files import write_whole

LOG, HEAD = "audit.jsonl", "audit-head"
BEGINNING = "0" * 64  # what the first line comes after


@dataclass(frozen=True, slots=True)
class Author:
    """Whose hand a writer is: a token's id or a command, and what it is doing."""

    who: str
    doing: str

    def __post_init__(self) -> None:
        if not (self.who.strip() and self.doing.strip()):
            raise ValueError("a write has somebody who writes and something that is done: name both")


def by_command(name: str) -> Author:
    """Whoever is at the keyboard, by the name that the system knows."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # one without a name
        user = "somebody"
    return Author(f"command line, {user}", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One publication: `before` and `now` are the sealed tier's snapshots, from which and to which.

    `graphs` holds for each graph how many statements were taken out and put in; `resumed` says that it also publishes
    what a run wrote that ended early, of which nobody counted.
    """

    number: int
    when: str
    who: str
    doing: str
    before: int
    now: int
    graphs: Mapping[str, tuple[int, int]]
    resumed: bool
    after: str

    def __str__(self) -> str:
        gone, new = (sum(counts[which] for counts in self.graphs.values()) for which in (0, 1))
        many = f"{len(self.graphs)} graph{'' if len(self.graphs) == 1 else 's'}"
        also = ", with what a run before left" if self.resumed else ""
        return (
            f"{self.number}  {self.when}  {self.who}: {self.doing}, snapshot {self.before} to {self.now}, "
            f"{many}, {new} in, {gone} out{also}"
        )


class Audit:
    """The log of one store, in the folder of its sealed tier."""

    def __init__(self, sealed: Path) -> None:
        self._log, self._head = sealed / LOG, sealed / HEAD

    def append(
        self,
        author: Author,
        *,
        when: datetime,
        before: int,
        now: int,
        graphs: Mapping[str, tuple[int, int]],
        resumed: bool,
    ) -> None:
        """Write a line down to the disk. Raises `StoreError` where the log was cut or cannot be written."""
        with _storage(self._log):
            lines = self._whole_lines()
            written = {
                "number": len(lines) + 1,
                "when": when.isoformat(timespec="seconds"),
                "who": author.who,
                "doing": author.doing,
                "before": before,
                "now": now,
                "graphs": dict(sorted(graphs.items())),
                "resumed": resumed,
                "after": _hash(lines[-1]) if lines else BEGINNING,
            }
            line = json.dumps(written, ensure_ascii=False).encode()
            descriptor = os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(line + b"\n")
                file.flush()
                os.fsync(file.fileno())
            write_whole(self._head, f"{len(lines) + 1} {_hash(line)}\n".encode())

    def _whole_lines(self) -> list[bytes]:
        """The lines there are; what a run left that ended within one is taken away."""
        content = self._log.read_bytes() if self._log.exists() else b""
        whole, _, torn = content.rpartition(b"\n")
        if torn:
            os.truncate(self._log, len(content) - len(torn))
        lines = whole.split(b"\n") if whole else []
        if len(lines) < self._promised()[0]:
            raise StoreError(
                f"{self._log} was cut: it has {len(lines)} lines, {self._head.name} tells of {self._promised()[0]}; "
                "`refoulement audit verify` shows what is missing; put the log back from a copy before writing"
            )
        return lines

    def _promised(self) -> tuple[int, str]:
        """How many lines there were at the last writing, and the hash of the last."""
        try:
            number, _, digest = self._head.read_text("ascii").strip().partition(" ")
            return int(number), digest
        except FileNotFoundError:
            return 0, BEGINNING
        except ValueError:
            raise StoreError(f"{self._head} is damaged: put it back from a copy of the store") from None

    def lines(self) -> Iterator[Line]:
        """The lines, the oldest first. Raises `StoreError` at one that cannot be read."""
        content = self._log.read_bytes() if self._log.exists() else b""
        for number, line in enumerate(content.splitlines(), start=1):
            try:
                yield _read(line)
            except (ValueError, TypeError) as error:
                raise StoreError(f"{self._log}, line {number} cannot be read: {error}") from error

    def faults(self, published: int) -> Iterator[str]:
        """What is wrong with the log, a sentence each, given the sealed tier's published snapshot.

        A chain cannot tell that its end was cut together with the head; the number of the snapshot shows it then.
        """
        content = self._log.read_bytes() if self._log.exists() else b""
        raw = content.split(b"\n")
        if torn := raw.pop():
            raw.append(torn)
            yield f"line {len(raw)} is torn: it does not end, so its writing was not finished"
        yield from self._broken(raw)
        yield from self._cut(raw)
        try:
            last = _read(raw[-1]) if raw else None
        except (ValueError, TypeError):
            return  # told already
        reached = (last.before, last.now) if last else (0,)
        if published not in reached:
            told = f"the last line tells of snapshot {last.now}" if last else "there is no line"
            yield f"snapshot {published} is published, but {told}: lines are missing at the end"

    def _broken(self, raw: list[bytes]) -> Iterator[str]:
        after, reached = BEGINNING, set[int]()
        for number, line in enumerate(raw, start=1):
            try:
                read = _read(line)
            except (ValueError, TypeError) as error:
                yield f"line {number} cannot be read: {error}"
                reached = set()
            else:
                if read.number != number:
                    yield f"line {number} bears the number {read.number}"
                if read.after != after:
                    hint = f"line {number - 1} was changed, or lines were taken out or put in"
                    yield f"line {number} does not follow: {hint}"
                if (reached and read.before not in reached) or read.now not in (read.before, read.before + 1):
                    yield f"line {number} goes from snapshot {read.before} to {read.now}, which does not follow"
                reached = {read.before, read.now}  # it may not have come to publishing
            after = _hash(line)

    def _cut(self, raw: list[bytes]) -> Iterator[str]:
        try:
            number, digest = self._promised()
        except StoreError as error:
            yield str(error)
            return
        if len(raw) < number:
            yield f"lines {len(raw) + 1} to {number} are missing: the head tells of {number}"
        elif len(raw) > number + 1:  # one may be written before its head is
            yield f"line {number + 2} and what follows are more than the head tells of"
        elif number and _hash(raw[number - 1]) != digest:
            yield f"line {number} is not the one that the head tells of: it was changed"


def _hash(line: bytes) -> str:
    return sha256(line).hexdigest()


def _read(line: bytes) -> Line:
    said = json.loads(line)
    if not isinstance(said, dict):
        raise TypeError("it is no object")
    said["graphs"] = {graph: (int(gone), int(new)) for graph, (gone, new) in said["graphs"].items()}
    return Line(**said)


@contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: {error}; nothing is published without a line in this log") from error
