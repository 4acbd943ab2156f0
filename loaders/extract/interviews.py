"""Who gives the answers of an interview."""

import re
from collections import Counter

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.scene import Scene

_LABEL = re.compile(r"(?P<label>A|Answer|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}): ")
_SURNAME = re.compile(r"(?P<label>[A-Z][\w'-]+): ")  # of one who is named in full elsewhere
_LETTER = re.compile(r"A\. ")  # of an answer, where questions bear theirs: else "A. Brown"
_QUESTION = re.compile(r"Q(?:uestion)?[:.] ")
_ANNOUNCED = re.compile(
    r"\b(?:[Ii]nterview (?:with|of)|[Ww]e (?:spoke|talked|met|sat down) (?:to|with)|[Ii]n conversation with|Q&A"
    r"|Questions and"
    r" answers|spoke (?:to|with) (?:us|our))\b"
)
_FEWEST_QUESTIONS = 4  # lines that are one, in an interview without labels
_IN_TURN = 2  # labels of one word that make an interview
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
    Where questions bear a label too, an answer without a name goes on to the next of them.
    """
    interviewed, answering, goes_on = None, False, False
    found: list[Entity | None] = []
    paragraph = -1
    short = _surnames(scene)
    asked = any(_QUESTION.match(sentence.text) for sentence in scene.reading.sentences)
    for sentence in scene.reading.sentences:
        label = _LABEL.match(sentence.text)
        surname = None if label else _SURNAME.match(sentence.text)
        if surname and surname["label"] in short:
            interviewed = short[surname["label"]] or interviewed
            answering = goes_on = short[surname["label"]] is not None
        elif label and label["label"] not in ("A", "Answer"):
            labelled = [n.entity for n in scene.within(sentence.start, sentence.start + label.end())]
            persons = [entity for entity in labelled if entity.kind == "Person"]
            interviewed = persons[0] if persons else interviewed
            answering, goes_on = bool(persons), False
        elif label or (asked and _LETTER.match(sentence.text)):
            answering, goes_on = True, asked
            interviewed = interviewed or _introduced(scene)
        elif _QUESTION.match(sentence.text) or (paragraph != sentence.paragraph and not goes_on):
            answering, goes_on = False, False
        paragraph = sentence.paragraph
        found.append(interviewed if answering else None)
    return tuple(found)


def _surnames(scene: Scene) -> dict[str, Entity | None]:
    """Whom the labels of one word stand for that paragraphs bear in turn; none for who asks."""
    opening = [_SURNAME.match(line) for line in scene.reading.flat.split("\n")]
    borne = Counter(label["label"] for label in opening if label)
    labels = [label for label, times in borne.items() if times > 1]
    if len(labels) < _IN_TURN:
        return {}
    persons = {n.entity.iri: n.entity for n in scene.named if n.entity.kind == "Person"}.values()
    bear = {label: [one for one in persons if label.casefold() in one.name.casefold().split()] for label in labels}
    return {label: found[0] if len(found) == 1 else None for label, found in bear.items()}


def _labelled_once(scene: Scene) -> Entity | None:
    """The one person whose name opens a paragraph as a label, and no other does."""
    opening = [s for s in scene.reading.sentences if _LABEL.match(s.text)]
    persons = [n.entity for s in opening for n in scene.within(s.start, s.end)[:1] if n.entity.kind == "Person"]
    return persons[0] if len(persons) == 1 else None


def unlabelled(scene: Scene) -> tuple[Entity | None, ...]:
    """For each sentence who answers, in an interview whose questions and answers alternate and bear no labels."""
    flat, sentences = scene.reading.flat, scene.reading.sentences
    opening = flat[: sentences[_INTRODUCTION].end] if len(sentences) > _INTRODUCTION else ""
    lines = [line.strip() for line in flat.split("\n") if line.strip()]
    questions = sum(line.endswith("?") and not line.startswith('"') for line in lines)
    person = _labelled_once(scene) or (_introduced(scene) if _ANNOUNCED.search(opening) else None)
    person = person if questions >= _FEWEST_QUESTIONS else None
    if person is None:
        return (None,) * len(sentences)
    answering, asked = set(), False
    for line in lines:  # what follows a question is its answer, and what follows an answer is asked again
        if asked and not line.endswith("?"):
            answering.add(line)
            asked = False
        else:
            asked = asked or line.endswith("?") or bool(answering)
    return tuple(person if _line(flat, sentence.start) in answering else None for sentence in sentences)


def _line(flat: str, position: int) -> str:
    """The line of a text that a position is in."""
    return flat[flat.rfind("\n", 0, position) + 1 :].partition("\n")[0].strip()
