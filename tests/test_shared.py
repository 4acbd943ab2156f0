"""Shared queries are bounded in size and number, belong to one tier, and go when a name has to."""

from pathlib import Path
from stat import S_IMODE

import pytest

from refoulement.errors import ShareRefused, StoreError
from refoulement.graph.oxigraph import SHARED, OxigraphWriter
from refoulement.web import shared
from refoulement.web.shared import HOUR_S, LONGEST, Shared

QUERY = "SELECT ?name { ?who ?says ?name }"


def test_the_same_text_has_one_short_name(tmp_path: Path) -> None:
    kept = Shared(tmp_path / "public")
    name = kept.put(QUERY)
    assert len(name) == 8
    assert name.isalnum()
    assert kept.put(QUERY) == name
    assert kept.put(QUERY + " ") != name
    assert kept.get(name) == QUERY


def test_nothing_is_found_elsewhere(tmp_path: Path) -> None:
    name = Shared(tmp_path / "partner").put(QUERY)
    assert Shared(tmp_path / "public").get(name) is None
    assert Shared(tmp_path / "partner").get("") is None
    assert Shared(tmp_path / "partner").get("%") is None


def test_looking_for_one_writes_nothing(tmp_path: Path) -> None:
    assert Shared(tmp_path / "public").get("abcdefgh") is None
    assert list(tmp_path.iterdir()) == []


def test_a_text_has_a_greatest_length(tmp_path: Path) -> None:
    kept = Shared(tmp_path)
    kept.put("é" * (LONGEST // 2))
    with pytest.raises(ShareRefused, match="more than 16 KiB"):
        kept.put("é" * (LONGEST // 2) + "a")


def test_what_was_shared_longest_ago_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "KEPT_AT_MOST", 3)
    kept = Shared(tmp_path)
    names = [kept.put(f"{QUERY} # {number}", now=number) for number in range(3)]
    kept.put(f"{QUERY} # 0", now=3)  # shared again, it is the newest
    latest = kept.put(f"{QUERY} # 4", now=4)
    assert [kept.get(name) is not None for name in (*names, latest)] == [True, False, True, True]


def test_an_hour_takes_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "NEW_AN_HOUR", 2)
    kept = Shared(tmp_path)
    first = kept.put("1", now=0)
    kept.put("2", now=1)
    with pytest.raises(ShareRefused, match="within the hour"):
        kept.put("3", now=2)
    assert kept.put("1", now=3) == first  # nothing new
    kept.put("3", now=HOUR_S + 0.5)


def test_the_file_is_nobody_elses_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    kept = Shared(tmp_path)
    name = kept.put(QUERY)
    assert S_IMODE((tmp_path / SHARED).stat().st_mode) == 0o600
    (tmp_path / SHARED).write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(StoreError, match="only shared queries are lost"):
        kept.get(name)
    with pytest.raises(StoreError, match="only shared queries are lost"):
        kept.put(QUERY)


def test_when_a_name_has_to_go_they_go(tmp_path: Path) -> None:
    name = Shared(tmp_path).put(QUERY)
    with OxigraphWriter(tmp_path) as writer:
        writer.publish()
        writer.forget(())
    assert Shared(tmp_path).get(name) is None
