"""A query's stages in the reader's words, with how many triples each pattern has by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext
from pyoxigraph import Literal

from refoulement.errors import QueryRefused
from refoulement.graph.store import Snapshot
from refoulement.queries.explained import Pattern, Stage, Stages
from refoulement.web.wording import gettext

COUNTED_TO = 10_000  # looking further would cost what the query itself costs
PATTERNS_AT_MOST = 60

_WORDS = {
    "ask": lazy_gettext("Say whether there is anything left"),
    "construct": lazy_gettext("Make triples"),
    "describe": lazy_gettext("Tell all that is said of"),
    "distinct": lazy_gettext("Leave out rows that are there already"),
    "filter": lazy_gettext("Keep only where"),
    "find": lazy_gettext("Find triples"),
    "graph": lazy_gettext("Within the named graph"),
    "group": lazy_gettext("Put into groups by"),
    "join": lazy_gettext("Together with what fits of"),
    "minus": lazy_gettext("Leave out what fits to"),
    "order": lazy_gettext("Sort by"),
    "other": lazy_gettext("Something this explanation has no words for"),
    "query": lazy_gettext("A query of its own"),
    "service": lazy_gettext("Ask another endpoint"),
    "show": lazy_gettext("Show the columns"),
    "slice": lazy_gettext("Take only so many rows"),
    "union": lazy_gettext("Either of these, or both"),
    "values": lazy_gettext("Only these values"),
    "with": lazy_gettext("Add, where there is any"),
    "work": lazy_gettext("Work out"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A stage as it is read: words, what the query says, patterns with their counts, and its branches."""

    words: str
    detail: str
    patterns: tuple[tuple[str, str], ...]
    branches: tuple[tuple["Told", ...], ...]

    def as_object(self) -> dict[str, object]:
        return {
            "words": self.words,
            "detail": self.detail,
            "patterns": [{"pattern": pattern, "triples": count} for pattern, count in self.patterns],
            "branches": [[stage.as_object() for stage in branch] for branch in self.branches],
        }


def told(stages: Stages, snapshot: Snapshot) -> tuple[Told, ...]:
    """The stages in words. Of a text of many patterns the first are counted."""
    counts = _counts(stages, snapshot)
    return tuple(_told(stage, counts) for stage in stages)


def _told(stage: Stage, counts: dict[str, str]) -> Told:
    return Told(
        str(_WORDS[stage.kind]),
        stage.detail,
        tuple((pattern.text, counts.get(pattern.countable, "")) for pattern in stage.patterns),
        tuple(tuple(_told(inner, counts) for inner in branch) for branch in stage.branches),
    )


def _patterns(stages: Stages) -> Iterator[Pattern]:
    for stage in stages:
        yield from stage.patterns
        for branch in stage.branches:
            yield from _patterns(branch)


def _counts(stages: Stages, snapshot: Snapshot) -> dict[str, str]:
    """In words, by the pattern as it is counted."""
    asked = list(dict.fromkeys(pattern.countable for pattern in _patterns(stages) if pattern.countable))
    return {pattern: words for pattern in asked[:PATTERNS_AT_MOST] if (words := _count(pattern, snapshot))}


def _count(pattern: str, snapshot: Snapshot) -> str:
    looked = f"SELECT (COUNT(*) AS ?n) {{ SELECT * {{ {pattern} }} LIMIT {COUNTED_TO + 1} }}"
    try:
        found = snapshot.select(looked)[0].get("n")
    except QueryRefused:
        return ""
    if not isinstance(found, Literal):
        return ""
    number = int(found.value)
    if number > COUNTED_TO:
        return str(gettext("more than %(number)s", number=f"{COUNTED_TO:,}"))
    return f"{number:,}"
