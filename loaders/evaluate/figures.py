"""Scores as a table for people and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping

from refoulement.loaders.evaluate.scoring import SLOTS, Score, Tallies, Tally
from refoulement.loaders.sheets import KINDS, stances

MEASURES = ("entities", "claims", "slots", "statements", "roles")

Scores = Mapping[str, Score]


def overall(score: Score) -> float:
    """The mean of the five F1s, from rounded ones, so that a reader of the table can work it out."""
    return round(sum(round(score.measures[measure].f1, 3) for measure in MEASURES) / len(MEASURES), 3)


def as_text(scores: Scores, *, misses: bool) -> str:
    """The figures over all articles: in all, by kind of claim, by stance and by slot; first, if wanted, the misses."""
    total = sum(scores.values(), Score())
    lines = list(_missed(scores)) if misses else []
    lines.append(f"{'':22}precision  recall     F1   right   gold  found")
    lines += _table(total.measures, MEASURES)
    lines.append(f"{'overall':22}{overall(total):25.3f}")
    for title, tallies, order in _parts(total):
        lines += ["", title, *_table(tallies, order, indent="  ")]
    return "\n".join(lines)


def as_json(scores: Scores, *, misses: bool) -> str:
    """The same figures as one JSON object."""
    total = sum(scores.values(), Score())
    figures: dict[str, object] = {measure: _figures(total.measures[measure]) for measure in MEASURES}
    figures["overall"] = overall(total)
    for title, tallies, order in _parts(total):
        figures[title.replace(" ", "_")] = {name: _figures(tallies[name]) for name in order if _counts(tallies, name)}
    if misses:
        figures["misses"] = [
            {"article": article, "measure": miss.measure, "side": miss.side, "what": miss.words}
            for article, score in scores.items()
            for miss in score.misses
        ]
    return json.dumps(figures, ensure_ascii=False, indent=1)


def _parts(total: Score) -> tuple[tuple[str, Tallies, tuple[str, ...]], ...]:
    """The three measures that are told apart: title, tallies, and the order of their rows."""
    return (
        ("claims by kind", total.kinds, tuple(kind.lower() for kind in KINDS)),
        ("statements by stance", total.stances, tuple(sorted(stances()))),
        ("slots by name", total.slots, SLOTS),
    )


def _counts(tallies: Tallies, name: str) -> bool:
    """True for a row that either side has."""
    return name in tallies and bool(tallies[name].gold or tallies[name].found)


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 3),
        "recall": round(tally.recall, 3),
        "f1": round(tally.f1, 3),
        "right": tally.right,
        "gold": tally.gold,
        "system": tally.found,
    }


def _table(tallies: Tallies, order: tuple[str, ...], indent: str = "") -> Iterator[str]:
    for name in order:
        if not indent or _counts(tallies, name):
            tally = tallies[name]
            shares = f"{tally.precision:9.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
            yield f"{indent + name:22}{shares}{tally.right:7}{tally.gold:7}{tally.found:7}"


def _missed(scores: Scores) -> Iterator[str]:
    for article, score in scores.items():
        if score.misses:
            yield article
            yield from (f"  {miss.measure} {miss.side}: {miss.words}" for miss in score.misses)
            yield ""
