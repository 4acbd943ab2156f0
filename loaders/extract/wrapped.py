"""Text whose lines were broken at a width, as in e-mail and press releases: which line breaks are only spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_WIDTHS = range(30, 161)  # of the longest line
_LONGER = 0.4  # of all characters may stand in lines that are longer: a heading, an address
_FULL, _GOING_ON = 0.75, 0.4  # of the breaks of paragraphs: at the end of a full line, and within a sentence
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_BEGINS = re.compile(  # a paragraph, a point of a list, an entry of a timeline
    r"\s|[*•◦▪·●>#|]|\d{1,4}(?: [A-Z][a-z]+\.?(?: \d{4})?)?(?: -|:) "
)
_NUMBERED = re.compile(r"(?:-+|\(?(?:\d{1,2}|[a-z])[.)]) ")  # a point, where the line before has ended or is one too
_ENDED = re.compile(rf"""^{_NUMBERED.pattern}|[.:;!?]["')\]]*$""")
_LEADS_ON = re.compile(
    r"(?:,|\b(?:the|an?|of|in|on|at|to|by|for|from|with|and|or|but|as|that|which|who|than|through|via|into|over"
    r"|between|against|about|near|their|its|his|her|is|was|are|were|be|been|had|has|have|not|some|more|least))$"
)


@dataclass(frozen=True, slots=True)
class _Break:
    """A single line break: where, the length of the line before and of the word behind; whether it parts a sentence."""

    at: int
    line: int
    word: int
    within: bool

    def full(self, width: int) -> bool:
        """True where the word behind had no more room."""
        return self.line <= width < self.line + 1 + self.word


def unwrapped(flat: str) -> str:
    """A text of the same length, each line break that only keeps its lines short as a space; else the text as it is."""
    blocks = list(map(list, _blocks(flat)))
    breaks = [each for block in blocks if any(each.within for each in block) for each in block]
    width = max((each.line for each in breaks), default=0)
    longer = sum(len(line) for line in flat.split("\n") if len(line) > width)
    if width not in _WIDTHS or longer > _LONGER * len(flat):
        return flat
    full = [each for each in breaks if each.full(width)]
    if len(full) < _FULL * len(breaks) or sum(each.within for each in full) < _GOING_ON * len(breaks):
        return flat
    characters = list(flat)
    widest = min(each.line + each.word for each in full)  # no line has room for more, or it would hold another word
    for each in (each for block in blocks for each in block):
        if each.full(width) or width < each.line <= widest:
            characters[each.at] = " "
    return "".join(characters)


def _blocks(flat: str) -> Iterator[Iterator[_Break]]:
    """The breaks between the lines of each run of lines that no empty one parts."""
    for block in _BLOCK.finditer(flat):
        yield _breaks(block.group(), block.start())


def _breaks(block: str, start: int) -> Iterator[_Break]:
    at = start
    for line, behind in pairwise(block.rstrip("\n").split("\n")):
        at += len(line) + 1
        point = _BEGINS.match(behind) or (_NUMBERED.match(behind) and _ENDED.search(line))
        if " " in line.strip() and not line.endswith(" ") and not point:
            within = behind[0].islower() or bool(_LEADS_ON.search(line))
            yield _Break(at - 1, len(line), len(behind.split()[0]), within)
