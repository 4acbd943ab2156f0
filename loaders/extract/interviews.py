"""Who gives the answers of an interview."""

import re

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.scene import Scene

_LABEL = re.compile(r"(?P<label>A|Answer|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}): ")
_QUESTION = re.compile(r"Q(?:uestion)?: ")
_INTRODUCTION = 4  # sentences in which an interview with nameless answers names whom it is with


def _introduced(scene: Scene) -> Entity | None:
    """Whom an interview with nameless answers is with: the person its first sentences name."""
    opening = [
        n.entity for s in scene.reading.sentences[:_INTRODUCTION] for n in scene.within(s.start, s.end) if n.shown
    ]
    return next((entity for entity in opening if entity.kind == "Person"), None)


def answers(scene: Scene) -> tuple[Entity | None, ...]:
    """For each sentence who gives the answer that it is part of.

    A paragraph's label names the person; "A:" is whoever was labelled by name before, else whom the text introduces.
    """
    interviewed, answering = None, False
    found: list[Entity | None] = []
    paragraph = -1
    for sentence in scene.reading.sentences:
        label = _LABEL.match(sentence.text)
        if label and label["label"] not in ("A", "Answer"):
            labelled = [n.entity for n in scene.within(sentence.start, sentence.start + label.end())]
            persons = [entity for entity in labelled if entity.kind == "Person"]
            interviewed = persons[0] if persons else interviewed
            answering = bool(persons)
        elif label:
            answering = True
            interviewed = interviewed or _introduced(scene)
        elif _QUESTION.match(sentence.text) or paragraph != sentence.paragraph:
            answering = False
        paragraph = sentence.paragraph
        found.append(interviewed if answering else None)
    return tuple(found)
