"""How a claim looks in RDF: the only place that knows. Quads out of values, and values out of quads again."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypedDict

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.amount import Amount
from refoulement.graph.article import Article, Cell, Passage
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.described import Description, Object, describe
from refoulement.graph.entity import Entity, Mention, Name, NameStatus
from refoulement.graph.notice import Notice
from refoulement.graph.unclaimed import Unclaimed
from refoulement.graph.when import When
from refoulement.ontology import RF, local_name, subclasses

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf")
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"

LABELS: dict[NameStatus, NamedNode] = {
    "preferred": NamedNode(SKOS + "prefLabel"),
    "alternative": NamedNode(SKOS + "altLabel"),
    "hidden": NamedNode(SKOS + "hiddenLabel"),
}
EXACT_MATCH = NamedNode(SKOS + "exactMatch")
OA_START, OA_END, OA_EXACT = (NamedNode(OA + name) for name in ("start", "end", "exact"))
TITLE, PUBLISHER, LANGUAGE, ISSUED, BASED_ON, LICENCE = (
    NamedNode(DCTERMS + name) for name in ("title", "publisher", "language", "issued", "source", "license")
)
URL = NamedNode("https://schema.org/url")


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def _amount(value: Amount) -> Literal:
    return _integer(value) if isinstance(value, int) else Literal(f"{value:f}", datatype=NamedNode(XSD + "decimal"))


def day_literal(value: date) -> Literal:
    """A day as RDF has it."""
    return Literal(str(value), datatype=NamedNode(XSD + "date"))


def is_address(words: str) -> bool:
    """True for the address of a page, False for words."""
    return words.startswith(("https://", "http://"))


def _pairs(pairs: Iterable[tuple[NamedNode, Object | None]], subject: str, graph: NamedNode) -> Iterator[Quad]:
    for predicate, term in pairs:
        if term is not None:
            yield Quad(NamedNode(subject), predicate, term, graph)


def article_quads(article: Article) -> Iterator[Quad]:
    """The article itself: what is known of the text, never the text."""
    published, licence = article.published, article.licence
    yield from _pairs(
        [
            (RDF_TYPE, RF[article.kind]),
            (TITLE, Literal(article.title, language=article.language)),
            (PUBLISHER, Literal(article.publisher) if article.publisher else None),
            (LANGUAGE, Literal(article.language)),
            (ISSUED, Literal(published.edtf, datatype=EDTF) if published else None),
            (RF.publishedEarliest, day_literal(published.earliest) if published and published.earliest else None),
            (RF.publishedLatest, day_literal(published.latest) if published and published.latest else None),
            (URL, NamedNode(article.url) if article.url else None),
            (BASED_ON, Literal(article.based_on) if article.based_on else None),
            (LICENCE, NamedNode(licence) if licence and is_address(licence) else Literal(licence) if licence else None),
            (RF.sha256, Literal(article.sha256)),
            (RF.length, _integer(len(article.text))),
        ],
        iri.article(article.id),
        iri.article_graph(article.id),
    )


def passage_quads(passage: Passage) -> Iterator[Quad]:
    """A passage: its article, its offsets and its words; of a cell, row and column too."""
    cell = passage if isinstance(passage, Cell) else None
    yield from _pairs(
        [
            (RDF_TYPE, RF.Cell if cell else RF.Passage),
            (RF.row, _integer(cell.row) if cell else None),
            (RF.column, _integer(cell.column) if cell else None),
            (RF.passageOf, NamedNode(iri.article(passage.article))),
            (OA_START, _integer(passage.start)),
            (OA_END, _integer(passage.end)),
            (OA_EXACT, Literal(passage.exact)),
        ],
        passage.iri,
        iri.article_graph(passage.article),
    )


def entity_quads(entity: Entity, graph: NamedNode) -> Iterator[Quad]:
    """An entity's class and names."""
    yield from _pairs([(RDF_TYPE, RF[entity.kind])], entity.iri, graph)
    yield from _pairs(
        [(LABELS[name.status], Literal(name.text, language=name.language)) for name in entity.names], entity.iri, graph
    )


def _told_of(passage: Passage, predicate: NamedNode, term: NamedNode) -> Iterator[Quad]:
    """A passage, and what its words tell without a claim."""
    yield from passage_quads(passage)
    yield Quad(NamedNode(passage.iri), predicate, term, iri.article_graph(passage.article))


def mention_quads(mention: Mention) -> Iterator[Quad]:
    """A mention: its passage, and whom or what that names."""
    return _told_of(mention.passage, RF.mentions, NamedNode(mention.entity))


def notice_quads(notice: Notice) -> Iterator[Quad]:
    """A notice: its passage, and the legal instrument or the harm that its words name."""
    return _told_of(notice.passage, RF[notice.property], RF[notice.concept])


def unclaimed_quads(unclaimed: Unclaimed) -> Iterator[Quad]:
    """A number of people that no claim was made of: its passage, and why."""
    return _told_of(unclaimed.passage, RF.unclaimedBecause, RF[unclaimed.because])


def _nodes(predicate: NamedNode, iris: Iterable[str]) -> list[tuple[NamedNode, Object | None]]:
    return [(predicate, NamedNode(value)) for value in iris]


def _count_pairs(count: Count) -> list[tuple[NamedNode, Object | None]]:
    numbers = [
        (RF.countValue, count.value),
        (RF.countValueTo, count.value_to),
        (RF.countMin, count.minimum),
        (RF.countMax, count.maximum),
    ]
    return [
        (RF.countBound, RF[count.bound]),
        (RF.countUnit, RF[count.unit]),
        (RF.countNature, RF[count.nature]),
        *((predicate, None if number is None else _amount(number)) for predicate, number in numbers),
    ]


def _when_pairs(when: When) -> list[tuple[NamedNode, Object | None]]:
    return [
        (RF.when, Literal(when.edtf, datatype=EDTF)),
        (RF.earliest, day_literal(when.earliest) if when.earliest else None),
        (RF.latest, day_literal(when.latest) if when.latest else None),
    ]


def _content_pairs(claim: Claim) -> list[tuple[NamedNode, Object | None]]:
    match claim:
        case EventClaim():
            return [
                (RF.eventType, RF[claim.event_type]),
                (RF.modality, RF[claim.modality]),
                (RF.attribution, Literal(claim.attribution) if claim.attribution else None),
                *(_count_pairs(claim.count) if claim.count else []),
                *(_when_pairs(claim.when) if claim.when else []),
                *_nodes(RF.heldAt, claim.held_at),
                *_nodes(RF.via, claim.via),
                *_nodes(RF.destination, claim.destination),
                *_nodes(RF.place, claim.place),
                *_nodes(RF.claimant, claim.claimants),
            ]
        case StanceClaim():
            return [
                (RF.speaker, NamedNode(claim.speaker)),
                (RF.stance, RF[claim.stance]),
                (RF.speaksOfWhen, Literal(time.edtf, datatype=EDTF) if (time := claim.time_spoken_of) else None),
                *((RF.harm, RF[harm]) for harm in claim.harms),
                *((RF.invokes, RF[treaty]) for treaty in claim.invokes),
            ]
        case RoleClaim():
            organisation = claim.organisation
            return [
                (RF.person, NamedNode(claim.person)),
                (RF.role, Literal(claim.role)),
                (RF.organisation, NamedNode(organisation) if organisation else None),
            ]
        case TieClaim():
            return [
                (RF.person, NamedNode(claim.person)),
                (RF.tie, RF[claim.tie]),
                (RF.relative, NamedNode(claim.relative)),
            ]
    raise TypeError(f"{type(claim).__name__} has no form in RDF")


def claim_quads(claim: Claim) -> Iterator[Quad]:
    """A claim with its passages, in the named graph of its article."""
    graph = iri.article_graph(claim.article)
    yield from _pairs(
        [
            (RDF_TYPE, RF[type(claim).__name__]),
            (RF.saidIn, NamedNode(iri.article(claim.article))),
            *_nodes(RF.passage, (passage.iri for passage in claim.passages)),
            *_nodes(RF.context, (passage.iri for passage in claim.context)),
            (RF.extractor, Literal(claim.extractor)),
            (RF.confidence, Literal(repr(claim.confidence), datatype=NamedNode(XSD + "double"))),
            *_content_pairs(claim),
        ],
        claim.iri,
        graph,
    )
    for passage in (*claim.passages, *claim.context):
        yield from passage_quads(passage)


class _Common(TypedDict):
    """What every claim is built with."""

    passages: tuple[Passage, ...]
    context: tuple[Passage, ...]
    extractor: str
    confidence: float


def _passage(node: str, described: dict[str, Description]) -> Passage:
    said = described[node]
    article = said.required(RF.passageOf).value.removeprefix(iri.article(""))
    start, end, exact = int(said.text(OA_START) or 0), int(said.text(OA_END) or 0), said.text(OA_EXACT) or ""
    row, column = said.number(RF.row), said.number(RF.column)
    return Cell(article, start, end, exact, row, column) if row and column else Passage(article, start, end, exact)


def read_passages(quads: Iterable[Quad]) -> dict[str, Passage]:
    """The passages that some quads describe, by IRI; the inverse of `passage_quads`."""
    described = describe(quads)
    return {node: _passage(node, described) for node, said in list(described.items()) if said.text(OA_EXACT)}


def _count(said: Description) -> Count | None:
    if said.node(RF.countBound) is None:
        return None
    return Count(
        bound=said.terms(RF.countBound)[0],
        value=said.amount(RF.countValue),
        value_to=said.amount(RF.countValueTo),
        unit=said.terms(RF.countUnit)[0],
        nature=said.terms(RF.countNature)[0],
    )


def _claim(said: Description, described: dict[str, Description]) -> Claim:
    common: _Common = {
        "passages": tuple(_passage(node, described) for node in said.iris(RF.passage)),
        "context": tuple(_passage(node, described) for node in said.iris(RF.context)),
        "extractor": said.text(RF.extractor) or "",
        "confidence": float(said.text(RF.confidence) or 0),
    }
    kind = said.required(RDF_TYPE)
    if kind == RF.EventClaim:
        return EventClaim(
            **common,
            event_type=said.terms(RF.eventType)[0],
            count=_count(said),
            when=said.when(RF.when),
            held_at=said.iris(RF.heldAt),
            via=said.iris(RF.via),
            destination=said.iris(RF.destination),
            place=said.iris(RF.place),
            claimants=said.iris(RF.claimant),
            attribution=said.text(RF.attribution),
            modality=said.terms(RF.modality)[0],
        )
    if kind == RF.StanceClaim:
        return StanceClaim(
            **common,
            speaker=said.required(RF.speaker).value,
            stance=said.terms(RF.stance)[0],
            time_spoken_of=said.when(RF.speaksOfWhen),
            harms=said.terms(RF.harm),
            invokes=said.terms(RF.invokes),
        )
    if kind == RF.RoleClaim:
        organisation = said.node(RF.organisation)
        return RoleClaim(
            **common,
            person=said.required(RF.person).value,
            role=said.text(RF.role) or "",
            organisation=organisation.value if organisation else None,
        )
    return TieClaim(
        **common,
        person=said.required(RF.person).value,
        tie=said.terms(RF.tie)[0],
        relative=said.required(RF.relative).value,
    )


def claims_by_iri(quads: Iterable[Quad]) -> dict[str, Claim]:
    """The claims that some quads describe, by the IRI they are described under."""
    described = describe(quads)
    kinds = {RF.EventClaim, RF.StanceClaim, RF.RoleClaim, RF.TieClaim}
    found = [(subject, said) for subject, said in described.items() if said.node(RDF_TYPE) in kinds]
    return {subject: _claim(said, described) for subject, said in found}


def read_claims(quads: Iterable[Quad]) -> list[Claim]:
    """The claims that some quads describe, in the order of their passages; the inverse of `claim_quads`."""
    claims = claims_by_iri(quads).values()
    return sorted(claims, key=lambda claim: (claim.article, claim.passages[0].start, claim.iri))


def read_entities(quads: Iterable[Quad]) -> list[Entity]:
    """The actors and places that some quads name; the inverse of `entity_quads`."""
    actors_and_places = {RF[name] for name in subclasses("Actor") | subclasses("Place")}
    entities = []
    for subject, said in describe(quads).items():
        kinds = [term for term in said.values[RDF_TYPE] if term in actors_and_places]
        if kinds and isinstance(kinds[0], NamedNode):
            names = [
                Name(term.value, term.language or "en", status)
                for status, predicate in LABELS.items()
                for term in said.values[predicate]
                if isinstance(term, Literal)
            ]
            entities.append(
                Entity(subject, local_name(kinds[0]), tuple(sorted(names, key=lambda name: (name.status, name.text))))
            )
    return sorted(entities, key=lambda entity: entity.iri)


def read_article(quads: Iterable[Quad], identifier: str, text: str) -> Article:
    """The article that some quads describe, given its captured text; the inverse of `article_quads`."""
    said = describe(quads)[iri.article(identifier)]
    issued = said.text(ISSUED)
    url, kind = said.node(URL), said.node(RDF_TYPE)
    licence = said.values[LICENCE]
    return Article(
        id=identifier,
        text=text,
        sha256=said.text(RF.sha256) or "",
        title=said.text(TITLE) or "",
        publisher=said.text(PUBLISHER),
        published=When(issued) if issued else None,
        url=url.value if url else None,
        language=said.text(LANGUAGE) or "en",
        based_on=said.text(BASED_ON),
        kind=local_name(kind) if kind else "Article",
        licence=licence[0].value if licence else None,
    )
