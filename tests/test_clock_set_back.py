"""A clock that is set back: what comes later is what bears the higher number, and what has ended stays ended."""

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import AccessRefused
from refoulement.graph import tiers
from refoulement.graph.audit import Audit
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tier import PUBLIC, SEALED
from refoulement.graph.tiers import TieredWriter
from refoulement.service.cache import Cache
from refoulement.service.measures import Measures
from refoulement.service.pool import Pool
from refoulement.service.turnstile import Turnstile
from refoulement.web.settings import Settings
from refoulement.web.tokens import Tokens

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
GRAPH = NamedNode("https://example.org/g")


def publish(store: Path, words: str, now: datetime) -> int:
    with TieredWriter(store, now=now) as writer:
        entry = Entry(graph=GRAPH, title="A graph", agent="test 1", written_at=now)
        writer.replace(GRAPH, [Quad(GRAPH, GRAPH, Literal(words), GRAPH)], entry)
        return writer.publish()


def test_snapshots_and_the_log_go_by_number(tmp_path: Path) -> None:
    reader = OxigraphReader(tmp_path / PUBLIC)
    for number in range(1, 6):
        assert publish(tmp_path, f"word {number}", NOON - timedelta(days=400 * number)) == number
        assert [quad.object for quad in reader.snapshot().quads(GRAPH)] == [Literal(f"word {number}")]
    assert sorted(int(path.name) for path in (tmp_path / PUBLIC / "snapshots").iterdir()) == [3, 4, 5]
    audit = Audit(tmp_path / SEALED)
    assert list(audit.faults(tiers.published(tmp_path))) == []
    assert [(line.number, line.now) for line in audit.lines()] == [(number, number) for number in range(1, 6)]


def test_the_front_sees_what_is_published_at_an_earlier_time(tmp_path: Path) -> None:
    publish(tmp_path, "one", NOON)
    pool, current = Pool(Settings(store=tmp_path), PUBLIC), tmp_path / PUBLIC / "current"
    tomorrow = time.time() + 86_400
    os.utime(current, (tomorrow, tomorrow))
    assert pool.version == 1
    told = Measures().text({PUBLIC: pool}, Turnstile(at_once=1, each=1, aside=1, queue=1, wait_s=1), Cache(0)).decode()
    assert 'refoulement_snapshot_age_seconds{tier="public"} 0.0' in told
    publish(tmp_path, "two", NOON)
    os.utime(current, (0, 0))
    assert pool.version == 2
    asyncio.run(pool.close())


def test_an_expired_token_does_not_come_to_life_again(tmp_path: Path) -> None:
    now = NOON
    tokens = Tokens(tmp_path, clock=lambda: now)
    ended = tokens.create(role="reader", tier="partner", expires=NOON + timedelta(hours=1))
    revoked = tokens.create(role="reader", tier="partner")
    now = NOON + timedelta(hours=2)
    with pytest.raises(AccessRefused, match="expired"):
        tokens.verify(ended)
    tokens.revoke(revoked.split("_")[1])
    now = NOON
    with pytest.raises(AccessRefused, match="expired"):
        tokens.verify(ended)
    with pytest.raises(AccessRefused, match="not known"):
        tokens.verify(revoked)
