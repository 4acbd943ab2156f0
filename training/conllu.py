"""Treebanks in CoNLL-U (https://universaldependencies.org/format.html)."""

import re
from collections.abc import Iterator
from pathlib import Path

from refoulement.training.tree import Sentence, Token

_WORD = re.compile(r"\d+")
_TOGETHER = re.compile(r"(\d+)-(\d+)")  # words that are printed as one: "don't"


def read(path: Path) -> list[Sentence]:
    """The sentences of a file; words left out of the text ("8.1") are left out here too."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_sentence(lines) for block in blocks if (lines := block.strip("\n").splitlines())]


def _sentence(lines: list[str]) -> Sentence:
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    joined = dict(_joined(rows))
    tokens = tuple(_token(row, joined) for row in rows if _WORD.fullmatch(row[0]))
    identifier = next((line.partition("=")[2].strip() for line in lines if line.startswith("# sent_id")), "")
    opens = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
    return Sentence(identifier, tokens, opens)


def _joined(rows: list[list[str]]) -> Iterator[tuple[int, bool]]:
    """Whether a space follows, for each word that is printed in one with others."""
    for row in rows:
        if match := _TOGETHER.fullmatch(row[0]):
            first, last = map(int, match.groups())
            yield from ((number, False) for number in range(first, last))
            yield last, _spaced(row)


def _spaced(row: list[str]) -> bool:
    return "SpaceAfter=No" not in row[9]


def _token(row: list[str], joined: dict[int, bool]) -> Token:
    number, head = int(row[0]), int(row[6])
    return Token(
        form=row[1],
        lemma=row[2],
        tag=row[4],
        head=(head or number) - 1,
        dep=row[7] if head else "ROOT",
        space=joined.get(number, _spaced(row)),
        misc=row[9],
    )
