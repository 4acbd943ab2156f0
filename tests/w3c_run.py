"""One run of the W3C's suites against real servers: how each case ends, and why."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from refoulement.tests import w3c_protocol, w3c_query, w3c_update
from refoulement.tests.real_server import serving
from refoulement.tests.w3c_known import Outcome, expected
from refoulement.tests.w3c_manifest import Case
from refoulement.tests.writing_server import writing

PROTOCOLS = ("ProtocolTest", "GraphStoreProtocolTest")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a case ended; where it did not pass, what was wrong."""

    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Servers:
    """The addresses of the servers that the suites are run against, and a token that may write."""

    reading: str
    writing: str
    token: str


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """The servers that the cases need, over stores made for them in a folder."""
    w3c_query.publish_data(folder / "read")
    with serving(folder / "read") as reading, writing(folder / "written") as (address, token):
        yield Servers(reading, address, token)


def is_run(case: Case) -> bool:
    """True for a case of what is offered here."""
    return expected(case)[0] != "inapplicable"


def run(case: Case, at: Servers) -> Ended:
    """Run one case."""
    if not is_run(case):
        return Ended(*expected(case))
    if case.kind in PROTOCOLS:  # what writes must not touch what the others read
        reads = "/query_" in case.name or "/bad_query_" in case.name
        wrong = w3c_protocol.check(case, at.reading if reads else at.writing, None if reads else at.token)
    elif case.kind == w3c_update.DESCRIPTION:
        wrong = w3c_update.check_description(case, at.reading)
    elif case.kind == w3c_update.EVALUATION:
        wrong = w3c_update.check_evaluation(case, at.writing, at.token)
    elif w3c_update.is_update(case):
        wrong = w3c_update.check_syntax(case, at.writing, at.token)
    else:
        wrong = w3c_query.check(case, at.reading + "/sparql")
    return Ended("failed", wrong) if wrong else Ended("passed")


@contextmanager
def anywhere() -> Iterator[Servers]:
    """The servers over stores that are gone afterwards, in memory where there is such a place: much is written."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made there is ours alone
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder, servers(Path(folder)) as at:
        yield at
