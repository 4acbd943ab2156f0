"""Why: each claim of an article with its words, the rule that filled each slot, and what was not understood."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from refoulement.graph.article import Cell, Passage
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.unclaimed import Unclaimed
from refoulement.loaders.batch import Stop, Tell, each
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sources import Sources
from refoulement.ontology import label

WIDTH = 13  # of the column that names the slots
AROUND = 60  # characters shown on either side of a number that became no claim

Names = Mapping[str, str]


def explain(sources: Sources, *, extract: Extract, show: Callable[[str], None], tell: Tell, stop: Stop) -> Report:
    """Show the explanation of every article of `sources`; no store is touched."""

    def treat(path: Path, captured: Captured) -> Outcome:
        extraction = captured.extracted(extract)
        show("\n".join(lines(extraction)))
        return Outcome(
            path=path,
            status="explained",
            article=captured.article.id,
            claims=len(extraction.claims),
            warnings=captured.warnings + extraction.warnings,
        )

    outcomes, interrupted = each(sources, treat, tell, stop)
    return Report(outcomes=outcomes, ignored=sources.ignored, interrupted=interrupted)


def lines(extraction: Extraction) -> Iterator[str]:
    """The explanation of one extraction, line by line, claims in reading order."""
    article = extraction.article
    names = {entity.iri: entity.name for entity in extraction.entities}
    yield f"{article.id}: {article.title}"
    yield from (f"warning: {warning}" for warning in extraction.warnings)
    for number, claim in enumerate(extraction.claims, 1):
        yield ""
        yield f"{number}. {_kind(claim)}, confidence {claim.confidence:.1f}, by {claim.extractor}"
        rules = {reason.slot: reason.rule for reason in extraction.reasons.get(claim.iri, ())}
        for slot, value in _slots(claim, names):
            yield f"   {slot:<{WIDTH}}{value}" + (f"  ({rules[slot]})" if slot in rules else "")
        yield from (f"   {'words':<{WIDTH}}{_quoted(passage)}" for passage in claim.passages)
        yield from (f"   {'context':<{WIDTH}}{_quoted(passage)}" for passage in claim.context)
    yield ""
    yield f"{len(extraction.unclaimed)} numbers of people became no claim"
    yield from (f"   {_in_its_sentence(number, article.text)}" for number in extraction.unclaimed)


def _kind(claim: Claim) -> str:
    match claim:
        case EventClaim():
            return claim.event_type
        case StanceClaim():
            return f"Stance: {claim.stance}"
        case RoleClaim():
            return "Role"
        case TieClaim():
            return "Tie"
    raise TypeError(f"{type(claim).__name__} has no explanation")


def _slots(claim: Claim, names: Names) -> Iterator[tuple[str, str]]:
    """The slots that a claim fills, by the names that claim sheets give them."""
    match claim:
        case EventClaim():
            yield from _event_slots(claim, names)
        case StanceClaim():
            yield "speaker", names[claim.speaker]
            yield "stance", claim.stance
            if claim.time_spoken_of:
                yield "speaks of", claim.time_spoken_of.edtf
            yield from (("harm", harm) for harm in claim.harms)
            yield from (("invokes", treaty) for treaty in claim.invokes)
        case RoleClaim():
            yield "person", names[claim.person]
            yield "role", claim.role
            if claim.organisation:
                yield "organisation", names[claim.organisation]
        case TieClaim():
            yield "person", names[claim.person]
            yield claim.tie, names[claim.relative]


def _event_slots(claim: EventClaim, names: Names) -> Iterator[tuple[str, str]]:
    yield "kind", claim.event_type
    if claim.count:
        yield "count", _count(claim.count)
    if claim.when:
        yield "when", claim.when.edtf
    for slot, iris in (
        ("from", claim.held_at),
        ("via", claim.via),
        ("to", claim.destination),
        ("place", claim.place),
        ("claimant", claim.claimants),
    ):
        if iris:
            yield slot, ", ".join(names[iri] for iri in iris)
    if claim.attribution:
        yield "attribution", f"“{claim.attribution}”"
    if claim.modality != "asserted":
        yield "modality", claim.modality


def _count(count: Count) -> str:
    value = "a vague number" if count.value is None else f"{count.value:,}"
    upper = f" to {count.value_to:,}" if count.value_to else ""
    return f"{count.bound} {value}{upper} {count.unit} ({count.nature})"


def _quoted(passage: Passage) -> str:
    place = f"{passage.start}–{passage.end}"
    if isinstance(passage, Cell):
        place = f"row {passage.row}, column {passage.column}"
    return f"[{place}] {' '.join(passage.exact.split())}"


def _in_its_sentence(number: Unclaimed, text: str) -> str:
    """A number marked in the words around it, and why no claim was made of it."""
    passage = number.passage
    before = text[max(0, passage.start - AROUND) : passage.start]
    after = text[passage.end : passage.end + AROUND]
    words = " ".join(f"{before}»{passage.exact}«{after}".split())
    return f"[{passage.start}–{passage.end}] {words} ({label(number.because)})"
