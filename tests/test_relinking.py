"""Who is who, kept up load by load and judgement by judgement, is what judging all anew gives; and joins no less."""

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import iri, linking
from refoulement.graph.identity import Facts, judge
from refoulement.graph.judgement import admit, merged, undo
from refoulement.graph.linking import Identity
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import read_entities
from refoulement.graph.relinking import Linker
from refoulement.tests.named import (
    GROUP,
    NOON,
    OTHER,
    TOWN,
    Said,
    by_person,
    derived,
    entity_of,
    gazetteer,
    judge_all,
    load,
)

SPELLINGS = (
    "Kim Min-su",
    "Kim Min-soo",
    "Kim Minsu",
    "Kim Cheol-ok",
    "Kim Chol Ok",
    "Ri Chun Ok",
    "Julie Example",
    "Julie A. Example",
    "John Smith",
)
PEOPLE = st.builds(
    Said,
    st.sampled_from(SPELLINGS),
    role=st.sampled_from(("", "head", "border guard", "camp doctor")),
    at=st.sampled_from((None, GROUP.iri, OTHER.iri)),
    beside=st.sampled_from(((), (TOWN.iri, GROUP.iri))),
)
THINGS = PEOPLE | st.builds(
    Said,
    st.sampled_from(("Onseong", "Sample Society Inc", "Sinhung-ri", "Shinheung-ri")),
    st.sampled_from(("Settlement", "Organisation", "Place")),
    beside=st.sampled_from(((), (TOWN.iri, GROUP.iri))),
)
VERDICTS = st.sampled_from(("same", "same", "different", "unsure"))
LOADS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | THINGS), min_size=1, max_size=12)


def anew(store: OxigraphWriter) -> set[Quad]:
    """All of it made anew, as the engine gives it back."""
    named = [entity.iri for graph in store.graphs(iri.ARTICLE_GRAPHS) for entity in read_entities(store.quads(graph))]
    memory = ox.Store()
    memory.extend(linking.derive(store, things=named, now=NOON))
    return set(memory)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(LOADS, st.data())
def test_each_load_and_judgement_leaves_what_judging_all_anew_gives(
    loads: list[tuple[str, Said | None]], draw: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        gazetteer(store)
        for identifier, said in loads:
            load(store, {identifier: (said,) if said else ()})
            assert set().union(*derived(store)) == anew(store)
            named = sorted(
                entity.iri for graph in store.graphs(iri.ARTICLE_GRAPHS) for entity in read_entities(store.quads(graph))
            )
            if len(named) > 1 and draw.draw(st.booleans()):
                _judge_two(store, draw, named)
                assert set().union(*derived(store)) == anew(store)


def _judge_two(store: OxigraphWriter, draw: st.DataObject, named: list[str]) -> None:
    """A person judges two things, or takes a judgement back."""
    linker = Linker(store)
    standing = [one for one in Identity(store).judgements() if one.undone is None]
    undoing = draw.draw(st.booleans())
    if standing and undoing:
        taken = draw.draw(st.sampled_from(standing))
        linker.put(undo(taken.iri, standing, by="B Reviewer", at=NOON, why="a slip"), now=NOON)
        return
    first, second = draw.draw(st.lists(st.sampled_from(named), min_size=2, max_size=2, unique=True))
    new = by_person(first, draw.draw(VERDICTS), second)
    try:
        linker.put(admit(new, *linker.around(first, second)), now=NOON)
    except JudgementRefused:
        return


@settings(max_examples=200, deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=9))
def test_leaders_join_whom_comparing_all_pairs_joins(told: list[Said]) -> None:
    members = [
        Facts(
            entity_of(said, f"a{number}"),
            organisations=frozenset([said.at] if said.at and said.role else []),
            roles=frozenset([said.role] if said.role else []),
            around=frozenset(told[0].beside),
        )
        for number, said in enumerate(told)
    ]
    kinds = {each.entity.iri: each.entity.kind for each in members}
    pairs = [judge(one, other, made=NOON) for one, other in combinations(members, 2)]
    assert merged(judge_all(members, made=NOON), kinds) == merged(filter(None, pairs), kinds)
