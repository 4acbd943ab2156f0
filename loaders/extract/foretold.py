"""What an article dates after its own day: it has not happened, or its time was not understood."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from refoulement.graph.when import When
from refoulement.loaders.extract.dating import STATED
from refoulement.loaders.extract.draft import Draft


def _ahead(when: When | None, last: date | None) -> bool:
    """True for a time that begins, or an open one that ends, after the last day on which it can have been published."""
    day = when and (when.earliest or when.latest)
    return bool(day and last and day > last)


def happened(drafts: Iterable[Draft], last: date | None) -> Iterator[Draft]:
    """The drafts without those whose stated time is ahead; one that was counted to be there is told at no time."""
    for draft in drafts:
        if not _ahead(draft.when, last):
            yield draft
        elif not any(reason.slot == "when" and reason.rule == STATED for reason in draft.because):
            because = tuple(reason for reason in draft.because if reason.slot != "when")
            yield replace(draft, when=None, dated_by=None, because=because)
