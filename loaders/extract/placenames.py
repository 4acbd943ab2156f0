"""Places that no list holds: prisons and crossings by their head, towns and provinces by the words around them."""

import re
from collections.abc import Iterator
from dataclasses import replace

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

_CAMP = (
    r"(?:(?:political|military|women's|labou?r|re-?education|reform|prison|internment|concentration|detention|holding|transit"
    r"|training) )*"
)
_FACILITY_HEAD = any_of(
    rf"{_CAMP}(?:prison camp|labou?r camp|re-?education camp|reform camp|internment camp|concentration camp"
    rf"|detention camp"
    r"|holding camp|transit camp|labou?r training camp|kyohwaso|kwanliso|gulag)",
    r"(?:women's |men's |county |central |high-security |maximum-security |military |provincial )?(?:prison|jail"
    r"|penitentiary)",
    r"(?:(?:border|immigration|migrant|military|police|county|city|provincial|pre-?trial|youth|state security) )*"
    r"(?:detention|removal|holding|processing|internment|correctional|reception) "
    r"(?:cent(?:er|re)|facility|house|hall|site)",
)
_FACILITY = re.compile(
    rf"\b(?P<name>{WORD}(?: (?:No\. ?\d+|{WORD})){{0,3}}) (?P<head>(?i:{_FACILITY_HEAD}))\b(?!s)"
    r"(?: (?:No\. ?\d+|[A-Z]{1,3}-\d+(?:/\d+)?))?"
)
_FACILITY_AT = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|China's|North Korea's) (?:notorious |infamous |main |huge |sprawling |new |old |same )?"
    rf"(?P<head>(?:camp|{_FACILITY_HEAD})(?= at)|prison(?= of)) (?:at|of) (?P<name>{WORD})(?! [{UPPER}])"
)
_FACILITIES = re.compile(
    rf"\b(?P<one>{WORD}(?: {WORD})?) and (?P<two>{WORD}(?: {WORD})?) "
    r"(?P<head>camp|prison|jail|(?:immigration )?detention cent(?:er|re)|detention facilit(?:y|ie))s\b"
)
_FACILITY_FOR = re.compile(
    rf"\b(?P<name>(?:{WORD} ){{0,3}}Detention Cent(?:er|re) for {WORD}(?: {WORD}){{0,2}})"
)
_CAMP_AT = re.compile(rf"\b(?:[Ii]n|[Aa]t|to|from|inside|of) (?P<name>{WORD}(?: {WORD})?) (?P<head>camp)\b")
_NUMBERED = re.compile(
    r"\b(?P<name>(?:[Rr]e-?[Ee]ducation|[Ll]abou?r|[Pp]rison|[Rr]eform) [Cc]amp (?:No\. ?|Number |#)?\d{1,3})\b"
)
_CROSSINGS = re.compile(
    rf"\b(?P<one>{WORD}(?: {WORD})?) and (?P<two>{WORD}(?: {WORD})?) "
    r"(?:border (?:post|crossing|gate|checkpoint|point)|crossing|checkpoint)s\b"
)
_CROSSING_APPOSED = re.compile(
    rf"\b(?P<name>{WORD}(?: {WORD})?), (?:the|an?) (?:[a-z]+ ){{0,2}}(?:border )?(?:crossing(?: point)?|post)\b(?! of)"
)
_FACILITY_IN = re.compile(
    rf"\b[Tt]he (?:main |new |old |same )?(?P<head>{_FACILITY_HEAD}) in (?P<name>{WORD})\b(?! [{UPPER}]|'s? [{UPPER}])"
)
_CUSTODY = re.compile(
    r"\b(?:held|detain\w*|guards?|inmates?|prisoners?|prison|executed|jailed|imprison\w*|tortur\w*|cells?"
    r"|custody|starv\w+"
    r"|released?|sentenced|labou?r|camps|deported)\b",
    re.IGNORECASE,
)
_CAMP_OR_CENTRE = re.compile(
    rf"\b[Tt]he (?P<name>{WORD}(?: {WORD})?) (?P<head>camp|cent(?:er|re)|facility)\b(?! (?:for|of)\b)"
)
_CENTRE_IN = re.compile(rf"\b[Tt]he (?P<head>cent(?:er|re)|facility) (?:in|at) (?P<name>{WORD})\b(?! [{UPPER}])")
_TOWN_CENTRE = re.compile(
    rf"\b(?:the|The|at|in|from) (?P<name>{WORD}) (?P<head>cent(?:er|re)|facility)\b(?! (?:for|of|line|stage|court)\b)"
)
_CROSSING_HEAD = any_of(
    "(?:land |river |border )?crossing(?: point)?", "border (?:post|point|checkpoint|gate|bridge|station)", "land port",
    "customs (?:house|post|office|checkpoint|station|yard)",
)  # fmt: skip
_CROSSING = re.compile(rf"\b(?P<name>{WORD}(?:[-/ ]{WORD})?) (?i:{_CROSSING_HEAD})\b(?!s| [{UPPER}])")
_CROSSED_AT = re.compile(rf"\b(?:cross|crossed|across|crossings) at (?P<name>{WORD}(?: {WORD})?)")
_CROSSING_AT = re.compile(
    rf"\b(?:crossing|border (?:post|point|checkpoint|gate)|customs (?:house|post|office)) (?:at|of|in|called|near)"
    rf" (?P<name>{WORD}(?: {WORD})?)"
    rf"|\bimmigration checkpoint (?:at|of|in) (?P<checked>{WORD}(?: {WORD})?)"
)
_WITHIN = re.compile(
    rf"\b(?:[{UPPER}]\w+|city|county|province|capital|town|port|region)'s? (?P<name>{WORD}(?: {WORD})?) "
    r"(?:district|village|neighbou?rhood|[Ww]ard|quarter|township|county|District)\b"
)
_HEAD_AFTER = re.compile(r" (?:County|District|City|Ward|Township|Village|Town|Municipality)\b")
_FLED = re.compile(
    rf"\b(?:fled|fleeing|left|leaving|reach|reaching) (?P<name>{WORD}(?: {WORD}){{0,2}})(?=[,.;]| to\b| (?:in|on) )"
)
_BRIDGE = re.compile(rf"\b[Tt]he (?:old |new )?(?P<name>(?:{WORD} ){{1,4}}(?:rail |railway |road )?[Bb]ridge)\b")

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
    "each", "every", "now", "then", "once", "around", "about", "under", "against",
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
_NO_TOWN = frozenset(
    (
        "English French German Spanish Russian Arabic Turkish Persian Urdu Hindi Pashto Dari Uyghur Mandarin "
        "Cantonese Hangul "
        "Congress Parliament Covid God Heaven Hell Christ Jesus Christmas Easter Ramadan Lent Spring Summer Autumn "
        "Winter "
        "Facebook Twitter Telegram WeChat Kakao YouTube Instagram WhatsApp Zoom Skype Google Church Bible Scripture "
        "Asia "
        "Europe Africa America Oceania Antarctica Eurasia Mekong Yalu Tumen Amnok Duman Massacre Himalaya Pacific "
        "Atlantic "
        "Juche Songun Islam Buddhism Christianity Court State Power Office Custody Mass Act Section Article Chapter "
        "Figure "
        "Table Part Appendix Annex Resolution Phase Stage Level Room Cell Block Building Hall Gate Terminal Platform "
        "Line "
        "Internet Web Cabinet Customs Immigration Interpol Day Night Morning House Senate Schengen Kremlin Pentagon "
        "Confucius Marx Lenin Mao Stalin Bowibu Chuseok Seollal Tet Songkran Diwali Yuan Won Baht Dollars Euros "
        "Station Airport Bridge Street Hotel Market Plaza Tower Garden Park University Liberation "
        "Independence Foundation Sunday Earth Moon Mars Sun Level Jong Special Operation Operations"
    ).split()
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

    def propose(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        """Facilities and crossings first: their names hold towns'."""
        yield from self._facilities(sentence)
        yield from self._centres(sentence.text, sentence.start)
        yield from self._crossings(sentence)
        yield from self._regions(sentence)
        yield from self._towns(sentence, named)

    def _facilities(self, sentence: Sentence) -> Iterator[Candidate]:
        text, offset = sentence.text, sentence.start
        for match in _FACILITY.finditer(text):
            name = without_beginning(match["name"])
            if not name or self._is_adjective(name) or re.match(r"(?:A|An|Some|Other)\b", match["name"]):
                continue
            start = match.end("name") - len(name)
            yield self._facility(text[start : match.end()], match["head"], start + offset, match.end() + offset, name)
        for match in _CAMP_OR_CENTRE.finditer(text) if _CUSTODY.search(text) else ():
            name = match["name"]
            if not self._is_adjective(name) and not any(
                w in NOT_OF_PERSONS or w in ORGANISATION_WORDS for w in name.split()
            ):
                start = match.start("name")
                found = self._facility(
                    text[start : match.end()], match["head"], start + offset, match.end() + offset, name
                )
                yield replace(found, aliases=(name,))
        yield from self._camps(text, offset)
        for match in _FACILITY_IN.finditer(text):
            if self._is_seat(match["name"]):
                head, name = match["head"], match["name"]
                start, end = (match.start("head") + offset, match.end("head") + offset)
                found = self._facility(f"{name} {head}", head, start, end, name)
                yield replace(found, aliases=(*found.aliases, f"{head} in {name}"))
        for match in _FACILITY_AT.finditer(text):
            head, name = match["head"], match["name"]
            if fold(name) not in self.adjectives and self._is_seat(name):
                start = match.start("head") + offset
                known = self.known.named(name) and "camp" not in head  # a town beside its prison, not a camp called so
                end = match.end("head") if known else match.end()
                found = self._facility(f"{name} {head}", head, start, end + offset, name)
                yield replace(found, aliases=(*found.aliases, match.group()[match.group().index(head) :]))

    def _camps(self, text: str, offset: int) -> Iterator[Candidate]:
        """Camps and prisons by number, in pairs, and without an article: "Testa camp"."""
        for match in _NUMBERED.finditer(text):
            yield Candidate(match.start() + offset, match.end() + offset, "PrisonCamp", match["name"])
        for match in _FACILITY_FOR.finditer(text):
            name = without_beginning(match["name"])
            yield Candidate(match.end() - len(name) + offset, match.end() + offset, "DetentionCentre", name)
        for match in _FACILITIES.finditer(text) if _CUSTODY.search(text) else ():
            for group in ("one", "two"):
                name = without_beginning(match[group])
                if name and not self._is_adjective(name) and name not in NOT_OF_PERSONS:
                    start, end = match.end(group) - len(name) + offset, match.end(group) + offset
                    yield self._facility(f"{name} {match['head']}", match["head"], start, end, name)
        for match in _CAMP_AT.finditer(text) if _CUSTODY.search(text) else ():
            name = without_beginning(match["name"])
            if name and not self._is_adjective(name) and not any(
                w in NOT_OF_PERSONS or w in ORGANISATION_WORDS for w in name.split()
            ):
                start = match.end("name") - len(name) + offset
                yield self._facility(f"{name} camp", "camp", start, match.end() + offset, name)

    def _centres(self, text: str, offset: int) -> Iterator[Candidate]:
        """The centres and facilities of known towns, where people are held: "the Tumen facility"."""
        for match in _CENTRE_IN.finditer(text) if _CUSTODY.search(text) else ():
            head, name = match["head"], match["name"]
            if any(entity.kind == "Settlement" for entity in self.known.named(name)):
                start = match.start("head") + offset
                others = (f"{name} detention centre", f"{name} detention center", f"{head} in {name}")
                yield Candidate(
                    start, match.end("head") + offset, "DetentionCentre", f"{name} detention {head}", others
                )
        for match in _TOWN_CENTRE.finditer(text):
            head, name = match["head"], match["name"]
            known = any(entity.kind == "Settlement" for entity in self.known.named(name))
            if known and (head == "facility" or _CUSTODY.search(text)):
                others = (f"{name} detention centre", f"{name} detention center", f"{name} {head}")
                full = f"{name} detention {head}"
                yield Candidate(match.start("name") + offset, match.end() + offset, "DetentionCentre", full, others)

    def _facility(self, full: str, head: str, start: int, end: int, name: str) -> Candidate:
        head = head.casefold()
        kind = (
            "PrisonCamp"
            if "camp" in head
            else "Prison"
            if re.search("prison|jail|penitentiary", head)
            else "DetentionCentre"
        )
        return Candidate(start, end, kind, full, (name,) if kind == "PrisonCamp" else ())

    def _crossings(self, sentence: Sentence) -> Iterator[Candidate]:
        for match in _CROSSINGS.finditer(sentence.text):
            for side in ("one", "two"):
                name = without_beginning(match[side])
                if name and self._is_crossed(name):
                    # up to "and" or the noun: the longer stretch, so that it goes before the town's name alone
                    end = match.end() if side == "two" else match.end(side) + len(" and")
                    start = match.end(side) - len(name)
                    offset = sentence.start
                    yield Candidate(start + offset, end + offset, "BorderCrossing", f"{name} crossing", (name,))
        for pattern in (_CROSSING, _CROSSING_AT, _CROSSED_AT, _CROSSING_APPOSED):
            for match in pattern.finditer(sentence.text):
                group = "name" if match["name"] else "checked"
                name = without_beginning(match[group])
                if not name or not self._is_crossed(name):
                    continue
                start = match.start() if pattern is _CROSSING_AT else match.end(group) - len(name)
                end = match.end() if pattern is _CROSSING else match.end(group)
                yield Candidate(
                    sentence.start + start, sentence.start + end, "BorderCrossing", f"{name} crossing", (name,)
                )
        for match in _BRIDGE.finditer(sentence.text):
            joined = re.fullmatch(r"([A-Z]\w+)-([A-Z]\w+) [Bb]ridge", match["name"])
            if joined and all(self.known.named(side) for side in joined.groups()):
                name = match["name"].rsplit(" ", 1)[0]
                start, end = sentence.start + match.start("name"), sentence.start + match.end()
                yield Candidate(start, end, "BorderCrossing", f"{name} crossing")
            elif self._joins_a_border(match["name"]):
                town = match["name"].split()[0]
                start = sentence.start + match.start("name")
                yield Candidate(
                    start, sentence.start + match.end(), "BorderCrossing", f"{town} bridge", (f"{town} crossing",)
                )
            elif re.search(r"\b(?:Friendship|River)\b", match["name"]):
                start = sentence.start + match.start("name")
                yield Candidate(start, sentence.start + match.end(), "BorderCrossing", match["name"])

    def _joins_a_border(self, name: str) -> bool:
        """True for the bridge of a town that a known crossing is at."""
        town = re.fullmatch(r"(?P<town>[A-Z]\w+)(?: border| rail| road)? bridge", name)
        return bool(town and self.known.named(f"{town['town']} crossing"))

    def _is_crossed(self, name: str) -> bool:
        return (
            fold(name.split(maxsplit=1)[0]) not in self.adjectives
            and name not in NOT_OF_PERSONS
            and not self._is_state(name)
        )

    def _regions(self, sentence: Sentence) -> Iterator[Candidate]:
        for pattern in (_REGION, _REGION_OF, _GOVERNED, _SHIRE):
            for match in pattern.finditer(sentence.text):
                name = without_beginning(match["name"])
                if name and not self._is_adjective(name) and not self._is_state(name) and "'" not in name[-2:]:
                    start = match.end("name") - len(name)
                    head = sentence.text[match.end("name") : match.end()]
                    if head.strip().casefold() == "region" and any(word in _NO_TOWN for word in name.split()):
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
                (w in NOT_OF_PERSONS and w not in ("San", "Port", "New")) or w in _NO_TOWN or w in ORGANISATION_WORDS
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

    def _is_adjective(self, name: str) -> bool:
        words = name.replace("'s", "").split()
        return all(word.casefold() in self.adjectives or self._is_state(word) for word in words) or self._is_state(
            " ".join(words)
        )

    def _is_seat(self, name: str) -> bool:
        """True where a prison may be named by a place: Tumen is a river too, but a known town."""
        known = any(entity.kind == "Settlement" for entity in self.known.named(name))
        return (known or name not in _NO_TOWN) and not self._is_state(name)

    def _is_state(self, name: str) -> bool:
        name = name.removesuffix("'s")
        return any(entity.kind == "Country" for entity in self.known.named(name))
