"""What is counted, in the form that Prometheus reads."""

import time
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from refoulement.service.cache import Cache
from refoulement.service.journal import Told
from refoulement.service.pool import Pool
from refoulement.service.turnstile import Turnstile

KINDS = frozenset({"/", "/sparql", "/graphs", "/api", "/queries", "/page", "/id", "/search", "/assets", "/dumps"})
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Measures:
    """The counts of one server since it started."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "refoulement_requests", "Requests answered", ("kind", "status", "how"), registry=registry
        )
        self._seconds = Histogram(
            "refoulement_request_seconds", "Time to the answer", ("kind",), buckets=SECONDS, registry=registry
        )
        self._stopped = Counter("refoulement_stopped", "Requests stopped", ("why",), registry=registry)
        self._turned_away = Counter("refoulement_turned_away", "Requests that found the queue full", registry=registry)
        self._waiting = Gauge("refoulement_queue", "Requests that wait", registry=registry)
        self._running = Gauge("refoulement_running", "Requests that workers are at", registry=registry)
        self._idle = Gauge("refoulement_idle_workers", "Workers that wait for a request", ("tier",), registry=registry)
        self._born = Gauge("refoulement_workers_born", "Workers forked since the start", ("tier",), registry=registry)
        self._snapshot = Gauge("refoulement_snapshot", "Number of the published snapshot", ("tier",), registry=registry)
        self._age = Gauge("refoulement_snapshot_age_seconds", "How old that is", ("tier",), registry=registry)
        self._kept = Gauge("refoulement_cache_bytes", "Size of the answers kept", registry=registry)

    def answered(self, told: Told) -> None:
        kind = told.kind if told.kind in KINDS else "other"
        self._requests.labels(kind, told.status, told.how).inc()
        self._seconds.labels(kind).observe(told.seconds)

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
