"""The times of what an article tells, sentence by sentence: stated, counted from another, or of a heading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from refoulement.graph.when import When
from refoulement.loaders.extract.binding import Telling
from refoulement.loaders.extract.dating import Dated, time_of
from refoulement.loaders.extract.draft import Draft
from refoulement.loaders.extract.outcomes import GOES_ON
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.times import Time, times

_NOW = re.compile(r"\b(?:now|currently|still|at present|today)\b")

_FAR = 3  # how many months behind a date with its year a day without one may be, and still be of that time
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r"\blast year\b", re.IGNORECASE)
_SAYS_YEAR = re.compile(r"\byear\b|\blast\b|\bthis\b")

_TWICE = re.compile(r"\b(?:twice|again|two times|both times)\b")
_AND_AGAIN = re.compile(r",? and (?:again |then )?(?:in )?(?P<year>(?:19|20)\d\d)\b")


def again(sentence: Sentence, stated: Iterable[Time], draft: Draft) -> Iterator[Draft]:
    """The second of two deeds told at once: "was sent back twice, in 1999 and in 2002"."""
    if draft.count or not _TWICE.search(sentence.text):
        return
    for first in stated:
        follows = _AND_AGAIN.match(sentence.text, first.end - sentence.start)
        if follows and first.form == "year" and draft.when == first.when:
            yield replace(draft, when=When(follows["year"]))


def _of_year(time: Time, year: int) -> Time | None:
    """The same days or months of another year; None where that has no such day."""
    try:
        when = When("/".join(part if part == ".." else f"{year}{part[4:]}" for part in time.when.edtf.split("/")))
    except ValueError:  # 29 February
        return None
    return replace(time, when=when)


class Clock:
    """Remembers the time that was told last, as its sentences pass."""

    def __init__(self, published: When | None) -> None:
        self.published = published
        self.told: tuple[Sentence, When] | None = None  # the last that dates what is told, and where
        self.model: tuple[int, When] | None = None  # the last time of all, where it is of a month of a year, and where

    def read(self, sentence: Sentence) -> list[Time]:
        """The times a sentence states; a day without its year is of the year of the date told right before it.

        So it is of the year of its heading; else it is the last before publication, as `resolve` reads it.
        """
        found = []
        for printed in times(sentence.text, sentence.start, self.published):
            time, said = printed, sentence.text[printed.start - sentence.start : printed.end - sentence.start]
            if time.form in ("day", "days", "month") and not (_YEAR.search(said) or _SAYS_YEAR.search(said)):
                under = self.under(sentence)
                of_a_day = under and under.earliest == under.latest  # as a page may be dated
                headed = _of_year(printed, under.earliest.year) if under and under.earliest and not of_a_day else None
                time = headed or self._of_the_time(printed, sentence)
                dated = self.model is not None and time.when.edtf[:4] == self.model[1].edtf[:4]
            else:
                dated = time.form in ("day", "days", "month") and bool(_YEAR.search(said) or _LAST_YEAR.search(said))
            self.model = (sentence.paragraph, time.when) if dated else None
            found.append(time)
        return found

    def _of_the_time(self, time: Time, sentence: Sentence) -> Time:
        if not (self.model and self.model[1].latest and time.when.earliest):
            return time
        further, before = sentence.paragraph - self.model[0], self.model[1].latest
        if further > (time.form != "month"):
            return time
        months = (time.when.earliest.month - before.month) % 12
        year = before.year + (time.when.earliest.month < before.month)
        if months > _FAR or year >= time.when.earliest.year:
            return time
        return _of_year(time, year) or time

    def passes(self, sentence: Sentence, stated: list[Time]) -> None:
        """Take notice of the times that date what a sentence tells."""
        self.told = (sentence, stated[-1].when) if stated else self.told

    def under(self, sentence: Sentence) -> When | None:
        """The time that a timeline's heading over a sentence gives."""
        if not sentence.heading:
            return None
        told = list(times(sentence.heading.text, sentence.heading.start, self.published))
        return told[0].when if told else When(sentence.heading.text) if sentence.heading.text.isdecimal() else None

    def earlier(self, sentence: Sentence) -> When | None:
        """The time that the paragraph of a sentence told last before it, else that of its heading."""
        told = self.told[1] if self.told and self.told[0].paragraph == sentence.paragraph else None
        return told or self.under(sentence)

    def time(
        self,
        told: Telling,
        stated: list[Time],
        sentence: Sentence,
        latest: Draft | None,
        *,
        begun: bool,
        listed: Draft | None,
    ) -> Dated | None:
        """The time of a telling with a number, as stated or by another told before.

        `latest` is what was told last of people, `begun` where the sentence has told of some, `listed` what of that
        stands in its list.
        """
        since = self.told and latest and latest.spans[-1].start < self.told[0].start
        before = latest.when if latest and not (since and not begun) else None
        before = before or self.earlier(sentence) or (latest.when if latest else None)
        model = listed.when if listed else None
        return time_of(told, stated, sentence, listed=model, before=before, first=not model and not begun)


def shares_time(told: Telling, whole: Draft, sentence: Sentence, *, begun: bool) -> bool:
    """True for what goes on from a number of the same kind without a time of its own: its time is that number's.

    So do a share, a number in a list, and a smaller number told next, which is a part of the whole.
    """
    number, verb = told.number, told.verb
    if number is None:
        return False
    if number.count.unit == "percent" or (begun and not verb):
        return True
    if not (whole.count and whole.count.value and number.count.value) or _NOW.search(sentence.text):
        return False
    holds = verb is not None and verb.voice == "" and verb.kind in ("Presence", "Detention")
    return number.count.value < whole.count.value and (not holds or bool(GOES_ON.search(sentence.text)))
