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


def test_the_development_set_gives_the_events_that_were_labelled() -> None:
    """Its labels hold within an article, so each is derived alone; and they join kinds of event, which no rule does."""
    sheets = [path for path in sorted(DEVELOPMENT.glob("*.json")) if json.loads(path.read_text())["claims"]]
    found = agreement([path] for path in sheets)
    assert found.claims > 600
    assert found.f1 >= 0.95
    assert found.precision >= 0.98
    parts = agreement(([path] for path in sheets), by_part=True)
    assert len(parts.merges) <= 9
