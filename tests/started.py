"""A real server, started at the command line for a test and ended by its own number."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer


@contextmanager
def started(store: Path, *options: str, log: Path) -> Iterator[str]:
    """The address of `refoulement serve`, which tells it in its first line."""
    command = [sys.executable, "-m", "refoulement", "serve", "--store", str(store), "--port", "0", *options]
    with (
        log.open("wb") as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as server,
    ):
        assert server.stdout
        limit = Timer(120, server.kill)
        limit.start()
        try:
            line = server.stdout.readline()
            assert line.startswith("http://127.0.0.1:"), log.read_text()
            yield line.split(" ")[0]
        finally:
            limit.cancel()
            server.terminate()
            server.wait(timeout=20)
