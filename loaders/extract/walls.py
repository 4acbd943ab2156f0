"""That people are behind the walls of a prison by its name: "spent a year in Camp 12", "is at Chongori"."""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.kinds import Trigger, trigger, triggers
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.ontology import subclasses

_THERE = any_of(
    r"(?:spent|spending|spends|served|serving|serves|did|endured|survived|passed) (?:[\w'-]+ ){1,7}?(?:in|at|inside)",
    r"(?:is|are|was|were|been|being|remains?|remained|languish(?:es|ed|ing)?)"
    r" (?:(?:now|still|currently|all|both|also) )*(?:in|at|inside)",
    r"(?:taken|sent|transferred|moved|brought|transported|assigned|consigned|delivered|driven|led|marched)"
    r" (?:[\w'-]+ ){0,3}?(?:to|into)",
)
_BEHIND = re.compile(rf"\b{_THERE} (?:the |a )?(?:[\w'-]+ ){{0,2}}?$")


def told_by(scene: Scene, sentence: Sentence) -> list[Trigger]:
    """All words of a sentence that tell a kind of event, in reading order."""
    told = list(triggers(sentence.text, sentence.start))
    return sorted([*told, *behind(scene, sentence, told)], key=lambda found: found.start)


def behind(scene: Scene, sentence: Sentence, told: list[Trigger]) -> Iterator[Trigger]:
    """Words of a sentence that put people into a prison it names, where no others of those `told` do."""
    for named in scene.within(sentence.start, sentence.end):
        if named.entity.kind not in subclasses("DetentionFacility"):
            continue
        if match := _BEHIND.search(sentence.text, 0, named.start - sentence.start):
            found = trigger(sentence.text, match, "Detention", "state", sentence.start)
            if not any(found.start < other.end and other.start < found.end for other in told):
                yield found
