"""What holds of every query: no row twice, none made by multiplying, none where nothing is, names in any language."""

import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.errors import QueryRefused
from refoulement.graph import events, iri, tracing
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.notice import Notice
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import (
    article_quads,
    claim_quads,
    day_literal,
    entity_quads,
    mention_quads,
    notice_quads,
    unclaimed_quads,
)
from refoulement.graph.store import Snapshot
from refoulement.graph.tier import PUBLIC
from refoulement.graph.unclaimed import Unclaimed
from refoulement.graph.when import When
from refoulement.ontology import FOLDER, RF
from refoulement.queries import QUERIES, Parameter, Row, run
from refoulement.queries.choices import choices
from refoulement.tests.synthetic import article

LATEST = {"on": "2100-01-01"}  # what has not been published yet is known then


def entity(kind: str, slug: str, *names: Name) -> Entity:
    return Entity(iri.entity(kind, slug), kind, names or (Name(slug, "en", "preferred"),))


# Two names in the same language, one in another; and some that have no English name at all.
GROUP = entity(
    "RightsGroup", "Group", Name("단체", "ko-Hang", "preferred"), Name("Group", "en", "preferred"), Name("The Group")
)
FOREIGN = entity("RightsGroup", "Foreign", Name("외국", "ko-Hang", "preferred"), Name("外国", "zh-Hans", "preferred"))
MINISTRY, PAPER = entity("GovernmentBody", "Ministry"), entity("MediaOutlet", "Synthetic Gazette")
ANN, BEN = entity("Person", "Ann"), entity("Person", "Ben", Name("벤", "ko-Hang", "preferred"))
LAND, SHIRE, TOWN, FAR, MARCH, END = (
    entity(kind, name)
    for kind, name in (
        ("Country", "Land"), ("Region", "Shire"), ("Settlement", "Town"), ("Country", "Far"), ("Region", "March"),
        ("Settlement", "End"),
    )
)  # fmt: skip
OLD, NEW, HEARD_OF = (entity("Prison", name) for name in ("Old", "New", "Heard Of"))
GATE, BRIDGE = entity("BorderCrossing", "Gate"), entity("BorderCrossing", "Bridge")
ENTITIES = (
    GROUP,
    FOREIGN,
    MINISTRY,
    PAPER,
    ANN,
    BEN,
    LAND,
    SHIRE,
    TOWN,
    FAR,
    MARCH,
    END,
    OLD,
    NEW,
    HEARD_OF,
    GATE,
    BRIDGE,
)
LIES = [
    *((SHIRE, RF.within, LAND), (TOWN, RF.within, SHIRE), (MARCH, RF.within, FAR), (END, RF.within, MARCH)),
    *((place, RF.within, TOWN) for place in (OLD, NEW, HEARD_OF)),
    *((crossing, RF.connects, town) for crossing in (GATE, BRIDGE) for town in (TOWN, END)),
]
TEXT = (
    "These words are made up, and a second time they are made up. They may face torture under the Refugee Convention."
)
DATED, OTHER, UNDATED = (
    article(TEXT, published=day, identifier=name) for name, day in (("d", "2031-05"), ("o", "2031-06-02"), ("u", None))
)


def claims_of(source: Article) -> list[Claim]:
    """Claims that name several of everything, in words that stand twice."""
    place: dict[str, Any] = {"passages": (source.passage(0, 5), source.passage(24, 30)), "extractor": "test"}
    said: dict[str, Any] = {
        "event_type": "Repatriation",
        "claimants": (GROUP.iri, FOREIGN.iri, ANN.iri),
        "attribution": "some who know",
        "held_at": (OLD.iri, NEW.iri, SHIRE.iri),
        "via": (GATE.iri, BRIDGE.iri, TOWN.iri),
        "destination": (FAR.iri, END.iri),
    }
    least, most = Count(bound="atLeast", value=70), Count(bound="atMost", value=60)
    if source == OTHER:  # one article that gives both speaks of two things: what contradicts is told by two
        least, most = most, least
    arrival: dict[str, Any] = {"event_type": "Arrival", "count": most, "destination": (LAND.iri, TOWN.iri)}
    held: dict[str, Any] = {
        "event_type": "Detention",
        "place": (OLD.iri, NEW.iri),
        "claimants": (GROUP.iri, FOREIGN.iri),
    }
    stance: dict[str, Any] = {"passages": (source.passage(61, len(TEXT)),), "extractor": "test"}
    return [
        EventClaim(**place, **said, count=least, when=When("2031-05")),
        EventClaim(**place, **said, count=most, when=When("2031-05-03~")),
        EventClaim(**place, **(said | {"claimants": (), "attribution": None}), count=most),
        EventClaim(**place, **held),
        EventClaim(**place, **held, count=least, when=When("2031-05")),
        EventClaim(**place, **arrival),
        *(
            StanceClaim(**stance, speaker=speaker.iri, stance=taken, harms=harms, invokes=invokes)
            for speaker, taken, harms, invokes in (
                (GROUP, "warns", ("torture", "execution"), ("refugeeConvention", "conventionAgainstTorture")),
                (FOREIGN, "condemns", (), ()),
                (MINISTRY, "noComment", (), ()),
                (MINISTRY, "denies", (), ()),
            )
        ),
        *(RoleClaim(**place, person=ANN.iri, role=role, organisation=GROUP.iri) for role in ("head", "founder")),
        RoleClaim(**place, person=BEN.iri, role="clerk"),
        TieClaim(**place, person=ANN.iri, tie="sisterOf", relative=BEN.iri),
    ]


def quads_of(source: Article) -> list[Quad]:
    graph = iri.article_graph(source.id)
    day = source.published.latest if source.published else None
    claims = claims_of(source)
    mentions = [
        (number, each) for number, each in enumerate((ANN, BEN, GROUP, FOREIGN, OLD, HEARD_OF, TOWN, LAND, ANN))
    ]
    sentence = source.passage(61, len(TEXT))
    return [
        *article_quads(source),
        *(quad for claim in claims for quad in claim_quads(claim)),
        *(Quad(NamedNode(claim.iri), RF.knownFrom, day_literal(day), graph) for claim in claims if day),
        *(
            quad
            for number, each in mentions
            for quad in mention_quads(Mention(source.passage(number, number + 1), each.iri))
        ),
        *(quad for concept in ("torture", "refugeeConvention") for quad in notice_quads(Notice(sentence, concept))),
        *(
            quad
            for number, because in enumerate(("noEventUnderstood", "otherNumberTaken", "eventWithoutNumber"))
            for quad in unclaimed_quads(Unclaimed(source.passage(number, number + 3), because))
        ),
    ]


@pytest.fixture(scope="module")
def base(store: Path) -> Snapshot:
    return OxigraphReader(store / PUBLIC).snapshot()


def said(base: Snapshot) -> list[Quad]:
    """Three articles whose claims name several of everything, and what lies where."""
    return [
        *base.quads(iri.ONTOLOGY_GRAPH),
        *(quad for each in ENTITIES for quad in entity_quads(each, iri.GAZETTEER_GRAPH)),
        *(Quad(NamedNode(one.iri), way, NamedNode(other.iri), iri.GAZETTEER_GRAPH) for one, way, other in LIES),
        *(quad for source in (DATED, OTHER, UNDATED) for quad in quads_of(source)),
    ]


@pytest.fixture(scope="module")
def full(base: Snapshot) -> Snapshot:
    """All of that, and all that is derived from it."""
    told = [*said(base), *events.derive(said(base))]
    return base.holding([*told, *tracing.whole(base.holding(told))])


@pytest.fixture(scope="module")
def bare(base: Snapshot) -> Snapshot:
    """All of that, and nothing derived: no claim is about an event, no stance towards one."""
    return base.holding(said(base))


def asked(snapshot: Snapshot, name: str, **parameters: str) -> list[Row]:
    takes = {parameter.name for parameter in QUERIES[name].parameters}
    return run(snapshot, name, {key: value for key, value in (LATEST | parameters).items() if key in takes})


# What tells the rows of a query apart, where it is not the claim alone.
KEYS = {
    "actors-and-places": "actor place",
    "contradictions": "claim other_claim",
    "detention-by-place": "place claim said_by",
    "facilities": "facility claim article how",
    "facilities-without-a-source": "facility",
    "figures-by-province": "region claim",
    "figures-ledger": "claim said_by",
    "harms-warned-of": "harm passage claim",
    "legal-instruments-invoked": "instrument passage claim",
    "numbers-not-understood": "passage",
    "origins-and-their-share": "origin_label passage",
    "origins-of-events": "claim origin",
    "people-through-crossings": "crossing claim said_by",
    "persons-named": "person article",
    "repatriations-by-claimant": "claim said_by",
    "sources-and-their-share": "article",
}
OFTEN_EMPTY = {"claims-of-a-single-origin", "crossings-never-dated"}


@pytest.mark.parametrize("name", sorted({*QUERIES} - OFTEN_EMPTY))
def test_several_of_everything_multiply_no_row(full: Snapshot, name: str) -> None:
    """A row for each of what the description says, and no other."""
    assert asked(full, name)
    alone(asked(full, name), name)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_what_is_not_derived_multiplies_no_row(bare: Snapshot, name: str) -> None:
    """What a row does not have is joined with nothing."""
    rows = asked(bare, name)
    alone(rows, name)
    assert not any("event" in row or "towards" in row for row in rows)


def alone(rows: list[Row], name: str) -> None:
    """Fails where two rows are about the same."""
    key = KEYS.get(name, "claim").split()
    told = [tuple(row[column].value if column in row else "" for column in key) for row in rows]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_nothing_is_answered_by_an_empty_store(base: Snapshot, name: str) -> None:
    """No rows, and no row of noughts."""
    assert asked(base.holding([]), name) == []
    assert asked(base.holding(base.quads(iri.ONTOLOGY_GRAPH)), name) == []


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        (name, each.name)
        for name, query in QUERIES.items()
        for each in query.parameters
        if each.type in ("iri", "string") and not each.choices
    ],
)
def test_a_parameter_that_matches_nothing_leaves_nothing(full: Snapshot, name: str, parameter: str) -> None:
    rows = asked(full, name, **{parameter: "https://example.org/nothing"})
    if (name, parameter) == ("claims-within", "area"):  # what says no place lies possibly anywhere
        assert {row["in_area"].value for row in rows} <= {"possibly"}
    else:
        assert rows == []


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, each) for name, query in QUERIES.items() for each in query.parameters if each.choices],
)
def test_every_choice_can_be_asked_for_and_nothing_else(full: Snapshot, name: str, parameter: Parameter) -> None:
    offered = choices(full, parameter)
    assert offered
    whole = asked(full, name)
    found = [asked(full, name, **{parameter.name: choice.value}) for choice in offered]
    assert all(row in whole for rows in found for row in rows)
    assert any(found)
    with pytest.raises(QueryRefused, match=f"parameter {parameter.name}: 'nothing' is none of its choices"):
        asked(full, name, **{parameter.name: "nothing"})


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_order_is_told_by_the_rows_alone(full: Snapshot, name: str) -> None:
    assert asked(full, name) == asked(full.holding([*reversed(every(full))]), name)


def every(snapshot: Snapshot) -> list[Quad]:
    return [quad for graph in snapshot.graphs() for quad in snapshot.quads(graph)]


def test_a_name_is_english_or_else_the_first_of_another_language(full: Snapshot) -> None:
    assert {row["actor_label"].value for row in asked(full, "stances-by-actor")} == {"Group", "외국", "Ministry"}
    rows = asked(full, "family-ties")
    assert {(row["person_label"].value, row["relative_label"].value) for row in rows} == {("Ann", "벤")}
    assert {row["said_by"].value for row in asked(full, "routes")} == {"Ann; Group; 외국", "the article alone"}


def test_several_places_of_a_claim_stand_in_one_cell(full: Snapshot) -> None:
    rows = asked(full, "routes")
    assert len(rows) == 9
    assert {row["held_at"].value for row in rows} == {"New; Old; Shire"}
    assert {row["via"].value for row in rows} == {"Bridge; Gate; Town"}
    assert {row["destination"].value for row in rows} == {"End; Far"}
    assert {row["held_in_these_words"].value for row in rows} == {"New; Old"}


def test_a_facility_without_a_claim_borrows_none(full: Snapshot) -> None:
    rows = [row for row in asked(full, "facilities") if row["facility"].value == HEARD_OF.iri]
    assert [set(row) & {"happening", "how", "bound", "said_by", "claim"} for row in rows] == [set(), set(), set()]


def test_a_date_of_publication_is_shown_as_vague_as_it_is(full: Snapshot) -> None:
    for name, query in QUERIES.items():
        if "published" in query.columns:
            days = {row["published"].value for row in asked(full, name) if "published" in row}
            assert days <= {"2031-05", "2031-06-02"}, name


def test_who_denies_has_answered(full: Snapshot) -> None:
    rows = asked(full, "who-has-not-answered")
    assert {row["actor_label"].value for row in rows} == {"Ministry"}
    answers = {row["answers"].value for row in rows if "answers" in row}
    assert all("Ministry denies (A synthetic publisher, 2031-05)" in answer for answer in answers)


ASKING = (FOLDER.parent / "docs" / "asking.md").read_text("utf-8")
TABLE = re.findall(
    r"^\| `([a-z-]+)` \| (.+?) \|$",
    ASKING[(begin := ASKING.index("| query | what it answers |")) : ASKING.index("\n\n", begin)],
    flags=re.MULTILINE,
)


def test_the_docs_list_every_query_by_its_question() -> None:
    assert dict(TABLE) == {name: query.summary for name, query in QUERIES.items()}
    assert len(TABLE) == len(QUERIES) == 32
    assert "Thirty-two questions are ready" in (FOLDER.parent / "README.md").read_text("utf-8")
