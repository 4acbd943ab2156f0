"""Lets whoever wakes have the processor soon, however long an answer is worked out.

Where all processors are held by processes that give way (SCHED_IDLE), Linux may let one of them go on to the end of its
tick, four milliseconds, while somebody waits who had a little more than his share just before (EEVDF, since 6.6). Who
yields lets him in at once. So whoever computes is interrupted twice a millisecond, and yields.
"""

import ctypes
import signal
from collections.abc import Iterator
from contextlib import contextmanager

AFTER_S, EVERY_S = 0.005, 0.0005  # small answers are there before, and pay nothing but two calls of the system


def prepare() -> None:
    """Yield the processor whenever the timer of this process strikes.

    The handler is the C library's own `sched_yield`: one in Python would run between two steps of Python's, and the
    engine takes seconds for one. `signal` restarts what it interrupts (signal(7)).
    """
    library = ctypes.CDLL(None)
    library.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.signal.restype = ctypes.c_void_p
    library.signal(int(signal.SIGALRM), ctypes.cast(library.sched_yield, ctypes.c_void_p))


@contextmanager
def yielding() -> Iterator[None]:
    """Yield from time to time while what is inside runs; `prepare` comes first."""
    signal.setitimer(signal.ITIMER_REAL, AFTER_S, EVERY_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
