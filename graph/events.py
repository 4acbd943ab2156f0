"""Which claims are about one event: derived from claims, places, who is who and judgements alone, block by block.

`derive` makes the whole events graph anew; `graph/renewal.py` makes only what a load touched. Both ask one `Deriver`,
so that they cannot differ: it reads claims by their block and needs no others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.clusters import alone, is_news_of, merge, of_block
from refoulement.graph.comparison import comparison_quads
from refoulement.graph.ground import Ground
from refoulement.graph.judged import Judged
from refoulement.graph.judgement import Judgement, read_judgements
from refoulement.graph.occasion import (
    Happening,
    Occasion,
    claim_quads_of,
    derived_as,
    event_quads,
    mark_quad,
    named,
    perhaps_quad,
)
from refoulement.graph.parts import find_wholes
from refoulement.graph.rdf import LABELS
from refoulement.graph.told import BLOCKS, Told, blocks_before, describe, firsts, read_told


class Said(Protocol):
    """Where the deriver reads: claims by block and by IRI, judgements on a claim, names of places."""

    def block(self, key: str) -> tuple[Told, ...]:
        """The claims of one block."""

    def claim(self, iri: str) -> Told | None:
        """A claim; None where there is none of that name."""

    def judgements(self, claim: str) -> tuple[Judgement, ...]:
        """The judgements on a claim, undone ones too."""

    def name(self, place: str) -> str | None:
        """The English name of a place."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks, and undated claims, that a person's judgements tie together; mostly it is one block."""

    blocks: tuple[str, ...]
    loose: tuple[str, ...]


class Deriver:
    """Events out of what is said; each group is derived once, however often it is asked for."""

    def __init__(self, said: Said, ground: Ground) -> None:
        self._said, self._ground = said, ground
        self._occasions: dict[Group, list[Occasion]] = {}
        self._judgements: dict[str, tuple[Judgement, ...]] = {}
        self._groups: dict[str, Group] = {}

    def group(self, start: str) -> Group:
        """The group of a block, or of an undated claim that is tied to others."""
        if start not in self._groups:
            found, waiting = set[str](), [start]
            while waiting:
                node = waiting.pop()
                if node not in found:
                    found.add(node)
                    waiting += self._tied(node)
            blocks = tuple(sorted(node for node in found if node.startswith(BLOCKS)))
            group = Group(blocks, tuple(sorted(found - set(blocks))))
            self._groups.update(dict.fromkeys(found, group))
        return self._groups[start]

    def _tied(self, node: str) -> Iterator[str]:
        """The blocks and undated claims that judgements tie to one."""
        claims = [claim.iri for claim in self._said.block(node)] if node.startswith(BLOCKS) else [node]
        for claim in filter(self._judged, claims):
            for some, other in Judged(self._judged(claim)).links():
                partner = self._said.claim(other if some == claim else some)
                if partner:
                    yield partner.iri if partner.loose else partner.block

    def tied(self, loose: Told) -> bool:
        """True for an undated claim that a person's judgement ties to others: no rule is asked where it belongs."""
        return any(True for _ in self._tied(loose.iri))

    def _judged(self, claim: str) -> tuple[Judgement, ...]:
        """The judgements on a claim and another that is there."""
        if claim not in self._judgements:
            self._judgements[claim] = tuple(
                one
                for one in self._said.judgements(claim)
                if self._said.claim(one.first) and self._said.claim(one.second)
            )
        return self._judgements[claim]

    def occasions(self, group: Group) -> list[Occasion]:
        """The events of a group with their names, without the undated claims that rules give to them."""
        if group not in self._occasions:
            blocks = [self._said.block(block) for block in group.blocks]
            tied = [claim for claim in map(self._said.claim, group.loose) if claim]
            judged = self._about([*(claim for block in blocks for claim in block), *tied])
            clusters = [cluster for block in blocks for cluster in of_block(block, self._ground, judged)]
            clusters += map(alone, tied)
            merge(clusters, self._ground, judged)
            find_wholes(clusters, self._ground, judged)
            self._occasions[group] = named(clusters, self._said.name)
        return self._occasions[group]

    def _about(self, claims: Iterable[Told]) -> Judged:
        found = {one.iri: one for claim in claims for one in self._judged(claim.iri)}
        return Judged(found[key] for key in sorted(found))

    def event_quads(self, group: Group) -> Iterator[Quad]:
        """The events of a group with their marks, and what is said of its claims."""
        for event in self.occasions(group):
            yield from self.quads_of(event)
            if event.home:
                yield mark_quad(event.home, self.mark(event))

    def quads_of(self, event: Occasion) -> Iterator[Quad]:
        """One event without its mark, and what is said of its claims."""
        return event_quads(event, self._ground, self._said.name)

    def mark(self, event: Occasion) -> str:
        """The mark of all that."""
        return derived_as(event, self._ground, self._said.name)

    def news(self, claim: Told, events: Iterable[Occasion]) -> list[Occasion]:
        """Those of some events that an undated claim can be news of. Which, is told by each of them alone."""
        fitting = [event for event in events if is_news_of(claim, event.cluster, self._ground)]
        if not fitting:
            return []
        judged = self._about([claim, *(other for event in fitting for other in event.cluster.claims)])
        return [
            event for event in fitting if not any(judged.apart(claim.iri, other.iri) for other in event.cluster.claims)
        ]

    def loose_quads(self, claim: Told) -> Iterator[Quad]:
        """The event that an undated claim is given to, or its own; only for one that is not tied."""
        groups = {self.group(block) for block in blocks_before(claim)}
        return self.news_quads(claim, self.news(claim, [one for group in groups for one in self.occasions(group)]))

    def news_quads(self, claim: Told, fitting: Sequence[Happening]) -> Iterator[Quad]:
        """The same, given all events that it can be news of."""
        same_figure = [event for event in fitting if event.has_figure(claim)]
        if len(fitting) > 1 and len(same_figure) == 1:
            fitting = same_figure
        if len(fitting) == 1:
            yield from claim_quads_of(claim, fitting[0], "publishedSoonAfter")
            return
        (own,) = named([alone(claim)], self._said.name)
        yield from event_quads(own, self._ground, self._said.name)
        for event in fitting:
            yield perhaps_quad(claim, event.iri)


class Gathered:
    """What some quads say, ready to be asked; see `Said`. `name` tells the English name of a place."""

    def __init__(self, quads: Sequence[Quad], name: Callable[[str], str | None]) -> None:
        same = firsts(quads)
        self._claims = {claim.iri: claim for claim in read_told(describe(quads), lambda thing: same.get(thing, thing))}
        self.name = name
        self._judgements: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in read_judgements(quad for quad in quads if quad.graph_name == iri.JUDGEMENTS_GRAPH):
            for claim in judgement.pair:
                self._judgements[claim].append(judgement)

    @cached_property
    def blocks(self) -> dict[str, tuple[Told, ...]]:
        """Every block with its claims."""
        blocks: dict[str, list[Told]] = defaultdict(list)
        for claim in self._claims.values():
            blocks[claim.block].append(claim)
        return {key: tuple(claims) for key, claims in blocks.items()}

    def block(self, key: str) -> tuple[Told, ...]:
        return self.blocks.get(key, ())

    def claim(self, iri: str) -> Told | None:
        return self._claims.get(iri)

    def judgements(self, claim: str) -> tuple[Judgement, ...]:
        return tuple(self._judgements.get(claim, ()))


def _names(quads: Iterable[Quad]) -> dict[str, str]:
    """The English names of what some quads name, the first of several."""
    names: dict[str, str] = {}
    for quad in quads:
        term = quad.object
        if quad.predicate == LABELS["preferred"] and isinstance(term, Literal) and term.language == "en":
            subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            names[subject] = min(names.get(subject, term.value), term.value)
    return names


def derive(quads: Iterable[Quad]) -> frozenset[Quad]:
    """The whole events graph, from the quads of all article graphs, of the gazetteer, of the judgements and who is who.

    The same claims and judgements give the same events, whatever the order in which they came.
    """
    quads = tuple(quads)
    return whole(Gathered(quads, _names(quads).get), Ground(quads))


def whole(said: Gathered, ground: Ground) -> frozenset[Quad]:
    """The whole events graph of what was gathered."""
    deriver = Deriver(said, ground)
    derived: set[Quad] = set()
    for key, claims in said.blocks.items():
        untied = [claim for claim in claims if claim.loose and not deriver.tied(claim)]
        derived.update(quad for claim in untied for quad in deriver.loose_quads(claim))
        starts = [claim.iri for claim in claims if claim.loose and claim not in untied]
        if not claims[0].loose:
            starts = [key]
        for start in starts:
            derived.update(deriver.event_quads(deriver.group(start)))
        derived.update(quad for claim in claims for quad in comparison_quads(claim))
    return frozenset(derived)
