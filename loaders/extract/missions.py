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
    r"|(?:[Pp]ermanent )?[Mm]ission(?= (?:of (?:the )?[A-Z][\w' ]{2,50}? )?"
    r"(?:to the (?:UN|U\.N\.|United Nations)|in (?:Geneva|New York|Vienna))\b))"
)
_OF = re.compile(r"(?:'s?)? (?:the )?")
_OWNED = re.compile(rf"\b{_POST}")
_OWN = re.compile(r"\b(?:[Ii]ts|[Tt]heir) $")
_AMBASSADOR = re.compile(r"\b[Aa]mbassador (?:in|to) (?:the )?")
_SEAT = re.compile(r"(?: staff| officials?)?,? (?:here )?in (?:the (?:capital|city),? |(?:central|downtown) )?")
_A_POST = re.compile(r"\b(?:the|its|a) $")
_OF_STATE = re.compile(rf"\b{_POST} of (?:the )?")
_TO_THE_UN = re.compile(
    r" to the (?:UN|U\.N\.|United Nations)(?P<office> Office)?(?: (?:in|at) (?P<city>Geneva|New York|Vienna))?"
    r"| in (?P<seat>Geneva|New York|Vienna)"
)
_NAMES = {"embassy": "Embassy", "consulate": "Consulate", "consulate general": "Consulate General"}


class Missions:
    """Finds the missions of sentences; one that the gazetteer lacks is minted by its usual English name."""

    def __init__(self, known: Gazetteer, mint: Mint, home: str | None, *, korean: bool = False) -> None:
        self.known = known
        self.mint = mint
        self.home = home
        self.korean = korean  # whether the article is about the Koreas
        self.met: dict[tuple[str, str], Entity] = {}

    def find(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The missions of one sentence, given the names and nationalities that stand in it."""
        text, offset = sentence.text, sentence.start
        owners = [(p.start - offset, p.end - offset, p.country) for p in peoples]
        owners += [(n.start - offset, n.end - offset, n.entity.iri) for n in named if n.entity.kind == "Country"]
        owning = ((n, self.known.capitals.get(n.entity.iri)) for n in named if text.startswith("'", n.end - offset))
        owners += [(n.start - offset, n.end - offset, state) for n, state in owning if state]  # "Hanoi's embassy"
        for match in _OWNED.finditer(text):
            before = ((o, text[o[1] : match.start()]) for o in owners if o[1] <= match.start())
            owner = next((o for o, gap in before if _OF.fullmatch(gap)), None)
            begin, end = (owner[0] if owner else match.start()), match.end()
            if owner is None:
                of = _OF_STATE.match(text, match.start())
                owner = next((o for o in owners if of and o[0] == of.end()), None)
                owner = owner or (self._within(text, of) if of else None)
                end = owner[1] if owner else end
            if owner is None and _OWN.search(text[: match.start()]) and _SEAT.match(text, match.end()):
                seat = _SEAT.match(text, match.end())
                where = next((n.entity for n in named if seat and n.start - offset == seat.end()), None)
                state = self._last_state(
                    [n for n in named if n.end - offset <= match.start()],
                    peoples,
                    match.start() + offset,
                    begins=offset,
                    host=self._host(where) if where else None,
                )
                owner = (begin, end, state) if state else None
            if owner is None and "onsulate" in match["post"] and _SEAT.match(text, match.end()):
                ahead = [n for n in named if n.end - offset <= match.start() and n.entity.kind == "GovernmentBody"]
                served = self._last_state(ahead, [], match.start() + offset, begins=offset, host=None)
                served = served if _A_POST.search(text[: match.start()]) else None
                country = served or self._whose(text[: match.start()])
                owner = (begin, end, country) if country else None
            if owner:
                yield from self._mission(sentence, named, owner[2], match["post"], (begin, end))

    def _within(self, text: str, of: re.Match[str]) -> tuple[int, int, str] | None:
        """The state in a mission's name that the gazetteer knows as a whole, up to its "to the United Nations"."""
        to = min((at for at in (text.find(link, of.end()) for link in (" to the ", " in ")) if at > 0), default=-1)
        states = [e for e in self.known.named(text[of.end() : to]) if e.kind == "Country"] if to > 0 else []
        return (of.end(), to, states[0].iri) if states else None

    def _last_state(
        self, named: list[Named], peoples: list[People], before: int, *, begins: int, host: str | None
    ) -> str | None:
        """The state of "its embassy in X", but for where X is: that the sentence begins with, else that named last."""
        governed = {government: country for country, government in self.known.governments.items()}
        states = [(people.start, people.country) for people in peoples if people.end <= before]
        for found in named:
            body = found.entity.iri
            state = body if found.entity.kind == "Country" else governed.get(self.known.parents.get(body, body))
            states += [(found.start, state)] if state else []
        states = sorted((at, state) for at, state in states if state != host)
        opening = [state for at, state in states if at == begins]
        return opening[0] if opening else states[-1][1] if states else None

    def ambassadors(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The embassies that "the Lao ambassador in London" and the like are at: no mentions, but whom they serve."""
        text, offset = sentence.text, sentence.start
        owners = [(p.end - offset, p.country) for p in peoples]
        owners += [(n.end - offset, n.entity.iri) for n in named if n.entity.kind == "Country"]
        for match in _AMBASSADOR.finditer(text):
            owner = next((state for end, state in owners if _OF.fullmatch(text[end : match.start()])), None)
            where = next((n.entity for n in named if n.start - offset == match.end()), None)
            if owner and where and where.kind in ("Settlement", "Country"):
                post = self._post(owner, "Embassy", where, match.start() + offset)
                yield Named(match.start() + offset, match.end() + offset, post)

    def _whose(self, before: str) -> str | None:
        """Whose consulate one is that is told without its state: the one met before, else South Korea's."""
        met = [country for country, post in self.met if post == "Consulate"]
        south = next(e.iri for e in self.known.named("South Korea") if e.kind == "Country")
        if met or not re.search(r"\b(?:the|[Oo]ur|a) $", before):
            return met[-1] if met else None
        return south if self.korean else None

    def _mission(
        self, sentence: Sentence, named: list[Named], country: str, post: str, span: tuple[int, int]
    ) -> Iterator[Named]:
        text, offset = sentence.text, sentence.start
        begin, end = span
        entity: Entity
        kind = post.casefold().replace("-", " ")
        if "mission" in kind:
            seat = _TO_THE_UN.match(text, end)
            city = (seat["city"] or seat["seat"]) if seat else None
            end = seat.end() if seat else end
            office = bool(seat and seat["office"])
            entity = self._at_the_un(country, city, begin + offset, office=office)
        else:
            place = _SEAT.match(text, end)
            where = next((n for n in named if place and n.start - offset == place.end()), None)
            where = where if where and where.entity.kind in ("Settlement", "Country") else None
            host = self._host(where.entity) if where else None
            post_name = _NAMES.get(kind, "Embassy")
            if where and not (post_name == "Embassy" and host and where.entity.iri not in (host, *self.known.capitals)):
                end = where.end - offset if post_name == "Embassy" else end
            entity = self._post(country, post_name, where.entity if where else None, begin + offset)
        yield Named(begin + offset, end + offset, entity)

    def _at_the_un(self, country: str, city: str | None, start: int, *, office: bool) -> Entity:
        state = self._article(country)
        name = f"Permanent Mission of {state} to the United Nations"
        known = self.known.named(name)
        if known and city != "Geneva":
            return known[0]
        others = [name, f"Permanent Mission of {state}", f"{name} in {city}", f"{name} Office at {city}"]
        others += [f"Permanent Mission of {state} in {city}"] if city else []
        others += [other.replace("United Nations", "UN") for other in others]
        full = others[3 if office else 2] if city else name
        return self.mint("GovernmentBody", full, start, *(others if city else others[:2]))

    def _host(self, place: Entity) -> str | None:
        """The country that a place is in, where the gazetteer knows."""
        return self.known.country_of(place.iri)

    def _post(self, country: str, post: str, where: Entity | None, start: int) -> Entity:
        """The mission of a country at a place; without one, the one met before, else that where the article is from."""
        state = self._article(country)
        if where is None:
            kind = post.split(maxsplit=1)[0]
            if met := self.met.get((country, kind)):
                return met
            host = self.home if post == "Embassy" and self.home != country else None
        else:
            host = self._host(where)
        others = [*self._adjectival(country, post), f"{post} of {state}"]
        names = []
        if post == "Embassy" and host:
            towns = [town for town, country_of in self.known.capitals.items() if country_of == host]
            capital = self.known.entities[towns[0]].name if towns else None
            names = [f"{post} of {state} in {self._article(host)}"]
            names += [f"{post} of {state} in {town}" for town in (capital, where.name if where else None) if town]
            seats = [seat for seat in (capital, self._article(host)) if seat]
            others += [f"{name} in {seat}" for name in self._adjectival(country, post) for seat in seats]
        elif where:
            names = [f"{post} of {state} in {where.name}"]
            others += [f"{name} in {where.name}" for name in self._adjectival(country, post)]
            if post.startswith("Consulate"):
                names += [f"Consulate General of {state} in {where.name}", f"Consulate of {state} in {where.name}"]
        names.append(f"{post} of {state}")
        known = next((found[0] for name in names if (found := self.known.named(name))), None)
        entity = known or self.mint("GovernmentBody", names[0], start, *names[1:], *others)
        if where:
            self.met[(country, post.split(maxsplit=1)[0])] = entity
        return entity

    def _adjectival(self, country: str, post: str) -> list[str]:
        keys = [key for key, iri in self.known.demonyms.items() if iri == country]
        return [" ".join(word.capitalize() for word in key) + f" {post}" for key in keys]

    def _article(self, country: str) -> str:
        government = self.known.governments.get(country)
        name = self.known.entities[government].name if government else ""
        return name.removeprefix("Government of ") or self.known.entities[country].name
