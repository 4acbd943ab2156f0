"""Capitalised words in a row as the name of an organisation: where it begins, which word is its head, where it ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.given import GIVEN
from refoulement.loaders.extract.shapes import (
    BEGINNINGS,
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
        "Embassy Consulate Bureau Board Subcommittee Government Enforcement Tribunal Legislature "
        "Inspectorate Force Forces Regiment Battalion"
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
        "Choir Orchestra Ensemble Tours Travel Industries Group Holdings Club Legion Brigade"
    ),
}
HEADS = {head: kind for kind, heads in _HEADS.items() for head in heads.split()}
LEADING = frozenset(
    (
        "University Institute Ministry Department Office Directorate Bureau Committee Council Commission Association "
        "Organization Organisation Federation Center Centre Coalition Campaign Society Bank Church Court Board Academy "
        "Governorate Congress Parliament Union League Network Alliance Foundation Group Database Museum Library "
        "General "
        "Campaigners Archdiocese Diocese Embassy Consulate Lawyers Mission Movement Forum Initiative Project Fund "
        "Agency Authority Service "
        "Defenders Confederation Party Bar Secretariat Administration Subcommittee Government Study Studies School "
        "College Archive Archives Chamber Watch Bridge"
    ).split()
)  # heads that "of", "for", "on" … may follow
_ALSO_FIELDS = ("International", "Research", "Study", "Studies", "Rescue", "Travel", "Service", "Services", "Campaign")
_LANGUAGES = ("English", "Korean", "Chinese", "French", "Spanish", "Thai", "Russian", "Japanese", "German")
_THEIR_PEOPLE = ("Members", "Officials", "Leaders", "Representatives", "Activists", "Volunteers", "Staff", "Officers")
_LINKED = re.compile(r"-(?:based|led|backed|run|funded|born|controlled|affiliated|listed)$")
_BUILT = frozenset(
    "Airport Building Hotel Stadium Street Station Hall Complex Tower Games Act Law Day Week Award Prize Road Square "
    "Park "
    "Bridge Olympics Conference Summit Report Index Cup Convention Treaty Protocol Apartments Plaza Highway "
    "Expressway".split()
)
RIGHTS = ("Rights", "Democracy", "Freedom", "Refugees", "Justice")
AREAS = ("Asia", "Africa", "Europe", "America", "Korea", "Exile")
_BRANCHES = frozenset(
    (
        "Malaysia Korea Thailand Japan Africa Australia Canada Germany Philippines Indonesia Nepal India Taiwan "
        "Vietnam Mongolia Turkey Kenya Uganda Ukraine Pakistan Ireland Scotland France Switzerland Norway Sweden"
    ).split()
)  # where a group of many countries has its branches
_OWNERS = frozenset(
    ("People", "Children", "Women", "Men", "Workers", "King", "Queen", "Lord", "Mother", "Father", "Nature")
)
_TITLES = frozenset(
    (
        "President Minister Premier Chancellor Ambassador Secretary Envoy Representative Commissioner Rapporteur "
        "Director "
        "Chairman Chairwoman Chair Leader Speaker Rep Sen Gov Senator Congressman Congresswoman Governor Mayor Judge "
        "Pastor Advocate Professor Lord Baroness King Queen Prince Pope Spokesman Spokeswoman Spokesperson Chief "
        "Attorney Sociologist Anthropologist Psychologist Psychiatrist Novelist Poet Filmmaker Criminologist "
        "Theologian "
        "Geographer Demographer Epidemiologist Linguist Columnist Historian Economist Activist Researcher Analyst"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a chain, at `[start, end)` of its sentence; `bare` is without its possessive."""

    start: int
    end: int
    text: str
    bare: str


def words_of(match: re.Match[str]) -> list[Word]:
    offset = match.start()
    found = [
        Word(w.start() + offset, w.end() + offset, w.group(), w.group()) for w in re.finditer(r"\S+", match.group())
    ]
    return [Word(w.start, w.end, w.text, re.sub(r"'s?$", "", w.text)) for w in found]


def personal(words: list[Word]) -> bool:
    """True where words name a person: with a title, a given name, or a Korean or Chinese family name first."""
    plain = [word.bare for word in words if word.text[0].isupper()]
    if not plain:
        return False
    first = plain[0]
    if first in ("General", "Staff") and len(plain) > 1 and plain[1] in HEADS:  # "General Authority"
        return False
    if "-" in first and KOREAN_GIVEN.fullmatch(first):
        return True
    return (
        first in GIVEN
        or any(part in _TITLES for word in plain for part in word.rstrip(".").split("-"))
        or (len(plain) > 1 and bool(HONORIFICS.fullmatch(first) or RANKS.fullmatch(first)))
        or (len(plain) == 2 and family_first(plain))
        or bool(len(plain) > 1 and KOREAN_GIVEN.fullmatch(plain[1]) and "-" in plain[1])
    )


def pieces(words: list[Word], taken: list[tuple[int, int]]) -> Iterator[list[Word]]:
    """A chain cut at the names already taken, at "and the", and where "and" joins two whole names."""
    piece: list[Word] = []
    for index, word in enumerate(words):
        covered = any(start < word.end and word.start < end for start, end in taken)
        following = words[index + 1].text if index + 1 < len(words) else ""
        joins = word.text in ("and", "&") and (
            following == "the" or (any(w.bare in HEADS for w in piece) and not _in_tail(piece, words[index + 1 :]))
        )
        if covered or joins:
            yield piece
            piece = []
        elif word.text == f"{word.bare}'s" and word.bare in HEADS and piece:  # "the Foreign Ministry's Asian Bureau"
            yield [*piece, word]
            piece = []
        else:
            piece.append(word)
    yield piece


def _in_tail(piece: list[Word], following: list[Word]) -> bool:
    """True where "and" goes on with what an organisation is of or for, and joins no second organisation."""
    heads = [index for index, word in enumerate(piece) if word.bare in HEADS]
    tail = piece[heads[0] + 1 :]
    leads = any(word.text in ("of", "for", "on", "against", "to") for word in tail)
    nearby = [word.bare for word in following[:4]]
    return leads and not any(word in HEADS and word not in _ALSO_FIELDS for word in nearby)


def trimmed(piece: list[Word]) -> list[Word]:
    """A piece without what only leads up to a name or trails after it."""
    linked = max((index for index, word in enumerate(piece[:4]) if _LINKED.search(word.text)), default=-1)
    piece = piece[linked + 1 :]  # "New Malden-based"
    while len(piece) > 2 and piece[0].bare in _THEIR_PEOPLE and piece[1].text in ("of", "from"):
        piece = piece[2:]
    while piece and (
        piece[0].text[0].islower()
        or piece[0].text in ("&", "NGO")
        or (piece[0].bare in BEGINNINGS and not _named_by_deed(piece))
        or _LINKED.search(piece[0].text)
    ):
        piece = piece[1:]
    while piece and (piece[-1].text[0].islower() or piece[-1].text == "&" or piece[-1].bare in DAYS_AND_MONTHS):
        piece = piece[:-1]
    return piece


def _named_by_deed(piece: list[Word]) -> bool:
    """True for a name that begins with what its bearers do: "Watch for Freedom"."""
    return piece[0].bare in ("Watch", "Call", "Listen", "Stop") and len(piece) > 2 and piece[1].text in ("for", "to")


def core_of(piece: list[Word]) -> list[Word]:
    """The words of a piece that are the name of an organisation with a head; none where it has no head."""
    piece = trimmed(piece)
    for index, word in enumerate(piece):  # "Advocate X of the Y Forum", "in Seoul on the Y Committee"
        left = piece[:index]
        headed = any(other.bare in HEADS for other in left)
        unknown = len(left) == 2 and not any(w.bare in ORGANISATION_WORDS or w.bare.endswith("s") for w in left)
        of_the = unknown and not headed and [w.text for w in piece[index : index + 2]] == ["of", "the"]
        held = word.text == "of" and (personal(left) or of_the)
        cuts = held or (word.text in ("in", "to", "on") and not headed)
        if cuts and any(other.bare in HEADS for other in piece[index:]):
            return core_of(piece[index + 1 :])
        possessive = word.text != word.bare and word.text.endswith("'s") and index + 1 < len(piece)
        if possessive and not headed and index == 0 and word.bare not in _OWNERS:
            return core_of(piece[index + 1 :])
    heads = [index for index, word in enumerate(piece) if word.bare in HEADS]
    if not heads:
        return []
    end = heads[0] if piece[heads[0]].bare in LEADING else heads[-1]
    while end + 1 < len(piece) and piece[end + 1].text[0].isupper():
        end += 1
    if any(piece[head].bare in LEADING for head in heads if head <= end):
        end = _with_tail(piece, end)
    if piece[end].bare in _BUILT:
        return []
    last = [head for head in heads if head <= end]
    owns = piece[last[-1]].text != piece[last[-1]].bare
    if end == last[-1] + 1 == len(piece) - 1 and piece[end].bare in _BRANCHES and last[-1] and not owns:
        return trimmed(piece[: end + 1])  # "Asylum Network Malaysia"
    return trimmed(piece[: (end if _has_joiner(piece[last[0] : end + 1]) else last[-1]) + 1])


def _has_joiner(words: list[Word]) -> bool:
    return any(word.text in ("of", "for", "on", "against", "to") for word in words)


def _with_tail(piece: list[Word], end: int) -> int:
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
            rights = piece[index - 1].bare in RIGHTS
            wide = index + 1 < len(piece) and piece[index + 1].bare in AREAS
            if not ((rights or wide) and index + 1 < len(piece)):
                break
        if text == "to" and reach > end:
            break
        if text in _LANGUAGES and (index + 1 == len(piece) or piece[index + 1].text[0].islower()):
            break  # "Kingston Council for English evening classes"
        if text[0].isupper():
            reach = index
        index += 1
    return reach
