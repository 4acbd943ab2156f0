"""Who computes long lets others in, and is not harmed by it."""

import signal
import subprocess
import sys
from hashlib import pbkdf2_hmac

import pytest

# The work is one step of Python's that takes a tenth of a second or more; the timer strikes many times meanwhile.
WORK = "pbkdf2_hmac('sha256', b'words', b'more words', 200_000).hex()"
PROGRAM = """
from hashlib import pbkdf2_hmac
from refoulement.service.yielding import prepare, yielding
{}
with yielding():
    print({})
"""


def _run(preparing: str) -> "subprocess.CompletedProcess[str]":
    program = PROGRAM.format(preparing, WORK)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


def test_long_work_is_interrupted_and_comes_out_right() -> None:
    found = _run("prepare()")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.strip() == pbkdf2_hmac("sha256", b"words", b"more words", 200_000).hex()


def test_the_timer_strikes_in_the_midst_of_one_step() -> None:
    """Without a handler, the first stroke ends the process."""
    assert _run("").returncode == -signal.SIGALRM


@pytest.mark.parametrize("fails", [False, True])
def test_nothing_strikes_afterwards(fails: bool) -> None:  # noqa: FBT001 - a row
    program = f"""
import signal
from refoulement.service.yielding import prepare, yielding
prepare()
try:
    with yielding():
        print(signal.getitimer(signal.ITIMER_REAL)[1])
        {"1 / 0" if fails else "pass"}
except ZeroDivisionError:
    pass
print(signal.getitimer(signal.ITIMER_REAL))
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.split("\n")[:2] == ["0.0005", "(0.0, 0.0)"]
