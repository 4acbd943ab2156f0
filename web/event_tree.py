"""An event among its parts and wholes, each with the figures said of it: so that nobody adds what must not be added."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web import phrases
from refoulement.web.claims import link
from refoulement.web.description import Description
from refoulement.web.evidence import Evidence, ledgers_of, of_event
from refoulement.web.links import Link

FIGURES_READ = 24  # events beside this one whose figures are looked up


@dataclass(frozen=True, slots=True)
class Branch:
    """An event with what is said of it; `because` tells why it is held to be part of the one above."""

    iri: str
    link: Link
    figures: str
    here: bool
    because: str | None
    parts: tuple["Branch", ...] = field(default=())


def tree(snapshot: Snapshot, about: Description, own: Iterable[Evidence]) -> Branch | None:
    """From the greatest whole down to the parts; None for an event that has neither."""
    event = about.thing
    root, seen = event, {event}
    while (above := _whole(about, root)) and above not in seen:
        root = above
        seen.add(above)
    if root == event and not _parts(about, event):
        return None
    return _Grown(snapshot, about, tuple(own)).branch(root, set())


def _whole(about: Description, event: NamedNode) -> NamedNode | None:
    return next((term for term in about.values(RF.partOf, event) if isinstance(term, NamedNode)), None)


def _parts(about: Description, event: NamedNode) -> list[NamedNode]:
    parts = {
        triple.subject
        for triple in about.triples
        if triple.predicate == RF.partOf and triple.object == event and isinstance(triple.subject, NamedNode)
    }
    return sorted(parts, key=lambda part: (about.name(part), part.value))


class _Grown:
    """Branches with their figures, so many of which are looked up."""

    def __init__(self, snapshot: Snapshot, about: Description, own: tuple[Evidence, ...]) -> None:
        self._snapshot, self._about, self._own = snapshot, about, own
        self._left = FIGURES_READ

    def branch(self, event: NamedNode, above: set[NamedNode]) -> Branch:
        because = self._about.values(RF.partBecause, event)
        parts = [part for part in _parts(self._about, event) if part not in above]
        return Branch(
            event.value,
            link(self._about, event.value),
            self._figures(event),
            event == self._about.thing,
            self._about.name(because[0]) if because and isinstance(because[0], NamedNode) else None,
            tuple(self.branch(part, above | {event}) for part in parts),
        )

    def _figures(self, event: NamedNode) -> str:
        """What is said of it, in one line: of this event's own shares, what its claims say of them."""
        if event == self._about.thing:
            return phrases.summary(ledgers_of(self._own))
        if self._left == 0:
            return ""
        self._left -= 1
        return phrases.summary(ledgers_of(of_event(self._snapshot, event.value)))
