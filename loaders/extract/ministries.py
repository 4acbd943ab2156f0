"""Ministries by their function and country: "Beijing's foreign ministry", "the Foreign Ministry in Seoul"."""

import re
from collections.abc import Callable, Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.scene import Named, People
from refoulement.loaders.extract.sentences import Sentence

Mint = Callable[[str, str, int], Entity]  # kind, name and where it is first named

_FUNCTIONS = {
    "foreign": "Foreign Affairs",
    "foreign affairs": "Foreign Affairs",
    "unification": "Unification",
    "defence": "National Defence",
    "defense": "National Defence",
    "interior": "the Interior",
    "justice": "Justice",
    "public security": "Public Security",
    "state security": "State Security",
    "home affairs": "Home Affairs",
}
_MINISTRY = re.compile(
    r"\b(?:(?:the )?(?:ministry|department) (?:of|for) (?:the |national )?(?P<full>"
    + "|".join(sorted(_FUNCTIONS, key=len, reverse=True))
    + r")|(?P<short>"
    + "|".join(sorted(_FUNCTIONS, key=len, reverse=True))
    + r") ministry)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r" ?(?:in|of) (?=[A-Z])")
_POSSESSIVE = re.compile(r"(?:'s)? (?:the )?")
_JOINED = re.compile(r",? (?:and|or) (?:the |its )?")
_REGIME = re.compile(r" (?:state(?:-run)? media|state news agency|regime|government|authorities)\b")


class Ministries:
    """Finds ministries in sentences; one that the gazetteer lacks is minted by its usual English name."""

    def __init__(self, known: Gazetteer, mint: Mint) -> None:
        self.known = known
        self.mint = mint
        self.governed = {government: country for country, government in known.governments.items()}
        self.met: dict[str, list[Entity]] = {}

    def find(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The ministries of one sentence, given the names and nationalities that stand in it."""
        text, offset = sentence.text, sentence.start
        states = {n.end - offset: (n.start - offset, self._state(n.entity)) for n in named}
        states |= {p.end - offset: (p.start - offset, p.country) for p in peoples}
        seats = {n.end - offset: self._seat(n.entity) for n in named}
        for match in _MINISTRY.finditer(text):
            begin, end = match.span()
            function = _FUNCTIONS[(match["full"] or match["short"]).lower()]
            country: str | None = None
            for at, (start, state) in states.items():
                if state and _POSSESSIVE.fullmatch(text[at:begin]):
                    begin, country = start, state
                    break
            following = _AFTER.match(text, end)
            for other in named if country is None and following else ():
                if following and other.start - offset == following.end() and self._state(other.entity):
                    end, country = other.end - offset, self._state(other.entity)
            if country is None:
                country = next((seat for at, seat in seats.items() if seat and _JOINED.fullmatch(text[at:begin])), None)
            body = self._ministry(function, country, begin + offset)
            if body:
                seats[end] = self._seat(body) or country
                self.met.setdefault(function, []).append(body)
                yield Named(begin + offset, end + offset, body)

    def regimes(self, sentence: Sentence, peoples: list[People]) -> Iterator[Named]:
        """A nationality with "state media" or "regime": the government."""
        for people in peoples:
            match = _REGIME.match(sentence.text, people.end - sentence.start)
            government = self.known.governments.get(people.country)
            if match and government:
                yield Named(people.start, sentence.start + match.end(), self.known.entities[government])

    def _state(self, entity: Entity) -> str | None:
        """The country that an entity stands for: itself, or that of its capital or government."""
        if entity.kind == "Country":
            return entity.iri
        return self.known.capitals.get(entity.iri) or self.governed.get(entity.iri)

    def _seat(self, body: Entity) -> str | None:
        """The country whose government a body belongs to."""
        return self.governed.get(self.known.parents.get(body.iri, body.iri))

    def _ministry(self, function: str, country: str | None, start: int) -> Entity | None:
        """The ministry of a country; without one, the only bearer of the name, or the only one met so far."""
        if country is None:
            bearers = self.known.named(f"Ministry of {function}") or tuple(dict.fromkeys(self.met.get(function, ())))
            return bearers[0] if len(bearers) == 1 else None
        state = self.known.entities[country].name
        for name in (f"Ministry of {function} of {state}", f"Ministry of {function}"):
            for bearer in self.known.named(name):
                if self.known.parents.get(bearer.iri) == self.known.governments.get(country):
                    return bearer
        return self.mint("GovernmentBody", f"Ministry of {function} of {state}", start)
