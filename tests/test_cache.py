"""Answers that are kept: how many, and for how long."""

from refoulement.service.cache import HEAD, Cache
from refoulement.service.reply import Reply

ROOM = 64 * HEAD


def test_the_ones_asked_for_last_stay() -> None:
    cache = Cache(ROOM)
    for number in range(100):
        cache.put((b"%d" % number,), Reply(200, (), b"x"))
        assert cache.get((b"0",)) is not None
    assert cache.size <= ROOM
    assert cache.get((b"99",)) is not None
    assert cache.get((b"20",)) is None


def test_a_long_question_counts_as_much_as_a_long_answer() -> None:
    cache = Cache(ROOM)
    for number in range(100):
        cache.put((number, b"q" * 2 * HEAD), Reply(200, ()))
    assert sum(cache.get((number, b"q" * 2 * HEAD)) is not None for number in range(100)) <= ROOM // (3 * HEAD)
    cache.put((b"q" * ROOM,), Reply(200, ()))
    assert cache.get((b"q" * ROOM,)) is None


def test_what_is_put_again_counts_once() -> None:
    cache = Cache(ROOM)
    for size in (10, 1000, 0):
        cache.put((1, b"q"), Reply(200, (), b"x" * size))
    assert cache.size == HEAD + 1
