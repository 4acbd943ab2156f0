"""How a person at a terminal follows a batch of articles, and ends it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from tqdm import tqdm

from refoulement.loaders.batch import Stop, Tell
from refoulement.loaders.report import Outcome
from refoulement.loaders.sources import Sources


@contextmanager
def stop_on_interrupt() -> Iterator[Stop]:
    """Let the first Ctrl-C be asked for between articles, and the second interrupt at once."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress(sources: Sources, *, lines_to: TextIO) -> Iterator[Tell]:
    """A bar on a terminal, a line an article elsewhere; refusals and warnings are told in both, on standard error."""
    total = len(sources.files) + len(sources.refused)
    with tqdm(total=total, unit="article", file=sys.stderr, disable=None, leave=False) as bar:

        def tell(outcome: Outcome) -> None:
            if outcome.status == "refused":
                bar.write(outcome.line, file=sys.stderr)
            elif bar.disable:
                print(outcome.line, file=lines_to, flush=True)
            for warning in outcome.warnings:
                bar.write(f"warning {outcome.path}: {warning}", file=sys.stderr)
            bar.update()

        yield tell


def tell_refused(sources: Sources) -> None:
    """Say of every path why it gives no article, where none gives any."""
    for _, error in sources.refused:
        print(f"refused {error}", file=sys.stderr)
