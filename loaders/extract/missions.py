"""Embassies, consulates and missions by whose they are and where: "the Eritrean embassy in London"."""

import re
from collections.abc import Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.ministries import Mint
from refoulement.loaders.extract.scene import Named, People
from refoulement.loaders.extract.sentences import Sentence

_POST = (
    r"(?P<post>[Ee]mbassy|[Cc]onsulate(?:[- ][Gg]eneral)?"
    r"|(?:[Pp]ermanent )?[Mm]ission(?= to the (?:UN|U\.N\.|United Nations)))"
)
_OF = re.compile(r"(?:'s?)? (?:the )?")
_OWNED = re.compile(rf"\b{_POST}")
_SEAT = re.compile(r"(?: staff| officials?)? (?:here )?in (?:the (?:capital|city),? |(?:central|downtown) )?")
_OF_STATE = re.compile(rf"\b{_POST} of (?:the )?")
_TO_THE_UN = re.compile(r" to the (?:UN|U\.N\.|United Nations)(?: in (?P<city>Geneva|New York|Vienna))?")
_NAMES = {"embassy": "Embassy", "consulate": "Consulate", "consulate general": "Consulate General"}


class Missions:
    """Finds the missions of sentences; one that the gazetteer lacks is minted by its usual English name."""

    def __init__(self, known: Gazetteer, mint: Mint) -> None:
        self.known = known
        self.mint = mint
        self.met: dict[tuple[str, str], Entity] = {}

    def find(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The missions of one sentence, given the names and nationalities that stand in it."""
        text, offset = sentence.text, sentence.start
        owners = [(p.start - offset, p.end - offset, p.country) for p in peoples]
        owners += [(n.start - offset, n.end - offset, n.entity.iri) for n in named if n.entity.kind == "Country"]
        for match in _OWNED.finditer(text):
            before = ((o, text[o[1] : match.start()]) for o in owners if o[1] <= match.start())
            owner = next((o for o, gap in before if _OF.fullmatch(gap)), None)
            begin, end = (owner[0] if owner else match.start()), match.end()
            if owner is None:
                of = _OF_STATE.match(text, match.start())
                owner = next((o for o in owners if of and o[0] == of.end()), None)
                end = owner[1] if owner else end
            if owner:
                yield from self._mission(sentence, named, owner[2], match["post"], (begin, end))

    def _mission(
        self, sentence: Sentence, named: list[Named], country: str, post: str, span: tuple[int, int]
    ) -> Iterator[Named]:
        text, offset = sentence.text, sentence.start
        begin, end = span
        entity: Entity
        kind = post.casefold().replace("-", " ")
        if "mission" in kind:
            seat = _TO_THE_UN.match(text, end)
            city = seat["city"] if seat else None
            end = seat.end() if seat else end
            entity = self._at_the_un(country, city, begin + offset)
        else:
            place = _SEAT.match(text, end)
            where = next((n for n in named if place and n.start - offset == place.end()), None)
            if where and where.entity.kind in ("Settlement", "Country"):
                end = where.end - offset
            entity = self._post(country, _NAMES.get(kind, "Embassy"), where.entity if where else None, begin + offset)
        yield Named(begin + offset, end + offset, entity)

    def _at_the_un(self, country: str, city: str | None, start: int) -> Entity:
        state = self._article(country)
        name = f"Permanent Mission of {state} to the United Nations"
        known = self.known.named(name)
        if known and city != "Geneva":
            return known[0]
        others = (name, f"Permanent Mission of {state}")
        return self.mint("GovernmentBody", f"{name} in {city}" if city else name, start, *others)

    def _post(self, country: str, post: str, where: Entity | None, start: int) -> Entity:
        """The mission of a country at a place; without one, the one of that country met before in the article."""
        state = self._article(country)
        if where is None:
            met = self.met.get((country, post))
            return met or self.mint("GovernmentBody", f"{post} of {state}", start, *self._adjectival(country, post))
        host = self.known.capitals.get(where.iri) or (where.iri if where.kind == "Country" else None)
        names = [f"{post} of {state} in {where.name}"]
        if host and host != where.iri and post == "Embassy":
            names.append(f"{post} of {state} in {self._article(host)}")
        if post == "Consulate":
            names.append(f"Consulate General of {state} in {where.name}")
        known = next((found[0] for name in names if (found := self.known.named(name))), None)
        adjectival = [f"{name} in {where.name}" for name in self._adjectival(country, post)]
        others = [*names[1:], *adjectival, f"{post} of {state}"]
        entity = known or self.mint("GovernmentBody", names[0], start, *others)
        self.met[(country, post)] = entity
        return entity

    def _adjectival(self, country: str, post: str) -> list[str]:
        keys = [key for key, iri in self.known.demonyms.items() if iri == country]
        return [" ".join(word.capitalize() for word in key) + f" {post}" for key in keys]

    def _article(self, country: str) -> str:
        government = self.known.governments.get(country)
        name = self.known.entities[government].name if government else ""
        return name.removeprefix("Government of ") or self.known.entities[country].name
