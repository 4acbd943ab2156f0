"""The names the gazetteer knows, found in running text: longest first, in any spelling, never inside another word."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import ontology
from refoulement.graph.entity import Entity
from refoulement.graph.rdf import read_entities
from refoulement.ontology import RF, subclasses

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+")
_GAP = re.compile(r"[ .,'·&-]{0,3}")

PART_OF_BODY = NamedNode("http://www.w3.org/ns/org#subOrganizationOf")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text and where it stands; `key` is its folded form."""

    start: int
    end: int
    surface: str
    key: str


def fold(word: str) -> str:
    """A word without case, accents and dots, for comparison."""
    if word.isascii():
        return word.replace(".", "").lower()
    plain = unicodedata.normalize("NFKD", word.replace(".", ""))
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The words of a text, in order; offsets are moved by `offset`."""
    return [
        Token(match.start() + offset, match.end() + offset, match.group(), fold(match.group()))
        for match in _TOKEN.finditer(text)
    ]


def _key(name: str) -> Key:
    return tuple(token.key for token in tokens(name))


def _singular(key: Key) -> Key:
    """The key of "North Korean" for that of "North Koreans"."""
    return (*key[:-1], key[-1].removesuffix("s"))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known entities with what ties them: who governs which country, its capital, what lies within what."""

    entities: dict[str, Entity]
    by_name: dict[Key, tuple[str, ...]]
    all_capitals: frozenset[str]
    commas: frozenset[Key]  # the names that hold a comma
    demonyms: dict[Key, str]
    governments: dict[str, str]  # country -> government
    capitals: dict[str, str]  # settlement -> country
    within: dict[str, str]  # place -> the next wider place
    parents: dict[str, str]  # body -> the government or organisation it belongs to
    opposite: dict[str, frozenset[str]]  # town on a border -> the towns that crossings connect it with
    longest: dict[str, int]  # how many words the longest name has that begins with a word

    def country_of(self, place: str) -> str | None:
        """The country that a place lies in (a country lies in itself)."""
        while place in self.within:
            place = self.within[place]
        entity = self.entities.get(place)
        return place if entity and entity.kind == "Country" else None

    def lies_in(self, inner: str, outer: str) -> bool:
        """True where one place is inside another."""
        while inner in self.within:
            inner = self.within[inner]
            if inner == outer:
                return True
        return False

    def borders(self, town: str, country: str | None) -> bool:
        """True for a town from which a crossing leads into a country."""
        return any(self.country_of(other) == country is not None for other in self.opposite.get(town, ()))

    def named(self, name: str) -> tuple[Entity, ...]:
        """The entities that bear a name."""
        return tuple(self.entities[iri] for iri in self.by_name.get(_key(name), ()))

    def find(self, words: list[Token], text: str, offset: int) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
        """(start, end, candidate IRIs, is a demonym) for each name in a sentence, longest first from the left."""
        position = 0
        while position < len(words):
            step = 1
            longest = 0 if words[position].surface[0].islower() else self.longest.get(words[position].key, 0)
            for length in range(min(longest, len(words) - position), 0, -1):
                run = words[position : position + length]
                key = tuple(word.key for word in run)
                known, people = self.by_name.get(key), self.demonyms.get(key) or self.demonyms.get(_singular(key))
                if (known or people) and self._is_name(run, text, offset):
                    yield run[0].start, run[-1].end, (known or (str(people),)), known is None
                    step = length
                    break
            position += step

    def _is_name(self, run: list[Token], text: str, offset: int) -> bool:
        first = run[0].surface
        if len(run) == 1 and first.replace(".", "").upper() in self.all_capitals and not first.isupper():
            return False
        gaps = [text[a.end - offset : b.start - offset] for a, b in pairwise(run)]
        if run[-1].key in ("north", "south") and text.startswith(" Korea", run[-1].end - offset):
            return False  # "38 North Koreans"
        if any("," in gap for gap in gaps) and tuple(word.key for word in run) not in self.commas:
            return False
        return all(_GAP.fullmatch(gap) for gap in gaps)


def _ties(quads: list[Quad], predicate: NamedNode) -> Iterator[tuple[str, str]]:
    """Subject and object, as text, of every quad with a predicate."""
    for quad in quads:
        subject, term = quad.subject, quad.object
        if quad.predicate == predicate and isinstance(subject, NamedNode) and isinstance(term, NamedNode | Literal):
            yield subject.value, term.value


def _opposite(quads: list[Quad]) -> dict[str, frozenset[str]]:
    ends: dict[str, set[str]] = defaultdict(set)
    for crossing, town in _ties(quads, RF.connects):
        ends[crossing].add(town)
    found: dict[str, set[str]] = defaultdict(set)
    for towns in ends.values():
        for town in towns:
            found[town] |= towns - {town}
    return {town: frozenset(others) for town, others in found.items()}


@cache
def load() -> Gazetteer:
    """The gazetteer that comes with the package, read once."""
    quads = list(ontology.read(ontology.GAZETTEER))
    entities = {entity.iri: entity for entity in read_entities(quads)}
    names: dict[Key, list[str]] = defaultdict(list)
    all_capitals, commas = set(), set()
    for entity in entities.values():
        for name in entity.names:
            key = _key(name.text)
            if key and entity.iri not in names[key]:
                names[key].append(entity.iri)
            if "," in name.text:
                commas.add(key)
            if name.text.isascii() and name.text.isupper() and len(name.text) <= 5:
                all_capitals.add(name.text)
    demonyms = {_key(demonym): country for country, demonym in _ties(quads, RF.demonym)}
    longest: dict[str, int] = {}
    for key in (*names, *demonyms, *((*key[:-1], f"{key[-1]}s") for key in demonyms)):
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return Gazetteer(
        entities=entities,
        by_name={key: tuple(iris) for key, iris in names.items()},
        all_capitals=frozenset(all_capitals),
        commas=frozenset(commas),
        demonyms=demonyms,
        governments={country: government for government, country in _ties(quads, RF.governs)},
        capitals={capital: country for country, capital in _ties(quads, RF.capital)},
        within=dict(_ties(quads, RF.within)),
        parents=dict(_ties(quads, PART_OF_BODY)),
        opposite=_opposite(quads),
        longest=longest,
    )


def is_place(entity: Entity) -> bool:
    """True for anything that lies somewhere."""
    return entity.kind in subclasses("Place")


def is_organisation(entity: Entity) -> bool:
    """True for any organised body."""
    return entity.kind in subclasses("Organisation")
