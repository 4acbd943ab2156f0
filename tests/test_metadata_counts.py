"""Every number that metadata tells is counted again, without the engine."""

import shutil
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from refoulement.__main__ import main
from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import RDF_TYPE as TYPE
from refoulement.graph.store import Snapshot
from refoulement.ontology import GAZETTEER, RF, read
from refoulement.queries.counts import FILE, as_json, counts, from_json
from refoulement.server import create_app
from refoulement.tests.test_dumps import publish_again
from refoulement.tests.test_metadata import BASE, described, rows, values
from refoulement.web import void
from refoulement.web.settings import Settings
from refoulement.web.statements import PREFIXES


def everything(snapshot: Snapshot) -> list[Quad]:
    """Every quad, by asking for each graph: nothing of this is counted by the engine."""
    return [quad for graph in snapshot.graphs() for quad in snapshot.quads(graph)]


def recount(said: list[Quad]) -> dict[str, object]:
    kinds = defaultdict[object, set[NamedNode]](set)
    for quad in said:
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            kinds[quad.subject].add(quad.object)
    uses, in_classes = defaultdict[str, list[Quad]](list), Counter[tuple[str, str]]()
    classes, datatypes = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for quad in said:
        uses[quad.predicate.value].append(quad)
        for kind in kinds[quad.subject]:
            place = (kind.value, quad.predicate.value)
            in_classes[place] += 1
            classes.update((*place, other.value) for other in kinds.get(quad.object, ()))
            if isinstance(quad.object, Literal):
                datatypes[*place, quad.object.datatype.value] += 1
    return {
        "triples": len({(quad.subject, quad.predicate, quad.object) for quad in said}),
        "subjects": len({quad.subject for quad in said}),
        "objects": len({quad.object for quad in said}),
        "entities": len({quad.subject for quad in said if getattr(quad.subject, "value", "").startswith(iri.THINGS)}),
        "properties": {
            name: (len(some), len({quad.subject for quad in some}), len({quad.object for quad in some}))
            for name, some in uses.items()
        },
        "instances": Counter(kind.value for several in kinds.values() for kind in several),
        "in classes": in_classes,
        "classes": classes,
        "datatypes": datatypes,
    }


def told(snapshot: Snapshot) -> dict[str, object]:
    counted = counts(snapshot)
    inner = [
        ((kind, said), uses)
        for kind, instances in counted.classes.items()
        for said, uses in instances.properties.items()
    ]
    return {
        "triples": counted.triples,
        "subjects": counted.subjects,
        "objects": counted.objects,
        "entities": counted.entities,
        "properties": {name: (uses.triples, uses.subjects, uses.objects) for name, uses in counted.properties.items()},
        "instances": {kind: instances.number for kind, instances in counted.classes.items()},
        "in classes": {place: uses.triples for place, uses in inner},
        "classes": {(*place, other): n for place, uses in inner for other, n in uses.classes.items()},
        "datatypes": {(*place, kind): n for place, uses in inner for kind, n in uses.datatypes.items()},
    }


def test_every_number_is_that_of_plain_counting(store: Path) -> None:
    snapshot = OxigraphReader(store / "public").snapshot()
    assert told(snapshot) == recount(everything(snapshot))


def test_every_number_holds_where_a_graph_is_odd(store: Path) -> None:
    """Blank nodes, a thing of two classes, a class without an IRI, several values, a value that is of a class."""
    graph, a, b = iri.EVENTS_GRAPH, NamedNode(iri.THINGS + "event/a"), BlankNode()
    odd = [
        *(Quad(a, TYPE, kind, graph) for kind in (RF.Repatriation, RF.Detention, b)),
        Quad(b, TYPE, RF.Event, graph),
        *(Quad(a, RF.evidence, term, graph) for term in (b, a, Literal("x"), Literal("x", language="ko"), Literal(3))),
        Quad(b, RF.evidence, b, iri.IDENTITY_GRAPH),
        Quad(NamedNode("https://example.org/no-class"), RF.evidence, a, graph),
    ]
    snapshot = OxigraphReader(store / "public").snapshot().holding(odd)
    assert told(snapshot) == recount(odd)
    assert counts(snapshot).classes[RF.Event.value].number == 1
    assert from_json(as_json(counts(snapshot))) == counts(snapshot)


def test_nothing_is_counted_in_an_empty_store(store: Path) -> None:
    counted = counts(OxigraphReader(store / "public").snapshot().holding([]))
    assert (counted.triples, counted.entities, counted.changed) == (0, 0, None)
    assert (counted.properties, counted.classes, counted.links) == ({}, {}, {})


def test_numbers_are_counted_once_for_a_snapshot(store: Path) -> None:
    snapshot = OxigraphReader(store / "public").snapshot()
    assert counts(snapshot) is counts(snapshot)


def test_what_was_counted_for_a_dump_is_not_counted_again(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "store")
    client = create_app(Settings(store=tmp_path / "store")).test_client()
    before = described(client)
    kept_by_caches = [client.get("/.well-known/void").headers["Cache-Control"]]
    assert main(["dump", "--store", str(tmp_path / "store")]) == 0
    with_files = described(client)
    kept_by_caches.append(client.get("/.well-known/void").headers["Cache-Control"])
    assert kept_by_caches == ["no-store", "no-cache"]
    assert set(before) < set(with_files)
    kept = tmp_path / "store" / "public" / "dumps" / "1" / FILE
    exact = counts(OxigraphReader(store / "public").snapshot())
    assert from_json(kept.read_text()) == exact
    kept.write_text(as_json(replace(exact, triples=7)))
    assert values(described(client), BASE + "dataset", "void:triples") == ["7"]
    publish_again(tmp_path / "store", "one more")
    assert values(described(client), BASE + "dataset", "void:triples") != ["7"]


def test_links_are_counted_by_property_and_place(store: Path) -> None:
    known = [Quad(quad.subject, quad.predicate, quad.object, iri.GAZETTEER_GRAPH) for quad in read(GAZETTEER)]
    exact, same = NamedNode(PREFIXES["skos"] + "exactMatch"), NamedNode(PREFIXES["owl"] + "sameAs")
    geonames = [quad for quad in known if quad.predicate == exact]
    more = [
        Quad(NamedNode(iri.THINGS + "place/a"), same, NamedNode("http://www.wikidata.org/entity/Q1"), iri.EVENTS_GRAPH),
        Quad(NamedNode(iri.THINGS + "person/a"), exact, NamedNode(iri.THINGS + "person/b"), iri.IDENTITY_GRAPH),
        Quad(NamedNode(iri.THINGS + "person/a"), exact, Literal("http://example.org/"), iri.IDENTITY_GRAPH),
    ]
    counted = counts(OxigraphReader(store / "public").snapshot().holding([*known, *more]))
    assert len(geonames) > 800
    assert counted.links == {
        (exact.value, "https://sws.geonames.org/"): len(geonames),
        (same.value, "http://www.wikidata.org/"): 1,
    }
    at = void.Addresses(document=BASE[:-1], endpoint="http://localhost/sparql", queries="http://localhost/queries/")
    set_ = ox.Store()
    set_.extend(Quad(*triple) for triple in void.dataset(counted, at))
    linked = rows(set_, """SELECT ?title ?space ?link ?n {
        ?set a void:Linkset ; void:linkPredicate ?link ; void:triples ?n ;
        void:subjectsTarget ?us ; void:objectsTarget ?them . ?us void:subset ?set ; void:uriSpace ?ours .
        ?them dcterms:title ?title ; void:uriSpace ?space } ORDER BY ?title""")  # fmt: skip
    assert linked == [
        ("GeoNames", "https://sws.geonames.org/", exact.value, str(len(geonames))),
        ("Wikidata", "http://www.wikidata.org/", same.value, "1"),
    ]
