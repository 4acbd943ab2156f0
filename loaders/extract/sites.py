"""Prisons, camps and crossings that no list holds: by the head of their name, or by the town they are at."""

import re
from collections.abc import Iterator
from dataclasses import replace

from refoulement.loaders.extract.gazetteer import Gazetteer, fold
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.scene import Candidate
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import (
    NOT_OF_PERSONS,
    ORGANISATION_WORDS,
    UPPER,
    WORD,
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
    r"(?:women's |men's |foreigners' |county |central |high-security |maximum-security |military |provincial "
    r"|immigration )?(?:prison|jail|penitentiary|penal colony)",
    r"(?:(?:border|immigration|migrant|military|police|county|city|provincial|pre-?trial|youth|state security) )*"
    r"(?:detention|removal|holding|processing|internment|correctional|reception|repatriation|deportation|confinement) "
    r"(?:cent(?:er|re)|facility|house|hall|site|station)",
    "immigration (?:cent(?:er|re)|depot)",
    "correctional institution",
    "transitional cent(?:er|re)",
)
_FACILITY = re.compile(
    rf"\b(?P<name>{WORD}(?: (?:No\. ?\d+|{WORD})){{0,3}}) (?P<head>(?i:{_FACILITY_HEAD}))\b(?!s)"
    r"(?: (?:No\. ?\d+|[A-Z]{1,3}-\d+(?:/\d+)?|for (?:foreigners|foreign citizens|foreign nationals|migrants|women)))?"
)
_FACILITY_AT = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|China's|North Korea's) (?:(?!(?:of|for|in) )[a-z]+ )??"
    rf"(?P<head>(?:camp|{_FACILITY_HEAD})(?= at)|prison(?= of)) (?:at|of) (?P<name>{WORD}(?: {WORD}){{0,2}})(?![\w-])"
)
_FACILITIES = re.compile(
    rf"\b(?P<one>{WORD}(?: {WORD})?) and (?P<two>{WORD}(?: {WORD})?) "
    r"(?P<head>camp|prison|jail|(?:immigration )?detention cent(?:er|re)|detention facilit(?:y|ie))s\b"
)
_FACILITY_FOR = re.compile(rf"\b(?P<name>(?:{WORD} ){{0,3}}Detention Cent(?:er|re) for {WORD}(?: {WORD}){{0,2}})")
_CAMP_AT = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|to|from|inside|of|{WORD}'s) (?P<name>{WORD}(?: {WORD})?) (?P<head>[Cc]amp)\b(?! [{UPPER}\\d#])"
)
_A_SITE = re.compile(
    rf"\b(?P<name>{WORD}), (?:an?|the) (?:(?!(?:with|of|in|near|for|and|at|by|to) )[a-z-]+ ){{0,2}}"
    rf"(?P<head>{_FACILITY_HEAD})\b"
    r"(?= (?:in|on|at|near|outside|north|south|east|west|where|that|which|of)\b|[,.;])"
)
_NUMBERED = re.compile(
    r"\b(?P<name>(?:[Rr]e-?[Ee]ducation|[Ll]abou?r|[Pp]rison|[Rr]eform) [Cc]amp (?:No\. ?|Number |#)?\d{1,3})\b"
)
_CROSSINGS = re.compile(
    rf"\b(?P<one>{WORD}(?: {WORD})?) and (?P<two>{WORD}(?: {WORD})?) "
    r"(?:border (?:post|crossing|gate|checkpoint|point)|crossing|checkpoint)s\b"
)
_TOWN = rf"{WORD}(?: {WORD})?(?:-\w+)*"
_CROSSINGS_LISTED = re.compile(
    r"\b(?:crossing points|crossings|border (?:posts|gates|checkpoints)) (?:of|at)"
    rf" (?P<names>{_TOWN}(?:, {_TOWN})*,? and {_TOWN})(?! [{UPPER}])"
)
_CROSSING_APPOSED = re.compile(
    rf"\b(?P<name>{WORD}(?: {WORD})?)(?:,| is| was) (?:the|an?) (?:[a-z]+ ){{0,2}}(?:border )?"
    r"(?:crossing(?: point)?|post)\b(?! of)"
)
_FACILITY_IN = re.compile(
    rf"\b[Tt]he (?:main |new |old |same )?(?P<head>{_FACILITY_HEAD}) in (?P<name>{WORD})\b(?! [{UPPER}]|'s? [{UPPER}])"
)
_STATION = re.compile(rf"\b(?:[Aa]t|[Ii]n) (?:the )?(?P<name>{WORD}(?: {WORD})?) (?P<head>police station)\b")

_CUSTODY = re.compile(
    r"\b(?:held|kept|detain\w*|guards?|inmates?|prisoners?|prison|executed|jailed|imprison\w*|tortur\w*|cells?"
    r"|custody|starv\w+"
    r"|released?|sentenced|labou?r|camps|deported)\b",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(
    rf"\b(?:prison|labou?r|concentration|re-?education) camps?,? (?:such as|like|including|called|known as)"
    rf" (?P<name>{WORD})"
    rf"\b(?! [{UPPER}]| and)"
)
_HELD = re.compile(r"\b(?:held|detained|detainees|cells?|custody|locked up|overnight)\b")
_CAMP_OR_CENTRE = re.compile(
    rf"\b[Tt]he (?P<name>{WORD}(?: {WORD})?) (?P<head>camp|cent(?:er|re)|facility)\b(?! (?:for|of)\b)"
)
_CENTRE_IN = re.compile(rf"\b[Tt]he (?P<head>cent(?:er|re)|facility) (?:in|at) (?P<name>{WORD})\b(?! [{UPPER}])")
_TOWN_CENTRE = re.compile(
    rf"\b(?:the|The|at|in|from) (?P<name>{WORD}) (?P<head>cent(?:er|re)|facility)\b(?! (?:for|of|line|stage|court)\b)"
)
_CROSSING_HEAD = any_of(
    "(?:land |river |border )?crossing(?: point)?", "border (?:post|point|checkpoint|gate|bridge|station)", "land port",
    "customs (?:house|post|office|checkpoint|station|yard)", "international checkpoint",
)  # fmt: skip
_CROSSING = re.compile(rf"\b(?P<name>{WORD}(?:[-/ ]{WORD})?) (?i:{_CROSSING_HEAD})\b(?!s| [{UPPER}])")
_CROSSED_AT = re.compile(rf"\b(?:cross|crossed|across|crossings) at (?P<name>{WORD}(?: {WORD})?)")
_CROSSING_AT = re.compile(
    rf"\b(?:crossing|border (?:post|point|checkpoint|gate|station)|customs (?:house|post|office))"
    rf" (?:at|of|in|called|near) (?P<name>{WORD}(?: {WORD})?)"
    rf"|\bimmigration checkpoint (?:at|of|in) (?P<checked>{WORD}(?: {WORD})?)"
)
_JOINED = re.compile(
    rf"\b(?P<name>[{UPPER}]\w+[-–][{UPPER}]\w+) (?:rail |railway |freight |road )?(?:line|route|link)\b"
)
_BRIDGE = re.compile(rf"\b[Tt]he (?:old |new )?(?P<name>(?:{WORD} ){{1,4}}(?:rail |railway |road )?[Bb]ridge)\b")
NO_TOWN = frozenset(
    (
        "Ala Ariz Ark Calif Colo Conn Fla Ill Ind Kan Mass Mich Minn Miss Mont Neb Nev Okla Ore Tenn Tex Wash Wis Wyo "
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


class Sites:
    """Proposes where people are held and where they cross; the guards are the caller's."""

    def __init__(self, known: Gazetteer, adjectives: set[str]) -> None:
        self.known = known
        self.adjectives = adjectives

    def propose(self, sentence: Sentence) -> Iterator[Candidate]:
        """The prisons and camps of a sentence, then its crossings."""
        yield from self._facilities(sentence)
        yield from self._centres(sentence.text, sentence.start)
        yield from self._crossings(sentence)

    def _facilities(self, sentence: Sentence) -> Iterator[Candidate]:
        text, offset = sentence.text, sentence.start
        for match in _FACILITY.finditer(text):
            name = without_beginning(match["name"])
            if not name or self.is_adjective(name) or re.match(r"(?:A|An|Some|Other)\b", match["name"]):
                continue
            start = match.end("name") - len(name)
            yield self._facility(text[start : match.end()], match["head"], start + offset, match.end() + offset, name)
        for match in _CAMP_OR_CENTRE.finditer(text) if _CUSTODY.search(text) else ():
            name = match["name"]
            if not self.is_adjective(name) and not any(
                w in NOT_OF_PERSONS or w in ORGANISATION_WORDS for w in name.split()
            ):
                start = match.start("name")
                found = self._facility(
                    text[start : match.end()], match["head"], start + offset, match.end() + offset, name
                )
                yield replace(found, aliases=(name,))
        yield from self._camps(text, offset)
        for match in _STATION.finditer(text) if _HELD.search(text) else ():
            name = match["name"]
            if not self.is_adjective(name):
                start, end = match.start("name") + offset, match.end() + offset
                yield Candidate(start, end, "DetentionFacility", f"{name} police station")
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
        for match in _A_SITE.finditer(text):
            if self._is_seat(match["name"]) and not self.is_adjective(match["name"]):
                start, end = match.start("name") + offset, match.end("name") + offset
                found = self._facility(f"{match['name']} {match['head']}", match["head"], start, end, match["name"])
                yield replace(found, aliases=(match["name"],))
        for match in _NUMBERED.finditer(text):
            yield Candidate(match.start() + offset, match.end() + offset, "PrisonCamp", match["name"])
        for match in _FACILITY_FOR.finditer(text):
            name = without_beginning(match["name"])
            yield Candidate(match.end() - len(name) + offset, match.end() + offset, "DetentionCentre", name)
        for match in _FACILITIES.finditer(text) if _CUSTODY.search(text) else ():
            for group in ("one", "two"):
                name = without_beginning(match[group])
                if name and not self.is_adjective(name) and name not in NOT_OF_PERSONS:
                    start, end = match.end(group) - len(name) + offset, match.end(group) + offset
                    yield self._facility(f"{name} {match['head']}", match["head"], start, end, name)
        for match in _SUCH_AS.finditer(text):
            if not self.is_adjective(match["name"]) and not self.is_state(match["name"]):
                start, end = match.start() + offset, match.end("name") + offset
                yield Candidate(start, end, "PrisonCamp", f"{match['name']} camp", (match["name"],))
        for match in _CAMP_AT.finditer(text) if _CUSTODY.search(text) else ():
            name = without_beginning(match["name"])
            if (
                name
                and not self.is_adjective(name)
                and not any(w in NOT_OF_PERSONS or w in ORGANISATION_WORDS for w in name.split())
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
        yield from self._listed(sentence)
        yield from self._lines(sentence)
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

    def _listed(self, sentence: Sentence) -> Iterator[Candidate]:
        """The crossings of a list, but for towns that the gazetteer knows: "the crossing points of X, Y and Z"."""
        for match in _CROSSINGS_LISTED.finditer(sentence.text):
            for part in re.finditer(r"(?P<name>[^,]+?)(?:, and |, | and |$)", match["names"]):
                if self._is_crossed(part["name"]) and not self.known.named(part["name"]):
                    start = sentence.start + match.start("names") + part.start("name")
                    end = min(start + len(part["name"]) + 1, sentence.start + match.end())
                    yield Candidate(start, end, "BorderCrossing", f"{part['name']} crossing", (part["name"],))

    def _lines(self, sentence: Sentence) -> Iterator[Candidate]:
        """The known crossings that lines are told by: "the Tumen-Namyang line"."""
        for match in _JOINED.finditer(sentence.text):
            crossing = next((e.name for e in self.known.named(f"{match['name']} crossing")), None)
            if crossing:
                yield Candidate(
                    sentence.start + match.start(), sentence.start + match.end(), "BorderCrossing", crossing
                )

    def _joins_a_border(self, name: str) -> bool:
        """True for the bridge of a town that a known crossing is at."""
        town = re.fullmatch(r"(?P<town>[A-Z]\w+)(?: border| rail| road)? bridge", name)
        return bool(town and self.known.named(f"{town['town']} crossing"))

    def _is_crossed(self, name: str) -> bool:
        return (
            fold(name.split(maxsplit=1)[0]) not in self.adjectives
            and name not in NOT_OF_PERSONS
            and not self.is_state(name)
        )

    def is_adjective(self, name: str) -> bool:
        """True for a nationality or a state where a name should be."""
        words = name.replace("'s", "").split()
        return all(word.casefold() in self.adjectives or self.is_state(word) for word in words) or self.is_state(
            " ".join(words)
        )

    def _is_seat(self, name: str) -> bool:
        """True where a prison may be named by a place: Tumen is a river too, but a known town."""
        known = any(entity.kind == "Settlement" for entity in self.known.named(name))
        return (known or name not in NO_TOWN) and not self.is_state(name)

    def is_state(self, name: str) -> bool:
        """True for a country's name."""
        name = name.removesuffix("'s")
        return any(entity.kind == "Country" for entity in self.known.named(name))
