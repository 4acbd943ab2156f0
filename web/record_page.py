"""The page of what is kept beside actors, places, sources, claims and events: an origin, a series, a judgement, a run.

It says what such a thing is, by the ontology's own words, shows the claims that point at it, and then its statements.
What only programs compare (hashes, marks) stands in its RDF alone.
"""

from flask import render_template
from pyoxigraph import NamedNode

from refoulement.ontology import RF, comment, local_name
from refoulement.web import around, reference_facts
from refoulement.web.claims import views
from refoulement.web.description import CLAIMS, Description
from refoulement.web.language import reading
from refoulement.web.reading import snapshot

CLAIMS_SHOWN = 50
BY_PROGRAMS = frozenset((RF.band, RF.hashes, RF.comparedAs, RF.derivedAs))


def render(description: Description, formats: list[tuple[str, str]]) -> str:
    """The page, with the first of the claims that point at the thing."""
    claims = sorted(
        {
            triple.subject.value
            for triple in description.triples
            if triple.object == description.thing and isinstance(triple.subject, NamedNode)
            if description.kind_of(triple.subject) in CLAIMS
        }
    )
    shown = claims[:CLAIMS_SHOWN]
    told = description.with_more(around.claims(snapshot(), shown))
    by_iri = {claim.iri: claim for claim in told.claims}
    sort = description.kind
    return render_template(
        "record.html",
        description=description,
        formats=formats,
        kind=reference_facts.kind(description),
        explained=comment(local_name(sort), reading()) if sort else None,
        claims=views((by_iri[claim] for claim in shown), told),
        claim_count=len(claims),
        facts=reference_facts.facts(description, without=BY_PROGRAMS),
        pointing=reference_facts.pointing(description, without=frozenset(claims)),
    )
