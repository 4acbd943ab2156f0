"""What an article dates after its own day: it has not happened, or its time was not understood."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from refoulement.graph.when import When
from refoulement.loaders.extract.dating import STATED
from refoulement.loaders.extract.draft import Draft


def _ahead(when: When | None, published: When | None) -> bool:
    """True for a time that begins, or an open one that ends, after the last day of the article's publication."""
    day = when and (when.earliest or when.latest)
    return bool(day and published and published.latest and day > published.latest)


def happened(drafts: Iterable[Draft], published: When | None) -> Iterator[Draft]:
    """The drafts without those whose stated time is ahead; one that was counted to be there is told at no time."""
    for draft in drafts:
        if not _ahead(draft.when, published):
            yield draft
        elif not any(reason.slot == "when" and reason.rule == STATED for reason in draft.because):
            because = tuple(reason for reason in draft.because if reason.slot != "when")
            yield replace(draft, when=None, dated_by=None, because=because)
