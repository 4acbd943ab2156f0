"""Which sentences name a legal instrument, or say that a harm awaits people.

Both are found by name: whatever `ontology/concepts.ttl` calls a concept, in any case, the longest name first, so that
the Convention against Torture is no torture. A harm counts only where the sentence looks ahead ("face", "risk", "will
be", "fear"): what is told as done is no warning. Who says so is not asked here: that is for claims.
"""

import re
from collections.abc import Iterator
from functools import cache

from refoulement.graph.article import Article
from refoulement.graph.notice import Notice
from refoulement.loaders.extract import sentences
from refoulement.loaders.extract.english import is_english
from refoulement.ontology import concepts, names

_SCHEMES = ("instruments", "harms")
_BEFORE = re.compile(
    r"\b(?:fac(?:e|es|ing)|risk(?:s|ing|ed)?|fear(?:s|ing|ed)?|danger|threats?|threaten(?:s|ed)?|prospects?|likely"
    r"|awaits?|awaiting|warn(?:s|ing|ed)?|subject to|expos(?:e|es|ing) \w+ to"
    r"|(?:will|would|could|may|might|can) (?:\w+ ){0,3}?(?:be|suffer|undergo|receive|meet|end up))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:awaits?|awaiting|prospect|likely|(?:is|are) feared)\b", re.IGNORECASE)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of every name, and the concept each of them means."""
    meant = {name.casefold(): concept for scheme in _SCHEMES for concept in concepts(scheme) for name in names(concept)}
    longest_first = sorted(meant, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE), meant


def noticed(text: str) -> list[str]:
    """The concepts that a sentence names, in plain quotes and dashes; harms only where it looks ahead to them."""
    pattern, meant = _names()
    bare = pattern.sub(lambda name: " " * len(name[0]), text)  # what names a harm is no outlook on it
    found = set()
    for name in pattern.finditer(text):
        concept = meant[name[0].casefold()]
        if (
            concept in concepts("instruments")
            or _BEFORE.search(bare[: name.start()])
            or _BEHIND.search(bare[name.end() :])
        ):
            found.add(concept)
    return sorted(found)


def notices(article: Article) -> Iterator[Notice]:
    """What the sentences of an article name; pure. Nothing where the text is not English."""
    reading = sentences.read(article)
    if not is_english(reading):
        return
    for sentence in reading.sentences:
        for concept in noticed(sentence.text):
            yield Notice(article.passage(sentence.start, sentence.end), concept)
