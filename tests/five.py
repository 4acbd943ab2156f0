"""Questions asked of the five source articles, and tables of the rows expected of them.

No words of the articles stand here: a row is known by the place of its words, `bbc:1614` for those that begin at
character 1614 of the BBC's article. Long names are shortened as `SHORT` says.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from refoulement.graph.iri import THINGS
from refoulement.graph.store import Snapshot, Term
from refoulement.queries import run

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
needs_five = [
    pytest.mark.slow,  # the five are extracted first
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the five source articles (../shared/corpus) are not here"),
]

SHORT = {
    "Transitional Justice Working Group": "TJWG",
    "One Korea Network": "OKN",
    "Human Rights Watch": "HRW",
    "Ministry of Unification": "MOU",
    "Ministry of Foreign Affairs of": "MOFA of",
    "Changchun Tiebei Prison": "Tiebei Prison",
    "–Sinuiju crossing": "–Sinuiju",
    "–Namyang crossing": "–Namyang",
    "Repatriation, 2023-10-09, through": "through",
    "Repatriation, 2023-10-09": "the wave",
    "; independence not established": "; independence?",
    ", reported for": ",",
}
WAVE = "event/repatriation-2023-10-09"

Table = list[tuple[str, ...]]


def _shown(term: Term | None) -> str:
    words = term.value.removeprefix(THINGS) if term else ""
    for whole, short in SHORT.items():
        words = words.replace(whole, short)
    return words


def _place(passage: str) -> str:
    article, _, place = passage.removeprefix(THINGS + "article/").partition("#char=")
    return f"{article.partition('-')[0]}:{place.partition(',')[0]}"


def ask(snapshot: Snapshot, name: str, columns: str, parameters: Mapping[str, str] | None = None) -> Table:
    """Some columns of a query's rows, in their order; `at` and `other_at` are where the words stand."""
    answered: Table = []
    for row in run(snapshot, name, parameters or {}):
        places = {
            at: _place(row[passage].value)
            for at, passage in (("at", "passage"), ("other_at", "other_passage"))
            if passage in row
        }
        answered.append(tuple(places.get(column, _shown(row.get(column))) for column in columns.split()))
    return answered


def table(text: str) -> Table:
    """Rows written one a line, cells parted by bars."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]
