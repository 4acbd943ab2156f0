"""Who is who in a store: the rule, what follows from judgements, and that no order of loading shows."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import iri
from refoulement.graph.entity import Entity, Name
from refoulement.graph.identity import Facts, facts, judge
from refoulement.graph.judgement import admit, undo
from refoulement.graph.linking import Identity
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import read_entities
from refoulement.graph.relinking import Linker
from refoulement.graph.tier import PUBLIC
from refoulement.server import create_app
from refoulement.tests.named import (
    FIRST,
    GROUP,
    KNOWN,
    MINTED,
    NOON,
    OTHER,
    SECOND,
    TOLD,
    TOWN,
    Said,
    article_graph,
    by_person,
    derived,
    entity_of,
    gazetteer,
    judge_all,
    load,
    matches,
)
from refoulement.web.settings import Settings

LATER = NOON + timedelta(hours=1)


def told_of(identifier: str, *told: Said) -> list[Facts]:
    """What the rule knows of all that one article names."""
    graph = ox.Store()
    graph.extend(article_graph(identifier, *told))

    def ask(**pattern: NamedNode | Literal | None) -> list[Quad]:
        wanted = (pattern.get("subject"), pattern.get("predicate"), pattern.get("term"))
        return list(graph.quads_for_pattern(*wanted))  # type: ignore[arg-type]

    found = [facts(entity.iri, ask, KNOWN) for entity in read_entities(graph)]
    return [each for each in found if each]


def verdicts(*told: Said, kind: str = "Person") -> list[str]:
    """The rule's verdicts on things that one article each names."""
    found = [each for number, said in enumerate(told) for each in told_of(f"a{number}", said)]
    return [one.verdict for one in judge_all((each for each in found if each.entity.kind == kind), made=NOON)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Said("Kim Cheol-ok"), Said("Kim Chol Ok"), ["same"]),
        (Said("Kim Cheol-ok"), Said("Kim Chun-ok"), []),
        (Said("Kim Min-su"), Said("Kim Min-soo"), ["unsure"]),
        (Said("Kim Min-su", role="head", at=GROUP.iri), Said("Kim Min-soo", role="chief", at=GROUP.iri), ["same"]),
        (Said("Kim Min-su", role="pastor"), Said("Kim Min-soo", role="pastor"), ["unsure"]),
        (Said("Kim Min-su", role="border guard"), Said("Kim Min-soo", role="Border guard"), ["same"]),
        (Said("Kim Min-su", sister="Kim Yu-bin"), Said("Kim Min-soo", sister="Kim Yu-bin"), ["same"]),
        (Said("Kim Min-su", sister="Pak Hyon-a"), Said("Kim Min-soo", sister="Pak Hyon"), ["unsure"]),
        (Said("Kim Un-ju"), Said("Kim On-ju"), ["unsure"]),
        (Said("Kim Un-ju", role="head", at=GROUP.iri), Said("Kim On-ju", role="chief", at=GROUP.iri), ["same"]),
        (
            Said("Julie Example", role="head", at=GROUP.iri),
            Said("Julie Example", role="head", at=OTHER.iri),
            ["unsure"],
        ),
        (Said("Julie Example"), Said("Julie Example"), ["same"]),
        (Said("Julie Example"), Said("J. Example"), ["unsure"]),
        (Said("John Smith"), Said("John Smith"), ["unsure"]),
    ],
)
def test_persons(one: Said, other: Said, expected: list[str]) -> None:
    sisters = ["same"] if one.sister and one.sister == other.sister else []
    assert verdicts(one, other) == expected + sisters


def test_two_bridges_of_one_name_are_not_one() -> None:
    assert verdicts(
        Said("Friendship Bridge", "BorderCrossing"), Said("Friendship Bridge", "BorderCrossing"), kind="BorderCrossing"
    ) == ["unsure"]


def test_what_the_gazetteer_writes_in_another_script_makes_no_pair_unsure() -> None:
    known = Facts(
        Entity(
            iri.entity("Organisation", "Korean Red Cross"),
            "Organisation",
            (Name("Korean Red Cross", "en", "preferred"), Name("대한적십자사", "ko-Hang")),
        )
    )
    (court,) = told_of("a", Said("Khabarovsk Regional Court", "Organisation"))
    assert judge(known, court, made=NOON) is None


def test_two_villages_of_one_name_need_something_near() -> None:
    alone = [Said("Sinhung-ri", "Settlement"), Said("Shinheung-ri", "Settlement")]
    near = [Said(said.name, "Settlement", beside=(TOWN.iri, GROUP.iri)) for said in alone]
    assert verdicts(*alone, kind="Settlement") == ["unsure"]
    assert verdicts(*near, kind="Settlement") == ["same"]


def test_a_person_and_a_town_are_never_compared() -> None:
    some, other = Said("Onsong", "Person"), Said("Onsong", "Settlement")
    one, another = (Facts(entity_of(said, "a")) for said in (some, other))
    assert judge(one, another, made=NOON) is None


def test_entities_of_the_gazetteer_are_never_joined() -> None:
    double = Entity(iri.entity("RightsGroup", "Society Sample"), "RightsGroup", GROUP.names)
    assert judge_all([Facts(GROUP), Facts(double)], made=NOON) == []


def test_the_name_of_two_known_things_is_left_open() -> None:
    double = Entity(iri.entity("Organisation", "Society Sample"), "Organisation", GROUP.names)
    (said,) = told_of("a", Said("Sample Society", "Organisation"))
    assert judge_all([Facts(GROUP), Facts(double), said], made=NOON) == []


def test_a_newly_named_thing_is_linked_to_the_known_one(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, {"a": (Said("The Sample Society", "Organisation"),), "b": (Said("Onseong", "Settlement"),)})
        assert set(matches(store).values()) == {GROUP.iri, TOWN.iri}


def test_a_person_parts_what_the_rule_joined_and_undoing_joins_it_again(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, TOLD)
        joined = matches(store)
        assert set(joined.values()) == {min(MINTED.values(), key=iri.rank)}
        linker = Linker(store)
        parting = by_person(MINTED["a"], "different", MINTED["b"], made=LATER)
        linker.put(admit(parting, *linker.around(*parting.pair)), now=NOON)
        assert matches(store) != joined
        assert (
            not {MINTED["a"], MINTED["b"]} <= {*matches(store), *matches(store).values()}
            or matches(store).get(MINTED["a"]) != MINTED["b"]
        )
        load(store, {"a": TOLD["a"]}, now=NOON + timedelta(days=1))
        assert parting in Identity(store).judgements()
        undone = undo(parting.iri, Identity(store).judgements(), by="B Reviewer", at=NOON, why="a slip")
        Linker(store).put(undone, now=NOON)
        assert matches(store) == joined
        assert undone in Identity(store).judgements()


def test_what_a_person_undid_the_rule_does_not_do_again(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, {"a": TOLD["a"], "b": TOLD["b"]})
        (judgement,) = Identity(store).judgements()
        Linker(store).put(undo(judgement.iri, [judgement], by="B Reviewer", at=NOON, why="sisters"), now=NOON)
        assert matches(store) == {}
        load(store, {"a": (Said(FIRST, role="head of office"),)})
        assert matches(store) == {}


def test_what_an_edited_article_no_longer_names_is_judged_no_more(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, TOLD)
        load(store, {"a": ()})
        assert MINTED["a"] not in {thing for one in Identity(store).judgements() for thing in one.pair}
        assert MINTED["a"] not in {
            quad.subject.value for quad in store.quads(iri.IDENTITY_GRAPH) if isinstance(quad.subject, NamedNode)
        }


def test_the_same_articles_again_change_nothing_and_a_rule_keeps_its_time(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, TOLD)
        before = derived(store)
        assert not load(store, TOLD, now=NOON + timedelta(days=1))
        assert derived(store) == before


def test_what_was_not_touched_is_not_asked_for(tmp_path: Path) -> None:
    """The number of questions to the store depends on what shares a name, not on how much is stored."""

    class Counting(OxigraphWriter):
        asked = 0

        def matching(self, *arguments: object, **options: object) -> tuple[Quad, ...]:
            self.asked += 1
            return super().matching(*arguments, **options)  # type: ignore[arg-type]

    asked = []
    for number in (5, 50):
        with Counting(tmp_path / str(number)) as store:
            gazetteer(store)
            others = {
                f"n{count}": (Said(f"Ann Name{count:03}x", role="head", at=GROUP.iri),) for count in range(number)
            }
            load(store, others)
            store.asked = 0
            load(store, TOLD)
            asked.append(store.asked)
    assert asked[0] == asked[1]


def test_refusals_reach_from_the_store(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, TOLD)
        linker = Linker(store)
        for judgement, message in (
            (by_person(MINTED["a"], "same", TOWN.iri, made=LATER), "nothing is both"),
            (by_person(MINTED["a"], "same", iri.THINGS + "person/nobody", made=LATER), "does not exist in this store"),
        ):
            before = derived(store)
            with pytest.raises(JudgementRefused, match=message):
                admit(judgement, *linker.around(judgement.first, judgement.second))
            assert derived(store) == before


NAMES = (
    "Kim Min-su",
    "Kim Min-soo",
    "Kim Cheol-ok",
    "Kim Chol Ok",
    "Kim Chul-ok",
    "Julie Example",
    "Julie A. Example",
    "J. Example",
)
things = st.builds(
    Said,
    st.sampled_from(NAMES),
    role=st.sampled_from(("", "head", "border guard")),
    at=st.sampled_from((None, GROUP.iri, OTHER.iri)),
    beside=st.sampled_from(((), (TOWN.iri, GROUP.iri))),
) | st.builds(
    Said,
    st.sampled_from(("Onseong", "Sample Society Inc", "Sinhung-ri")),
    st.sampled_from(("Settlement", "Organisation")),
)


def loaded(
    batches: Iterable[Mapping[str, tuple[Said, ...]]], parting: tuple[str, str] | None
) -> tuple[set[Quad], set[Quad]]:
    with TemporaryDirectory() as folder, OxigraphWriter(Path(folder)) as store:
        gazetteer(store)
        for batch in batches:
            load(store, batch)
        if parting:
            linker = Linker(store)
            judgement = by_person(parting[0], "different", parting[1], made=LATER)
            linker.put(admit(judgement, *linker.around(*judgement.pair)), now=NOON)
        load(store, {})
        return derived(store)


@settings(max_examples=15)  # two stores each
@given(told=st.lists(things, min_size=2, max_size=6), random=st.randoms(), person=st.booleans())
def test_no_order_of_loading_shows(told: list[Said], random: object, person: bool) -> None:  # noqa: FBT001
    articles = {f"a{number}": (said,) for number, said in enumerate(told)}
    minted = sorted({entity_of(said, identifier).iri for identifier, (said,) in articles.items()})
    parting = (minted[0], minted[1]) if person else None
    shuffled = list(articles.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one_by_one = [{"a0": (Said("Someone Else"),)}, *({identifier: said} for identifier, said in shuffled)]
    assert loaded(one_by_one, parting) == loaded([articles], parting)


def test_readers_see_who_is_who(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as store:
        gazetteer(store)
        load(store, TOLD)
        store.publish()
    identity = Identity(OxigraphReader(tmp_path).snapshot())
    assert len(identity.judgements()) == 2
    found = identity.entity(MINTED["a"])
    assert found is not None
    assert found.entity.name == FIRST
    assert identity.entity(iri.THINGS + "person/nobody") is None


def test_one_page_shows_all_and_the_doubles_lead_to_it(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path / PUBLIC) as store:
        gazetteer(store)
        told = {name: (Said(said.name, role=f"role in {name}"),) for name, (said,) in TOLD.items()}
        load(store, told)
        store.publish()
        client = create_app(Settings(store=tmp_path)).test_client()
        paths = {name: address.removeprefix(iri.THINGS) for name, address in MINTED.items()}
        first, *doubles = sorted(MINTED, key=lambda name: iri.rank(MINTED[name]))
        page = client.get(f"/page/{paths[first]}")
        assert page.status_code == 200
        missing = [
            words
            for words in ("role in a", "role in b", "role in c", FIRST, SECOND)
            if words.lower() not in page.text.lower()
        ]
        assert missing == []
        assert "judged to be the same" in page.text
        double = client.get(f"/page/{paths[doubles[0]]}")
        assert (double.status_code, double.headers["Location"]) == (301, f"/page/{paths[first]}")
        turtle = client.get(f"/id/{paths[doubles[0]]}.ttl")
        assert turtle.status_code == 200
        assert "exactMatch" in turtle.text
        linker = Linker(store)
        for name in "ab":
            parting = by_person(MINTED[name], "different", MINTED["c"], made=LATER)
            linker.put(admit(parting, *linker.around(*parting.pair)), now=NOON)
        store.publish()
        alone = client.get(f"/page/{paths['c']}")
        assert "role in c" in alone.text
        assert "role in a" not in alone.text
        standing, other = sorted("ab", key=lambda name: iri.rank(MINTED[name]))
        assert client.get(f"/page/{paths[other]}").headers["Location"] == f"/page/{paths[standing]}"
