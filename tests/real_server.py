"""The program as its users run it: `refoulement serve` in a process of its own, spoken to over HTTP."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STARTS_WITHIN = 60  # seconds, on a machine that has other things to do


@contextmanager
def serving(store: Path | str, *options: str) -> Iterator[str]:
    """A server of a store on a port of its own; gives its address, without a slash at the end."""
    with started(store, *options) as (address, _):
        yield address


@contextmanager
def started(store: Path | str, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same, with its process."""
    command = [sys.executable, "-P", "-m", "refoulement", "serve", "--store", str(store), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.search(r"http://\S+:\d+", line)
            assert found, f"the server says {line!r} and ends with {process.poll()}"
            yield found.group(), process
        finally:
            process.terminate()
            try:
                process.wait(timeout=STARTS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
