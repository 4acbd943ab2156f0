"""Which undated claims some changed events concern, and what is said of them now, read off what was said before.

An undated claim is given to the one event that it fits; of several to that of its figure, or to none of them. Whether
it fits one depends on these two alone. So of the events that did not change it fits those that it was held to fit, and
none of them has to be derived again. Only where one of several was taken for its figure, the others stand nowhere, and
all events of the months before the claim are looked at.
"""

from collections.abc import Collection, Container, Iterable, Iterator

from pyoxigraph import Quad

from refoulement.graph.derived import Derived
from refoulement.graph.events import Deriver, Group
from refoulement.graph.told import Told, blocks_before, loose_after


def concerned(
    said: Derived, deriver: Deriver, groups: Iterable[Group], *, told: Container[str], changed: Collection[str]
) -> Iterator[tuple[Told, Iterator[Quad]]]:
    """The undated claims, but for those `told` already, that were or can be news of a changed event of some groups.

    `changed` names the events of which anything is otherwise; what comes is each claim with what is said of it now.
    """
    events = {group: [event for event in deriver.occasions(group) if event.iri in changed] for group in groups}
    held = {claim for event in changed for claim in said.held_to_fit(event)}
    after = {key for group in events for block in group.blocks for key in loose_after(block)}
    for claim in (claim for key in sorted(after) for claim in said.block(key)):
        if claim.iri not in told and not deriver.tied(claim):
            near = frozenset(blocks_before(claim))
            fitting = deriver.news(
                claim, (one for group in events if not near.isdisjoint(group.blocks) for one in events[group])
            )
            if not fitting and claim.iri not in held:
                continue
            before = said.fitted(claim)
            if said.is_news(claim.iri) and any(said.event(one).may_have_had_figure(claim) for one in before):
                yield claim, deriver.loose_quads(claim)
            else:
                yield claim, deriver.news_quads(claim, [*fitting, *map(said.event, before.difference(changed))])
