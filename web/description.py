"""What the graph says of one thing, gathered once: its pages and its RDF documents are made of the same triples."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from weakref import WeakKeyDictionary

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryTriples, Triple

from refoulement.graph import iri
from refoulement.graph.adding import ENTERED
from refoulement.graph.article import Passage
from refoulement.graph.claim import Claim
from refoulement.graph.rdf import DCTERMS, RDF_TYPE, SKOS, read_claims, read_passages
from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE, RF, label, subclasses
from refoulement.queries import PAGES
from refoulement.web.language import ENGLISH, reading

TITLE = NamedNode(DCTERMS + "title")
PREF_LABEL = NamedNode(SKOS + "prefLabel")
EXACT_MATCH = NamedNode(SKOS + "exactMatch")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")

Object = NamedNode | Literal

CLAIMS = frozenset(RF[name] for name in subclasses("Claim"))


@dataclass(frozen=True)
class Description:
    """Triples around one thing, with ways to look at them."""

    thing: NamedNode
    triples: tuple[Triple, ...]
    merged: tuple[NamedNode, ...] = ()  # other entities that judgements hold to be this one: it stands for them
    language: str = ENGLISH  # the reader's: names are given in it where they are known in it
    spoken: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # names in it that are no preferred labels

    def with_more(self, triples: Iterable[Triple]) -> "Description":
        """The same with further triples around the thing."""
        return replace(self, triples=tuple(sorted({*self.triples, *triples}, key=str)))

    @property
    def all(self) -> tuple[NamedNode, ...]:
        """The thing and those it stands for."""
        return (self.thing, *self.merged)

    @cached_property
    def _forward(self) -> dict[tuple[NamedNode, NamedNode], list[Object]]:
        by_property = defaultdict[tuple[NamedNode, NamedNode], list[Object]](list)
        for triple in self.triples:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                by_property[triple.subject, triple.predicate].append(triple.object)
        return by_property

    def values(self, predicate: NamedNode, subject: NamedNode | None = None) -> tuple[Object, ...]:
        """What a property of the thing (or of another subject) points at, in a steady order."""
        return tuple(sorted(self._forward.get((subject or self.thing, predicate), []), key=str))

    def text(self, predicate: NamedNode, subject: NamedNode | None = None) -> str | None:
        """The first value of a property, as text."""
        return next((term.value for term in self.values(predicate, subject)), None)

    @cached_property
    def own(self) -> tuple[tuple[NamedNode, Object], ...]:
        """Every property of the thing itself with each of its values."""
        pairs = [
            (predicate, term)
            for (subject, predicate) in self._forward
            if subject == self.thing
            for term in self.values(predicate)
        ]
        return tuple(sorted(pairs, key=str))

    def pointing(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The things that point at this one by a property."""
        subjects = {
            subject for (subject, said), terms in self._forward.items() if said == predicate and self.thing in terms
        }
        return tuple(sorted(subjects, key=self.name))

    def named(self, node: NamedNode) -> tuple[str, str]:
        """A label of anything described here and its language: the reader's, else English, else any there is.

        What has no label is named by the last piece of its IRI, which is in no language (`und`, BCP 47).
        """
        if node.value.startswith(NAMESPACE) and (local := node.value.removeprefix(NAMESPACE)) in RF:
            words = label(local, self.language)
            return words, ENGLISH if words == label(local) else self.language
        for predicate in (PREF_LABEL, RDFS_LABEL, TITLE):
            labels = {
                term.language or ENGLISH: term.value
                for term in self.values(predicate, node)
                if isinstance(term, Literal)
            }
            if labels and self.language not in labels and node.value in self.spoken:
                return self.spoken[node.value]
            if labels:
                tongue = next((one for one in (self.language, ENGLISH) if one in labels), min(labels))
                return labels[tongue], tongue
        return node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] or node.value, "und"

    def name(self, node: NamedNode) -> str:
        """The words of `named`."""
        return self.named(node)[0]

    @property
    def kind(self) -> NamedNode | None:
        """The thing's class in our ontology."""
        return self.kind_of(self.thing)

    def kind_of(self, node: NamedNode) -> NamedNode | None:
        """The class in our ontology of anything described here."""
        kinds = (term for term in self.values(RDF_TYPE, node) if isinstance(term, NamedNode))
        return next((kind for kind in kinds if kind.value.startswith(NAMESPACE)), None)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims described here, by article and in reading order, without those that are only named."""
        quads = tuple(self._quads)
        told = {quad.subject for quad in quads if quad.predicate == RF.saidIn}
        return tuple(read_claims(quad for quad in quads if quad.subject in told or quad.object not in CLAIMS))

    @property
    def _quads(self) -> Iterator[Quad]:
        return (Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) for triple in self.triples)

    @cached_property
    def mentions(self) -> tuple[tuple[Passage, NamedNode], ...]:
        """The passages described here that name something, each with what it names."""
        passages = read_passages(self._quads)
        named = [
            (passages[subject.value], term)
            for (subject, predicate), terms in self._forward.items()
            if predicate == RF.mentions and subject.value in passages
            for term in terms
            if isinstance(term, NamedNode)
        ]
        return tuple(sorted(named, key=lambda pair: (pair[0].article, pair[0].start, pair[0].end, pair[1].value)))

    @cached_property
    def noticed(self) -> frozenset[Passage]:
        """The passages described here that name a legal instrument or a harm that awaits people."""
        passages = read_passages(self._quads)
        return frozenset(
            passages[subject.value]
            for subject, predicate in self._forward
            if predicate in (RF.namesInstrument, RF.foreseesHarm) and subject.value in passages
        )

    @cached_property
    def unclaimed(self) -> tuple[tuple[Passage, NamedNode], ...]:
        """The passages described here that count people and that no claim was made of, each with why, in order.

        Words from which a person entered a claim were read by that person: no number in them is left.
        """
        passages = read_passages(self._quads)
        read = [at for claim in self.claims if claim.extractor.endswith(ENTERED) for at in claim.passages]
        left = [
            (passages[subject.value], term)
            for (subject, predicate), terms in self._forward.items()
            if predicate == RF.unclaimedBecause and subject.value in passages
            for term in terms
            if isinstance(term, NamedNode)
        ]
        waiting = [pair for pair in left if not any(at.start <= pair[0].start and pair[0].end <= at.end for at in read)]
        return tuple(sorted(waiting, key=lambda pair: (pair[0].start, pair[0].end)))


def describe(
    snapshot: Snapshot, thing: str, *, page: str = "description", parameter: str = "thing"
) -> Description | None:
    """All that the graph says of a thing; None where it says nothing."""
    node = NamedNode(thing)
    answer = snapshot.query(PAGES[page].text, bindings={parameter: node})
    assert isinstance(answer, QueryTriples)  # descriptions are CONSTRUCT queries
    triples = set(answer)
    return Description(node, tuple(sorted(triples, key=str)), (), *_tongue(snapshot)) if triples else None


def describe_merged(snapshot: Snapshot, thing: str, *, page: str = "description") -> Description | None:
    """All that the graph says of a thing and of those it stands for; None where it says nothing."""
    node = NamedNode(thing)
    same = snapshot.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH, term=node)
    merged = sorted((quad.subject for quad in same if isinstance(quad.subject, NamedNode)), key=str)
    told = [described for one in (node, *merged) if (described := describe(snapshot, one.value, page=page))]
    triples = {triple for described in told for triple in described.triples}
    return Description(node, tuple(sorted(triples, key=str)), tuple(merged), *_tongue(snapshot)) if triples else None


def stands_for(snapshot: Snapshot, thing: str) -> str | None:
    """The entity that judgements put in the place of this one; None where it stands for itself."""
    same = snapshot.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH)
    return next((quad.object.value for quad in same if isinstance(quad.object, NamedNode)), None)


_SPOKEN = WeakKeyDictionary[Snapshot, dict[str, dict[str, tuple[str, str]]]]()


def names_in(snapshot: Snapshot, language: str) -> Mapping[str, tuple[str, str]]:
    """The names of things in a language, each with that language; English ones are at hand anyway.

    Of several names in one language the first in the order of its script stands for all: none is preferred by a source.
    A name that is only romanised (`ko-Latn`) is not written in that language. Kept as long as the snapshot is.
    """
    kept = _SPOKEN.setdefault(snapshot, {})
    if language not in kept and language != ENGLISH:
        rows = snapshot.select(PAGES["names-in"].text, {"language": Literal(language)})
        names = sorted(((row["thing"].value, row["name"]) for row in rows), key=lambda pair: str(pair[1]), reverse=True)
        kept[language] = {thing: (name.value, language) for thing, name in names}
    return kept.get(language, {})


def _tongue(snapshot: Snapshot) -> tuple[str, Mapping[str, tuple[str, str]]]:
    """The reader's language, and the names of things in it."""
    return reading(), names_in(snapshot, reading())
