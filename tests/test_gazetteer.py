"""The gazetteer is what its facts say, names nobody twice, and says nothing of people at risk."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from refoulement.errors import GraphError
from refoulement.graph.rdf import LABELS, read_entities
from refoulement.ontology import FOLDER, GAZETTEER, RF, read
from refoulement.ontology.gazetteer import build, read_facts
from refoulement.ontology.naming import entity, slug

GOLD = Path(__file__).parents[2] / "shared" / "gold"
AT_RISK = {"Kim Cheol-ok", "Kim Kyu", "Thae Yong-ho"}
QUADS = tuple(read(GAZETTEER))
ENTITIES = {found.iri: found for found in read_entities(QUADS)}


SAID = [
    (quad.subject.value, quad.predicate, quad.object.value)
    for quad in QUADS
    if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
]


def things(subject: str, predicate: NamedNode) -> set[str]:
    return {thing for about, relation, thing in SAID if (about, relation) == (subject, predicate)}


def bearer(name: str) -> str:
    """The one entity that bears a name."""
    [iri] = [found.iri for found in ENTITIES.values() if any(other.text == name for other in found.names)]
    return iri


def test_the_file_is_what_the_facts_build() -> None:
    assert GAZETTEER.read_text(encoding="utf-8") == build()


def test_no_blank_nodes() -> None:
    assert len(SAID) == len(QUADS)


def test_no_name_belongs_to_two_entities() -> None:
    named = defaultdict[str, set[str]](set)
    for about, relation, name in SAID:
        if relation in LABELS.values():
            named[name.casefold()].add(about)
    assert {name: iris for name, iris in named.items() if len(iris) > 1} == {}


def test_every_country_has_one_government_and_lies_in_nothing() -> None:
    countries = {iri for iri, found in ENTITIES.items() if found.kind == "Country"}
    governed = [country for _, relation, country in SAID if relation == RF.governs]
    assert len(countries) == 197
    assert sorted(governed) == sorted(countries)
    assert not any(inner in countries for inner, relation, _ in SAID if relation == RF.within)


def test_nanping_is_the_border_village() -> None:
    nanping = entity("Settlement", "Nanping")
    exact = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    assert things(nanping, exact) == {"https://sws.geonames.org/2035643/"}
    assert things(nanping, RF.within) == {entity("Region", "Jilin")}


def test_the_onsong_crossing_is_tumen_namyang() -> None:
    crossing = bearer("Onsong crossing")
    assert crossing == "https://w3id.org/refoulement/id/crossing/tumen-namyang"
    assert things(crossing, RF.connects) == {entity("Settlement", "Tumen"), entity("Settlement", "Namyang")}


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("Friendship Gate", {"Pingxiang", "Dong Dang"}),
        ("Mohan crossing", {"Mohan Port", "Boten"}),
        ("Zamyn-Uud crossing", {"Erenhot", "Zamyn-Uud"}),
        ("Quanhe crossing", {"Quanhe", "Wonjong"}),
        ("Chaman", {"Chaman City", "Spin Boldak"}),
    ],
)
def test_the_crossings_of_the_ways_out(name: str, sides: set[str]) -> None:
    assert things(bearer(name), RF.connects) == {entity("Settlement", side) for side in sides}


def test_no_geonames_id_stands_twice() -> None:
    identifiers = Counter(row["geonames"] for table in ("countries", "places") for row in read_facts()[table])
    del identifiers[""]
    assert [identifier for identifier, times in identifiers.items() if times > 1] == []


@pytest.mark.parametrize(
    ("country", "region", "south", "north", "west", "east"),
    [
        ("KP", "", 37.6, 43.1, 124.1, 130.8),
        ("KR", "", 33.1, 38.7, 124.6, 131.0),
        ("CN", "Jilin", 40.8, 46.4, 121.6, 131.4),
        ("CN", "Liaoning", 38.7, 43.5, 118.8, 125.8),
        ("CN", "Heilongjiang", 43.4, 53.6, 121.1, 135.1),
        ("CN", "Yunnan", 21.1, 29.3, 97.5, 106.2),
        ("CN", "Guangxi", 20.9, 26.4, 104.4, 112.1),
    ],
)
def test_no_namesake_from_elsewhere(
    country: str, region: str, south: float, north: float, west: float, east: float
) -> None:
    located = [row for row in read_facts()["places"] if row["country"] == country and row["latitude"]]
    inside = [row for row in located if row["within"] == region or not region]
    assert inside
    strays = [
        row["name"]
        for row in inside
        if not (south <= float(row["latitude"]) <= north and west <= float(row["longitude"]) <= east)
    ]
    assert strays == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kwan-li-so No. 14", "facility/camp-14"),
        ("Chongori prison", "facility/kyo-hwa-so-no-12"),
        ("Suan Phlu", "facility/suan-phlu-immigration-detention-centre"),
        ("United Nations refugee agency", "organisation/united-nations-high-commissioner-for-refugees"),
        ("U.N. rights office", "organisation/united-nations-human-rights-office"),
        (
            "South Korean Ministry of Foreign Affairs and Trade",
            "organisation/ministry-of-foreign-affairs-of-south-korea",
        ),
        ("Thai Immigration Bureau", "organisation/immigration-bureau-of-thailand"),
        ("Yodok", "facility/camp-15"),
        ("Yodok County", "place/yodok-county"),
        ("North Hamgyeong Province", "place/north-hamgyong"),
        ("Saebyol", "place/kyongwon"),
        ("Sipsongpanna", "place/xishuangbanna"),
    ],
)
def test_the_forms_of_the_press(name: str, expected: str) -> None:
    assert bearer(name) == f"https://w3id.org/refoulement/id/{expected}"


def test_every_province_of_both_koreas_is_known() -> None:
    regions = Counter(row["country"] for row in read_facts()["places"] if row["kind"] == "Region")
    assert (regions["KP"], regions["KR"]) == (9, 9)


def test_a_misspelling_is_hidden() -> None:
    names = ENTITIES[entity("Settlement", "Changchun")].names
    assert [name.text for name in names if name.status == "hidden"] == ["Chanchun"]


def test_scripts_are_tagged() -> None:
    tumen = {(name.text, name.language) for name in ENTITIES[entity("Settlement", "Tumen")].names}
    assert {("Domun", "ko-latn"), ("도문", "ko-hang"), ("图们", "zh-hans"), ("Tumen", "en")} <= tumen


def test_the_press_forms_of_a_ministry() -> None:
    ministry = ENTITIES[entity("GovernmentBody", "Ministry of Foreign Affairs of South Korea")]
    forms = {name.text for name in ministry.names}
    assert {"South Korea's Foreign Ministry", "Seoul's Foreign Ministry", "Foreign Ministry in Seoul", "MOFA"} <= forms
    assert not {"Foreign Ministry", "Seoul"} & forms


def test_a_shared_demonym_names_no_government() -> None:
    forms = {name.text for found in ENTITIES.values() for name in found.names}
    assert "Chinese government" in forms
    assert "Congolese government" not in forms


def test_no_one_at_risk_is_named() -> None:
    assert not AT_RISK & {name.text for found in ENTITIES.values() for name in found.names}


@pytest.mark.corpus
def test_the_actors_and_places_of_the_five_articles_are_known() -> None:
    if not GOLD.is_dir():
        pytest.skip(f"no gold sheets at {GOLD}")
    forms = {name.text for found in ENTITIES.values() for name in found.names}
    sheets = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    named = {entry["name"] for sheet in sheets for entry in sheet["entities"]}
    assert named - forms == AT_RISK


def test_a_reference_to_nothing_is_told() -> None:
    facts = read_facts()
    facts["crossings"] = [{**facts["crossings"][0], "side": "Atlantis"}]
    with pytest.raises(GraphError, match=r"Dandong–Sinuiju crossing refers to 'Atlantis', which no table has"):
        build(facts)


def test_an_office_needs_a_government() -> None:
    facts = read_facts()
    facts["actors"] = [{"kind": "GovernmentBody", "name": "N", "parent": "", "offices": "Office", "aliases": ""}]
    with pytest.raises(GraphError, match="N has offices, so its parent must be a government"):
        build(facts)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dandong–Sinuiju", "dandong-sinuiju"),
        ("Ji'an", "jian"),
        ("Sinŭiju", "sinuiju"),
        ("Foreign, Commonwealth and Development Office", "foreign-commonwealth-and-development-office"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_facts_are_all_described() -> None:
    told = (FOLDER / "facts" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted((FOLDER / "facts").glob("*.csv")) if f"`{path.name}`" not in told] == []
