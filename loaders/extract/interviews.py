"""Who gives the answers of an interview."""

import re
from collections import Counter

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.scene import Scene

_LABEL = re.compile(r"(?P<label>A|Answer|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}): ")
_ONE_WORD = re.compile(r"(?P<label>[A-Z][\w'-]+): ")  # a surname, in transcripts
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


def _labelled(scene: Scene, start: int, label: str) -> Entity | None:
    """The person whom a label names: in full, or by one name that nobody else in the text bears, in capitals or not."""
    persons = {n.entity.iri: n.entity for n in scene.named if n.entity.kind == "Person"}
    inside = [n.entity for n in scene.within(start, start + len(label)) if n.entity.kind == "Person"]
    words = label.casefold().split()
    bear = [person for person in persons.values() if _borne(words, person)]
    found = inside[0] if inside else bear[0] if len(bear) == 1 else None
    lines = [line for line in scene.reading.flat.split("\n") if line.startswith(f"{label}:")]
    asks = sum(line.rstrip().endswith("?") for line in lines)
    return None if asks * 2 > len(lines) else found  # who asks the questions


def _borne(words: list[str], person: Entity) -> bool:
    return any(
        words in ([word] for word in name.text.casefold().split()) or words == name.text.casefold().split()
        for name in person.names
    )


def answers(scene: Scene) -> tuple[Entity | None, ...]:
    """For each sentence who gives the answer that it is part of.

    A paragraph's label names the person; "A:" is whoever was labelled by name before, else whom the text introduces.
    Where questions bear a label too, an answer without a name goes on to the next of them.
    """
    interviewed, answering, goes_on = None, False, False
    found: list[Entity | None] = []
    paragraph = -1
    in_turn = _in_turn(scene)
    asked = any(_QUESTION.match(sentence.text) for sentence in scene.reading.sentences)
    for sentence in scene.reading.sentences:
        label = _LABEL.match(sentence.text)
        if label and label["label"] not in ("A", "Answer"):
            person = _labelled(scene, sentence.start, label["label"])
            interviewed = person or interviewed
            answering = bool(person)
            goes_on = answering and label["label"] in in_turn
        elif label or (asked and _LETTER.match(sentence.text)):
            answering, goes_on = True, asked
            interviewed = interviewed or _introduced(scene)
        elif _QUESTION.match(sentence.text) or (paragraph != sentence.paragraph and not goes_on):
            answering, goes_on = False, False
        paragraph = sentence.paragraph
        found.append(interviewed if answering else None)
    return tuple(found)


def _in_turn(scene: Scene) -> set[str]:
    """The labels of one word that paragraphs bear in turn: what such a one says goes on to the next of them."""
    opening = [_ONE_WORD.match(line) for line in scene.reading.flat.split("\n")]
    borne = Counter(label["label"] for label in opening if label)
    labels = {label for label, times in borne.items() if times > 1}
    return labels if len(labels) >= _IN_TURN else set()


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
