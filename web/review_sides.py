"""What a person looks at to decide: each side's names, facts and words, with some of the text around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.article import Passage
from refoulement.graph.claim import Claim
from refoulement.graph.claim_review import Review
from refoulement.graph.identity import Facts
from refoulement.graph.linking import Identity
from refoulement.graph.rdf import claim_quads, read_passages
from refoulement.graph.reviewing import claim_of
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web import phrases
from refoulement.web.claims import ClaimView, Source, source, view
from refoulement.web.description import Description
from refoulement.web.language import label_of, reading
from refoulement.web.links import Link, address, passage_address
from refoulement.web.reading import captured
from refoulement.web.wording import gettext

AROUND = 160  # code points of the text on either side of a passage
SHOWN = 3  # passages, or claims of an event


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in its text."""

    before: str
    words: str
    after: str
    address: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the things held against each other; `thing` is what can be split, where it is made of several."""

    title: Link
    kind: str
    names: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    claim: ClaimView | None = None
    thing: str | None = None
    articles: int = 0
    more: int = field(default=0)


class Looking:
    """One snapshot, looked at for review; texts are read once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._identity = Identity(snapshot)
        self._texts: dict[str, str | None] = {}
        self._articles: dict[str, Description | None] = {}

    def entity(self, thing: str) -> Side:
        """An actor or a place: what tells it from others of its name."""
        told = self._identity.entity(thing)
        stands = [quad.object for quad in self._snapshot.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing))]
        whole = next((one.value for one in stands if isinstance(one, NamedNode)), thing)
        naming = self._naming(thing)
        return Side(
            title=Link(told.entity.name if told else thing.rpartition("/")[2], address(thing)),
            kind=label_of(told.entity.kind) if told else "",
            names=tuple(dict.fromkeys(name.text for name in told.entity.names if name.status != "hidden"))
            if told
            else (),
            facts=tuple(self._facts(told)) if told else (),
            excerpts=self._excerpts(self._read(naming[:SHOWN])),
            thing=whole if self._stands_for_several(whole) else None,
            articles=len({node.value.partition("#")[0] for node in naming}),
            more=max(0, len(naming) - SHOWN),
        )

    def claim(self, name: str) -> Side:
        """A claim that stands in its article."""
        return self.of_claim(claim_of(self._snapshot, name))

    def of_claim(self, claim: Claim) -> Side:
        """A claim, whether it stands or not."""
        shown = view(claim, self._described(claim))
        return Side(
            title=Link(shown.title, address(claim.iri) if self._stands(claim) else None),
            kind=gettext("a claim"),
            facts=(
                (gettext("extracted by"), claim.extractor),
                (gettext("confidence"), f"{claim.confidence:g}"),
            ),
            excerpts=self._excerpts((*claim.passages, *claim.context)),
            claim=shown,
        )

    def excerpt(self, passage: Passage) -> Excerpt:
        """Some words in their text, whether a claim rests on them or not."""
        return self._excerpt(passage)

    def event(self, name: str) -> Side:
        """An event with its first claims."""
        said = self._all_of(name)
        claims = sorted(claim.value for claim in said.values(RF.evidence))
        told = [claim_of(self._snapshot, claim) for claim in claims[:SHOWN]]
        return Side(
            title=Link(said.name(said.thing), address(name)),
            kind=said.name(said.kind) if said.kind else "",
            facts=tuple(
                (phrases.figure(count) if (count := getattr(one, "count", None)) else gettext("no figure"), one.article)
                for one in told
            ),
            excerpts=self._excerpts([passage for one in told for passage in one.passages]),
            thing=name if len(claims) > 1 else None,
            more=max(0, len(claims) - SHOWN),
        )

    def about(self, claim: str) -> str | None:
        """The event that a claim is held to be about, where that rests on others too."""
        told = self._snapshot.matching(iri.EVENTS_GRAPH, subject=NamedNode(claim), predicate=RF.about)
        event = next((quad.object for quad in told if isinstance(quad.object, NamedNode)), None)
        if event is None:
            return None
        claims = self._snapshot.matching(iri.EVENTS_GRAPH, subject=event, predicate=RF.evidence)
        return event.value if len(claims) > 1 else None

    def review(self, review: Review) -> list[tuple[str, Side]]:
        """What was extracted, what was put in its place, and what is extracted now."""
        found = [(gettext("Extracted when it was decided"), review.extracted)] if review.extracted else []
        if review.corrected:
            put = gettext("Put in its place") if review.extracted else gettext("Entered by hand")
            found.append((put, review.standing or review.corrected))
        if review.now and review.now.content() != review.claim.content():
            found.append((gettext("Extracted now"), review.now))
        return [(heading, self.of_claim(claim)) for heading, claim in found]

    # The parts

    def _facts(self, told: Facts) -> Iterator[tuple[str, str]]:
        for words, values in (
            (gettext("role"), told.roles),
            (gettext("at"), told.organisations),
            (gettext("family"), told.relatives),
        ):
            if values:
                yield words, ", ".join(sorted(map(self.name, values)))

    def name(self, thing: str) -> str:
        """An entity's name for the reader; words stand for themselves."""
        if not thing.startswith(iri.THINGS):
            return thing
        return self._all_of(thing).name(NamedNode(thing))

    def _naming(self, thing: str) -> list[NamedNode]:
        """The passages that name an entity, of which there may be very many: their text is read where it is shown."""
        quads = self._snapshot.matching(None, predicate=RF.mentions, term=NamedNode(thing))
        return sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)

    def _read(self, nodes: Iterable[NamedNode]) -> list[Passage]:
        said = [quad for node in nodes for quad in self._snapshot.matching(None, subject=node)]
        return sorted(read_passages(said).values(), key=lambda one: (one.article, one.start))

    def _stands_for_several(self, thing: str) -> bool:
        found = self._snapshot.matching(iri.IDENTITY_GRAPH, term=NamedNode(thing))
        return bool(found)

    def _stands(self, claim: Claim) -> bool:
        return bool(self._snapshot.matching(None, subject=NamedNode(claim.iri), predicate=RF.saidIn))

    def _described(self, claim: Claim) -> Description:
        """What is needed to print a claim: itself, its article, the names of what it points at."""
        own = [quad.triple for quad in claim_quads(claim)]
        around = {triple.object for triple in own if isinstance(triple.object, NamedNode)}
        events = self._snapshot.matching(iri.EVENTS_GRAPH, subject=NamedNode(claim.iri), predicate=RF.about)
        around |= {quad.object for quad in events if isinstance(quad.object, NamedNode)}
        told = [quad.triple for node in around for quad in self._snapshot.matching(None, subject=node)]
        triples = tuple({*own, *told, *(quad.triple for quad in events)})
        return Description(NamedNode(claim.iri), triples, language=reading())

    def _excerpts(self, passages: Iterable[Passage]) -> tuple[Excerpt, ...]:
        return tuple(self._excerpt(passage) for passage in passages)

    def _excerpt(self, passage: Passage) -> Excerpt:
        described = self._article(passage.article)
        text = self._text(passage.article)
        held = text is not None and text[passage.start : passage.end] == passage.exact
        before = text[max(0, passage.start - AROUND) : passage.start] if text and held else ""
        after = text[passage.end : passage.end + AROUND] if text and held else ""
        where = Source(Link(passage.article, None), None, None)
        shown = source(described, passage.article) if described else where
        return Excerpt(before, passage.exact, after, passage_address(passage), shown)

    def _all_of(self, thing: str) -> Description:
        node = NamedNode(thing)
        triples = tuple(quad.triple for quad in self._snapshot.matching(None, subject=node))
        return Description(node, triples, language=reading())

    def _article(self, article: str) -> Description | None:
        if article not in self._articles:
            described = self._all_of(iri.article(article))
            self._articles[article] = described if described.triples else None
        return self._articles[article]

    def _text(self, article: str) -> str | None:
        if article not in self._texts:
            described = self._article(article)
            digest = described.text(RF.sha256) if described else None
            self._texts[article] = captured(digest) if digest else None
        return self._texts[article]
