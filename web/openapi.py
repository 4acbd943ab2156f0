"""The description of the query API (OpenAPI 3.1), made from the headers of the queries and never written by hand."""

from collections.abc import Iterable, Mapping

from refoulement import __version__
from refoulement.graph.store import Snapshot
from refoulement.queries import AS_OF, Parameter, Query
from refoulement.queries.answers import FORMATS, RDF, formats
from refoulement.queries.choices import choices
from refoulement.web.paging import LARGEST

Schema = dict[str, object]

LICENCE = "Apache-2.0 AND CC-BY-4.0 AND CC-BY-SA-4.0"

_SCHEMAS: Mapping[str, Schema] = {
    "iri": {"type": "string", "pattern": r"""^[^\s<>"{}|\\^`]+$""", "examples": ["place/dandong", "rf:torture"]},
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "string": {"type": "string", "pattern": r"\S"},
    "lang": {"type": "string", "pattern": "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"},
}
_TEXT: Schema = {"type": "string"}
_PLACES = {
    "Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4,
}  # fmt: skip


def document(queries: Mapping[str, Query], snapshot: Snapshot) -> Schema:
    """The whole description; the choices of parameters are those that the snapshot has."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "refoulement: named queries",
            "version": __version__,
            "summary": "What articles claim about the forced return of North Koreans, as questions ready to ask",
            "description": "Every figure is a claim: someone said it, in words that stand beside it.",
            "license": {"name": LICENCE, "identifier": LICENCE},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in sorted({tag for query in queries.values() for tag in query.tags})],
        "paths": {
            "/api/": {"get": _listing()},
            **{f"/api/{query.name}": {"get": _operation(query, snapshot)} for query in queries.values()},
        },
        "components": {
            "parameters": _shared_parameters(),
            "headers": _headers(),
            "responses": {name: _problem(words) for name, words in _PROBLEMS.items()},
            "schemas": {"Problem": _PROBLEM, "Results": _RESULTS, "Position": _POSITION, "Geometry": _geometry()},
        },
    }


_PROBLEMS = {
    "Refused": "A parameter that is not there, a value of another type or none of the choices; the detail says which",
    "NotFound": "No query is named so, or it has no such form",
    "NotAcceptable": "None of the media types asked for is on offer; the detail lists them",
    "Broken": "Something is broken here",
    "Unavailable": "The graph cannot be read at the moment",
}
_PROBLEM: Schema = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT},
}
_RESULTS: Schema = {
    "type": "object",
    "description": "SPARQL 1.1 Query Results JSON",
    "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": _TEXT}}},
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {
                "bindings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": {
                            "type": "object",
                            "required": ["type", "value"],
                            "properties": {
                                "type": {"enum": ["uri", "literal", "bnode"]},
                                "value": _TEXT,
                                "xml:lang": _TEXT,
                                "datatype": _TEXT,
                            },
                        },
                    },
                }
            },
        },
    },
}
_POSITION: Schema = {
    "type": "array",
    "description": "Longitude and latitude (RFC 7946)",
    "items": {"type": "number"},
    "minItems": 2,
}


def _geometry() -> Schema:
    """A geometry as RFC 7946 has it."""
    shapes: list[Schema] = []
    for name, depth in _PLACES.items():
        coordinates: Schema = {"$ref": "#/components/schemas/Position"}
        for _ in range(depth - 1):
            coordinates = {"type": "array", "items": coordinates}
        properties: Schema = {"type": {"const": name}, "coordinates": coordinates}
        shapes.append({"required": ["coordinates"], "properties": properties})
    parts: Schema = {"type": "array", "items": {"$ref": "#/components/schemas/Geometry"}}
    properties = {"type": {"const": "GeometryCollection"}, "geometries": parts}
    collection: Schema = {"required": ["geometries"], "properties": properties}
    return {"type": "object", "required": ["type"], "oneOf": [*shapes, collection]}


def _problem(words: str) -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}


def _headers() -> Schema:
    return {
        "ETag": {"description": "The snapshot that the answer is of; send it as If-None-Match", "schema": _TEXT},
        "Link": {"description": "first, prev, next and last where the answer is a part (RFC 8288)", "schema": _TEXT},
        "Total": {"description": "How many rows there are in all", "schema": {"type": "integer", "minimum": 0}},
    }


def _shared_parameters() -> Schema:
    def asked(name: str, description: str, schema: Schema) -> Schema:
        return {"name": name, "in": "query", "description": description, "schema": schema}

    whole: Schema = {"type": "integer", "maximum": LARGEST}
    return {
        "as_of": asked(AS_OF, "Only what was known on this day", _SCHEMAS["date"]),
        "limit": asked("limit", "How many rows at most; all where it is not given", {**whole, "minimum": 1}),
        "offset": asked("offset", "How many rows to pass over", {**whole, "minimum": 0}),
        "page": asked("page", "Which page of `limit` rows, from 1; not beside `offset`", {**whole, "minimum": 1}),
    }


def _listing() -> Schema:
    texts: Schema = dict.fromkeys(("name", "summary", "description", "address", "page"), _TEXT)
    listed = {
        "type": "object",
        "required": [*texts],
        "properties": {
            **texts,
            "parameters": {"type": "array", "items": {"type": "object"}},
            "formats": {"type": "object", "additionalProperties": _TEXT},
        },
    }
    queries: Schema = {"type": "array", "items": listed}
    schema: Schema = {
        "type": "object",
        "required": ["snapshot", "queries"],
        "properties": {"openapi": _TEXT, "snapshot": {"type": "integer"}, "queries": queries},
    }
    return {
        "operationId": "queries",
        "summary": "The queries that there are",
        "responses": {
            "200": {"description": "All of them", "content": {"application/json": {"schema": schema}}},
            **_failures("Broken", "Unavailable"),
        },
    }


def _failures(*names: str) -> Schema:
    status = {"Refused": "400", "NotFound": "404", "NotAcceptable": "406", "Broken": "500", "Unavailable": "503"}
    return {status[name]: {"$ref": f"#/components/responses/{name}"} for name in names}


def _operation(query: Query, snapshot: Snapshot) -> Schema:
    shared = ("as_of", "limit", "offset", "page") if query.form == "rows" else ("as_of",)
    offered = formats(query)
    form = {
        "name": "format",
        "in": "query",
        "description": "The form of the answer, where it is not asked for by Accept or by the end of the address",
        "schema": {"type": "string", "enum": [*offered]},
    }
    headers = {"ETag": {"$ref": "#/components/headers/ETag"}}
    if query.form == "rows":
        headers["Link"] = {"$ref": "#/components/headers/Link"}
        headers["X-Total-Count"] = {"$ref": "#/components/headers/Total"}
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": [*query.tags],
        "parameters": [
            *(_parameter(parameter, snapshot) for parameter in query.parameters),
            *({"$ref": f"#/components/parameters/{name}"} for name in shared),
            form,
        ],
        "responses": {
            "200": {"description": query.summary, "headers": headers, "content": _content(query)},
            "304": {"description": "Nothing has changed since the answer whose ETag was sent"},
            **_failures("Refused", "NotFound", "NotAcceptable", "Broken", "Unavailable"),
        },
    }


def _parameter(parameter: Parameter, snapshot: Snapshot) -> Schema:
    schema: Schema = {**_SCHEMAS[parameter.type]}
    if parameter.default:
        schema["default"] = parameter.default
    if offered := choices(snapshot, parameter):
        schema = {name: value for name, value in schema.items() if name not in ("pattern", "examples")}
        schema["enum"] = [_value(parameter, choice.value) for choice in offered]
    told = parameter.description
    if offered and any(choice.label != choice.value for choice in offered):
        told += "".join(f"\n- `{choice.value}`: {choice.label}" for choice in offered)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": told,
        "schema": schema,
    }


def _value(parameter: Parameter, text: str) -> str | int | float:
    """A choice as JSON has it in a schema of the parameter's type."""
    return int(text) if parameter.type == "integer" else float(text) if parameter.type == "number" else text


def _content(query: Query) -> Schema:
    schemas: dict[str, Schema] = {
        "json": _answer(query),
        "srj": {"$ref": "#/components/schemas/Results"},
        "geojson": _collection(query),
        "jsonld": {"type": ["object", "array"]},
    }
    texts = dict.fromkeys(FORMATS.values(), _TEXT)
    texts |= dict.fromkeys(RDF.values(), _TEXT)
    return {media_type: {"schema": schemas.get(name, texts[media_type])} for name, media_type in formats(query).items()}


def _head() -> Schema:
    return {
        "query": _TEXT,
        "summary": _TEXT,
        "snapshot": {"type": "integer"},
        "asOf": {"type": "string", "format": "date"},
    }


_COUNTED: Schema = {"total": {"type": "integer", "minimum": 0}, "offset": {"type": "integer", "minimum": 0}}


def _answer(query: Query) -> Schema:
    """The object that JSON gives: of a SELECT its rows, of an ASK yes or no."""
    if query.form == "truth":
        properties = {**_head(), "boolean": {"type": "boolean"}}
        return _whole(properties, needed=("query", "snapshot", "boolean"))
    columns = {"type": "object", "additionalProperties": _TEXT}
    rows = {"type": "array", "items": _row(query.columns.items())}
    properties = {**_head(), **_COUNTED, "columns": columns, "rows": rows}
    return _whole(properties, needed=("query", "snapshot", "total", "columns", "rows"))


def _whole(properties: Schema, *, needed: tuple[str, ...]) -> Schema:
    return {"type": "object", "required": [*needed], "properties": properties, "additionalProperties": False}


def _row(columns: Iterable[tuple[str, str]]) -> Schema:
    """A row: what it does not say is absent, and a whole number is one."""
    properties = {name: {"type": ["string", "integer"], "description": heading} for name, heading in columns}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _collection(query: Query) -> Schema:
    rest = [(name, heading) for name, heading in query.columns.items() if name != query.geometry]
    feature = {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "geometry": {"oneOf": [{"$ref": "#/components/schemas/Geometry"}, {"type": "null"}]},
            "properties": _row(rest),
        },
    }
    features: Schema = {"type": "array", "items": feature}
    properties = {**_head(), **_COUNTED, "type": {"const": "FeatureCollection"}, "features": features}
    return _whole(properties, needed=("type", "features"))
