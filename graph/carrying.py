"""What of the sealed store goes into that of an open tier: graph by graph, as much of each as may be told there.

Where nobody is at risk that is all of it. Else articles, their revisions and what persons judged are taken over as far
as they tell nothing, and whatever is derived is derived anew from what the tier then holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import __version__
from refoulement.errors import ShapeError
from refoulement.graph import consequences, iri, shapes
from refoulement.graph.atrisk import AtRisk, captured
from refoulement.graph.catalogue import ASSOCIATED, GENERATED_BY, Entry, entries, may_read
from refoulement.graph.consequences import Consequences
from refoulement.graph.judgement import Judgement, judgement_quads, read_judgements
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.restricted import split
from refoulement.graph.revision import Revision, read_revisions, read_version, written
from refoulement.graph.silence import SHIPPED, SilentWriter
from refoulement.graph.tier import PUBLIC
from refoulement.graph.whole import moved, whole
from refoulement.graph.withheld import Told, renamed, tell
from refoulement.ontology import RF

BATCH = 20_000  # quads copied in one transaction: it bounds the memory of a large graph
REASON = "the reason may tell of a person at risk, and is withheld"


class Carrier:
    """Takes graph after graph from the sealed store to a tier's; `texts` are the captured texts needed there."""

    def __init__(
        self, sealed: OxigraphWriter, store: SilentWriter, tier: str, at_risk: AtRisk, *, now: datetime
    ) -> None:
        self._sealed, self._store, self._tier, self._at_risk, self._now = sealed, store, tier, at_risk, now
        self.texts: set[str] = set()

    def carry(self, listed: Iterable[Entry], *, anew: bool) -> None:
        """Bring the tier's store up to some graphs of the sealed one; `anew` says that it is empty."""
        readable = {entry.graph: entry for entry in listed if may_read(self._tier, entry)}
        if self._at_risk:
            self._tell(readable, anew=anew)
        else:
            for entry in readable.values():
                self._copy(entry)

    # Where nobody is at risk

    def _copy(self, entry: Entry) -> None:
        """A graph as it is, with the texts that it points at."""
        waiting = iter(self._sealed.stream(entry.graph))
        while batch := list(islice(waiting, BATCH)):
            for quad in batch:
                if quad.predicate == RF.sha256 and isinstance(quad.object, Literal):
                    self._keep(quad.object.value, self._sealed.text(quad.object.value))
                elif quad.predicate == RF.earlierVersion and isinstance(quad.object, Literal):
                    self._copy_version(quad.object.value)
            self._store.amend(entry.graph, gone=(), new=batch, entry=entry)

    def _copy_version(self, earlier: str) -> None:
        text = self._sealed.text(earlier)
        self._keep(earlier, text)
        for digest in _texts(read_version(text)):
            self._keep(digest, self._sealed.text(digest))

    def _keep(self, digest: str, text: str) -> None:
        self._store.keep(digest, text, None)
        self.texts.add(digest)

    # Where somebody is

    def _tell(self, listed: dict[NamedNode, Entry], *, anew: bool) -> None:
        changes = []
        for graph, entry in listed.items():
            if graph in SHIPPED:
                self._store.replace(graph, self._sealed.quads(graph), entry)
            elif graph.value.startswith(iri.ARTICLE_GRAPHS):
                changes.append(self._article(entry))
            elif graph == iri.REVISIONS_GRAPH:
                self._store.replace(graph, self._revisions(), entry)
            elif graph not in (*consequences.GRAPHS, iri.JUDGEMENTS_GRAPH):
                self._store.replace(graph, self._open(graph), entry)
        judged = self._listed(iri.JUDGEMENTS_GRAPH)  # what the tier knows has changed, if no judgement has
        pairs = self._judgements(judged, anew=anew) if judged else frozenset[str]()
        everything = anew or iri.GAZETTEER_GRAPH in listed or not consequences.by_these_rules(self._store)
        following = Consequences(self._store, agent=f"refoulement {__version__}", now=self._now, everything=everything)
        for change in changes:
            following.changed(*change)
        following.judged(pairs)
        following.follow()

    def _listed(self, graph: NamedNode) -> Entry | None:
        """What the sealed catalogue says of one graph; None where it lists none."""
        said = list(self._sealed.matching(iri.CATALOGUE_GRAPH, subject=graph))
        for link in (GENERATED_BY, ASSOCIATED):
            for term in {quad.object for quad in said if quad.predicate == link}:
                said += self._sealed.matching(iri.CATALOGUE_GRAPH, subject=term) if isinstance(term, NamedNode) else ()
        return entries(said).get(graph)

    def _article(self, entry: Entry) -> tuple[str, tuple[Quad, ...], frozenset[Quad]]:
        """Take an article over; returns the id that the tier knows it by, what it said there and what it says now."""
        quads = whole(self._sealed, entry.graph)
        article = entry.graph.value.removeprefix(iri.ARTICLE_GRAPHS)
        if not _texts(quads):  # nothing is left of it
            graph = iri.article_graph(self._at_risk.article_id(article))
            before, after = self._store.quads(graph), self._open(entry.graph)
            self._store.replace(graph, moved(after, graph), replace(entry, graph=graph))
            return article, before, after
        told = self._told(article, entry.title, quads)
        if told.quads != quads and (self._tier == PUBLIC or not may_read(PUBLIC, entry)):  # partners are told the same
            around = {quad.object for quad in told.quads}
            shapes.check(told.quads, text=told.text, touched=(one for one in self._gazetteer if one.subject in around))
        shown = replace(entry, graph=iri.article_graph(told.id), title=told.title)
        before = self._store.quads(shown.graph)
        self._store.replace(shown.graph, told.quads, shown)
        return told.id, before, told.quads

    def _told(self, article: str, title: str, quads: frozenset[Quad]) -> Told:
        """What one version of an article may say, its text kept."""
        (digest,) = _texts(quads)
        same = (version for version in self._versions_of(article) if digest in _texts(version))
        kept = Told(article, title, quads, digest, self._sealed.text(digest))
        told = tell(kept, at_risk=self._at_risk, also=(quad for version in same for quad in version))
        if self._at_risk.spans(told.text):
            raise ShapeError("a name that is withheld would be told in a public text: nothing is published")
        self._keep(told.sha256, told.text)
        return told

    def _versions_of(self, article: str) -> list[frozenset[Quad]]:
        """All that an article says and said."""
        return [whole(self._sealed, iri.article_graph(article)), *self._earlier[article]]

    @cached_property
    def _earlier(self) -> dict[str, list[frozenset[Quad]]]:
        found = defaultdict[str, list[frozenset[Quad]]](list)
        for revision in self._all_revisions:
            found[revision.article].append(frozenset(read_version(self._sealed.text(revision.earlier))))
        return found

    @cached_property
    def _all_revisions(self) -> list[Revision]:
        return read_revisions(self._sealed.quads(iri.REVISIONS_GRAPH))

    def _revisions(self) -> Iterator[Quad]:
        """The corrections and withdrawals, each with its version as that may be told."""
        for revision in self._all_revisions:
            quads = frozenset(read_version(self._sealed.text(revision.earlier)))
            told = self._told(revision.article, "", quads)
            version = written(told.quads)
            digest = sha256(version.encode()).hexdigest()
            self._keep(digest, version)
            hides = told.quads != quads
            silent = self._at_risk.spans(revision.why, near=hides) or (hides and revision.kind == "Withdrawal")
            why = REASON if silent else revision.why
            yield from replace(revision, article=told.id, earlier=digest, why=why).quads()

    def _judgements(self, entry: Entry, *, anew: bool) -> frozenset[str]:
        """Take over what persons judged, made or undid, of things that the tier knows; returns what it is about.

        What rules judge the tier finds itself. Made anew, it begins with what they judged in the sealed one, so that
        what is judged alike keeps its time.
        """
        given = self._judged(self._sealed, rules=anew)
        unknown = {
            key for key, one in given.items() if set(one.rests_on) - given.keys()
        }  # each IRI is a hash of a pair
        unknown |= {key for key, one in given.items() if not all(map(self._knows, one.pair))}
        while more := {key for key, one in given.items() if unknown & set(one.rests_on)} - unknown:
            unknown |= more
        told = {key: one for key, one in given.items() if key not in unknown and not self._tells(one)}
        before = self._judged(self._store, rules=False)
        changed = [key for key in told.keys() | before.keys() if told.get(key) != before.get(key)]
        gone = [quad for key in changed for quad in self._store.matching(entry.graph, subject=NamedNode(key))]
        new = [quad for key in changed if key in told for quad in judgement_quads(told[key])]
        self._store.amend(entry.graph, gone=gone, new=new, entry=entry)
        return frozenset(thing for key in changed for one in (told.get(key) or before[key],) for thing in one.pair)

    def _judged(self, store: OxigraphWriter, *, rules: bool) -> dict[str, Judgement]:
        """The judgements of persons and those that persons undid, with all that they rest on; or all there are."""
        if rules:
            return {one.iri: one for one in read_judgements(store.quads(iri.JUDGEMENTS_GRAPH))}
        by_persons = store.matching(iri.JUDGEMENTS_GRAPH, predicate=RF.judgedBy, term=RF.byPerson)
        waiting = {quad.subject for quad in (*by_persons, *store.matching(iri.JUDGEMENTS_GRAPH, predicate=RF.undoneAt))}
        found: dict[str, Judgement] = {}
        while waiting:
            node = waiting.pop()
            assert isinstance(node, NamedNode)
            for one in read_judgements(store.matching(iri.JUDGEMENTS_GRAPH, subject=node)):
                found[one.iri] = one
                waiting |= {NamedNode(other) for other in one.rests_on if other not in found}
        return found

    def _knows(self, thing: str) -> bool:
        """Whether the tier describes a thing, or did before an article was corrected or withdrawn."""
        node = NamedNode(thing)
        graphs = {quad.graph_name for quad in self._store.matching(None, subject=node)} - set(consequences.GRAPHS)
        return bool(graphs) or node in self._known_before

    @cached_property
    def _known_before(self) -> frozenset[object]:
        revisions = read_revisions(self._store.quads(iri.REVISIONS_GRAPH))
        return frozenset(quad.subject for one in revisions for quad in read_version(self._store.text(one.earlier)))

    def _tells(self, judgement: Judgement) -> bool:
        return any(
            self._at_risk.spans(quad.object.value)
            for quad in judgement_quads(judgement)
            if isinstance(quad.object, Literal)
        )

    def _open(self, graph: NamedNode) -> frozenset[Quad]:
        """Of a graph beside the articles what points at nothing that is hidden, nor at what does."""
        quads = self._sealed.quads(graph)
        closed = {quad.subject for quad in quads if any(map(self._hides, (quad.subject, quad.object)))}
        while more := {quad.subject for quad in quads if quad.object in closed} - closed:
            closed |= more
        return renamed((quad for quad in quads if quad.subject not in closed), graph, self._at_risk)

    def _hides(self, term: object) -> bool:
        """Whether a term tells a name, or is told of where the tier sees nothing or by another IRI."""
        if self._at_risk.tells(term):
            return True
        if not isinstance(term, NamedNode):
            return False
        graphs = {quad.graph_name for quad in self._sealed.matching(None, subject=term)}
        known = (graph for graph in graphs if isinstance(graph, NamedNode))
        return term in self._hidden_before or any(
            graph.value.endswith(iri.RESTRICTED) or self._at_risk.renamed(graph) != graph for graph in known
        )

    @cached_property
    def _hidden_before(self) -> frozenset[object]:
        earlier = (version for versions in self._earlier.values() for version in versions)
        parted = (split(version, self._at_risk, text=captured(self._sealed, version)) for version in earlier)
        return frozenset(quad.subject for one in parted for quad in one.hidden)

    @cached_property
    def _gazetteer(self) -> tuple[Quad, ...]:
        return self._sealed.quads(iri.GAZETTEER_GRAPH)


def _texts(quads: Iterable[Quad]) -> set[str]:
    """The hashes of the texts that an article points at."""
    return {quad.object.value for quad in quads if quad.predicate == RF.sha256 and isinstance(quad.object, Literal)}
