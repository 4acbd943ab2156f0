"""Organisations that no list holds: by the head of their name, by their description, by who speaks for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.given import GIVEN
from refoulement.loaders.extract.lexicon import ROLE_NOUN, SPEECH, any_of
from refoulement.loaders.extract.scene import Candidate, Named
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import (
    BEGINNINGS,
    CHAIN,
    CHAIN_BODY,
    DAYS_AND_MONTHS,
    HONORIFICS,
    KOREAN_GIVEN,
    ORGANISATION_WORDS,
    RANKS,
    family_first,
)

_HEADS = {
    "GovernmentBody": (
        "Agency Commission Parliament Senate Congress Administration Department Ministry Directorate Police Army Navy "
        "Secretariat Authority Governorate Assembly Bundestag Guard Guards Command Court Prosecutors "
        "Embassy Consulate Bureau Board Subcommittee Government Enforcement Tribunal Legislature Prefecture "
        "Inspectorate"
    ),
    "MediaOutlet": (
        "Times Post News Daily Ilbo Shimbun Herald Journal TV Television Radio Press Sinmun Shinmun Gazette Tribune "
        "Weekly "
        "Magazine Broadcasting Online Telegraph Mirror Standard Observer Courier Sinbo Bulletin Chronicle Newsroom Wire"
    ),
    "PoliticalParty": "Party",
    "InternationalBody": "Nations",
    "Organisation": (
        "Group Committee Foundation Institute Association University Council Center Centre Union International "
        "Organization Organisation Federation Church Initiative Society Forum Front Office Corps Database Project Fund "
        "Service Services Bar Hospital Clinic Bank College School Academy Company Corporation Corp Inc Ltd Laboratory "
        "Library Museum Studies Observatory Partnership Trust Partners Archive Archives Airlines Airways Seminary "
        "Temple "
        "Cathedral Monastery Parish Ministries Chamber Confederation Panel Taskforce Team Cooperative Congregation "
        "League "
        "Network Coalition Alliance Watch Movement Campaign Lifeline Monitor Solidarity Defenders Lawyers Mission "
        "Rescue "
        "Survivors Advocates Volunteers Refuge Shelter Study Desk Station Consortium Collective Research Consulting "
        "Tours Travel Industries Group Holdings Club Legion Brigade"
    ),
}
HEADS = {head: kind for kind, heads in _HEADS.items() for head in heads.split()}
_LEADING = frozenset(
    (
        "University Institute Ministry Department Office Directorate Bureau Committee Council Commission Association "
        "Organization Organisation Federation Center Centre Coalition Campaign Society Bank Church Court Board Academy "
        "Governorate Congress Parliament Union League Network Alliance Foundation Group Database Museum Library "
        "General "
        "Campaigners Embassy Consulate Lawyers Mission Movement Forum Initiative Project Fund Agency Authority Service "
        "Defenders Confederation Party Bar Secretariat Administration Subcommittee Government Study Studies"
    ).split()
)  # heads that "of", "for", "on" … may follow
_NEVER = re.compile(
    r"Convention |(?:Soviet|European|African|Western) Union|Belt and Road|Human Rights (?:Act|Day|Week)"
    r"|Communist Party Congress"
    r"|(?:Party|National) Congress|Security Service|World Service|First Press|Joint Press|Cold War|Red Army Choir"
)
_GROUP = any_of(
    "group", "organi[sz]ation", "NGO", "charity", "think tank", "watchdog", "coalition", "network", "newspaper",
    "broadcaster", "news agency", "news site", "website", "magazine", "outlet", "nonprofit", "non-profit", "company",
    "firm", "ministry", "church", "foundation", "institute", "federation", "association", "alliance", "agency",
    "monitor",
    "collective", "movement", "union", "daily", "tabloid", "portal", "weekly", "station", "channel", "airline",
    "militia",
    "initiative", "shelter", "mission", "clinic", "consultancy", "operator", "publication", "journal",
)  # fmt: skip
_INTRODUCED = re.compile(
    rf"\b(?:{_GROUP}|initiative|programme|studios of)(?: called| named"
    rf"| known as)?,? (?:the )?(?P<name>{CHAIN_BODY})(?: (?P<number>\d{{1,2}})\b)?(?!\w)"
)
_DESCRIBED = re.compile(
    rf"(?P<name>{CHAIN_BODY})(?: \([A-Z][A-Za-z]{{1,7}}\))?"
    rf"(?:, (?:which |an? (?:[\w'-]+ ){{0,6}}?{_GROUP}\b|the (?:[\w'-]+ ){{0,4}}?{_GROUP}\b)"
    r"| (?:said|says|wrote|announced) in (?:a|its) (?:\w+ ){0,2}(?:statement|report|bulletin|release|newsletter"
    r"|dispatch)"
    rf"|, {_GROUP}\b)"
)
_EMPLOYS = re.compile(
    rf"\b(?:{ROLE_NOUN}|volunteer|worker|nurse|doctor|lecturer|engineer|teacher|editor|correspondent|caseworker|"
    rf"sociologist|scientist|intern|trustee|staff|employee) (?:at|with|for|from|of) (?:the )?(?P<name>{CHAIN_BODY})"
)
_CREDITED = re.compile(
    r"\b(?:[Aa]ccording to|(?:[Rr]eports?|[Ss]urvey|[Ss]tudy|[Ss]tatement|[Dd]ata|[Ff]igures|[Ee]stimates?|[Rr]esearch"
    rf"|[Ii]nterview|[Dd]ispatch|[Bb]riefing|[Tt]ally|[Cc]ount) (?:by|from"
    rf"|with)) (?:the )?(?P<name>{CHAIN_BODY})(?='s|[,.;]| \()"
)
_TELLS = re.compile(rf"^(?: \([A-Z]{{2,8}}\))?(?: (?:also|has|had|have))? {SPEECH}\b|^'s\b")
_CAPITALS = re.compile(rf"\b(?:{_GROUP}|initials|acronym),? (?:the )?(?P<name>[A-Z]{{3,6}})\b(?! [A-Z])")
_BRACKETED = re.compile(r" ?\((?:the |or )?\"?(?P<acronym>[A-Z][A-Za-z&]{0,6}[A-Z])\"?(?:\)|[,;])")
_LINKED = re.compile(r"-(?:based|led|backed|run|funded|born|controlled|affiliated|listed)$")
_OWNERS = frozenset(
    ("People", "Children", "Women", "Men", "Workers", "King", "Queen", "Lord", "Mother", "Father", "Nature")
)
_TITLES = frozenset(
    (
        "President Minister Premier Chancellor Ambassador Secretary Envoy Representative Commissioner Rapporteur "
        "Director "
        "Chairman Chairwoman Chair Leader Speaker Rep Sen Gov Senator Congressman Congresswoman Governor Mayor Judge "
        "Pastor Advocate Professor Lord Baroness King Queen Prince Pope Spokesman Spokeswoman Spokesperson Chief "
        "Attorney"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    bare: str  # without its possessive


def acronym_after(flat: str, end: int) -> str | None:
    """The short name that brackets right after a name introduce."""
    match = _BRACKETED.match(flat, end)
    return match["acronym"] if match else None


def _fits(acronym: str, name: str) -> bool:
    """True where an acronym's letters are, in order, those that the name's words begin with."""
    letters = iter(word[0].upper() for word in re.findall(r"\w+", name))
    return acronym.isupper() and len(acronym) >= 3 and all(letter in letters for letter in acronym)


def _words(match: re.Match[str]) -> list[_Word]:
    offset = match.start()
    found = [
        _Word(w.start() + offset, w.end() + offset, w.group(), w.group()) for w in re.finditer(r"\S+", match.group())
    ]
    return [_Word(w.start, w.end, w.text, re.sub(r"'s?$", "", w.text)) for w in found]


def _personal(words: list[_Word]) -> bool:
    """True where words name a person: with a title, a given name, or a Korean or Chinese family name first."""
    plain = [word.bare for word in words if word.text[0].isupper()]
    if not plain:
        return False
    first = plain[0]
    if "-" in first and KOREAN_GIVEN.fullmatch(first):
        return True
    return (
        first in GIVEN
        or any(word.rstrip(".") in _TITLES for word in plain)
        or (len(plain) > 1 and bool(HONORIFICS.fullmatch(first) or RANKS.fullmatch(first)))
        or (len(plain) == 2 and family_first(plain))
        or bool(len(plain) > 1 and KOREAN_GIVEN.fullmatch(plain[1]) and "-" in plain[1])
    )


def _pieces(words: list[_Word], taken: list[tuple[int, int]]) -> Iterator[list[_Word]]:
    """A chain cut at the names already taken, at "and the", and where "and" joins two whole names."""
    piece: list[_Word] = []
    for index, word in enumerate(words):
        covered = any(start < word.end and word.start < end for start, end in taken)
        following = words[index + 1].text if index + 1 < len(words) else ""
        joins = word.text in ("and", "&") and (
            following == "the" or (any(w.bare in HEADS for w in piece) and not _in_tail(piece, words[index + 1 :]))
        )
        if covered or joins:
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _in_tail(piece: list[_Word], following: list[_Word]) -> bool:
    """True where "and" goes on with what an organisation is of or for, and joins no second organisation."""
    heads = [index for index, word in enumerate(piece) if word.bare in HEADS]
    tail = piece[heads[0] + 1 :]
    leads = any(word.text in ("of", "for", "on", "against", "to") for word in tail)
    nearby = [word.bare for word in following[:4]]
    return leads and not any(word in HEADS for word in nearby)


def _trimmed(piece: list[_Word]) -> list[_Word]:
    """A piece without what only leads up to a name or trails after it."""
    while piece and (
        piece[0].text[0].islower()
        or piece[0].text == "&"
        or piece[0].bare in BEGINNINGS
        or _LINKED.search(piece[0].text)
    ):
        piece = piece[1:]
    while piece and (piece[-1].text[0].islower() or piece[-1].text == "&" or piece[-1].bare in DAYS_AND_MONTHS):
        piece = piece[:-1]
    return piece


def _core(piece: list[_Word]) -> list[_Word]:
    """The words of a piece that are the name of an organisation with a head; none where it has no head."""
    piece = _trimmed(piece)
    for index, word in enumerate(piece):  # "Advocate X of the Y Forum", "in Seoul on the Y Committee"
        left = piece[:index]
        headed = any(other.bare in HEADS for other in left)
        cuts = word.text in ("in", "to", "on") or (word.text == "of" and _personal(left))
        if cuts and not headed and any(other.bare in HEADS for other in piece[index:]):
            return _core(piece[index + 1 :])
        possessive = word.text != word.bare and word.text.endswith("'s") and index + 1 < len(piece)
        if possessive and not headed and index == 0 and word.bare not in _OWNERS:
            return _core(piece[index + 1 :])
    heads = [index for index, word in enumerate(piece) if word.bare in HEADS]
    if not heads:
        return []
    end = heads[0] if piece[heads[0]].bare in _LEADING else heads[-1]
    while end + 1 < len(piece) and piece[end + 1].text[0].isupper():
        end += 1
    if any(piece[head].bare in _LEADING for head in heads if head <= end):
        end = _with_tail(piece, end)
    last = [head for head in heads if head <= end]
    return _trimmed(piece[: (end if _has_joiner(piece[last[0] : end + 1]) else last[-1]) + 1])


def _has_joiner(words: list[_Word]) -> bool:
    return any(word.text in ("of", "for", "on", "against", "to") for word in words)


def _with_tail(piece: list[_Word], end: int) -> int:
    """Where a name ends that goes on with what its bearer is of or for."""
    reach = end
    index = end + 1
    if index + 1 >= len(piece) or piece[index].text not in ("of", "for", "on", "against", "to"):
        return end
    if piece[index].text == "to" and piece[index + 1].text == "the":
        return end
    while index < len(piece):
        text = piece[index].text
        if text == "in":
            rights = piece[index - 1].bare in ("Rights", "Democracy", "Freedom", "Refugees", "Justice")
            if not (rights and index + 1 < len(piece)):
                break
        if text == "to" and reach > end:
            break
        if text[0].isupper():
            reach = index
        index += 1
    return reach


class Organisations:
    """Proposes the organisations of sentences; the guards are the caller's."""

    def propose(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        text, offset = sentence.text, sentence.start
        taken = [
            (other.start - offset, other.end - offset)
            for other in named
            if other.entity.kind not in ("Country", "Region", "Settlement")
        ]
        for match in CHAIN.finditer(text):
            words = _words(match)
            if len(words) > 1:
                for piece in _pieces(words, taken):
                    yield from self._headed(text, offset, piece)
        for match in _CAPITALS.finditer(text):
            yield Candidate(offset + match.start("name"), offset + match.end("name"), "Organisation", match["name"])
        for pattern, kind in (
            (_INTRODUCED, "RightsGroup"),
            (_DESCRIBED, "RightsGroup"),
            (_EMPLOYS, "Organisation"),
            (_CREDITED, "Organisation"),
        ):
            for match in pattern.finditer(text):
                yield from self._told(text, offset, match, kind, single=pattern in (_DESCRIBED, _INTRODUCED))

    def _headed(self, text: str, offset: int, piece: list[_Word]) -> Iterator[Candidate]:
        core = _core(piece)
        plain = [word for word in core if word.text[0].isupper()]
        if len(plain) >= 2 and not _personal(core[:2]):
            name = text[core[0].start : core[-1].end]
            name = re.sub(r"'s?$", "", name) if name.endswith("'s") else name
            head = next((word.bare for word in reversed(core) if word.bare in HEADS), "")
            leading = core[0].bare if core[0].bare in _LEADING else head
            if head and not _NEVER.search(name) and text[core[0].start - 1 : core[0].start] != "-":
                yield Candidate(
                    offset + core[0].start, offset + core[0].start + len(name), HEADS.get(leading, HEADS[head]), name
                )
            return
        trimmed = _trimmed(piece)
        if len(trimmed) < 2 or _personal(trimmed):
            return
        begin, end = trimmed[0].start, trimmed[-1].end
        name = re.sub(r"'s$", "", text[begin:end])
        acronym = acronym_after(text, end)
        words = [word.bare for word in trimmed if word.text[0].isupper()]
        told = sum(word in ORGANISATION_WORDS for word in words) >= 2 and _TELLS.match(text[begin + len(name) :])
        if (acronym and _fits(acronym, name)) or (
            told and not any(w.text in ("in", "to", "on", "and") for w in trimmed)
        ):
            yield Candidate(offset + begin, offset + begin + len(name), "RightsGroup", name)

    def _told(self, text: str, offset: int, match: re.Match[str], kind: str, *, single: bool) -> Iterator[Candidate]:
        words = [
            _Word(
                w.start() + match.start("name"),
                w.end() + match.start("name"),
                w.group(),
                re.sub(r"'s?$", "", w.group()),
            )
            for w in re.finditer(r"\S+", match["name"])
        ]
        for index, word in enumerate(words):
            if word.text in ("and", "in", "on", "to") and not any(w.text in ("of", "for") for w in words[:index]):
                words = words[index + 1 :] if match.re is _DESCRIBED else words[:index]
                break
        words = _trimmed(words)
        plain = [word.bare for word in words if word.text[0].isupper()]
        if not plain or _personal(words) or (len(plain) < 2 and not (single and len(plain[0]) > 3)):
            return
        if len(plain) == 1 and match.re is _EMPLOYS:
            return
        number = match.groupdict().get("number")
        end = match.end("number") if number else words[-1].end
        name = re.sub(r"'s$", "", text[words[0].start : end])
        yield Candidate(offset + words[0].start, offset + words[0].start + len(name), kind, name)
