"""Answers that are exactly right as long as the snapshot they were given from is the published one."""

from collections import OrderedDict

from refoulement.service.reply import Reply

HEAD = 1024  # bytes of headers, about
Key = tuple[object, ...]  # snapshot, day, and all of the request that an answer depends on


class Cache:
    """The answers asked for last, up to so many bytes in all; one that takes a sixteenth of that is not kept."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: OrderedDict[Key, tuple[Reply, int]] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> Reply | None:
        kept = self._held.get(key)
        if kept is None:
            return None
        self._held.move_to_end(key)
        return kept[0]

    def put(self, key: Key, kept: Reply) -> None:
        if (size := _size(key, kept)) * 16 >= self._room:
            return
        if (before := self._held.pop(key, None)) is not None:
            self.size -= before[1]
        self._held[key] = kept, size
        self.size += size
        while self.size > self._room:
            _, (_, oldest) = self._held.popitem(last=False)
            self.size -= oldest


def _size(key: Key, reply: Reply) -> int:
    """What is held for an answer: a question may be much longer."""
    return len(reply.body) + HEAD + sum(len(part) for part in key if type(part) is bytes)
