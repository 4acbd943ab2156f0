"""What is counted, in the form that Prometheus reads."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client import Counter as Total
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from refoulement.service.cache import Cache
from refoulement.service.journal import Told
from refoulement.service.pool import Pool
from refoulement.service.turnstile import Turnstile

KINDS = frozenset({"/", "/sparql", "/graphs", "/api", "/queries", "/page", "/id", "/search", "/assets", "/dumps"})
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class _Answered(Collector):
    """Requests answered, counted here: in the library's own counters that takes ten times as long."""

    def __init__(self) -> None:
        self._requests = Counter[tuple[str, str, str]]()
        self._within: dict[str, list[int]] = {}  # how many took up to each of the times, or longer
        self._seconds: dict[str, float] = {}

    def count(self, kind: str, status: int, how: str, seconds: float) -> None:
        self._requests[kind, str(int(status)), how] += 1
        self._within.setdefault(kind, [0] * (len(SECONDS) + 1))[bisect_left(SECONDS, seconds)] += 1
        self._seconds[kind] = self._seconds.get(kind, 0.0) + seconds

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily("refoulement_requests", "Requests answered", labels=("kind", "status", "how"))
        for labels, number in self._requests.items():
            requests.add_metric(labels, number)
        yield requests
        times = HistogramMetricFamily("refoulement_request_seconds", "Time to the answer", labels=("kind",))
        for kind, within in self._within.items():
            bounds = (*map(floatToGoString, SECONDS), "+Inf")
            times.add_metric((kind,), list(zip(bounds, accumulate(within), strict=True)), self._seconds[kind])
        yield times


class Measures:
    """The counts of one server since it started."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._answered = _Answered()
        registry.register(self._answered)
        self._stopped = Total("refoulement_stopped", "Requests stopped", ("why",), registry=registry)
        self._turned_away = Total("refoulement_turned_away", "Requests that found the queue full", registry=registry)
        self._waiting = Gauge("refoulement_queue", "Requests that wait", registry=registry)
        self._running = Gauge("refoulement_running", "Requests that workers are at", registry=registry)
        self._idle = Gauge("refoulement_idle_workers", "Workers that wait for a request", ("tier",), registry=registry)
        self._born = Gauge("refoulement_workers_born", "Workers forked since the start", ("tier",), registry=registry)
        self._snapshot = Gauge("refoulement_snapshot", "Number of the published snapshot", ("tier",), registry=registry)
        self._age = Gauge("refoulement_snapshot_age_seconds", "How old that is", ("tier",), registry=registry)
        self._kept = Gauge("refoulement_cache_bytes", "Size of the answers kept", registry=registry)

    def answered(self, told: Told) -> None:
        kind = told.kind if told.kind in KINDS else "other"
        self._answered.count(kind, told.status, told.how, told.seconds)

    def stopped(self, why: str) -> None:
        self._stopped.labels(why).inc()

    def turned_away(self) -> None:
        self._turned_away.inc()

    def text(self, pools: Mapping[str, Pool], turnstile: Turnstile, cache: Cache) -> bytes:
        """All counts as they stand now."""
        self._waiting.set(turnstile.waiting)
        self._running.set(turnstile.running)
        self._kept.set(cache.size)
        for tier, pool in pools.items():
            self._idle.labels(tier).set(pool.idle)
            self._born.labels(tier).set(pool.born)
            self._snapshot.labels(tier).set(pool.version)
            if pool.published_at:
                self._age.labels(tier).set(max(0.0, time.time() - pool.published_at))  # a clock may be set back
        return generate_latest(self._registry)
