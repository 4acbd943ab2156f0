"""The endpoint in the words of SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode, QuerySolutions, Triple

from refoulement.errors import QueryRefused
from refoulement.graph import iri, upload
from refoulement.graph.store import Snapshot
from refoulement.queries import PAGES
from refoulement.web.negotiation import GRAPH_FORMATS, RESULT_FORMATS
from refoulement.web.statements import about, english, name, number
from refoulement.web.void import Addresses

FORMATS = "http://www.w3.org/ns/formats/"  # https://www.w3.org/ns/formats/ lists them
GEOF = "http://www.opengis.net/def/function/geosparql/"
# What GeoSPARQL 1.1 (OGC 22-047) names; which of it the engine has is found by asking.
GEO_FUNCTIONS = (
    "area asDGGS asGML asGeoJSON asKML asWKT boundary boundingCircle buffer centroid concaveHull convexHull "
    "coordinateDimension difference dimension distance ehContains ehCoveredBy ehCovers ehDisjoint ehEquals ehInside "
    "ehMeet ehOverlap envelope geometryN geometryType getSRID intersection is3D isEmpty isMeasured isSimple length "
    "maxX maxY maxZ metricArea metricBuffer metricDistance metricLength metricPerimeter minX minY minZ numGeometries "
    "perimeter rcc8dc rcc8ec rcc8eq rcc8ntpp rcc8ntppi rcc8po rcc8tpp rcc8tppi relate sfContains sfCrosses sfDisjoint "
    "sfEquals sfIntersects sfOverlaps sfTouches sfWithin spatialDimension symDifference transform union"
).split()
_POINT, _AREA = (f'"{wkt}"^^geo:wktLiteral' for wkt in ("POINT(0 0)", "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))"))
_ARGUMENTS = (
    _AREA,
    f"{_AREA}, {_AREA}",
    *(f"{_AREA}, uom:{unit}" for unit in ("metre", "square_metre")),
    f"{_POINT}, {_POINT}, uom:metre",
    f'{_AREA}, {_AREA}, "T*F**FFF*"',
    f"{_AREA}, 1, uom:metre",
)
_PREFIXES = (
    f"PREFIX geof: <{GEOF}> PREFIX geo: <http://www.opengis.net/ont/geosparql#> "
    "PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/> "
)
_KEPT = WeakKeyDictionary[Snapshot, tuple[str, ...]]()


def functions(snapshot: Snapshot) -> tuple[str, ...]:
    """The functions of GeoSPARQL that give a value for some arguments, as the engine answers."""
    if snapshot not in _KEPT:
        _KEPT[snapshot] = tuple(
            GEOF + function
            for function in GEO_FUNCTIONS
            if any(_gives(snapshot, f"geof:{function}({given})") for given in _ARGUMENTS)
        )
    return _KEPT[snapshot]


def _gives(snapshot: Snapshot, call: str) -> bool:
    try:
        answer = snapshot.query(f"{_PREFIXES} SELECT ?value {{ BIND({call} AS ?value) }}")
        return isinstance(answer, QuerySolutions) and any(row["value"] is not None for row in answer)
    except (QueryRefused, RuntimeError):  # the engine's way to say that it knows no such function
        return False


def describe(snapshot: Snapshot, at: Addresses, *, writes: bool, federates: bool = False) -> Iterator[Triple]:
    """The service as whoever asks may use it: whether it takes updates from them, and asks other endpoints for them."""
    service, dataset, graph = at.endpoint + "#service", at.endpoint + "#dataset", at.endpoint + "#union"
    languages = ("sd:SPARQL11Query", "sd:SPARQL11Update") if writes else ("sd:SPARQL11Query",)
    graphs = [_format(form.iri) for form in GRAPH_FORMATS.values()]
    results = [*(_format(form.iri) for form in RESULT_FORMATS.values()), *graphs]
    yield from about(
        service,
        {
            "rdf:type": name("sd:Service"),
            "sd:endpoint": NamedNode(at.endpoint),
            "sd:supportedLanguage": map(name, languages),
            "sd:resultFormat": results,
            "sd:inputFormat": [_format(form.iri) for form in upload.FORMATS.values()] if writes else (),
            "sd:feature": [
                name("sd:UnionDefaultGraph"),
                *([name("sd:BasicFederatedQuery")] if federates else []),
            ],
            "sd:extensionFunction": map(NamedNode, functions(snapshot)),
            "sd:defaultDataset": NamedNode(dataset),
            "sd:availableGraphs": NamedNode(dataset),
            "rdfs:seeAlso": NamedNode(at.document),
        },
    )
    for function in functions(snapshot):
        yield from about(function, {"rdf:type": name("sd:Function")})
    yield from _dataset(_sizes(snapshot), dataset, graph)


def _format(of_the_engine: str) -> NamedNode:
    """A format by the IRI that W3C gives it; the engine has another one for JSON-LD."""
    return NamedNode(FORMATS + of_the_engine.rpartition("/")[-1])


def _sizes(snapshot: Snapshot) -> dict[str, int]:
    """How many triples each named graph holds."""
    rows = snapshot.select(PAGES["counts-by-graph"].text)
    return {row["graph"].value: int(row["triples"].value) for row in rows}


def _dataset(sizes: dict[str, int], dataset: str, graph: str) -> Iterator[Triple]:
    """The union of all named graphs, and those by name that are no article's, which may be a hundred thousand."""
    articles = [size for named, size in sizes.items() if named.startswith(iri.ARTICLE_GRAPHS)]
    shared = {named: size for named, size in sorted(sizes.items()) if not named.startswith(iri.ARTICLE_GRAPHS)}
    nodes = {named: f"{dataset}-{named.rpartition('/')[-1]}" for named in shared}
    counted = (
        f"{len(sizes)} named graphs: {len(shared)} that are listed here, and {len(articles)} of articles and tables, "
        f"<{iri.ARTICLE_GRAPHS}ID>, with {sum(articles)} triples. A query without a dataset sees the union of all."
    )
    yield from about(
        dataset,
        {
            "rdf:type": [name("sd:Dataset"), name("sd:GraphCollection")],
            "rdfs:comment": english(counted),
            "schema:numberOfItems": number(len(sizes)),
            "sd:defaultGraph": NamedNode(graph),
            "sd:namedGraph": map(NamedNode, nodes.values()),
        },
    )
    yield from _graph(graph, sum(sizes.values()))
    for named, size in shared.items():
        node = nodes[named]
        said = {"rdf:type": name("sd:NamedGraph"), "sd:name": NamedNode(named), "sd:graph": NamedNode(f"{node}-graph")}
        yield from about(node, said)
        yield from _graph(f"{node}-graph", size)


def _graph(node: str, size: int) -> Iterator[Triple]:
    yield from about(node, {"rdf:type": name("sd:Graph"), "void:triples": number(size)})
