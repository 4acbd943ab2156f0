"""How often a load looks for garbage in a circle: seldom, as hardly any is made and much is held."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000  # new things after which the newest are looked through; the interpreter's own choice is 700


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look through what is held seldom, and not at all through what is held already; afterwards as before.

    Words, weights and the gazetteer are some half a million things, which the interpreter went through again and again:
    that took a tenth of the time of adding an article.
    """
    newest, *older = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *older)
    try:
        yield
    finally:
        gc.set_threshold(newest, *older)
        gc.unfreeze()
