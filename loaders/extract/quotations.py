"""Which words of an article stand in quotation marks, also where a quotation runs over sentences and paragraphs."""

import re
from dataclasses import dataclass
from itertools import groupby

from refoulement.loaders.extract.sentences import Reading, Sentence

BLANK = "\ufffc"  # what stands for a character left out: no letter, no mark
_OPENING, _CLOSING = "\u201c\u00ab\u201e", "\u201d\u00bb"

_PSEUDONYM = re.compile(
    r'(?:^|(?<=\s))"(?P<name>[A-Z][a-z]+-[a-z]+|(?:[A-Z][\w.]* )+[A-Z][a-z]+(?:-[a-z]+)?)(?P<comma>,?)"'
    r"(?= \(not |,? an? )"
)  # a name that is quoted because it is not the real one


@dataclass(frozen=True, slots=True)
class Quotations:
    """Of each sentence, by its number: its text with the quoted words blanked, and with all others blanked.

    `runs` holds the numbers of the quotations that a sentence has words of: two sentences that share one are parts of
    one quotation.
    """

    outside: tuple[str, ...]
    inside: tuple[str, ...]
    runs: tuple[frozenset[int], ...]

    def only(self, index: int) -> bool:
        """True where all of a sentence's words are quoted."""
        return not any(character.isalpha() for character in self.outside[index])

    def any(self, index: int) -> bool:
        """True where some of a sentence's words are quoted."""
        return bool(self.runs[index])


def _turns(reading: Reading, position: int, start: int, *, within: bool) -> bool:
    """True where the quotation mark at a position opens one; a straight one by its neighbours, else by turns."""
    printed = reading.article.text[position]
    if printed in _OPENING or printed in _CLOSING:
        return printed in _OPENING
    before = reading.flat[position - 1] if position > start else " "
    after = reading.flat[position + 1] if position + 1 < len(reading.flat) else " "
    if before in " (-/" and after.isalnum():
        return True
    if not before.isspace() and (after.isspace() or after in ",.;:?!)"):
        return False
    return not within


def _marked(
    reading: Reading, sentences: list[Sentence], run: int, *, within: bool
) -> tuple[list[list[int]], int, bool]:
    """For each character of a paragraph's sentences the number of its quotation (0 for none), and how it ends."""
    marked = []
    start = sentences[0].start
    for sentence in sentences:
        numbers = []
        for position in range(sentence.start, sentence.end):
            if reading.flat[position] != '"':
                numbers.append(run if within else 0)
                continue
            opens = _turns(reading, position, start, within=within)
            if opens and not (within and position == start):
                run += 1
            within = opens
            numbers.append(0)
        marked.append(numbers)
    return marked, run, within


def find(reading: Reading) -> Quotations:
    """The quotations of a reading; one left open goes on in the next paragraph only if that opens with a mark."""
    outside, inside, runs = [], [], []
    run, within = 0, False
    for _, group in groupby(reading.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        goes_on = within and sentences[0].text.startswith('"')
        marked, run, within = _marked(reading, sentences, run, within=goes_on)
        for sentence, numbers in zip(sentences, marked, strict=True):
            for name in _PSEUDONYM.finditer(sentence.text):
                numbers[name.start("name") : name.end("comma")] = [0] * len(name["name"] + name["comma"])
            pairs = list(zip(sentence.text, numbers, strict=True))
            outside.append("".join(BLANK if number else character for character, number in pairs))
            inside.append("".join(character if number else BLANK for character, number in pairs))
            runs.append(frozenset(numbers) - {0})
    return Quotations(tuple(outside), tuple(inside), tuple(runs))
