"""Whose own story a sentence tells that nobody is named for: of the one person who speaks right before or after it."""

import re
from collections.abc import Sequence

from refoulement.loaders.extract.antecedents import Antecedents
from refoulement.loaders.extract.lexicon import KIN, SPEECH
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.source import Source
from refoulement.loaders.extract.tellings import TELLS

_WENT_THROUGH = (
    r"(?:(?:was|had been|has been) (?:[a-z]+ )?(?:held|arrested|caught|picked up|seized|detained|sent (?:back|to|home)"
    r"|returned|deported|repatriated|handed|taken|put on|put in|put over|driven|jailed|imprisoned|kept|stopped|captured"
    r")\b|(?:had )?(?:spent|served) [^,;.]{3,40} in )"
)
OWN = re.compile(
    rf"^(?:[^;.]{{3,60}}, )?(?P<who>[Ss]he|[Hh]e) (?:(?:herself|himself|later|then|first|also) )?{_WENT_THROUGH}"
)
FOR_ANOTHER = re.compile(
    rf"\b(?:[Hh]is|[Hh]er) (?:[\w-]+ )?(?:lawyers?|attorney|neighbou?r|friend|{'|'.join(KIN)})\b"
    rf"[^.\"]{{0,60}}\b(?:{SPEECH})\b"
)  # "her lawyer said": she is not who has spoken
_REACH = 3  # sentences


def told(
    scene: Scene, antecedents: Antecedents, outside: Sequence[str], sources: Sequence[Source]
) -> dict[int, Source]:
    """By sentence, the person whom "she was caught" is told of, where it is she who speaks beside it."""
    found = {}
    sentences = scene.reading.sentences
    for index, sentence in enumerate(sentences):
        match = None if sources[index] or TELLS.search(outside[index]) else OWN.match(sentence.text)
        who = antecedents.described(index, match["who"]) if match else ()
        if len(who) != 1 or who[0].kind != "Person" or who[0].iri in antecedents.houses:
            continue
        near = range(max(0, index - _REACH), min(len(sentences), index + _REACH + 1))
        beside = [i for i in near if abs(sentences[i].paragraph - sentence.paragraph) <= 1]
        if any(FOR_ANOTHER.search(sentences[i].text) for i in beside):
            continue
        if any(who[0] in (*sources[i].claimants, sources[i].voice) for i in beside):
            found[index] = Source(who, inherited=True, rule="the story of who speaks beside it")
    return found
