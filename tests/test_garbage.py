"""While many articles are loaded, what is held already is not looked through for garbage; afterwards it is again."""

import gc
from contextlib import suppress

from refoulement.loaders.garbage import SELDOM, seldom_collected


def test_a_load_collects_seldom_and_leaves_the_interpreter_as_it_was() -> None:
    before = gc.get_threshold()
    held: list[list[object]] = [[]]
    with seldom_collected():
        assert gc.get_threshold() == (SELDOM, *before[1:])
        assert gc.get_freeze_count() > 0
        assert not any(one is held for one in gc.get_objects())  # nothing of what was there
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_one_that_is_broken_off_too() -> None:
    before = gc.get_threshold()
    with suppress(KeyboardInterrupt), seldom_collected():
        raise KeyboardInterrupt
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
