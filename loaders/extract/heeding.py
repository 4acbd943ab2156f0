"""Stances by all the words of a sentence: what no rule hears is added, what only a rule's few words say goes."""

from collections.abc import Iterator, Sequence

from refoulement.loaders.extract import tenor
from refoulement.loaders.extract.evidence import NONE
from refoulement.loaders.extract.spokespersons import Mouths, Taken
from refoulement.loaders.extract.voices import NAMED, Voice, Voices
from refoulement.loaders.language.weigher import Weigher
from refoulement.ontology import subclasses

PLAIN = 0.7  # from which probability on a stance that no rule finds is taken
IDLE = 0.03  # below which one that a rule finds is not
RULES = {
    "answer": "who answers",
    "quoted": "who is quoted",
    "said": "who says so",
    "credited": "whom it is credited to",
    "issuer": "who issues it",
    "list": "who asks for what is listed",
    "subject": "whom the sentence begins with",
}  # that find a speaker, by the way a sentence has them


class Heeding:
    """Weighs the sentences of one article."""

    def __init__(self, voices: Voices, mouths: Mouths, weigher: Weigher) -> None:
        self.voices = voices
        self.mouths = mouths
        self.weigher = weigher

    def heed(self, index: int, ruled: Sequence[Taken]) -> Iterator[Taken]:
        """The stances that a sentence tells, given those that rules find in it."""
        named = {actor.iri for actor in self.voices.named(index)}
        heard = frozenset(one.stance for one in ruled)
        for voice in self.voices.of(index, *(one.speaker for one in ruled)):
            own = [one for one in ruled if one.speaker.iri == voice.actor.iri]
            if own or voice.way != NAMED:
                others = frozenset() if voice.actor.iri in named else heard  # "it said" may be of whom rules hear
                yield from self._of(index, voice, own, others.union(one.stance for one in own))

    def _of(self, index: int, voice: Voice, own: list[Taken], heard: frozenset[str]) -> Iterator[Taken]:
        """The stances of one actor; those that are `heard` in the sentence are not added."""
        scene = self.voices.scene
        seen = tenor.evidence(scene, index, voice, self.mouths)
        weighing = self.weigher.weigh(seen, tenor.passage(scene, index, voice, self.mouths), doubted=bool(own))
        yield from (one for one in own if weighing.probable[one.stance] >= IDLE)
        for stance, share in weighing.probable.items():
            if share >= PLAIN and stance not in (NONE, *heard) and voice.way != NAMED and self._may(voice, stance):
                words = f"the words, {weighing.because(stance)}"
                yield Taken(
                    voice.actor, stance, scene.reading.sentences[index], words, RULES[voice.way], probability=share
                )

    def _may(self, voice: Voice, stance: str) -> bool:
        """True unless it is not to confirm, and neither a state's nor the press's: others only know no more."""
        kind = voice.actor.kind
        return stance != "doesNotConfirm" or kind in subclasses("MediaOutlet") or self.mouths.accused((voice.actor,))
