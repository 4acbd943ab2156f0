"""When what a stance speaks of is said to have happened: the time beside the deed that is denied or not discussed."""

import re
from collections.abc import Iterator
from functools import cached_property

from refoulement.graph.when import When
from refoulement.loaders.extract.clock import Clock
from refoulement.loaders.extract.dating import OF_SPEECH, dates
from refoulement.loaders.extract.kinds import triggers
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.times import FULL_MONTHS, Time, times

OF_WHAT_HAPPENED = frozenset(("denies", "confirms", "doesNotConfirm", "verifying", "noComment", "condemns"))

_DEEDS = ("Repatriation", "Detention")  # "a ruler who died in December" dates nothing that is denied
_FAR = 50  # code points between a deed and the time behind it
_APART = re.compile(r"""[,;:."]| (?:and|but|or|while|when|which|who|after|before|since|as) """)
_THAT = re.compile(r" that ")
_OF_WHAT_KIND = r"(?:'s)?(?: (?:mass|forced|forcible|reported|alleged|large-scale|secret|[A-Z][\w-]+)){0,3} "
_BEFORE_DEED = re.compile(_OF_WHAT_KIND)
_OF_A_TIME = re.compile(rf"\b(?:(?P<month>{FULL_MONTHS})|(?P<year>(?:19|20)\d\d)){_OF_WHAT_KIND}$")

Dated = tuple[int, int, When]  # where a deed stands together with the time it is given, and that


class SpokenOf:
    """Finds the times that an article's sentences give the deeds with which stances deal."""

    def __init__(self, scene: Scene) -> None:
        self.published = scene.reading.article.published
        self.sentences = scene.reading.sentences

    @cached_property
    def stated(self) -> dict[int, list[Time]]:
        """The times that each sentence states, by where it begins; most articles take no stance that asks for them."""
        clock = Clock(self.published)
        return {sentence.start: clock.read(sentence) for sentence in self.sentences}

    def when(self, stance: str, sentence: Sentence, begin: int, end: int) -> When | None:
        """The time of the deed that a stance deals with, where one alone is given.

        The words that tell the stance stand from `begin` to `end` in the sentence, or are empty where it is told by all
        of it. The deed stands behind them, or before them in their own clause.
        """
        if stance not in OF_WHAT_HAPPENED:
            return None
        found = list(self._dated(sentence, beside=begin < end)) or list(self._said_that(sentence, end))
        if begin < end:
            behind = [one for one in found if one[0] >= end]
            before = [one for one in found if one[1] <= begin and not _APART.search(sentence.text[one[1] : begin])]
            found = behind[:1] or before[-1:]
        given = {when for _, _, when in found}
        return given.pop() if len(given) == 1 else None

    def _dated(self, sentence: Sentence, *, beside: bool) -> Iterator[Dated]:
        """The deeds of a sentence that are given a time, in reading order; `beside` words that a day may be of, too."""
        told, text = self.stated[sentence.start], sentence.text
        verbs = [verb for verb in triggers(text, sentence.start) if verb.kind in _DEEDS]
        behind = dates(sentence, verbs, told, self.published)
        for verb in verbs:
            begin, end = verb.start - sentence.start, verb.end - sentence.start
            named = _OF_A_TIME.search(text[:begin]) if verb.form == "noun" else None
            if named and (when := self._named(named)):
                yield named.start(), end, when
            for time in told:
                first, last = time.start - sentence.start, time.end - sentence.start
                if verb.form == "noun" and last <= begin and _BEFORE_DEED.fullmatch(text[last:begin]):
                    yield first, end, time.when
                elif time in behind and first >= end and _follows(text[end:first]):
                    if beside and verb.form == "noun" and time.form in OF_SPEECH and " of " not in text[end:last]:
                        continue  # "declined to comment on the returns | on Tuesday"
                    yield begin, last, time.when

    def _said_that(self, sentence: Sentence, end: int) -> Iterator[Dated]:
        """The time in what is denied or confirmed in a clause of its own, where no deed in it is known as one."""
        if not (end and (clause := _THAT.match(sentence.text, end))):
            return
        for time in self.stated[sentence.start]:
            first, last = time.start - sentence.start, time.end - sentence.start
            between = sentence.text[clause.end() : first]
            if first >= clause.end() and time.form not in OF_SPEECH and not _APART.search(between):
                yield clause.end(), last, time.when

    def _named(self, named: re.Match[str]) -> When | None:
        """A year, or the month of a name in which the article dates anything else; else the last, as after "in"."""
        if named["year"]:
            return When(named["year"])
        number = FULL_MONTHS.split("|").index(named["month"]) + 1
        dated = (time.when.edtf for stated in self.stated.values() for time in stated)
        found = {edtf[:7] for edtf in dated if re.fullmatch(rf"\d{{4}}-{number:02}(?:-\d\d)?~?", edtf)}
        if not found:
            return next((time.when for time in times(f"in {named['month']}", 0, self.published)), None)
        return When(found.pop()) if len(found) == 1 else None


def _follows(between: str) -> bool:
    """True for a time that stands behind its deed: "sent back across the river | on 9 October"."""
    return len(between) <= _FAR and not _APART.search(between)
