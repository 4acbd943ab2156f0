"""Who is who, kept up load by load and judgement by judgement, is what judging all anew gives; and joins no less."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import iri, linking
from refoulement.graph.candidates import keys
from refoulement.graph.entity import Entity, Name
from refoulement.graph.identity import Facts, is_settled, judge, judge_among, judge_beside
from refoulement.graph.judgement import Undoing, admit, merged, undo
from refoulement.graph.linking import Identity
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import read_entities
from refoulement.graph.relinking import Linker
from refoulement.ontology import RF
from refoulement.tests.named import (
    GROUP,
    NOON,
    OTHER,
    TOWN,
    Said,
    by_person,
    derived,
    entity_of,
    entry,
    gazetteer,
    judge_all,
    load,
    ranked,
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


BEARERS = tuple(
    Entity(iri.entity("Person", name), "Person", (Name(name, "en", "preferred"),))
    for name in ("Kim Min-soo", "Kim Minsu")
)


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


ONE_NAME = st.builds(
    Said,
    st.sampled_from(("Kim Yong-ho", "Kim Young-ho", "Kim Young Ho", "Kim Min-su", "Kim Minsoo", "Ethan Min-su Kim")),
    role=st.sampled_from(("", "head", "border guard", "camp doctor")),
    at=st.sampled_from((None, GROUP.iri, OTHER.iri)),
    beside=st.sampled_from(((), (TOWN.iri, GROUP.iri))),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(ONE_NAME, min_size=3, max_size=10), st.booleans(), st.data())
def test_new_leaders_before_all_others_leave_what_judging_all_anew_gives(
    told: list[Said],
    by_twos: bool,  # noqa: FBT001
    draw: st.DataObject,
) -> None:
    """Few names, none of which is ever taken back, so that those after a new leader are judged beside it alone."""
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        gazetteer(store)
        named_by = {f"a{place:02}": (said,) for place, said in enumerate(told)}
        order = draw.draw(st.just(ranked(named_by)[::-1]) | st.permutations(sorted(named_by)))
        articles = [(identifier, named_by[identifier]) for identifier in order]
        step = 1 + by_twos
        for begin in range(0, len(articles), step):
            load(store, dict(articles[begin : begin + step]))
            named = [entity_of(said, identifier).iri for identifier, (said,) in articles[: begin + step]]
            if len(named) > 1 and draw.draw(st.integers(0, 3)) == 0:
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


@pytest.mark.parametrize("name", ["Kim Yong-ho", "Kim Min-su"])
def test_a_first_of_all_that_bear_a_name_displaces_the_first_before(tmp_path: Path, name: str) -> None:
    """With a name that many bear, the one that was the first of its spelling or to have a fact is a rival no more."""
    roles = ("border guard", "", "camp doctor", "border guard", "head", "camp doctor", "")
    told = {
        f"a{place}": (Said(name, role=role, at=GROUP.iri if place % 2 else None),) for place, role in enumerate(roles)
    }
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        for identifier in reversed(ranked(told)):  # each comes before all that are there
            load(store, {identifier: told[identifier]})
            assert set().union(*derived(store)) == anew(store)


def test_what_a_person_undid_stays_undone_when_a_new_leader_comes(tmp_path: Path) -> None:
    told = {f"a{place}": (Said("Kim Min-su", role=f"head of {place}"),) for place in range(7)}
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        new, *others = ranked(told)
        for identifier in others:
            load(store, {identifier: told[identifier]})
        first, last = (entity_of(told[identifier][0], identifier).iri for identifier in (others[0], others[-1]))
        standing = Identity(store).judgements()
        (taken,) = (one for one in standing if one.pair == {first, last})
        Linker(store).put(undo(taken.iri, standing, by="B Reviewer", at=NOON, why="a slip"), now=NOON)
        load(store, {new: told[new]})
        assert set().union(*derived(store)) == anew(store)
        assert [one.undone is None for one in Identity(store).judgements() if one.pair == {first, last}] == [False]


def test_a_new_leader_is_compared_with_those_after_it_and_they_with_none_but_it(tmp_path: Path) -> None:
    """Twice as many bearers of a name ask the store twice as much, and not four times, when one comes before them."""

    class Counting(OxigraphWriter):
        asked = 0

        def matching(self, *arguments: object, **options: object) -> tuple[Quad, ...]:
            self.asked += 1
            return super().matching(*arguments, **options)  # type: ignore[arg-type]

    asked = []
    for number in (20, 40):
        with Counting(tmp_path / str(number)) as store:
            gazetteer(store)
            told = {f"b{place}": (Said("Kim Min-su", role=f"head of {place}"),) for place in range(10 * number)}
            first, *others = ranked(told)
            load(store, {identifier: told[identifier] for identifier in others[:number]})
            store.asked = 0
            load(store, {first: told[first]})
            asked.append(store.asked)
    assert asked[1] < 2.2 * asked[0]


def test_judgements_that_another_version_wrote_are_found_and_made_anew(tmp_path: Path) -> None:
    """It named the two of a pair in the order of their names, and a person had taken one back."""
    told = {f"a{place}": (Said("Kim Min-su", role=f"head of {place}"),) for place in range(7)}
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, told)
        standing = Identity(store).judgements()
        Linker(store).put(undo(standing[0].iri, standing, by="B Reviewer", at=NOON, why="a slip"), now=NOON)
        kept = anew(store)
        before = store.quads(iri.JUDGEMENTS_GRAPH)
        swapped = {RF.judgedFirst: RF.judgedSecond, RF.judgedSecond: RF.judgedFirst}
        after = [
            Quad(quad.subject, RF.judge, Literal("identity 1"), quad.graph_name)
            if quad.predicate == RF.judge
            else Quad(quad.subject, swapped.get(quad.predicate, quad.predicate), quad.object, quad.graph_name)
            for quad in before
        ]
        store.amend(iri.JUDGEMENTS_GRAPH, gone=before, new=after, entry=entry(iri.JUDGEMENTS_GRAPH))
        linker = Linker(store)
        linker.touch_all(now=NOON)
        linker.link(now=NOON)
        assert {quad for quad in set().union(*derived(store)) ^ kept if quad.predicate != RF.judge} == set()
        assert [one.iri for one in Identity(store).judgements() if one.undone] == [standing[0].iri]


def nobody(_: str) -> tuple[()]:
    """There is no gazetteer."""
    return ()


def _facts(said: Said, identifier: str) -> Facts:
    return Facts(
        entity_of(said, identifier),
        organisations=frozenset([said.at] if said.at and said.role else []),
        roles=frozenset([said.role] if said.role else []),
        around=frozenset(said.beside),
    )


@settings(max_examples=300, deadline=None)
@given(ONE_NAME, st.lists(ONE_NAME, max_size=8), st.lists(ONE_NAME, max_size=3), st.data())
def test_what_was_kept_tells_what_is_judged_beside_a_new_rival_or_says_that_it_does_not(
    own: Said, told: list[Said], new: list[Said], draw: st.DataObject
) -> None:
    each = _facts(own, "z")
    known = [Facts(entity) for entity in draw.draw(st.lists(st.sampled_from(BEARERS), unique=True))]
    old = [_facts(said, f"b{number}") for number, said in enumerate(told)]
    come = [_facts(said, f"a{number}") for number, said in enumerate(new)]
    gone = {one.entity.iri for one in old if draw.draw(st.integers(0, 4)) == 0}
    by_iri = {one.entity.iri: one for one in (*known, *old)}

    def bearers(key: str) -> list[str]:
        return [one.entity.iri for one in known if key in keys(one.entity)]

    before = judge_among(each, [*known, *old], bearers=bearers, made=NOON)
    found = judge_beside(each, before, known=known, come=come, gone=gone, told=by_iri.get, bearers=bearers, made=NOON)
    left = [one for one in old if one.entity.iri not in gone]
    if is_settled(each.entity.iri, before, come, gone, by_iri.get, bearers):
        assert found == before
    if found is not None:
        after = judge_among(each, [*known, *left, *come], bearers=bearers, made=NOON)
        assert {one.iri for one in found} == {one.iri for one in after}
    elif not any(one.pair & gone for one in before):  # what was not kept may count now
        assert [one.verdict for one in before][:1] == ["same"]


@pytest.mark.parametrize("roles", ["a role each", "none at the last but one"])
def test_of_persons_that_one_is_the_same_as_one_stands_for_all(roles: str) -> None:
    """The first of those without an organisation; whoever would stand in its stead has all judged again."""
    named = {f"b{number}": (Said("Julie Example", role=f"head of {number}", at=GROUP.iri),) for number in range(9)}
    order = ranked(named)
    if roles != "a role each":
        named[order[7]] = (Said("Julie Example"),)
    *old, each = (_facts(named[identifier][0], identifier) for identifier in order)
    first = old[0] if roles == "a role each" else old[7]
    told = {one.entity.iri: one for one in old}.get
    before = judge_among(each, old, bearers=nobody, made=NOON)
    assert [one.first for one in before] == [first.entity.iri]
    for come in old:
        rest = [one for one in old if one is not come]
        before = judge_among(each, rest, bearers=nobody, made=NOON)
        found = judge_beside(each, before, known=(), come=[come], gone=(), told=told, bearers=nobody, made=NOON)
        assert found == (None if come is first else before)
        assert is_settled(each.entity.iri, before, [come], (), told, nobody) == (come is not first)
        assert not is_settled(each.entity.iri, before, [come], {before[0].first}, told, nobody)


@pytest.mark.parametrize("change", [{"judge": "identity 0"}, {"undone": Undoing("B Reviewer", NOON, "a slip")}])
def test_what_was_undone_or_judged_by_another_rule_does_not_tell(change: dict[str, Any]) -> None:
    each, other, new = (_facts(Said("Kim Min-su"), identifier) for identifier in "cba")
    before = [replace(one, **change) for one in judge_among(each, [other], bearers=nobody, made=NOON)]
    told = {other.entity.iri: other}.get
    assert judge_beside(each, before, known=(), come=[new], gone=(), told=told, bearers=nobody, made=NOON) is None
    assert not is_settled(each.entity.iri, before, [new], (), told, nobody)


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
