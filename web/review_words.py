"""Which words of an article somebody means: marked on the page, typed, or pasted."""

import re
from dataclasses import dataclass

from refoulement.errors import JudgementRefused
from refoulement.graph.adding import places
from refoulement.graph.article import Passage
from refoulement.web.signs import visible
from refoulement.web.wording import gettext

AROUND = 80  # characters shown on either side, to tell places from each other
_ENDS = re.compile(r"[.!?。][”\"’')\]]*(?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand, and what is around them."""

    start: int
    before: str
    words: str
    after: str


def standing(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, as they are read there: a page shows signs that nobody sees."""
    return list(places(visible(text), visible(" ".join(words.split()))))  # a form ends lines with a carriage return


def shown(text: str, words: str) -> list[Place]:
    """The places of some words, each in what is around it."""
    told = visible(text)
    return [
        Place(start, told[max(0, start - AROUND) : start], told[start:end], told[end : end + AROUND])
        for start, end in standing(text, words)
    ]


def chosen(article: str, text: str, words: str, *, at: int | None = None, occurrence: int | None = None) -> Passage:
    """The passage that is meant: that which begins `at`, or the so-manieth from 1; the only one where neither is told.

    Raises `JudgementRefused` for no words, for words that the text does not have, and for several places of them.
    """
    if not words.split():
        raise _refused("words", gettext("mark the words that say it, or type them as they stand in the text"))
    found = standing(text, words)
    if not found:
        raise _refused(
            "words", gettext("the text does not have these words: copy them from it, without what is left out between")
        )
    if occurrence is not None and not 1 <= occurrence <= len(found):
        raise _refused("words", gettext("the words stand in the text %(number)s times", number=len(found)))
    if occurrence is not None:
        start, end = found[occurrence - 1]
    elif len(found) > 1 and at not in dict(found):
        raise _refused(
            "at", gettext("the words stand in the text %(number)s times: say which is meant", number=len(found))
        )
    else:
        start, end = next((place for place in found if place[0] == at), found[0])
    return Passage(article, start, end, text[start:end])


def _refused(field: str, words: str) -> JudgementRefused:
    return JudgementRefused(words, {field: words})


def sentence(text: str, passage: Passage) -> tuple[int, str]:
    """The sentence that a passage stands in, as far as full stops and line breaks tell, and where it begins."""
    before = [found.end() for found in _ENDS.finditer(text[: passage.start])]
    start = before[-1] if before else 0
    start += len(text[start : passage.start]) - len(text[start : passage.start].lstrip())
    after = _ENDS.search(text, passage.end)
    return start, text[start : after.end() if after else len(text)].rstrip()
