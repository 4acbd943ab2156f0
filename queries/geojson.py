"""The rows of a query as a map has them: GeoJSON (RFC 7946), a feature a row."""

import json
import re

from pygeoif import from_wkt
from pygeoif.exceptions import WKTParserError
from pyoxigraph import Literal

from refoulement.graph.store import Term
from refoulement.queries.answers import Part, plain_row

WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
_PLACED = re.compile(r"\s*(?:<(?P<system>[^>]*)>)?(?P<wkt>.*)", re.DOTALL)
TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"  # longitude, latitude: what RFC 7946 wants, and WKT has unasked


def as_geojson(part: Part) -> str:
    """One feature a row; a row without a place has a feature without a geometry, so that none is missing.

    What the coordinates stand for is in the properties, as the query says it: a point may be that of a whole town.
    """
    column = part.query.geometry
    features = []
    for row in part.rows:
        rest = {name: term for name, term in row.items() if name != column}
        geometry = _geometry(row[column]) if column in row else None
        features.append({"type": "Feature", "geometry": geometry, "properties": plain_row(rest)})
    return json.dumps({"type": "FeatureCollection", **part.head, "features": features}, ensure_ascii=False)


def _geometry(term: Term) -> dict[str, object] | None:
    """A WKT literal as GeoJSON has it; None for what is none, or counts in other coordinates than RFC 7946 does."""
    placed = _PLACED.fullmatch(term.value)
    if not isinstance(term, Literal) or term.datatype.value != WKT or placed is None:
        return None
    if placed["system"] and placed["system"] != _CRS84:
        return None
    try:
        shape = from_wkt(placed["wkt"].strip())
    except (WKTParserError, ArithmeticError, LookupError, TypeError, ValueError):
        return None
    if shape is None or shape.geom_type not in TYPES:
        return None
    return {name: value for name, value in shape.__geo_interface__.items() if name != "bbox"}
