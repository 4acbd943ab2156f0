"""How well the events derived from labelled claims are those that people labelled."""

import json

import pytest

from refoulement.tests.labelled_events import DEVELOPMENT, READ, SAME_PEOPLE, SHARED, agreement, happenings, ties

PROMISED = 0.95  # B-cubed F1, and no two labelled events made one
ANNOTATED = [path for path in sorted(DEVELOPMENT.glob("*.json")) if json.loads(path.read_text())["claims"]]
BY_KIND = frozenset((DEVELOPMENT.parent / "labelled-by-kind.txt").read_text().split())

needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the five annotated articles are not beside this checkout"
)


@needs_shared
def test_the_five_articles_give_the_events_that_were_labelled() -> None:
    found = agreement([sorted(SHARED.glob("*.json"))])
    assert (found.f1, found.merges, found.claims) == (1.0, (), 24)


@pytest.mark.slow
def test_the_development_set_gives_the_events_that_were_labelled() -> None:
    """What is promised is asked of labels within one kind of event; the figure of labels as they are is kept beside it.

    An event is of one kind, and the five articles are labelled so. Some who annotated this set joined the custody of
    people with their return, which is a cohort's matter: such a label is read as one of custody and one of return.
    Labels hold within an article, so each is derived alone. No event of the set holds claims of two labels.
    """
    within, found = agreement(([path] for path in ANNOTATED), by_kind=True), agreement([path] for path in ANNOTATED)
    assert found.claims > 2900
    assert within.f1 >= PROMISED
    assert within.f1 >= 0.962
    assert found.f1 >= 0.947  # not what is promised
    assert (found.precision, found.merges) == (1.0, ())


@pytest.mark.slow
def test_labels_of_one_kind_are_met_as_they_are() -> None:
    """Of sheets whose annotators were told that an event is of one kind, nothing has to be read into the labels.

    When this was first counted nobody had read the texts or written a rule with them in view.
    """
    sheets = [path for path in ANNOTATED if path.stem in BY_KIND]
    found = agreement([path] for path in sheets)
    assert found.claims > 600
    assert found.f1 >= 0.967
    assert found.merges == ()


@pytest.mark.slow
def test_texts_read_later_give_the_events_that_were_labelled() -> None:
    """When they were first counted nobody had read them: 0.971, 0.990, 0.978 and 0.940; 1, 6, 3 and 3 of two labels.

    The thirteen are parted since, by rules that were written with them in view.
    """
    found = agreement([path] for path in sorted(READ.glob("*.json")) if json.loads(path.read_text())["claims"])
    assert found.claims > 1800
    assert found.f1 >= 0.974
    assert (found.precision, found.merges) == (1.0, ())


@pytest.mark.slow
def test_who_is_held_to_be_the_same_people_is_labelled_so() -> None:
    """Some annotators give an arrest and the return that followed one label, some two.

    The table beside the sheets joins the labels of the same people. The five ties that it lacks are true of some of the
    people of a wave, which has one label.
    """
    same = json.loads(SAME_PEOPLE.read_text())
    sheets = [path for path in ANNOTATED if path.stem not in BY_KIND]
    right, held, _ = ties(sheets, same)
    assert held >= 80
    assert held - right <= 5
    joined, apart = happenings(sheets, same), happenings(sheets, {})
    assert joined.f1 >= 0.940
    assert joined.precision >= 0.996
    assert apart.f1 >= 0.937
