"""The passage around a number of people, as the encoder reads it: its sentence, those before it and the next."""

from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.language.encoder import Passage, Room

ROOM = Room(opening=16, marked=20, whole=72)
BEFORE, AFTER, HEADLINE = 350, 150, 120  # characters, of more than the encoder reads


def passage(scene: Scene, index: int, number: Quantity) -> Passage:
    """What stands around a number in the sentence of that index."""
    sentences = scene.reading.sentences
    sentence = sentences[index]
    start, end = number.start - sentence.start, number.end - sentence.start
    earlier = sentences[max(0, index - 2) : index]
    if len(earlier) > 1 and earlier[0].paragraph != sentence.paragraph:
        earlier = earlier[1:]
    before = " ".join(one.text for one in earlier)[-BEFORE:]
    after = sentences[index + 1].text[:AFTER] if index + 1 < len(sentences) else ""
    return Passage(
        opening=sentences[0].text[:HEADLINE],
        before=f"{before} {sentence.text[:start]}",
        marked=sentence.text[start:end],
        after=f"{sentence.text[end:]} {after}",
        room=ROOM,
    )
