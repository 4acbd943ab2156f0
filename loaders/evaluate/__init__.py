"""How good the extraction is, measured on articles that somebody annotated."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from refoulement.errors import LoadError
from refoulement.loaders.batch import Stop, Tell, each
from refoulement.loaders.captured import Captured
from refoulement.loaders.evaluate import gold as golden
from refoulement.loaders.evaluate.gold import Sheet
from refoulement.loaders.evaluate.scoring import Score, score
from refoulement.loaders.extract import Extract
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sheets import sheet
from refoulement.loaders.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The score of every gold sheet by article id; `absent` are those whose article was not read."""

    report: Report
    scores: Mapping[str, Score]
    absent: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know before they believe the figures."""
        return tuple(
            f"{name}: no article of this id was read; all its sheet has counts as missed" for name in self.absent
        )


def evaluate(sources: Sources, *, extract: Extract, gold: Mapping[str, Sheet], tell: Tell, stop: Stop) -> Evaluation:
    """Extract every article that has a gold sheet, and score it; a sheet without article is one of which all is missed.

    Raises `LoadError` where no article has a sheet.
    """
    found: dict[str, Sheet] = {}

    def treat(path: Path, captured: Captured) -> Outcome:
        article = captured.article
        if article.id not in gold:
            warning = f"not scored: no gold sheet is called {article.id}.json"
            return Outcome(path=path, status="unscored", article=article.id, warnings=(warning,))
        extraction = captured.extracted(extract)
        found[article.id] = golden.sheet(sheet(extraction), path)
        return Outcome(
            path=path,
            status="scored",
            article=article.id,
            claims=len(extraction.claims),
            warnings=captured.warnings + extraction.warnings,
        )

    outcomes, interrupted = each(sources, treat, tell, stop)
    report = Report(outcomes=outcomes, ignored=sources.ignored, interrupted=interrupted)
    if not found and not interrupted:
        hint = "a sheet is called <id>.json, where the id is its article's `identifier`, or else its file name"
        raise LoadError(f"none of {len(outcomes)} articles could be scored against {len(gold)} sheets; {hint}")
    scores = {name: score(gold[name], found.get(name, Sheet())) for name in gold}
    return Evaluation(report=report, scores=scores, absent=tuple(name for name in gold if name not in found))
