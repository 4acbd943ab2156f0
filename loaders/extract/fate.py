"""Whether a sentence is on what people suffer who flee, are held or sent back; stances on all else are left out."""

import re

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.sentences import Sentence

_FATE = re.compile(
    r"\b"
    + any_of(
        "defect(?:or|ed|ion)", "refugee", "repatriat", "deport", "forced returns?", "returns of", r"the returns?\b",
        r"returned\b", "returnees?", "escapee",
        "escaper", "detain", "detention", "prison", "inmate", "asylum", "refoulement", "tortur", "execut", "punish",
        "North Koreans", "persecut", "sent back", "send(?:ing)? (?:them|him|her|people|back)",
        r"(?:sent|send|sending) (?:[\w-]+ ){1,6}back\b", "human rights",
        "abuse", "famil(?:y|ies)", "sister",
        "brother", "mother", "daughter", "husband", "migrants?", "expuls", "expel", "crackdown", "jail", "custody",
        "camps?", "arrest", "rounded up", "handed (?:over|back)", "pushback", "pushed back", "removals?", "trafficked",
        "captiv", "abduct", "kidnap", "killed", "died", "disappear", "stateless", "escaped", "forcibl", "die there",
        "resettle", "put to death", "shot dead", "hostages?", "stranded", "border[- ]crossers?", "crossers", "Hanawon",
        "illegal(?:ly)? (?:entry|entrants?|border|cross|im?migra|enter)", "gave birth in", "in hiding", "hideouts?",
        "extradit", "turned back", "en masse", "seek(?:ing)? shelter", "survivors?", "safe passage",
        "hunger strike", "individual cases?", "made an example", "fled", "flee", "undocumented",
        "returned to (?:North|China|their)",
        "(?:go|leave|leaving|travel|bound) (?:on )?(?:to|for) (?:South Korea|the South)",
    ),
    re.IGNORECASE,
)  # fmt: skip
_ELSEWHERE = re.compile(
    r"\b(?:missiles?|nuclear|trade|customs|exports?|imports?|tariffs?|satellites?|coal|rockets?|sanctions|petroleum|oil"
    r"|textiles|seafood|currency|marathon|matches|snow|storm|flood|typhoon|vaccines?|infections?|military exercises?"
    r"|drills|THAAD|cereals|tons of|freight|cargo|tourists?|tourism|investment|harvest|balloons?"
    r"|loudspeakers?|projectiles?)\b"
)  # no names
_ON_SUBJECT = 0.13  # the share of sentences on people's fate from which on a whole article is about it
_OFTEN = 5  # so many sentences on it make a long article one of that kind, too

_NEAR = 4  # paragraphs

_OF_IT = re.compile(
    r"^[\w' ]{1,40} (?:den(?:y|ies|ied)|confirms?|confirmed|rejects?|rejected|disputes?|disputed) (?:it|this|that)\."
)  # "Kabul denies it"


class Fate:
    """An article's sentences, with whether the whole of it is on people's fate."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences
        on_fate = sum(bool(_FATE.search(sentence.text)) for sentence in sentences)
        elsewhere = sum(bool(_ELSEWHERE.search(sentence.text)) for sentence in sentences)
        self.on_subject = on_fate > elsewhere and on_fate >= min(_ON_SUBJECT * len(sentences), _OFTEN)

    def told(self, index: int) -> bool:
        """True where a sentence speaks of what people suffer, or goes on from one that does."""
        sentence = self.sentences[index]
        if _FATE.search(sentence.text):
            return True
        if _ELSEWHERE.search(sentence.text):
            return False
        if _OF_IT.search(sentence.text):
            return bool(index and _FATE.search(self.sentences[index - 1].text))
        near = [s for s in self.sentences[:index] if sentence.paragraph - s.paragraph <= 1]
        return self.on_subject or any(_FATE.search(other.text) for other in near)

    def near(self, index: int) -> bool:
        """True where a few paragraphs before a sentence one speaks of what people suffer."""
        sentence = self.sentences[index]
        near = [s for s in self.sentences[:index] if sentence.paragraph - s.paragraph <= _NEAR]
        return any(_FATE.search(other.text) for other in near)
