"""The embedded engine's own ways: values as it gives them back, files as it leaves them."""

from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import oxigraph
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import XSD
from refoulement.graph.stored import as_stored

GRAPH, THING, SAYS = (NamedNode(f"https://example.org/{name}") for name in ("graph", "thing", "says"))
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
TYPED = [
    Literal(written, datatype=NamedNode(XSD + kind))
    for kind, forms in {
        "integer": ("7", "07", "+7", "-0", "seven"),
        "decimal": ("1.0", "1", "01.50", ".5"),
        "double": ("1.0E0", "1", "0.80", "INF"),
        "boolean": ("true", "1"),
        "date": ("2023-10-09", "2023-10-09Z"),
        "dateTime": ("2023-10-09T00:00:00+00:00", "2023-10-09T00:00:00.000Z"),
        "duration": ("P1Y", "P12M"),
        "string": ("1.0", ""),
    }.items()
    for written in forms
]
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
terms = st.one_of(
    st.sampled_from([*TYPED, GRAPH]),
    words.map(Literal),
    st.builds(lambda said, language: Literal(said, language=language), words, st.sampled_from(["en", "ko", "zh-Hant"])),
)


@given(st.lists(terms, max_size=12))
def test_quads_are_as_the_engine_gives_them_back(given_terms: list[Literal | NamedNode]) -> None:
    quads = [Quad(THING, SAYS, term, GRAPH) for term in given_terms]
    memory = ox.Store()
    memory.extend(quads)
    assert as_stored(quads) == set(memory)


def test_a_large_load_is_whole_once_it_is_tidied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxigraph, "FLUSHED_AFTER", 20)
    monkeypatch.setattr(oxigraph, "TIDIED_AFTER", 60)
    said = sorted((Quad(THING, SAYS, Literal(str(number)), GRAPH) for number in range(100)), key=str)
    entry = Entry(graph=GRAPH, title="Made up", agent="test 1", written_at=NOON)
    with OxigraphWriter(tmp_path) as writer:
        for end in range(20, 81, 20):
            writer.replace(GRAPH, said[:end], entry)
        writer.publish()
        writer.replace(GRAPH, said, entry)
        writer.publish()
    assert {*OxigraphReader(tmp_path).snapshot().quads(GRAPH)} == {*said}
