"""Names that no list holds, found by the shapes that prisons, crossings, organisations and persons take in reports."""

import re
from collections.abc import Iterator

from refoulement.graph import iri
from refoulement.graph.entity import Entity, Name
from refoulement.loaders.extract.gazetteer import Gazetteer, fold, is_organisation, tokens
from refoulement.loaders.extract.lexicon import KIN, ORGANISATION_HEAD, ROLE_NOUN, SPEECH, SURNAMES, TITLE, any_of
from refoulement.loaders.extract.scene import Named
from refoulement.loaders.extract.sentences import Reading, Sentence

_CAP = r"[A-ZÀ-ÖØ-ÞĐŁŚŠŽČÇĞİŞŌŬ][\w'’]*(?:-[\w'’]+)*"
_PERSON = rf"{_CAP}(?: (?:[A-Z]\. )?{_CAP}){{1,2}}"
_FACILITY_HEAD = any_of(
    "prison camp", "labou?r camp", "prison", "jail", "detention (?:cent(?:er|re)|facility|house|camp)"
)
_FACILITY = re.compile(rf"\b(?P<name>{_CAP}(?: (?:No\. ?\d+|{_CAP})){{0,3}}) (?P<head>(?i:{_FACILITY_HEAD}))\b")
_CROSSING_HEAD = any_of("(?:border )?crossing(?: point)?", "border (?:post|point|checkpoint|gate)")
_CROSSING = re.compile(rf"\b(?P<name>{_CAP}(?:[-–/ ]{_CAP})?) (?i:{_CROSSING_HEAD})\b")
_JOINING = "(?:(?:for|of|on|and|the|in) )*"
_ORGANISATION = re.compile(
    rf"\b(?P<name>(?:{_CAP} {_JOINING}){{1,6}}{ORGANISATION_HEAD}\b(?: (?:for|of|on) (?:{_CAP}(?: and)? ?)+)?)"
)
_PLACE_WORD = r"(?!\w*[A-Z]{2})[A-Z][^\W\d_]+(?:-[^\W\d_]+)*(?<=\w{3})"
_PLACE_NAME = f"(?P<name>{_PLACE_WORD}(?: {_PLACE_WORD})?)"
_PLAIN_WORD = any_of(
    "on",
    "in",
    "after",
    "before",
    "and",
    "to",
    "for",
    "when",
    "where",
    "by",
    "last",
    "with",
    "have",
    "had",
    "were",
    "was",
)
_TOWN_OF = re.compile(rf"\b(?:city|town|village|district|county|port) of {_PLACE_NAME}")
_IN_TOWN = re.compile(rf"\b(?:in|near|outside|reached|entered) {_PLACE_NAME}(?=[,.;)]|$| {_PLAIN_WORD}\b)")
_GROUP = any_of("group", "organi[sz]ation", "NGO", "charity", "think tank", "watchdog", "coalition", "network")
_NAME_OF_GROUP = rf"{_CAP}(?: (?:(?:for|of|the|and) )*{_CAP}){{1,6}}"
_INTRODUCED = re.compile(rf"\b{_GROUP}(?: called)?,? (?P<name>{_NAME_OF_GROUP})(?!\w)")
_DESCRIBED = re.compile(
    rf"(?:^|(?<=[.,;] )|(?<=\" )|\b(?:to|by|with|of|at|and) )(?P<name>{_NAME_OF_GROUP})"
    rf"(?:, (?:which |an? (?:[\w-]+ ){{0,6}}?{_GROUP}\b)"
    r"| said in (?:a|its) (?:\w+ )?(?:statement|report|bulletin|release|newsletter))"
)
_ACRONYM = re.compile(r" ?\((?:the )?\"?(?P<acronym>[A-Z][A-Z&]{1,7})\"?(?:\)|[,;])")
_KINSHIP = any_of(*KIN)
_PERSONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{TITLE}),? (?P<name>{_PERSON})",
        rf"\b{_KINSHIP},? (?:of |named )?(?P<name>{_PERSON})",
        rf"\b(?:named|called|identified as) (?P<name>{_PERSON})",
        rf"\b(?:{ROLE_NOUN}) (?:for|of|at|with) (?:the )?[\w.' -]{{3,60}}?, (?P<name>{_PERSON})(?=,)",
        rf"\b{SPEECH} (?P<name>{_PERSON})(?=[,.]| (?:of|from|at|in|on|who)\b)",
        rf"(?P<name>{_PERSON}), (?:\d\d, )?(?:an?|the|who|whose)?\b ?(?:[\w'.-]+ ){{0,6}}?(?:{ROLE_NOUN}|{_KINSHIP})\b",
        rf"(?:^|[\"'.,] ?|\band |\bbut )(?P<name>{_PERSON}),? (?:also |has |had )?{SPEECH}\b",
    )
)
_TITLE = re.compile(TITLE)
_CAPITALISED = re.compile(rf"\b{_PERSON}")
_GIVEN = re.compile(
    r"[A-Z][a-z]{1,6}(?:-[A-Za-z][a-z]{1,6})?"
)  # half of a Korean given name, or all of it with its hyphen

_BEGINNINGS = frozenset(
    (
        "The A An This That These Those But And Or In On At By For From With After Before Since Until While When "
        "Where If As It Its He She They We I His Her Their Our My "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
        "February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep "
        "Sept Oct Nov Dec Most Many Some Other Another According Both Only Even Such Yes No Not Meanwhile However Also "
        "Then Now There Here What Why How Who Rep Sen Mr Mrs Ms Dr Defector"
    ).split()
)  # words that stand capitalised at the head of a sentence or before a name, and begin none
_NOT_OF_PERSONS = _BEGINNINGS | frozenset(
    (
        "North South East West Korea Korean Koreans Chinese American Human Rights Border Foreign Ministry Minister "
        "Government State National United Nations Covid Asian Games Police Security Army Party Prison Province City "
        "County River Sea Airport Embassy Consulate Seoul Beijing Pyongyang Tokyo Washington Seoul-based"
    ).split()
)


def _without_beginning(name: str) -> str:
    """A name without the words that only lead up to it."""
    words = name.split()
    while words and words[0] in _BEGINNINGS:
        words.pop(0)
    return " ".join(words)


class Newcomers:
    """Finds new names sentence by sentence; what one sentence introduces, later ones may repeat in short."""

    def __init__(self, reading: Reading, known: Gazetteer) -> None:
        self.reading = reading
        self.known = known
        self.minted: dict[tuple[str, str], Entity] = {}
        self.acronyms: dict[str, Entity] = {}
        self.adjectives = {key[0] for key in known.demonyms if len(key) == 1} | {"border", "north", "south"}

    def mint(self, kind: str, name: str, start: int, *others: str) -> Entity:
        """A new entity, the same one for the same name in this article."""
        key = (kind, name.casefold())
        if key not in self.minted:
            identifier = iri.minted(kind, name, self.reading.article.id, start)
            names = (Name(name, "en", "preferred"), *(Name(other) for other in others if other != name))
            self.minted[key] = Entity(identifier, kind, names)
        return self.minted[key]

    def expect(self, kind: str, name: str) -> None:
        """Know a name beforehand (the publisher's, who may speak in its own text); it counts where it is met."""
        start = self.reading.flat.find(name)
        if start >= 0 and not self.known.named(name):
            self.mint(kind, name, start)

    def repeats(self, sentence: Sentence, persons: dict[str, Entity]) -> Iterator[Named]:
        """Names met elsewhere in the article: of new organisations and places, and of `persons` by family name."""
        for (kind, _), entity in self.minted.items():
            if kind != "Person":
                for match in re.finditer(rf"\b{re.escape(entity.name)}\b", sentence.text):
                    yield Named(sentence.start + match.start(), sentence.start + match.end(), entity)
        for word in tokens(sentence.text, sentence.start):
            if word.surface in persons:
                yield Named(word.start, word.end, persons[word.surface])

    def find(self, sentence: Sentence, named: list[Named]) -> Iterator[Named]:
        """The facilities, crossings and organisations of a sentence, given the known names that stand in it."""
        yield from self._facilities(sentence)
        yield from self._crossings(sentence)
        yield from self._organisations(sentence, named)
        yield from self._settlements(sentence)
        for word in tokens(sentence.text, sentence.start):
            if word.surface in self.acronyms:
                yield Named(word.start, word.end, self.acronyms[word.surface])

    def _facilities(self, sentence: Sentence) -> Iterator[Named]:
        for match in _FACILITY.finditer(sentence.text):
            name = _without_beginning(match["name"])
            if not name or all(word.casefold() in self.adjectives for word in name.split()):
                continue
            start, end = sentence.start + match.end("name") - len(name), sentence.start + match.end()
            head = match["head"].casefold()
            kind = "PrisonCamp" if "camp" in head else "Prison" if head == "prison" else "DetentionCentre"
            yield Named(start, end, self.mint(kind, self.reading.flat[start:end], start))

    def _crossings(self, sentence: Sentence) -> Iterator[Named]:
        for match in _CROSSING.finditer(sentence.text):
            name = _without_beginning(match["name"])
            if not name or fold(name.split()[0]) in self.adjectives:
                continue
            start = sentence.start + match.end("name") - len(name)
            known = [entity for entity in self.known.named(f"{name} crossing") if entity.kind == "BorderCrossing"]
            entity = known[0] if known else self.mint("BorderCrossing", f"{name} crossing", start)
            yield Named(start, sentence.start + match.end(), entity)

    def _settlements(self, sentence: Sentence) -> Iterator[Named]:
        """Towns that no list holds: "the town of X", "in X" before a mark or a plain word."""
        for pattern in (_TOWN_OF, _IN_TOWN):
            for match in pattern.finditer(sentence.text):
                name = match["name"]
                if (
                    any(word in _NOT_OF_PERSONS or "'" in word for word in name.split())
                    or fold(name) in self.adjectives
                ):
                    continue
                start = sentence.start + match.start("name")
                yield Named(start, start + len(name), self.mint("Settlement", name, start))

    def _organisations(self, sentence: Sentence, named: list[Named]) -> Iterator[Named]:
        known = [other for other in named if is_organisation(other.entity)]
        begun = {other.start for other in named}  # "China in October" is no name that begins with China
        for pattern, kind in (
            (_INTRODUCED, "RightsGroup"),
            (_DESCRIBED, "RightsGroup"),
            (_ORGANISATION, "Organisation"),
        ):
            for match in pattern.finditer(sentence.text):
                name = _without_beginning(match["name"].strip())
                start = sentence.start + match.start("name") + match["name"].index(name)
                end = start + len(name)
                if any(start < other.end and other.start < end for other in known) or start in begun:
                    continue
                if (
                    len(name.split()) < 2
                    or fold(name.split()[0]) in self.adjectives
                    or not re.search(r"[A-Z]\w+$", name)
                ):
                    continue
                acronym = _ACRONYM.match(self.reading.flat, end)
                entity = self.mint(kind, name, start, *([acronym["acronym"]] if acronym else []))
                if acronym:
                    self.acronyms[acronym["acronym"]] = entity
                yield Named(start, end, entity)

    def persons(self, sentence: Sentence, taken: list[Named]) -> Iterator[Named]:
        """The persons of a sentence: titled, described, beside a verb of speech, or with a Korean name."""
        apart = [other for other in taken if other.entity.kind != "Person"]
        for pattern in _PERSONS:
            for match in pattern.finditer(sentence.text):
                yield from self._person(match["name"], sentence.start + match.start("name"), apart, cued=True)
        for match in _CAPITALISED.finditer(sentence.text):
            yield from self._person(match.group(), sentence.start + match.start(), apart, cued=False)

    def _person(self, name: str, start: int, apart: list[Named], *, cued: bool) -> Iterator[Named]:
        words = name.removesuffix("'s").split()
        family_first = words[0] in SURNAMES and all(_GIVEN.fullmatch(word) for word in words[1:])
        if not (cued or family_first):
            return
        if words[0] in SURNAMES and "-" in words[1]:
            words = words[:2]
        while words and words[-1] in _NOT_OF_PERSONS:
            words.pop()
        while len(words) > 2 and _TITLE.fullmatch(words[0]):
            start += len(words[0]) + 1
            words.pop(0)
        full = " ".join(words)
        if len(words) < 2 or any(word.rstrip(".") in _NOT_OF_PERSONS for word in words):
            return
        if fold(words[0]) in self.adjectives or re.search(rf"\b{ORGANISATION_HEAD}$", full):
            return
        if not any(start < other.end and other.start < start + len(full) for other in apart):
            yield Named(start, start + len(full), self.mint("Person", full, start))
