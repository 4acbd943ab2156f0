"""An event's page: every figure side by side with who says it and in which words, and never one number."""

from flask import render_template
from pyoxigraph import NamedNode

from refoulement.graph import iri, ledger
from refoulement.graph.claim import EventClaim, StanceClaim
from refoulement.graph.origins import sources
from refoulement.graph.rdf import ISSUED, RDF_TYPE
from refoulement.ontology import RF, label
from refoulement.web import phrases
from refoulement.web.chart import Chart, Figure, chart
from refoulement.web.claims import ClaimView, link, views
from refoulement.web.description import Description, describe
from refoulement.web.reading import snapshot


def render(description: Description, formats: list[tuple[str, str]]) -> str:
    evidence = {term.value for term in (*description.values(RF.evidence), *description.pointing(RF.aboutPart))}
    said = [claim for claim in description.claims if claim.iri in evidence and isinstance(claim, EventClaim)]
    claims = views(said, description)
    parts = {claim.iri: part for claim in said if (part := _part(claim, description))}
    found = ledger.of_claims(said, parts=parts, published=_published(said, description))
    beside = describe(snapshot(), description.thing.value, page="stances-beside", parameter="event")
    stances = views((claim for claim in beside.claims if isinstance(claim, StanceClaim)), beside) if beside else ()
    towards = {subject.value for subject in description.pointing(RF.speaksOf)}
    return render_template(
        "event.html",
        description=description,
        formats=formats,
        period=phrases.period(description.text(RF.earliest), description.text(RF.latest)),
        summary=ledger.summary(found),
        whole=[link(description, term.value) for term in description.values(RF.partOf)],
        parts=[link(description, part.value) for part in description.pointing(RF.partOf)],
        series=[link(description, term.value) for term in description.values(RF.inSeries)],
        sections=_sections(claims, parts),
        against=_against(found),
        figures=[claim for claim in claims if claim.count],
        others=[claim for claim in claims if not claim.count],
        sources=_sources({claim.article for claim in said}, description),
        standing=description.text(RF.originSummary),
        known_from=description.text(RF.knownFrom),
        towards=[stance for stance in stances if stance.iri in towards],
        charts=_charts(claims),
        stances=[stance for stance in stances if stance.iri not in towards],
    )


def _part(claim: EventClaim, description: Description) -> str | None:
    """The name of the part that a claim speaks of; None for the whole, and on the page of that part itself."""
    parts = [term for term in description.values(RF.aboutPart, NamedNode(claim.iri)) if term != description.thing]
    return next((description.name(term) for term in parts if isinstance(term, NamedNode)), None)


def _sources(articles: set[str], description: Description) -> str:
    """How many articles and tables speak of the event."""
    nodes = [NamedNode(iri.article(article)) for article in articles]
    return sources(len(nodes), sum(RF.Dataset in description.values(RDF_TYPE, node) for node in nodes))


def _published(claims: list[EventClaim], description: Description) -> dict[str, str]:
    """When each article was published, in EDTF."""
    issued = {claim.article: description.text(ISSUED, NamedNode(iri.article(claim.article))) for claim in claims}
    return {article: edtf for article, edtf in issued.items() if edtf}


def _sections(claims: tuple[ClaimView, ...], parts: dict[str, str]) -> list[tuple[str | None, list[ClaimView]]]:
    """The claims with a figure: those of the whole first, then part by part."""
    names: list[str | None] = [None, *sorted(set(parts.values()))]
    sections = [(name, [claim for claim in claims if claim.count and parts.get(claim.iri) == name]) for name in names]
    return [(name, told) for name, told in sections if told]


def _against(found: tuple[ledger.Ledger, ...]) -> dict[str, list[str]]:
    """For each claim: the figures that cannot hold together with its own."""
    return {
        figure.claim: list(dict.fromkeys(other.words for other in one.against(figure)))
        for one in found
        for figure in one.figures
    }


def _charts(claims: tuple[ClaimView, ...]) -> list[Chart]:
    """One chart for each unit and nature: people sent back are not on one scale with people held."""
    kinds = sorted({(claim.count.nature, claim.count.unit) for claim in claims if claim.count})
    charts = []
    for nature, unit in kinds:
        figures = [
            Figure(claim.count, claim.figure or "", _whose(claim))
            for claim in claims
            if claim.count and (claim.count.nature, claim.count.unit) == (nature, unit)
        ]
        charts.append(chart(f"{label(unit).capitalize()}, {label(nature)}", figures))
    return [drawn for drawn in charts if drawn]


def _whose(claim: ClaimView) -> str:
    """Claimant and publisher in one line."""
    said_by = ", ".join(link.words for link in claim.said_by)
    publisher = claim.source.publisher or claim.source.title.words
    return f"{said_by} · {publisher}" if said_by else f"{publisher} alone"
