"""An event's page: every figure side by side with who says it and in which words, and never one number."""

from flask import render_template

from refoulement.graph.claim import StanceClaim
from refoulement.ontology import RF, label
from refoulement.web import phrases
from refoulement.web.chart import Chart, Figure, chart
from refoulement.web.claims import ClaimView, views
from refoulement.web.description import Description, describe
from refoulement.web.reading import snapshot


def render(description: Description, formats: list[tuple[str, str]]) -> str:
    evidence = {term.value for term in description.values(RF.evidence)}
    claims = views((claim for claim in description.claims if claim.iri in evidence), description)
    beside = describe(snapshot(), description.thing.value, page="stances-beside", parameter="event")
    stances = views((claim for claim in beside.claims if isinstance(claim, StanceClaim)), beside) if beside else ()
    towards = {subject.value for subject in description.pointing(RF.speaksOf)}
    return render_template(
        "event.html",
        description=description,
        formats=formats,
        period=phrases.period(description.text(RF.earliest), description.text(RF.latest)),
        figures=[claim for claim in claims if claim.count],
        others=[claim for claim in claims if not claim.count],
        articles=len({claim.source.title for claim in claims}),
        standing=description.text(RF.originSummary),
        known_from=description.text(RF.knownFrom),
        towards=[stance for stance in stances if stance.iri in towards],
        charts=_charts(claims),
        stances=[stance for stance in stances if stance.iri not in towards],
    )


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
