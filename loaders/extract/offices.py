"""Offices told in words of lower case: "the tax bureau in Dandong", "the Burundian intelligence service"."""

import re
from collections.abc import Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import Gazetteer, fold
from refoulement.loaders.extract.lexicon import SPEECH, any_of
from refoulement.loaders.extract.ministries import Mint
from refoulement.loaders.extract.scene import Named, People
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import RANK

_FIELD = any_of(
    "public security", "state security", "national security", "civil affairs", "foreign affairs", "ethnic affairs",
    "religious affairs", "culture", "tourism", "commerce", "trade", "education", "health", "transport", "railway",
    "migration", "immigration", "emigration", "customs", "national intelligence", "intelligence", "border inspection",
    "border guard", "border defen[cs]e", "border protection", "border control", "border", "exit-entry",
    "exit[- ]and[- ]entry", "entry[- ]and[- ]exit", "labou?r", "tax", "statistics", "housing", "fisheries",
    "forestry", "refugee", "refugees", "prison", "prisons", "passport", "correctional", "asylum", "inspection",
    "security", "welfare", "justice", "spy",
)  # fmt: skip
_HEAD = any_of(
    "bureau", "department", "directorate", "authority", "administration", "service", "commission", "agency",
    "inspectorate", "inspection station",
)  # fmt: skip
_OFFICE = rf"(?P<office>(?:(?:national|state|federal|general|central) )?(?:{_FIELD},? (?:and )?){{1,4}}{_HEAD})\b"
_OWN_OFFICE = re.compile(rf"(?:'s?)? {_OFFICE}")
_LOCAL_OFFICE = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts) (?P<area>city|county|province|prefecture|district|town|region)'s {_OFFICE}"
)
_OFFICE_THERE = re.compile(rf"\b[Tt]he (?:local {_OFFICE}|{_OFFICE.replace('<office>', '<there>')} there)\b")
_GOVERNMENT_THERE = re.compile(
    r"\b[Tt]he (?P<area>city|county|provincial|prefectural|district|municipal) (?P<office>government)"
    rf"(?=,? (?:also |had |has )?{SPEECH}\b)"
)
_POLICE_THERE = re.compile(
    r"\b(?P<office>[Pp]olice) in the (?P<area>city|county|province|prefecture|district|town)"
    rf"(?= (?:also |had |have )?(?:{SPEECH}|arrested|detained)\b)"
)
_RED_CROSS = re.compile(r"(?:'s?)? Red Cross(?: [Ss]ociety)?(?! [A-Z])")
_OFFICE_OF = re.compile(rf"\b(?:[Tt]he )?{_OFFICE} (?:of|in|for) (?:the )?(?:(?:city|province) of )?$")
_PLAIN_OFFICE = re.compile(
    r"\b(?:[Tt]he )?(?P<office>(?i:(?<!border )immigration police|coast ?guard|national police"
    r"|(?<=[Tt]he )(?:(?:national|state|federal) )?(?:(?:immigration|migration|intelligence|border guard"
    r"|border protection|customs|prison) (?:and )?)+(?:bureau|directorate|authority|administration"
    r"|service|agency|department)))\b"
)
_HIGH_OFFICE = re.compile(
    r"\b(?:office of the (?P<of>[Pp]rosecutor[- ][Gg]eneral|[Aa]ttorney[- ][Gg]eneral|[Pp]resident"
    r"|[Pp]rime [Mm]inister)"
    r"|(?P<whose>[Pp]rosecutor[- ][Gg]eneral|[Aa]ttorney[- ][Gg]eneral|[Pp]rime [Mm]inister)'s [Oo]ffice"
    r"|(?P<adjective>[Pp]residential) office)\b(?! building)"
)
_HOSPITAL = re.compile(rf" (?:(?:district|provincial|general|city) )*hospital(?= (?:also )?(?:{SPEECH})\b)")
_WIDE = ("province", "prefecture", "region", "provincial", "prefectural")
_POLICE = re.compile(r" (?:(?:border |immigration |provincial |district )?police(?: station)?|station|immigration)\b")
_POLICE_ACTS = re.compile(
    r"(?:'s)? (?:(?:provincial|municipal|metropolitan|city|district) police(?: headquarters)?\b"
    rf"|police(?= (?:also |have |had |has )?(?:{SPEECH}|were looking|are looking|arrested|detained"
    r"|picked up|caught|seized|stopped|rounded up|intercepted|booked)\b))"
)
_OFFICERS = re.compile(
    r" (?:[Pp]olice|[Ii]mmigration|[Cc]ustoms)(?= (?:(?:deputy|station|department) )*(?:superintendent|chief|commander"
    r"|spokes\w+|director|head)\b)"
)
_SERVES = re.compile(
    rf"\b(?:(?:{RANK}) (?:(?:{RANK}) )*[A-Z]\w+(?: [A-Z]\w+)*,?|(?i:superintendent|inspector|inspector general"
    r"|commander|chief|officer|captain|investigator|sergeant|spokes(?:man|woman|person))),?"
    r" (?:of|at|with|from|for) (?:the )?$"
)
_COUNTRYWIDE = ("national", "state", "federal", "general", "central", "and")


class Offices:
    """Finds the offices of sentences; one that the gazetteer lacks is minted by its place's or its state's name."""

    def __init__(self, known: Gazetteer, mint: Mint, home: str | None) -> None:
        self.known = known
        self.home = home
        self.governed = {government: country for country, government in known.governments.items()}
        self.mint = mint
        self.towns: list[Entity] = []
        self.bodies: list[Entity] = []  # of states, as the article names them
        self.met: dict[tuple[str, tuple[str, ...]], Entity] = {}

    def find(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The offices of one sentence, given the names and nationalities that stand in it."""
        text, offset = sentence.text, sentence.start
        self.bodies += [n.entity for n in named if n.entity.kind == "GovernmentBody"]
        for other in named:
            before, after = text[: other.start - offset], other.end - offset
            if other.entity.kind in ("Settlement", "Region"):
                yield from self._at(sentence, other, before)
                yield from self._police(sentence, other, before)
            elif other.entity.kind == "Country" and (match := _OWN_OFFICE.match(text, after)):
                yield self._of_state(
                    other.entity.iri, match["office"], other.start, text[other.start - offset : match.end()]
                )
            if other.entity.kind == "Settlement" and (match := _HOSPITAL.match(text, after)):
                name = f"{other.entity.name}{match.group()}"
                yield Named(other.start, offset + match.end(), self.mint("Organisation", name, other.start))
        yield from self._unowned(sentence, named, peoples)
        for people in peoples:
            if match := _OWN_OFFICE.match(text, people.end - offset):
                yield self._of_state(
                    people.country, match["office"], people.start, text[people.start - offset : match.end()]
                )
        yield from self._red_crosses(sentence, named, peoples)
        yield from self._there(sentence, named)
        self.towns += [n.entity for n in named if n.entity.kind in ("Settlement", "Region")]

    def _there(self, sentence: Sentence, named: list[Named]) -> Iterator[Named]:
        """The offices of "the county's X bureau", "the local X bureau", "police in the province": of that told last."""
        text, offset = sentence.text, sentence.start
        for pattern in (_LOCAL_OFFICE, _GOVERNMENT_THERE, _POLICE_THERE, _OFFICE_THERE):
            for match in pattern.finditer(text):
                group = "office" if match["office"] else "there"
                area = match.groupdict().get("area") or "town"
                near = [n.entity for n in named if n.end - offset <= match.start()]
                kind = "Region" if area in _WIDE else "Settlement"
                place = next((e for e in reversed([*self.towns, *near]) if e.kind == kind), None)
                if place:
                    start, end = match.span(group)
                    office = f"{area} government" if pattern is _GOVERNMENT_THERE else match[group].lower()
                    yield Named(offset + start, offset + end, self._local(place, office, offset + start))

    def _red_crosses(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The Red Cross society of a state: "the North's Red Cross"."""
        owners = [(p.start, p.end, p.country) for p in peoples]
        owners += [(n.start, n.end, n.entity.iri) for n in named if n.entity.kind == "Country"]
        for start, end, country in owners:
            if match := _RED_CROSS.match(sentence.text, end - sentence.start):
                state = self._state(country)
                names = [f"{state}n Red Cross", f"{self.known.entities[country].name}n Red Cross"]
                known = next((found[0] for name in names if (found := self.known.named(name))), None)
                printed = sentence.text[start - sentence.start : match.end()].replace("'s ", " ")
                entity = known or self.mint("Organisation", f"Red Cross Society of {state}", start, printed)
                yield Named(start, sentence.start + match.end(), entity)

    def _unowned(self, sentence: Sentence, named: list[Named], peoples: list[People]) -> Iterator[Named]:
        """The offices of a state told without it: of that named before, else of where the article is from."""
        text, offset = sentence.text, sentence.start
        states = [(n.start - offset, n.entity.iri) for n in named if n.entity.kind == "Country"]
        states += [(p.start - offset, p.country) for p in peoples]
        owners = ((n.start - offset, self.known.parents.get(n.entity.iri, n.entity.iri)) for n in named)
        states += [(start, self.governed[body]) for start, body in owners if body in self.governed]
        for pattern in (_PLAIN_OFFICE, _HIGH_OFFICE):
            for match in pattern.finditer(text):
                before = [state for state in states if state[0] < match.start()]
                country = max(before)[1] if before else self.home
                if pattern is _PLAIN_OFFICE and (country or self.bodies):
                    start = offset + match.start("office")
                    words = self._words(match["office"])
                    told = (body for body in reversed(self.bodies) if _holds(body.name, words))
                    found = next(told, None) or (self._known(country, words) if country else None)
                    if found:
                        yield Named(start, start + len(match["office"]), found)
                elif pattern is _HIGH_OFFICE and (country or not match.group().islower()):
                    yield self._high(match, offset, country)

    def _high(self, match: re.Match[str], offset: int, country: str | None) -> Named:
        """The office of a president, a prime minister or a prosecutor general."""
        holder = match["of"] or match["whose"] or "President"
        holder = " ".join(word.capitalize() for word in re.split("[- ]", holder))
        of = f" of {self._state(country)}" if country else ""
        names = [
            f"{holder}'s Office{of}",
            f"Office of the {holder}{of}",
            f"{holder}'s Office",
            f"Office of the {holder}",
        ]
        known = next((found[0] for name in names[:2] if (found := self.known.named(name))), None)
        entity = known or self.mint("GovernmentBody", names[0], offset + match.start(), *names[1:])
        return Named(offset + match.start(), offset + match.end(), entity)

    def _state(self, country: str) -> str:
        government = self.known.governments.get(country)
        name = self.known.entities[government].name if government else ""
        return name.removeprefix("Government of ") or self.known.entities[country].name

    @staticmethod
    def _words(office: str) -> tuple[str, ...]:
        return tuple(fold(word) for word in re.findall(r"[\w']+", office) if fold(word) not in _COUNTRYWIDE)

    def _at(self, sentence: Sentence, place: Named, before: str) -> Iterator[Named]:
        """The office before a place's name: "the public security department of Yunnan province"."""
        match = _OFFICE_OF.search(before)
        if not match:
            return
        start, end = sentence.start + match.start("office"), sentence.start + match.end("office")
        yield Named(start, end, self._local(place.entity, match["office"], start))

    def _police(self, sentence: Sentence, place: Named, before: str) -> Iterator[Named]:
        """The police of a town, where somebody serves there: "superintendent of Testburg police"."""
        match = _POLICE.match(sentence.text, place.end - sentence.start)
        match = match if match and _SERVES.search(before) else None
        for pattern in (_POLICE_ACTS, _OFFICERS):
            match = match or pattern.match(sentence.text, place.end - sentence.start)
        if match:
            town = place.entity.name
            others = (
                f"{town} police station",
                f"{town} station",
                f"{town}{match.group().removesuffix(' headquarters')}",
            )
            name = others[-1] if match.group().lower() in (" immigration", " customs") else f"{town} police"
            end = sentence.start + match.end()
            yield Named(place.start, end, self.mint("GovernmentBody", name, place.start, *others))

    def _local(self, place: Entity, office: str, start: int) -> Entity:
        name = f"{place.name} {office}"
        known = self.known.named(name)
        others = (office, f"{office} in {place.name}", f"{office} of {place.name}")
        return known[0] if known else self.mint("GovernmentBody", name, start, *others)

    def _of_state(self, country: str, office: str, start: int, printed: str) -> Named:
        """The office of a state: the gazetteer's, where one of that government has all its words, or a new one."""
        words = self._words(office)
        entity = self.met.get((country, words)) or self._known(country, words)
        if entity is None:
            state = self._state(country)
            title = " ".join(word if word == "and" else word.capitalize() for word in office.split())
            plain = " ".join(word for word in title.split() if word.casefold() not in _COUNTRYWIDE[:-1])
            others = [printed, *(f"{prefix}{plain} of {state}" for prefix in ("", "National ", "General ", "State "))]
            entity = self.mint("GovernmentBody", f"{title} of {state}", start, *others)
        self.met[(country, words)] = entity
        return Named(start, start + len(printed), entity)

    def _known(self, country: str, words: tuple[str, ...]) -> Entity | None:
        """The one body of a country's government that has all of some words in its name."""
        government = self.known.governments.get(country)
        bodies = [self.known.entities[body] for body, parent in self.known.parents.items() if parent == government]
        fitting = [body for body in bodies if any(_holds(name.text, words) for name in body.names)]
        if not fitting and words[-1] == "police":
            fitting = [body for body in bodies if any(_holds(name.text, words[:-1]) for name in body.names)]
        return fitting[0] if government and len(fitting) == 1 else None


def _holds(name: str, words: tuple[str, ...]) -> bool:
    return set(words) <= {fold(word) for word in re.findall(r"[\w']+", name)}
