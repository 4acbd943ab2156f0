"""What sentences tell of the stances of actors, as annotated texts and passages say: examples, and the classifier.

A sheet says who takes a stance, not in which sentence. Where rules hear it, it is told there; else in the one sentence
of that actor which a classifier, trained on all others, holds for the likeliest, or in none that is learnt from.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from refoulement.graph.article import Article
from refoulement.graph.entity import Entity, Name
from refoulement.loaders.evaluate.sameness import Names
from refoulement.loaders.extract import mentions, roles, sentences, tenor
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.evidence import NONE
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.stances import Listener
from refoulement.loaders.extract.voices import NAMED, Voice
from refoulement.loaders.language import BLANK, analyse
from refoulement.loaders.language.classifier import Classifier, Evidence
from refoulement.loaders.language.encoder import Passage
from refoulement.loaders.sheets import stances
from refoulement.training import encoder
from refoulement.training.counted import ROOT, annotated, fitted, made_up

SETS = tuple(ROOT / "tests" / "gold" / name for name in ("development", "read"))  # never the blind set
PASSAGES = tuple(sorted((ROOT / "training" / "stances").glob("*.jsonl")))
STANCES = stances()  # by their names in sheets
CLASSES = (NONE, *sorted(STANCES.values()))
LIKELIEST = 0.1  # how probable a stance has to be in the sentence that it is learnt from
IN_DOUBT = 0.05  # from which on it may be told in another sentence too: from that one nothing is learnt
OFTEN = {True: 0.6, False: 0.5}  # the share kept of the sentences without a stance, of who takes one elsewhere or none
OFTEN_NAMED = {True: 0.1, False: 0.06}
MADE_UP = "made-up:"  # what begins the IRI of a speaker that rules do not see
SEED = 1
SEEN = 2  # examples that a feature has to be seen in

_BODY = re.compile(
    r"Government|Ministr|Embass|Nations|Rights|[Pp]olice|Office|Group|Coalition|Alliance|Network|Association|Committee"
    r"|Council|Commission|Amnesty|Watch|Department|Service|Foundation|Agency|Assembly|Court|Church|Cent(?:er|re)|Union"
    r"|[Aa]uthorit|Consulate|Bureau|House|Party"
)


@dataclass(frozen=True, slots=True)
class Example:
    """One actor in one sentence, and the stances taken there; None where that is not known."""

    evidence: Evidence
    passage: Passage
    way: str
    stances: tuple[str, ...] | None
    elsewhere: frozenset[str]  # stances of the actor whose sentence is not known
    takes: bool  # a stance, here or elsewhere
    actor: tuple[str, str]  # article and actor

    @property
    def classes(self) -> tuple[str, ...]:
        """The stances, or that there is none."""
        return self.stances or (NONE,)

    @property
    def read(self) -> encoder.Example:
        """The same, as an encoder reads it."""
        return encoder.Example(self.passage, self.classes)


@dataclass(frozen=True, slots=True)
class Statement:
    """Who takes a stance, and in which words where these are known."""

    speaker: str
    stance: str
    words: str | None = None

    def is_told(self, sentence: str) -> bool:
        """True where its words are in a sentence, or run over all of it."""
        said, told = _plain(self.words or ""), _plain(sentence)
        return bool(said) and (said[:40] in told or told[:40] in said)


def _plain(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').replace("’", "'").split())


def examples(article: Article, statements: Sequence[Statement], aliases: Iterable[Iterable[str]]) -> list[Example]:
    """Each actor of each sentence of a text."""
    reading = sentences.read(article)
    scene = mentions.find(reading, analyse(BLANK, reading.sentences))
    attribution = Attribution(scene, dict(roles.roles(scene, "training")))
    listener = Listener(scene, attribution, None)
    names = Names.of(aliases, ([name.text for name in named.entity.names] for named in scene.named))
    told: list[tuple[int, Voice, list[str]]] = []
    for index in range(len(reading.sentences)):
        ruled = listener.ruled(index, told=listener.fate.told(index))
        for voice in listener.voices.of(index, *(one.speaker for one in ruled)):
            told.append((index, voice, [one.stance for one in ruled if one.speaker == voice.actor]))
    own = {voice.actor.iri: _of(voice.actor, statements, names) for _, voice, _ in told}
    for speaker, voice, place in _unfound(scene, statements, [one for ones in own.values() for one in ones]):
        own[voice.actor.iri] = [one for one in statements if one.speaker == speaker]
        told.append((place, voice, []))
    heard = defaultdict[str, set[str]](set)
    made = []
    for index, voice, ruled_so in told:
        here = _here(scene, index, own[voice.actor.iri], ruled_so)
        heard[voice.actor.iri] |= set(here)
        made.append((index, voice, here))
    return [
        Example(
            evidence=tenor.evidence(scene, index, voice, listener.mouths),
            passage=tenor.passage(scene, index, voice, listener.mouths),
            way=voice.way,
            stances=here,
            elsewhere=frozenset(one.stance for one in own[voice.actor.iri]) - heard[voice.actor.iri],
            takes=bool(own[voice.actor.iri]),
            actor=(article.id, voice.actor.iri),
        )
        for index, voice, here in made
    ]


def _unfound(
    scene: Scene, statements: Iterable[Statement], found: Sequence[Statement]
) -> Iterator[tuple[str, Voice, int]]:
    """The speakers that rules do not see in a passage, each in the first sentence with their words."""
    for speaker in sorted({one.speaker for one in statements if one.words} - {one.speaker for one in found}):
        own = [one for one in statements if one.speaker == speaker]
        for index, sentence in enumerate(scene.reading.sentences):
            if any(one.is_told(sentence.text) for one in own):
                kind = "Organisation" if _BODY.search(speaker) else "Person"
                actor = Entity(f"{MADE_UP}{speaker}", kind, (Name(speaker, status="preferred"),))
                yield speaker, Voice(actor, "quoted" if '"' in sentence.text else "said"), index
                break


def _of(actor: Entity, statements: Iterable[Statement], names: Names) -> list[Statement]:
    called = {actor.name, *(name.text for name in actor.names)}
    return [one for one in statements if any(names.same(name, one.speaker) for name in called)]


def _here(scene: Scene, index: int, own: Sequence[Statement], ruled: Sequence[str]) -> tuple[str, ...]:
    """The stances of an actor that are told in a sentence, as far as that is known."""
    text = scene.reading.sentences[index].text
    return tuple(sorted({one.stance for one in own if (one.is_told(text) if one.words else one.stance in ruled)}))


def whole(folder: Path) -> Iterator[Example]:
    """The examples of an annotated set."""
    for article, sheet in annotated(folder):
        statements = [Statement(one.speaker, STANCES[one.stance]) for one in sheet.statements]
        yield from examples(article, statements, [(one.name, *one.aliases) for one in sheet.entities])


def single(path: Path) -> Iterator[Example]:
    """The examples of passages, one JSON object a line: `headline`, `text`, `published`, `statements` with `words`."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        held = json.loads(line)
        article = made_up(f"{path.stem}-{number}", f"{held['headline']}\n\n{held['text']}", held["published"])
        statements = [Statement(one["speaker"], STANCES[one["stance"]], one["words"]) for one in held["statements"]]
        yield from examples(article, statements, [])


def gathered(sets: Iterable[Path] = SETS, files: Iterable[Path] = PASSAGES) -> list[Example]:
    """All that is learnt from: with a sentence for each stance, and fewer of those that tell none."""
    found = [*(one for folder in sets for one in whole(folder)), *(one for path in files for one in single(path))]
    known = [one for one in found if one.stances or not one.elsewhere]
    placed = _placed(found, train(known))
    chance = Random(SEED)
    return [one for one in placed if one.stances is not None and (one.stances or chance.random() < _share(one))]


def _share(one: Example) -> float:
    return (OFTEN_NAMED if one.way == NAMED else OFTEN)[one.takes]


def _placed(found: Sequence[Example], classifier: Classifier) -> list[Example]:
    """The examples with a sentence for each stance whose sentence was not known, where one is likely enough.

    Where none is, any of the actor's sentences may tell it: of those that tell nothing else nothing is learnt.
    """
    probable = {number: classifier.probabilities(one.evidence) for number, one in enumerate(found) if one.elsewhere}
    of_actor = defaultdict[tuple[str, str], list[int]](list)
    for number in probable:
        of_actor[found[number].actor].append(number)
    placed = list(found)
    for numbers in of_actor.values():
        doubt = set[int]()
        for stance in sorted(found[numbers[0]].elsewhere):
            best = max(numbers, key=lambda number: probable[number][stance])
            if probable[best][stance] >= LIKELIEST:
                placed[best] = replace(placed[best], stances=(*(placed[best].stances or ()), stance))
                doubt |= {number for number in numbers if probable[number][stance] > IN_DOUBT}
            else:
                doubt.update(numbers)
        for number in doubt:
            if not placed[number].stances:
                placed[number] = replace(placed[number], stances=None)
    return placed


def train(learnt: Sequence[Example]) -> Classifier:
    """The classifier that tells the stances of examples apart best."""
    seen = defaultdict[str, int](int)
    for one in learnt:
        for feature in one.evidence:
            seen[feature] += 1
    often = ({name: value for name, value in one.evidence.items() if seen[name] >= SEEN} for one in learnt)
    shared = [(words, one.classes) for words, one in zip(often, learnt, strict=True)]
    return fitted([(words, name, 1 / len(classes)) for words, classes in shared for name in classes], penalty=1.0)
