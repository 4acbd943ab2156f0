"""Places that no list holds: towns and provinces by the words around them, prisons and crossings beside them."""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.gazetteer import Gazetteer, fold
from refoulement.loaders.extract.given import GIVEN
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.persons import TITLES
from refoulement.loaders.extract.scene import Candidate, Named
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import (
    HONORIFICS,
    KOREAN_GIVEN,
    NOT_OF_PERSONS,
    ORGANISATION_WORDS,
    RANKS,
    UPPER,
    WORD,
    family_first,
    without_beginning,
)
from refoulement.loaders.extract.sites import NO_TOWN, Sites

_WITHIN = re.compile(
    rf"\b(?:[{UPPER}]\w+|city|county|province|capital|town|port|region)'s? (?P<name>{WORD}(?: {WORD})?) "
    r"(?:district|village|neighbou?rhood|[Ww]ard|quarter|township|county|District)\b"
)
_HEAD_AFTER = re.compile(r" (?:County|District|City|Ward|Township|Village|Town|Municipality)\b")
_FLED = re.compile(
    rf"\b(?:fled|fleeing|left|leaving|reach|reaching) (?P<name>{WORD}(?: {WORD}){{0,2}})(?=[,.;]| to\b| (?:in|on) )"
)

_NAME = rf"(?P<name>{WORD}(?: {WORD}){{0,2}})"
_REGION_HEAD = any_of("[Pp]rovince", "[Rr]egion", "[Pp]refecture", "[Oo]blast", "[Kk]rai", "[Vv]oivodeship")
_TOWN_HEAD = any_of(
    "[Cc]ounty", "[Dd]istrict", "[Cc]ity", "[Tt]own(?:ship)?", "[Vv]illage", "[Mm]unicipality", "[Pp]ort"
)
_REGION = re.compile(rf"{_NAME} {_REGION_HEAD}\b")
_TOWN = re.compile(rf"\b(?:in|at|on|near|of|from|to|through|outside|around) (?:the )?{_NAME} {_TOWN_HEAD}\b")
_TOWN_OF = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|villages?|district|county|port|suburb|township|hamlet|settlement|outskirts"
    r"|neighbou?rhood|capital)"
    rf",? (?:of |called |named )?{_NAME}"
)
_GOVERNED = re.compile(rf"\b(?:^|[a-z,] ){_NAME} governor\b")
_SHIRE = re.compile(r"\b(?P<name>(?!Hampshire)[A-Z][a-z]+shire)\b")
_REGION_OF = re.compile(rf"\b(?:province|prefecture|region|state) of {_NAME}")
_PLACED = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|from|through|to|outside|reached|of|via) {_NAME}, (?:in |near )?(?:the )?(?=[{UPPER}])"
)
_PLAIN_WORD = any_of(
    "on", "in", "after", "before", "and", "to", "for", "when", "where", "by", "last", "with", "have", "had", "were",
    "was",
    "are", "is", "has", "until", "since", "this", "that", "while", "at", "who", "during", "from", "because", "as",
    "over",
    "early", "late", "alone", "between", "without", "or", "but", "said", "yesterday", "today", "through", "via", "who",
    "each", "every", "now", "then", "once", "around", "about", "under", "against", "did", "does", "do", "could", "can",
    "would", "will", "should", "may", "might", "must", "which", "not", "than", "if", "so", "again", "only",
)  # fmt: skip
_END = rf"(?=[,.;:)]|$| -|\"| {_PLAIN_WORD}\b)"
_IN_TOWN = re.compile(rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|reached|entered|[Aa]round) {_NAME}{_END}")
_BORN_IN = re.compile(
    r"\b(?:born|raised|arrested|detained|held|caught|jailed|stopped|intercepted|seized|hiding|living|lived|lives"
    r"|stranded"
    r"|disembarked|landed|based|stayed|camped|gathered|met|hid|died|shot|killed|buried|put out)"
    rf"(?: \w+){{0,2}}? at {_NAME}{_END}"
)
_GOING = any_of(
    "flown", "flew", "fly", "moved", "move", "taken", "driven", "drove", "drive", "sent", "walked", "walk", "bussed",
    "bused",
    "travel(?:l?ed)?", "went", "go", "gone", "came", "come", "fled", "flee", "escaped", "transferred", "transported",
    "deported", "returned", "brought", "ran", "run", "journey", "bus", "train", "flight", "ride", "rode", "ferry",
    "road",
    "truck", "lorry", "march(?:ed)?", "carried", "headed", "way", "back", "crossed", "cross", "led", "escorted",
    "trucked",
)  # fmt: skip
_TO_TOWN = re.compile(rf"\b{_GOING}(?: \w+){{0,4}}? (?:to|through|from|via|for|into|towards?|as far as) {_NAME}{_END}")
_AT = re.compile(
    rf"\bat {_NAME}(?=[,.;:)]|$| (?:on|in|and|to|before|after|since|last|has|have|had|was|were|who|where|said"
    rf"|shot|this|that|by|under)\b)"
)
_PERSON_FROM = re.compile(
    r"\b(?:man|woman|men|women|boy|girl|refugees?|defectors?|escapees?|missionary|pastor|farmer|trader|student"
    r"|teacher|worker"
    r"|dentist|doctor|soldier|fisherm[ae]n|accountant|broker|guide|father|mother|couple|family|families|native|year-old"
    rf"|people|residents?|villagers|nurse|engineer|prisoners?|merchants?|(?:she|he) (?:is|was"
    rf"|came)) (?:\w+ )?from {_NAME}{_END}"
)
_PLAIN_NAME = re.compile(
    rf"(?!\w*[A-Z]{{2}})(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s|[Aa]r)-)?[{UPPER}][^\W\d_]*(?:['-][^\W\d_]+)*"
)


_BESIDE = re.compile(rf"(?:,|,? and|,? or) (?:in |at |from |to |near )?{_NAME}{_END}")


_HOLDS_OFFICE = re.compile(
    r"\b(?i:mayor|governor|head|chief|bishop|archbishop|prefect|headman|director|commander|administrator|resident"
    r"|native|priest|imam) (?:of|in|at|for) $"
)
_LISTED = re.compile(rf",? (?:and|or) |, [{UPPER}]|[.;)]|$")


class Places:
    """Proposes the places of sentences; the guards are the caller's."""

    def __init__(self, known: Gazetteer, adjectives: set[str]) -> None:
        self.known = known
        self.adjectives = adjectives
        self.sites = Sites(known, adjectives)

    def propose(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        """Facilities and crossings first: their names hold towns'."""
        yield from self.sites.propose(sentence)
        yield from self._regions(sentence)
        yield from self._towns(sentence, named)

    def _regions(self, sentence: Sentence) -> Iterator[Candidate]:
        for pattern in (_REGION, _REGION_OF, _GOVERNED, _SHIRE):
            for match in pattern.finditer(sentence.text):
                name = without_beginning(match["name"])
                if (
                    name
                    and not self.sites.is_adjective(name)
                    and not self.sites.is_state(name)
                    and "'" not in name[-2:]
                ):
                    start = match.end("name") - len(name)
                    head = sentence.text[match.end("name") : match.end()]
                    if head.strip().casefold() == "region" and any(
                        w in NO_TOWN or w in NOT_OF_PERSONS for w in name.split()
                    ):
                        continue
                    others = (f"{name} Province", f"{name}{head}")
                    yield Candidate(sentence.start + start, sentence.start + match.end(), "Region", name, others)

    def _towns(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        text, offset = sentence.text, sentence.start
        places = {other.start - offset for other in named if other.entity.kind in ("Country", "Region", "Settlement")}
        for match in _PLACED.finditer(text):
            if match.end() in places and self._is_town(match["name"]):
                start = offset + match.start("name")
                yield Candidate(start, start + len(match["name"]), "Settlement", match["name"])
        for pattern in (_TOWN, _TOWN_OF, _WITHIN, _FLED, _IN_TOWN, _BORN_IN, _TO_TOWN, _PERSON_FROM, _AT):
            for match in pattern.finditer(text):
                told = pattern is _TOWN_OF  # "the district of Chu Se" is no person's name
                if self._is_town(match["name"], told=told) and not (told and match["name"][0].islower()):
                    start = offset + match.start("name")
                    name = match["name"]
                    full = _HEAD_AFTER.match(text, match.end("name"))
                    others = (name + full.group(),) if full else ()
                    yield Candidate(start, start + len(name), "Settlement", name, others)

    def beside(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        """The towns that follow a place in a list: "around Kassala and X", "at X, at Y and at Z"."""
        text, offset = sentence.text, sentence.start
        for other in named:
            if other.entity.kind not in ("Settlement", "Region", "BorderCrossing"):
                continue
            if _HOLDS_OFFICE.search(text[: other.start - offset]):  # "the mayor of Testa, Anna Muster"
                continue
            match = _BESIDE.match(text, other.end - offset)
            listed = match and (
                match.group().startswith((" and", " or", ", and", ", or")) or _LISTED.match(text, match.end())
            )
            if match and listed and self._is_town(match["name"]):
                start = offset + match.start("name")
                yield Candidate(start, start + len(match["name"]), "Settlement", match["name"])

    def _is_town(self, name: str, *, told: bool = False) -> bool:
        words = name.split()
        return (
            all(_PLAIN_NAME.fullmatch(word) for word in words)
            and len(words[0]) > 2
            and not any(
                (w in NOT_OF_PERSONS and w not in ("San", "Port", "New")) or w in NO_TOWN or w in ORGANISATION_WORDS
                for w in words
            )
            and words[0] not in GIVEN
            and not (words[0] in TITLES or HONORIFICS.fullmatch(words[0]) or RANKS.fullmatch(words[0]))
            and (told or not family_first(words))
            and not any("-" in word and KOREAN_GIVEN.fullmatch(word) for word in words[1:])
            and not any(
                fold(word) in self.adjectives or fold(word).removesuffix("s") in self.adjectives for word in words
            )
        )
