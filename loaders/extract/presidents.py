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
_SINCE = {
    "Kim Dae-jung": "1998-02", "Roh Moo-hyun": "2003-02", "Lee Myung-bak": "2008-02", "Park Geun-hye": "2013-02",
    "Moon Jae-in": "2017-05", "Yoon Suk Yeol": "2022-05", "Lee Jae-myung": "2025-06", "George W. Bush": "2001-01",
    "Barack Obama": "2009-01", "Donald Trump": "2017-01", "Joe Biden": "2021-01", "Hu Jintao": "2003-03",
    "Xi Jinping": "2013-03", "Vladimir Putin": "2000-05",
}  # fmt: skip


def named(sentence: Sentence, known: Gazetteer, published: str | None) -> Iterator[Named]:
    """Those whom a sentence names so: the one in public life who bears the name, of several the last in office."""
    for match in _PRESIDENT.finditer(sentence.text):
        name = match["name"] or match["whose"]
        persons = [e for e in known.entities.values() if e.kind == "Person" and name == _family(e)]
        held = sorted((_SINCE[e.name], e.name) for e in persons if e.name in _SINCE)
        told = [since for since in held if published and since[0] <= published]
        if told:
            persons = [e for e in persons if e.name == told[-1][1]]
        if len(persons) == 1:
            start = sentence.start + match.start("name" if match["name"] else "whose")
            yield Named(start, start + len(name), persons[0])


def _family(person: Entity) -> str:
    words = person.name.split()
    return words[0] if words[0] in SURNAMES or chinese_family(words[0]) else words[-1]
