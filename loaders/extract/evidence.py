"""The words around a number of people, as a classifier weighs them: what they are, and where they stand."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.counts import Quantity, quantities
from refoulement.loaders.extract.distance import nearest
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence

NONE = "none"  # the class of a number that no claim is made of

_NEAR_BEFORE, _NEAR_AFTER = 5, 6  # words so near to a number count as beside it
_STEM = 4  # letters by which words of one family are known: "deported", "deportation"
_WORD = re.compile(r"@\w+|[A-Za-z]+(?:'[a-z]+)?|\d+|[,;:\"$%-]")
_ENDINGS = ("ations", "ation", "ing", "ers", "er", "ed", "es", "s", "ly")
_KNOWN = {"North Korea": "@NK", "South Korea": "@SK", "China": "@CN"}  # the countries this graph is about


def stem(word: str) -> str:
    """A word without its ending, where four letters are left."""
    word = word.lower()
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _STEM), "")
    return word.removesuffix(ending)


def _tokens(scene: Scene, start: int, end: int) -> list[str]:
    """The words between two offsets; a name is the kind of thing it names, so that no town decides."""

    def called(entity: Entity) -> str:
        return _KNOWN.get(entity.name, f"@{entity.kind}")

    return stems(_WORD.findall(renamed(scene, start, end, called)))


def renamed(scene: Scene, start: int, end: int, called: Callable[[Entity], str]) -> str:
    """The text between two offsets, with what it names called otherwise."""
    flat, pieces, at = scene.reading.flat, list[str](), start
    for named in scene.within(start, end):
        if named.start >= at:
            pieces += [flat[at : named.start], called(named.entity)]
            at = named.end
    return " ".join([*pieces, flat[at:end]])


def stems(words: Iterable[str]) -> list[str]:
    """Words as they are weighed: a number is a number, a name ("@Person") stays as it is called."""
    return ["#" if word.isdigit() else word if word.startswith("@") else stem(word) for word in words]


def evidence(scene: Scene, index: int, number: Quantity, verbs: Sequence[Sequence[Trigger]]) -> dict[str, float]:
    """What speaks for and against each kind of event, of one number in the sentence of that index.

    `verbs` are the words of each sentence that tell a kind of event.
    """
    weighed: dict[str, float] = {}
    for feature, value in _features(scene, index, number, verbs):
        weighed[feature] = max(value, weighed.get(feature, 0.0))
    return weighed


def _features(
    scene: Scene, index: int, number: Quantity, verbs: Sequence[Sequence[Trigger]]
) -> Iterator[tuple[str, float]]:
    sentences = scene.reading.sentences
    sentence = sentences[index]
    before = _tokens(scene, sentence.start, number.start)
    after = _tokens(scene, number.end, sentence.end)
    for word in (*before, *after):
        yield f"in {word}", 1.0
    for pair in (*pairwise(before), *pairwise(after)):
        yield f"pair {' '.join(pair)}", 0.7
    for side, near in (("before", before[-_NEAR_BEFORE:]), ("after", after[:_NEAR_AFTER])):
        for word in near:
            yield f"{side} {word}", 1.0
            if len(word) > _STEM and not word.startswith("@"):
                yield f"family {word[:_STEM]}", 0.5
    yield f"right before {' '.join(before[-1:])}", 1.0
    yield f"right before {' '.join(before[-2:])}", 1.0
    yield f"right after {' '.join(after[:1])}", 1.0
    yield f"right after {' '.join(after[:2])}", 1.0
    yield f"counts {stem(number.noun or '-')}", 1.0
    yield f"unit {number.count.unit}", 1.0
    yield f"bound {number.count.bound}", 1.0
    yield f"digits {len(str(number.count.value))}", 1.0
    yield from _told(sentence, number, verbs[index])
    if index:
        earlier = sentences[index - 1]
        weight = 0.5 if earlier.paragraph == sentence.paragraph else 0.25
        for word in _tokens(scene, earlier.start, earlier.end):
            yield f"earlier {word}", weight
        for verb in verbs[index - 1]:
            yield f"earlier {verb.kind} {verb.real}", weight
    for word in _tokens(scene, sentences[0].start, sentences[0].end):
        yield f"headline {word}", 0.2
    elsewhere = Counter(verb.kind for told in (*verbs[:index], *verbs[index + 1 :]) for verb in told if verb.real)
    for kind, times in elsewhere.items():
        yield f"article {kind}", min(times, 6) / 6


def _told(sentence: Sentence, number: Quantity, verbs: Sequence[Trigger]) -> Iterator[tuple[str, float]]:
    """What the sentence tells by words that rules know, and which of them the number belongs to."""
    numbers = [other for other in quantities(sentence.text, sentence.start) if not other.part]
    bound = nearest(sentence, number, list(verbs), numbers)
    yield f"belongs to {f'{bound.kind} {bound.real} {bound.voice}' if bound else 'none'}", 1.0
    for verb in verbs:
        side = "before" if verb.start < number.start else "after"
        yield f"tells {verb.kind} {verb.real}", 1.0
        yield f"tells {verb.kind} {verb.real} {verb.voice} {side}", 1.0
    if number.deed:
        yield f"deed {number.deed}", 1.0
