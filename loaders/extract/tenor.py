"""What the words of a sentence say of a stance that one actor may take in it, for a classifier and for an encoder."""

import re
from collections.abc import Iterator
from itertools import pairwise

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.around import AFTER, BEFORE, HEADLINE
from refoulement.loaders.extract.evidence import renamed, stems
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.spokespersons import Mouths
from refoulement.loaders.extract.voices import Voice
from refoulement.loaders.language.encoder import Passage, Room

ROOM = Room(opening=28, marked=66, whole=96)

_WORD = re.compile(r"@\w+|[A-Za-z]+(?:'[a-z]+)?|\d+|[,:;\"?]")
_FAMILY = 5  # letters by which words of one family are known


def evidence(scene: Scene, index: int, voice: Voice, mouths: Mouths) -> dict[str, float]:
    """What speaks for and against each stance of an actor in the sentence of that index."""
    return dict(sorted(_features(scene, index, voice, mouths), key=lambda one: one[1]))  # of two values the higher


def _features(scene: Scene, index: int, voice: Voice, mouths: Mouths) -> Iterator[tuple[str, float]]:
    sentences = scene.reading.sentences
    words = ["^", *_words(scene, sentences[index], voice), "$"]
    for word in words:
        yield f"in {word}", 1.0
        if len(word) > _FAMILY and not word.startswith("@"):
            yield f"family {word[:_FAMILY]}", 1.0
    for pair in pairwise(words):
        yield f"pair {' '.join(pair)}", 1.0
    if index:
        for word in _words(scene, sentences[index - 1], voice):
            yield f"earlier {word}", 0.5
    accused = "accused" if mouths.accused((voice.actor,)) else "free"
    yield f"way {voice.way}", 1.0
    yield f"kind {voice.actor.kind}", 1.0
    yield accused, 1.0
    yield f"way {voice.way} {accused}", 1.0
    for word in _WORD.findall(mouths.role(voice.actor)):
        yield f"role {word}", 1.0


def _words(scene: Scene, sentence: Sentence, voice: Voice) -> list[str]:
    """The stems of a sentence; the actor is "@actor", and who else is named the kind of thing they are."""

    def called(entity: Entity) -> str:
        return "@actor" if entity.iri == voice.actor.iri else f"@{entity.kind}"

    return stems(_WORD.findall(renamed(scene, sentence.start, sentence.end, called)))


def passage(scene: Scene, index: int, voice: Voice, mouths: Mouths) -> Passage:
    """A sentence, marked, with those around it, after who may be taking a stance in it."""
    sentences = scene.reading.sentences
    who = mouths.role(voice.actor) or voice.actor.kind
    return Passage(
        opening=f"{voice.way}: {voice.actor.name}, {who}. {sentences[0].text[:HEADLINE]}",
        before=" ".join(one.text for one in sentences[max(0, index - 2) : index])[-BEFORE:],
        marked=sentences[index].text,
        after=sentences[index + 1].text[:AFTER] if index + 1 < len(sentences) else "",
        room=ROOM,
    )
