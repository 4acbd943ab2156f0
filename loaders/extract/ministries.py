"""Ministries by their function and country: "Beijing's foreign ministry", "the Foreign Ministry in Seoul"."""

import re
from collections.abc import Callable, Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import homes
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.lexicon import SPEECH, SURNAMES
from refoulement.loaders.extract.scene import Named, People
from refoulement.loaders.extract.sentences import Reading, Sentence
from refoulement.loaders.extract.shapes import chinese, chinese_family

Mint = Callable[..., Entity]  # kind, name, where it is first named, other names

_FUNCTIONS = {
    "foreign": "Foreign Affairs",
    "foreign affairs": "Foreign Affairs",
    "external affairs": "External Affairs",
    "unification": "Unification",
    "defence": "National Defence",
    "defense": "National Defence",
    "interior": "the Interior",
    "internal affairs": "Internal Affairs",
    "justice": "Justice",
    "public security": "Public Security",
    "state security": "State Security",
    "social security": "Social Security",
    "people's security": "People's Security",
    "home affairs": "Home Affairs",
    "home": "Home Affairs",
    "commerce": "Commerce",
    "trade": "Trade",
    "health": "Health",
    "education": "Education",
    "information": "Information",
    "culture": "Culture",
    "labor": "Labour",
    "labour": "Labour",
    "finance": "Finance",
    "migration": "Migration",
    "immigration": "Immigration",
    "refugee": "Refugees",
    "refugees": "Refugees",
    "security": "Security",
    "human rights": "Human Rights",
    "gender equality": "Gender Equality",
    "railways": "Railways",
    "planning": "Planning",
    "economy": "Economy",
    "agriculture": "Agriculture",
    "tourism": "Tourism",
    "transport": "Transport",
    "welfare": "Welfare",
    "social welfare": "Social Welfare",
    "social affairs": "Social Affairs",
    "religious affairs": "Religious Affairs",
}
_WORDS = "|".join(sorted(_FUNCTIONS, key=len, reverse=True))
_MINISTRY = re.compile(
    rf"\b(?:(?:the )?(?:ministry|department) (?:of|for) (?:the |national )?(?P<full>{_WORDS})"
    rf"(?! (?-i:[A-Z])| and (?-i:[A-Z]))"
    rf"|(?P<short>{_WORDS}) ministry)\b",
    re.IGNORECASE,
)
_MINISTER = re.compile(
    rf"\b(?:(?P<short>{_WORDS})(?: Affairs| affairs)? (?:[Mm]inister|[Cc]abinet [Ss]ecretary)"
    r"|[Mm]inister (?:of|for) (?:the "
    rf"|[Nn]ational )?(?P<full>{_WORDS}))\b",
    re.IGNORECASE,
)
_SPOKESPERSON = re.compile(r" spokes\w+,? (?:M[rs]s?\.? )?(?P<family>[A-Z]\w+) (?P<given>[A-Z][\w-]+)")
_BEARER = re.compile(r",? (?:M[rs]s?\.? |Dr\.? )?(?P<family>[A-Z]\w+) (?P<given>[A-Z][\w-]+)(?! [A-Z])")
_BORNE_BEFORE = re.compile(r"\b(?P<family>[A-Z]\w+) (?P<given>[A-Z][\w-]+), (?:an?|the|its) $")
_POSSESSED = re.compile(r"\b(?P<whose>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur) (?:own )?$")
_HEADS_STATE = re.compile(r"(?:'s?)? (?:president|prime minister|premier|chancellor|leader|king)\b", re.IGNORECASE)
_NORTHERN = frozenset("Ri Ro Ryu Rim Ryang Ryom Pak Choe Kye Hyon Paek Thae".split())  # spelled so in the North
_VIETNAMESE = frozenset("Nguyen Tran Le Pham Doan Hoang Luong Bui Dang Vu Ngo".split())
_AFTER = re.compile(r" ?(?:in|of) (?:the )?(?=[A-Z])")
_POSSESSIVE = re.compile(
    r"(?:'s?)? (?:the |own )?(?:(?:deputy|vice|caretaker|acting|former|then|new) )*", re.IGNORECASE
)
_JOINED = re.compile(r",? (?:and|or) (?:the |its )?")
_REGIME = re.compile(r"(?:'s?)? (?:state(?:-run)? media|state news agency|regime|government|authorities)\b")
_THE_GOVERNMENT = re.compile(
    r"(?:\b(?:accus(?:ed|es|ing)|critici[sz](?:ed|es|ing)|urg(?:ed|es|ing)|call(?:ed|s|ing) on|press(?:ed|es|ing)"
    r"|blam(?:ed|es|ing)|ask(?:ed|s|ing)|demand(?:ed|s|ing) that)"
    r" the (?P<government>government)\b(?! of (?:the |[A-Z])|'s)"
    rf"|\b{SPEECH} (?:that )?the (?P<told>government)"
    r" (?=(?:had|has|is|was|would|should|could|does|did|must|will)\b)"
    r"|\b[Tt]he (?P<central>(?:central|federal|national) government)\b(?! of (?:the |[A-Z])|'s? [a-z]+ building)"
    r"|\b[Oo]ur (?:own )?(?P<our>government)\b(?! of)"
    r"|\b[Tt]he (?P<own>government)'s (?=(?:[a-z-]+ ){0,2}(?:spokes\w+|commissioner|envoy|policy|position)\b))"
)
_PLAINLY = re.compile(r"\b[Tt]he (?P<it>government)\b(?!'?s? (?:of|in|at)\b|s|-|,? which)")
_GOVERNMENTS = re.compile(r"governments? of ", re.IGNORECASE)
_GOVERNMENTS_OF = re.compile(r"\b[Gg]overnments? of (?:the )?$")
_SEATED = re.compile(
    r"\b(?:[Tt]he )?(?:(?:[Gg]overnment|regime|authorities|leadership) (?P<town>in) (?:the )?"
    r"|(?:[Aa]uthorities|regime) of (?:the )?)$"
)
_TOLD_IN = re.compile(r"\b(?:reporters|journalists|parliament|lawmakers|briefing|conference) in $")
_IN_CAPITAL = re.compile(r"^[Ii]n $")
_ONLY_NORTH = ("State Security", "Social Security", "People's Security")  # of the two Koreas
_SHORT = {"Foreign Affairs": "Foreign", "the Interior": "Interior", "National Defence": "Defence"}


class Ministries:
    """Finds ministries in sentences; one that the gazetteer lacks is minted by its usual English name."""

    def __init__(self, known: Gazetteer, mint: Mint, reading: Reading | None = None) -> None:
        self.known = known
        self.mint = mint
        self.governed = {government: country for country, government in known.governments.items()}
        self.met: dict[str, list[Entity]] = {}
        self._north = next(e.iri for e in known.named("North Korea") if e.kind == "Country")
        self.dated = bool(reading and homes.written_from(reading, known))
        self.home = homes.home(reading, known) if reading else None
        self.last: tuple[Sentence, str | None] | None = None  # the sentence read last, and the country it is about

    def find(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The ministries of one sentence, given the names and nationalities that stand in it."""
        text, offset = sentence.text, sentence.start
        seats = {n.end - offset: self._seat(n.entity) for n in named}
        for match in _MINISTRY.finditer(text):
            begin, end = match.span()
            function = _FUNCTIONS[(match["full"] or match["short"]).lower()]
            begin, country = self._owner(sentence, begin, named, peoples)
            following = _AFTER.match(text, end)
            for other in named if country is None and following else ():
                if following and other.start - offset == following.end() and self._state(other.entity):
                    end, country = other.end - offset, self._state(other.entity)
            if country is None:
                country = next((seat for at, seat in seats.items() if seat and _JOINED.fullmatch(text[at:begin])), None)
            country = country or self._possessed(sentence, begin, named, peoples)
            country = country or self._opening(sentence, named) or self._speaking(text[end:])
            country = country or self._bearing(_BORNE_BEFORE.search(text[:begin]))
            body = self._ministry(function, country, begin + offset)
            if body:
                seats[end] = self._seat(body) or country
                self.met.setdefault(function, []).append(body)
                yield Named(begin + offset, end + offset, body)

    def ministers(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The ministries that the titles of a sentence belong to: no mentions, but whom their bearers serve."""
        for match in _MINISTER.finditer(sentence.text):
            function = _FUNCTIONS[(match["full"] or match["short"]).lower()]
            _, country = self._owner(sentence, match.start(), named, peoples)
            following = _AFTER.match(sentence.text, match.end())
            for other in named if country is None and following else ():
                if following and other.start - sentence.start == following.end():
                    country = self._state(other.entity)
            country = country or self._opening(sentence, named)
            bearer = _BEARER.match(sentence.text, match.end())
            country = (
                country or self._bearing(bearer) or self._told_before(sentence) or self._speaks_in(sentence, named)
            )
            if country is None and bearer and "-" not in bearer["given"] and not self.dated:
                continue  # of a country that is neither named nor where the article is from
            body = self._ministry(function, country, match.start() + sentence.start)
            if body:
                yield Named(sentence.start + match.start(), sentence.start + match.end(), body)
        self.last = (sentence, self._about(sentence, named))

    def _told_before(self, sentence: Sentence) -> str | None:
        """The country that the sentence before, in the same paragraph, is about."""
        if self.last is None:
            return None
        earlier, country = self.last
        near = earlier.paragraph == sentence.paragraph and earlier.end <= sentence.start
        return country if near else None

    def _about(self, sentence: Sentence, named: list[Named]) -> str | None:
        """The country that a sentence begins with, else the only one whose bodies it names."""
        opening = next((n for n in sorted(named, key=lambda n: n.start) if n.start - sentence.start < 5), None)
        if opening and (country := self._state(opening.entity)):
            return country
        seats = {self._seat(n.entity) for n in named if n.entity.kind == "GovernmentBody"} - {None}
        return seats.pop() if len(seats) == 1 else None

    def _speaks_in(self, sentence: Sentence, named: list[Named]) -> str | None:
        """The country of the capital where somebody "told reporters in X"."""
        for other in named:
            if _TOLD_IN.search(sentence.text[: other.start - sentence.start]):
                return self.known.capitals.get(other.entity.iri)
        return None

    def _owner(
        self, sentence: Sentence, begin: int, named: list[Named], peoples: list[People]
    ) -> tuple[int, str | None]:
        """Whose ministry stands at an offset: the country, capital or nationality right before it, and from where."""
        text, offset = sentence.text, sentence.start
        states = {n.end - offset: (n.start - offset, self._state(n.entity)) for n in named}
        states |= {p.end - offset: (p.start - offset, p.country) for p in peoples}
        for at, (start, state) in states.items():
            if state and at <= begin and _POSSESSIVE.fullmatch(text[at:begin]):
                return start, state
        return begin, None

    def _possessed(self, sentence: Sentence, begin: int, named: list[Named], peoples: list[People]) -> str | None:
        """Whose "its foreign ministry" is: the state that its sentence, else the one before begins with or is about."""
        own = _POSSESSED.search(sentence.text[:begin])
        if not own:
            return None
        if own["whose"].lower() == "our":
            return self.home
        states = [(n.start - sentence.start, self.state(n.entity)) for n in named]
        states += [(p.start - sentence.start, p.country) for p in peoples]
        if own["whose"].lower() in ("his", "her"):
            ends = [n.end for n in named] + [p.end for p in peoples]
            heads = [_HEADS_STATE.match(sentence.text, end - sentence.start) for end in ends]
            states = [state for state, head in zip(states, heads, strict=True) if head]
        told = sorted((start, state) for start, state in states if state and start < begin)
        opening = [state for start, state in told if start < len("The ") + 1]
        if told:
            return opening[0] if opening else told[-1][1]
        return self._told_before(sentence) if own["whose"].lower() in ("its", "their") else None

    def _opening(self, sentence: Sentence, named: list[Named]) -> str | None:
        """The country of the capital that a sentence opens in ("In Beijing, the foreign ministry …")."""
        for other in named:
            if _IN_CAPITAL.match(sentence.text[: other.start - sentence.start]):
                return self.known.capitals.get(other.entity.iri)
        return None

    def _speaking(self, after: str) -> str | None:
        """The country whose names its spokesperson bears: "Foreign Ministry spokesman Li Hua"."""
        return self._bearing(_SPOKESPERSON.match(after), speaks=True)

    def _bearing(self, match: re.Match[str] | None, *, speaks: bool = False) -> str | None:
        """The country where names are written like one that a pattern found."""
        if not match:
            return None
        family, given = match["family"], match["given"]
        state = None
        if chinese_family(family) and (chinese(family, given) or (speaks and "-" not in given)):
            state = "China"
        elif family in SURNAMES and "-" in given:
            state = "North Korea" if family in _NORTHERN else "South Korea"
        elif family in _VIETNAMESE:
            state = "Vietnam"
        return next((e.iri for e in self.known.named(state) if e.kind == "Country"), None) if state else None

    def regimes(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """A state or a nationality with "state media" or "regime", "the governments of X and Y": the governments."""
        begin = None
        for other in sorted(named, key=lambda other: other.start):
            government = self.known.governments.get(other.entity.iri)
            before = sentence.text[: other.start - sentence.start]
            opening = _GOVERNMENTS_OF.search(before)
            joined = begin is not None and _JOINED.fullmatch(before[begin:])
            at, begin = begin or 0, None
            if government and (opening or joined):
                # "and Mongolia": the longer stretch, so that it goes before the country's name alone
                start = sentence.start + (opening.start() if opening else at + 1)
                yield Named(start, other.end, self.known.entities[government])
                begin = other.end - sentence.start
            elif other.entity.iri in self.governed and _GOVERNMENTS.match(sentence.text, len(before)):
                begin = other.end - sentence.start
        yield from self._own_government(sentence, named, peoples)
        yield from self._the_government(sentence, named, peoples)
        yield from self._seated(sentence, named)
        owners = [(people.start, people.end, people.country) for people in peoples]
        owners += [(n.start, n.end, n.entity.iri) for n in named if n.entity.kind == "Country"]
        for start, end, country in owners:
            match = _REGIME.match(sentence.text, end - sentence.start)
            government = self.known.governments.get(country)
            if match and government:
                yield Named(start, sentence.start + match.end(), self.known.entities[government])

    def _seated(self, sentence: Sentence, named: list[Named]) -> Iterator[Named]:
        """The government of "the government in Hanoi" and "the authorities of Vietnam"."""
        for other in named:
            match = _SEATED.search(sentence.text[: other.start - sentence.start])
            country = self._state(other.entity) if match else None
            if match and match["town"]:
                country = self.known.capitals.get(other.entity.iri)
            government = self.known.governments.get(country) if country else None
            if match and government:
                yield Named(sentence.start + match.start(), other.end, self.known.entities[government])

    def _own_government(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """Whom "accused the government" means: that of the bodies named before, else of where the article is from."""
        for match in _THE_GOVERNMENT.finditer(sentence.text):
            group = next(name for name, words in match.groupdict().items() if words)
            at = sentence.start + match.start(group)
            if group == "our":
                yield from self._of_home(at, sentence.start + match.end(group))
                continue
            seats = [(n.end, self._seat(n.entity)) for n in named if n.end <= at]
            told = [seat for _, seat in sorted(seats, key=lambda seat: seat[0]) if seat]
            country = told[-1] if told else self.home
            elsewhere = any(people.country != country for people in peoples if people.end <= at)
            government = self.known.governments.get(country) if country and not elsewhere else None
            if government:
                yield Named(at, sentence.start + match.end(group), self.known.entities[government])

    def _the_government(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The government of where an article is from, where nothing shortly before is about another country."""
        told = [self.state(n.entity) for n in named] + [people.country for people in peoples]
        told += [self.known.capitals.get(n.entity.iri) for n in named] + [self._told_before(sentence)]
        if {state for state in told if state} <= {self.home}:
            for match in _PLAINLY.finditer(sentence.text):
                yield from self._of_home(sentence.start + match.start("it"), sentence.start + match.end())

    def _of_home(self, start: int, end: int) -> Iterator[Named]:
        """The government of where an article is from."""
        government = self.known.governments.get(self.home) if self.home else None
        if government:
            yield Named(start, end, self.known.entities[government])

    def state(self, entity: Entity) -> str | None:
        """The country that an entity is, governs or belongs to."""
        return entity.iri if entity.kind == "Country" else self._seat(entity)

    def _state(self, entity: Entity) -> str | None:
        """The country that an entity stands for: itself, or that of its capital or government."""
        if entity.kind == "Country":
            return entity.iri
        return self.known.capitals.get(entity.iri) or self.governed.get(entity.iri)

    def _seat(self, body: Entity) -> str | None:
        """The country whose government a body belongs to."""
        return self.governed.get(self.known.parents.get(body.iri, body.iri))

    def _ministry(self, function: str, country: str | None, start: int) -> Entity | None:
        """The ministry of a country, known or new."""
        body = self._bearer(function, country)
        country = country or (self._north if function in _ONLY_NORTH else self.home)
        if body or country is None:
            return body
        names = self._names(function, country)
        state = self.known.entities[country].name
        short = _SHORT.get(function, function)
        others = (*names[1:], f"{short} Ministry of {state}", f"{state}'s {short} Ministry")
        return self.mint("GovernmentBody", names[0], start, *others)

    def _bearer(self, function: str, country: str | None) -> Entity | None:
        """The ministry of a country that the gazetteer or the article knows; without a country, whose it can be."""
        if country is None:
            bearers = self.known.named(f"Ministry of {function}")
            if len(bearers) == 1:
                return bearers[0]
            if self.met.get(function):
                return self.met[function][-1]
            north = function in _ONLY_NORTH and (bearers or not self.dated)
            country = self._north if north else self.home
        if country is None:
            return None
        names = self._names(function, country)
        for name in (*names, f"Ministry of {function}"):
            for bearer in self.known.named(name):
                if self.known.parents.get(bearer.iri) == self.known.governments.get(country):
                    return bearer
        return next((entity for entity in self.met.get(function, ()) if entity.name == names[0]), None)

    def _names(self, function: str, country: str) -> list[str]:
        """What the ministry of a country can be called, the usual name first."""
        government = self.known.entities[self.known.governments[country]].name
        state = government.removeprefix("Government of ")
        names = [f"Ministry of {function} of {state}", f"Ministry of {function.removeprefix('the ')} of {state}"]
        if function == "the Interior":
            names += [f"Ministry of Internal Affairs of {state}", f"Ministry of Home Affairs of {state}"]
        if function == "National Defence":
            names += [f"Ministry of {defence} of {state}" for defence in ("National Defense", "Defense", "Defence")]
        return names
