"""Every term is explained, RF is closed over the terms, and HermiT finds no contradiction."""

import json
import re
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from refoulement.errors import GraphError, UnknownTerm
from refoulement.ontology import (
    CONCEPTS,
    CONTEXT,
    FOLDER,
    KOREAN,
    NAMESPACE,
    REFOULEMENT,
    RF,
    check,
    concepts,
    label,
    local_name,
    read,
    subclasses,
)

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SCHEMES = {
    "bounds",
    "units",
    "natures",
    "modalities",
    "stances",
    "harms",
    "instruments",
    "ties",
    "tiers",
    "precisions",
    "eventReasons",
    "partReasons",
    "cohortReasons",
    "verdicts",
    "judges",
    "findings",
    "reviewChanges",
    "originReasons",
    "copyReasons",
    "stanceReasons",
    "unclaimedReasons",
}

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java; none is on the PATH")


def described(path: Path) -> dict[str, set[str]]:
    said = defaultdict[str, set[str]](set)
    for quad in read(path):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(NAMESPACE):
            said[quad.subject.value.removeprefix(NAMESPACE)].add(quad.predicate.value)
    return said


def test_every_term_has_label_comment_and_home() -> None:
    needed = {RDFS + "label", RDFS + "comment", RDFS + "isDefinedBy"}
    assert {name: needed - said for name, said in described(REFOULEMENT).items() if not needed <= said} == {}


def test_every_term_has_one_label_in_korean_and_only_terms_have() -> None:
    terms = described(REFOULEMENT).keys() | described(CONCEPTS).keys()
    labels = [quad for quad in read(KOREAN) if isinstance(quad.object, Literal) and quad.object.language == "ko"]
    assert sorted(local_name(quad.subject) for quad in labels if isinstance(quad.subject, NamedNode)) == sorted(terms)
    assert label("atMost", "ko") == "최대"
    assert label("atMost", "fr") == label("atMost") == "up to"


def test_every_concept_is_defined_in_one_list() -> None:
    needed = {SKOS + "prefLabel", SKOS + "definition", SKOS + "inScheme", SKOS + "topConceptOf"}
    said = described(CONCEPTS)
    assert {name for name in said if needed <= said[name]} == set(said) - SCHEMES
    homes = [quad.subject for quad in read(CONCEPTS) if quad.predicate.value == SKOS + "inScheme"]
    assert len(homes) == len(set(homes))


def test_ontology_and_concepts_share_no_name() -> None:
    assert described(REFOULEMENT).keys() & described(CONCEPTS).keys() == set()


def test_labels_are_told_apart() -> None:
    names = [name for name in described(REFOULEMENT) if name[0].isupper()]
    assert len({label(name) for name in names}) == len(names)


def test_closed_namespace() -> None:
    assert RF.countValue == NamedNode(NAMESPACE + "countValue")
    assert "countValue" in RF
    with pytest.raises(UnknownTerm, match="rf:countVallue is not in the ontology"):
        _ = RF.countVallue
    with pytest.raises(UnknownTerm, match="is not a term of"):
        local_name(NamedNode("https://example.org/x"))


def test_lists_and_tree() -> None:
    assert concepts("bounds") == {"exact", "approximately", "atLeast", "moreThan", "atMost", "lessThan", "range"}
    assert concepts("tiers") == {"public", "partner", "sealed"}
    assert subclasses("DetentionFacility") == {"DetentionFacility", "Prison", "DetentionCentre", "PrisonCamp"}
    assert label("Repatriation") == "repatriation"
    assert label("atMost") == "up to"


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_no_list_is_empty(scheme: str) -> None:
    assert len(concepts(scheme)) >= 2


def test_every_term_that_the_code_uses_exists() -> None:
    code = [path for path in FOLDER.parent.glob("*/**/*.py") if ".venv" not in path.parts and "tests" not in path.parts]
    used = {name for path in code for name in re.findall(r"\bRF\.([A-Za-z]\w*)", path.read_text(encoding="utf-8"))}
    assert len(used) > 40
    assert {name for name in used if name not in RF} == set()


def test_the_context_covers_every_class_and_property() -> None:
    terms = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    mapped = {value["@id"] if isinstance(value, dict) else value for value in terms.values()}
    assert {name for name in described(REFOULEMENT) if f"rf:{name}" not in mapped} == set()


def test_the_context_types_values() -> None:
    document = {
        **json.loads(CONTEXT.read_text(encoding="utf-8")),
        "@id": "https://example.org/claim",
        "@type": "EventClaim",
        "countBound": "atMost",
        "countValue": 600,
        "when": "2023-10",
        "via": "https://example.org/crossing",
    }
    expected = f"""
        @prefix rf: <{NAMESPACE}> .
        <https://example.org/claim> a rf:EventClaim ; rf:countBound rf:atMost ; rf:countValue 600 ;
            rf:when "2023-10"^^<http://id.loc.gov/datatypes/edtf> ; rf:via <https://example.org/crossing> ."""
    assert set(parse(json.dumps(document), format=RdfFormat.JSON_LD)) == set(parse(expected, format=RdfFormat.TURTLE))


def term(name: str) -> NamedNode:
    return NamedNode(NAMESPACE + name)


SOMEONE = NamedNode("https://example.org/someone")
BOTH = (Triple(SOMEONE, TYPE, term("Person")), Triple(SOMEONE, TYPE, term("Settlement")))


@pytest.mark.slow
@needs_java
def test_shipped_ontology_is_consistent() -> None:
    report = check.check()
    assert report.triples == len(check.shipped()) > 8000
    assert "consistent" in report.lines()[0]


@pytest.mark.slow
@needs_java
def test_a_planted_contradiction_is_named() -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    planted = [*(quad.triple for quad in read(REFOULEMENT)), *BOTH]
    with pytest.raises(GraphError, match=r"<https://example.org/someone> is both rf:Actor and rf:Place"):
        check.check(planted)
    left = {
        path
        for path in set(Path(tempfile.gettempdir()).iterdir()) - before
        if path.name.startswith("tmp") and path.is_file()
    }
    assert left == set()


@pytest.mark.slow
@needs_java
def test_a_class_that_must_be_empty_is_named() -> None:
    below = NamedNode(RDFS + "subClassOf")
    planted = [
        Triple(term("Nobody"), TYPE, NamedNode("http://www.w3.org/2002/07/owl#Class")),
        *(Triple(term("Nobody"), below, term(name)) for name in ("Person", "Country")),
    ]
    with pytest.raises(GraphError, match=r"classes that nothing can belong to: .*#Nobody"):
        check.check([*(quad.triple for quad in read(REFOULEMENT)), *planted])


def test_a_contradiction_by_range_is_found_without_java() -> None:
    crossing, country = NamedNode("https://example.org/crossing"), NamedNode("https://example.org/country")
    planted = [Triple(crossing, term("connects"), country), Triple(country, TYPE, term("Country"))]
    found = check.contradictions([*(quad.triple for quad in read(REFOULEMENT)), *planted])
    assert found == ["<https://example.org/country> is both rf:Country and rf:Settlement"]


def test_no_contradiction_in_what_is_shipped() -> None:
    assert check.contradictions(check.shipped()) == []


def test_without_java_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GraphError, match=r"needs Java 17 or later .*apt-get install default-jre-headless"):
        check.check()
