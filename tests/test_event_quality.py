"""How well the events derived from labelled claims are those that people labelled."""

import json

import pytest

from refoulement.tests.labelled_events import DEVELOPMENT, SHARED, agreement

needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the five annotated articles are not beside this checkout"
)


@needs_shared
def test_the_five_articles_give_the_events_that_were_labelled() -> None:
    found = agreement([sorted(SHARED.glob("*.json"))])
    assert (found.f1, found.merges, found.claims) == (1.0, (), 24)


@pytest.mark.slow
def test_the_development_set_gives_the_events_that_were_labelled() -> None:
    """Its labels hold within an article, so each is derived alone.

    They join the custody of some people with their return; an event is of one kind, so a label is held within one, too.
    """
    sheets = [path for path in sorted(DEVELOPMENT.glob("*.json")) if json.loads(path.read_text())["claims"]]
    found, within = agreement([path] for path in sheets), agreement(([path] for path in sheets), by_kind=True)
    assert found.claims > 1300
    assert found.f1 >= 0.943
    assert within.f1 >= 0.961
    assert len(found.merges) <= 14
    assert found.precision >= 0.99
    parts = agreement(([path] for path in sheets), by_part=True)
    assert len(parts.merges) <= 11
