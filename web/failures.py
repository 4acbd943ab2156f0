"""How often an address may fail to show a valid token: guessing is slowed down, memory is bounded."""

from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

ADDRESSES = 10_000  # remembered at most; the one that failed longest ago is forgotten first


class Failures:
    """Failed attempts by address; `clock` counts seconds and never goes back (`time.monotonic`).

    An IPv6 address stands for its /64, since one client has all of it.
    """

    def __init__(self, *, clock: Callable[[], float], allowed: int = 10, within: float = 60.0) -> None:
        if allowed < 1 or within <= 0:
            raise ValueError(f"{allowed} failures within {within} s let nobody in: allow at least one")
        self._clock, self._allowed, self._within = clock, allowed, within
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 where it may now."""
        times = self._recent(_client(address))
        return times[0] + self._within - self._clock() if len(times) >= self._allowed else 0.0

    def note(self, address: str) -> None:
        """Remember that it failed just now."""
        client = _client(address)
        times = self._recent(client)
        times.append(self._clock())
        while len(times) > self._allowed:
            times.popleft()
        self._failed[client] = times
        self._failed.move_to_end(client)
        while len(self._failed) > ADDRESSES:
            self._failed.popitem(last=False)

    def _recent(self, client: str) -> deque[float]:
        times = self._failed.get(client, deque[float]())
        while times and times[0] <= self._clock() - self._within:
            times.popleft()
        if not times:
            self._failed.pop(client, None)
        return times


def _client(address: str) -> str:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address  # a Unix socket has no number
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
    return str(found)
