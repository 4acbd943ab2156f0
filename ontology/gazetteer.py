"""The gazetteer: reference actors and places, built from the facts beside it and nothing else.

`python -m refoulement.ontology.gazetteer` writes `gazetteer.ttl` anew; a test says that the two agree.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from refoulement.errors import GraphError
from refoulement.ontology import FOLDER, GAZETTEER, NAMESPACE, RF
from refoulement.ontology.naming import entity

FACTS = FOLDER / "facts"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SKOS = "http://www.w3.org/2004/02/skos/core#"
GEO = "http://www.opengis.net/ont/geosparql#"
ORG = "http://www.w3.org/ns/org#"
PREFIXES = {"rf": NAMESPACE, "skos": SKOS, "geo": GEO, "org": ORG}

Row = dict[str, str]
Facts = dict[str, list[Row]]


def read_facts(folder: Path = FACTS) -> Facts:
    """The tables that the gazetteer is built from, by name."""
    tables: Facts = {}
    for name in ("countries", "places", "crossings", "facilities", "actors"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return tables


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _name(written: str) -> Literal:
    """A name as the tables write it: `Domun@ko-Latn`, English where no language is given."""
    text, _, language = written.partition("@")
    return Literal(text, language=language or "en")


class _Gazetteer:
    """The tables with their cross-references resolved; every method yields the triples of one kind of row."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.countries = {row["iso"]: row for row in facts["countries"]}
        self.places = {row["name"]: entity(row["kind"], row["name"]) for row in facts["places"]}
        self.governments = {self.government_name(row): row for row in facts["countries"]}
        self.organisations = {name: entity("GovernmentBody", name) for name in self.governments}
        self.organisations |= {row["name"]: entity(row["kind"], row["name"]) for row in facts["actors"]}
        demonyms = Counter(demonym for row in facts["countries"] for demonym in _split(row["demonyms"]))
        self.shared_demonyms = {demonym for demonym, countries in demonyms.items() if countries > 1}

    def triples(self) -> Iterator[Triple]:
        for table, triples_of in (
            ("countries", self.country),
            ("countries", self.government),
            ("places", self.place),
            ("crossings", self.crossing),
            ("facilities", self.facility),
            ("actors", self.actor),
        ):
            for row in self.facts[table]:
                yield from triples_of(row)

    def named(self, iri: str, kind: str, name: str, others: list[str], misspellings: str = "") -> Iterator[Triple]:
        node = NamedNode(iri)
        yield Triple(node, RDF_TYPE, RF[kind])
        yield Triple(node, NamedNode(SKOS + "prefLabel"), Literal(name, language="en"))
        for written in dict.fromkeys(others):
            if written != name:
                yield Triple(node, NamedNode(SKOS + "altLabel"), _name(written))
        for written in _split(misspellings):
            yield Triple(node, NamedNode(SKOS + "hiddenLabel"), _name(written))

    def resolve(self, table: dict[str, str], name: str, referring: str) -> NamedNode:
        if name not in table:
            raise GraphError(
                f"ontology/facts: {referring} refers to {name!r}, which no table has: add it, or correct the name"
            )
        return NamedNode(table[name])

    def country_node(self, iso: str) -> NamedNode:
        if iso not in self.countries:
            raise GraphError(f"ontology/facts: country {iso!r} is not in countries.csv: add it, or correct the code")
        return NamedNode(entity("Country", self.countries[iso]["name"]))

    def geonames(self, node: NamedNode, identifier: str) -> Iterator[Triple]:
        if identifier:
            yield Triple(node, NamedNode(SKOS + "exactMatch"), NamedNode(f"https://sws.geonames.org/{identifier}/"))

    def country(self, row: Row) -> Iterator[Triple]:
        node = self.country_node(row["iso"])
        yield from self.named(node.value, "Country", row["name"], _split(row["aliases"]))
        yield from self.geonames(node, row["geonames"])
        for demonym in _split(row["demonyms"]):
            yield Triple(node, RF.demonym, Literal(demonym, language="en"))
        if row["capital"]:
            yield Triple(node, RF.capital, self.resolve(self.places, row["capital"], row["name"]))

    def government_name(self, row: Row) -> str:
        return f"Government of {row['article']} {row['name']}".replace("  ", " ")

    def government(self, row: Row) -> Iterator[Triple]:
        name = self.government_name(row)
        others = [name.replace("Government", "government"), f"{_possessive(row['name'])} government"]
        for alias in _split(row["aliases"]):
            if "Republic" in alias:
                others += [f"Government of the {alias}", f"government of the {alias}"]
        for demonym in _split(row["demonyms"]):
            if demonym not in self.shared_demonyms:
                others += [f"{demonym} government", f"{demonym} authorities"]
        yield from self.named(self.organisations[name], "GovernmentBody", name, others)
        yield Triple(NamedNode(self.organisations[name]), RF.governs, self.country_node(row["iso"]))

    def place(self, row: Row) -> Iterator[Triple]:
        node = NamedNode(self.places[row["name"]])
        yield from self.named(node.value, row["kind"], row["name"], _split(row["aliases"]), row["misspellings"])
        yield from self.geonames(node, row["geonames"])
        around = (
            self.resolve(self.places, row["within"], row["name"])
            if row["within"]
            else self.country_node(row["country"])
        )
        yield Triple(node, RF.within, around)
        if row["latitude"]:
            geometry = NamedNode(f"{node.value}#geometry")
            point = Literal(f"POINT({row['longitude']} {row['latitude']})", datatype=NamedNode(GEO + "wktLiteral"))
            yield Triple(node, NamedNode(GEO + "hasGeometry"), geometry)
            yield Triple(geometry, RDF_TYPE, NamedNode(GEO + "Geometry"))
            yield Triple(geometry, NamedNode(GEO + "asWKT"), point)
            yield Triple(node, RF.placePrecision, RF.settlementCentre)

    def crossing(self, row: Row) -> Iterator[Triple]:
        sides = [row["side"], row["other_side"]]
        node = NamedNode(entity("BorderCrossing", "–".join(sides)))
        plain, reverse = "-".join(sides), "-".join(reversed(sides))
        others = [f"{plain} crossing", f"{'–'.join(reversed(sides))} crossing", *_split(row["aliases"])]
        for start in (*sides, plain, reverse):
            others += [f"{start} {words}" for words in ("crossing", "crossing point", "border crossing", "border post")]
        yield from self.named(node.value, "BorderCrossing", row["name"], others)
        for side in sides:
            yield Triple(node, RF.connects, self.resolve(self.places, side, row["name"]))

    def facility(self, row: Row) -> Iterator[Triple]:
        node = NamedNode(entity(row["kind"], row["name"]))
        yield from self.named(node.value, row["kind"], row["name"], _split(row["aliases"]), row["misspellings"])
        yield Triple(node, RF.within, self.resolve(self.places, row["within"], row["name"]))

    def actor(self, row: Row) -> Iterator[Triple]:
        node = NamedNode(self.organisations[row["name"]])
        others = [*_split(row["aliases"]), *self.offices(row)]
        yield from self.named(node.value, row["kind"], row["name"], others)
        if row["parent"]:
            parent = self.resolve(self.organisations, row["parent"], row["name"])
            yield Triple(node, NamedNode(ORG + "subOrganizationOf"), parent)

    def offices(self, row: Row) -> Iterator[str]:
        """What the press calls an office of a government: by the country, its adjective or its capital."""
        if not row["offices"]:
            return
        if row["parent"] not in self.governments:
            raise GraphError(
                f"ontology/facts/actors.csv: {row['name']} has offices, so its parent must be a government"
            )
        country = self.governments[row["parent"]]
        for office in _split(row["offices"]):
            yield from (f"{demonym} {office}" for demonym in _split(country["demonyms"]))
            yield f"{_possessive(country['name'])} {office}"
            yield f"{office} of {country['article']} {country['name']}".replace("  ", " ")
            if country["capital"]:
                yield from (f"{_possessive(country['capital'])} {office}", f"{office} in {country['capital']}")


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def build(facts: Facts | None = None) -> str:
    """The gazetteer as Turtle; pure and in one order, so that the same facts give the same text.

    Raises GraphError where one table refers to what no table has.
    """
    triples = _Gazetteer(read_facts() if facts is None else facts).triples()
    turtle = BytesIO()
    serialize(triples, turtle, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return turtle.getvalue().decode()


if __name__ == "__main__":
    GAZETTEER.write_text(build(), encoding="utf-8", newline="\n")
