"""How well the events derived from labelled claims are those that people labelled."""

import json

import pytest

from refoulement.tests.labelled_events import DEVELOPMENT, SAME_PEOPLE, SHARED, agreement, happenings, ties

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
    assert found.claims > 1600
    assert found.f1 >= 0.941
    assert within.f1 >= 0.960
    assert len(found.merges) <= 10
    assert found.precision >= 0.995
    parts = agreement(([path] for path in sheets), by_part=True)
    assert len(parts.merges) <= 6


@pytest.mark.slow
def test_who_is_held_to_be_the_same_people_is_labelled_so() -> None:
    """Some annotators give an arrest and the return that followed one label, some two.

    The table beside the sheets joins the labels of the same people. The five ties that it lacks are true of some of the
    people of a wave, which has one label.
    """
    same = json.loads(SAME_PEOPLE.read_text())
    sheets = [path for path in sorted(DEVELOPMENT.glob("*.json")) if json.loads(path.read_text())["claims"]]
    right, held, _ = ties(sheets, same)
    assert held >= 80
    assert held - right <= 5
    joined, apart = happenings(sheets, same), happenings(sheets, {})
    assert joined.f1 >= 0.939
    assert joined.precision >= 0.99
    assert apart.f1 >= 0.936
