"""Whom "President X" and "the X administration" name: by who held the office when the article was published."""

import re
from collections.abc import Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.lexicon import SURNAMES
from refoulement.loaders.extract.scene import Named
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import chinese_family

_PRESIDENT = re.compile(
    r"\bPresident (?P<name>[A-Z][a-z]+)\b(?!-| [A-Z])|\b[Tt]he (?P<whose>[A-Z][a-z]+) (?:administration|White House)\b"
)
_TERMS = {
    "Kim Dae-jung": ("1998-02", "2003-02"), "Roh Moo-hyun": ("2003-02", "2008-02"),
    "Lee Myung-bak": ("2008-02", "2013-02"), "Park Geun-hye": ("2013-02", "2017-03"),
    "Moon Jae-in": ("2017-05", "2022-05"), "Yoon Suk Yeol": ("2022-05", "2025-04"),
    "Lee Jae-myung": ("2025-06", "9999"), "George W. Bush": ("2001-01", "2009-01"),
    "Barack Obama": ("2009-01", "2017-01"), "Joe Biden": ("2021-01", "2025-01"),
    "Hu Jintao": ("2003-03", "2013-03"), "Xi Jinping": ("2013-03", "9999"),
}  # fmt: skip


def named(sentence: Sentence, known: Gazetteer, published: str | None) -> Iterator[Named]:
    """Those whom a sentence names so: the one in public life who bears the name, of several who was in office then."""
    for match in _PRESIDENT.finditer(sentence.text):
        name = match["name"] or match["whose"]
        persons = [e for e in known.entities.values() if e.kind == "Person" and name == _family(e)]
        if len(persons) > 1:
            persons = [person for person in persons if published and _in_office(person, published)]
        if len(persons) == 1:
            start = sentence.start + match.start("name" if match["name"] else "whose")
            yield Named(start, start + len(name), persons[0])


def _in_office(person: Entity, day: str) -> bool:
    first, last = _TERMS.get(person.name, ("9999", ""))
    return first <= day <= f"{last}-99"


def _family(person: Entity) -> str:
    words = person.name.split()
    return words[0] if words[0] in SURNAMES or chinese_family(words[0]) else words[-1]
