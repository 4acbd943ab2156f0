"""The index of the names of one snapshot: a database of SQLite with its full text search (FTS5), in memory.

It holds what it is made of and nothing else, so it belongs to one snapshot of one tier as that does. `finding.py` looks
things up in it.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from refoulement.graph import korean
from refoulement.web.names import Name, Thing
from refoulement.web.spelling import joined, key, keyed, parts, words

SLIPS_FROM = 5  # letters of a word that may be spelled wrongly
_NAMED = ("person", "organisation", "place")  # what has spellings
_LATIN = re.compile("[a-z]{4,24}")
_HANGUL = re.compile("[가-힣]{2,5}")

# `said` are the words of a name, and those it has if its parts are written together; `pieces` whole names, to look
# within; `word` every different word, `letters` its trigrams, `spelled` what its spellings in Korean have in common.
_TABLES = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, kind TEXT, times INTEGER, size INTEGER, shown TEXT, told TEXT);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER, number INTEGER, key TEXT);
CREATE VIRTUAL TABLE said USING fts5(words, joined, content='', tokenize="unicode61 remove_diacritics 0", prefix='1 2');
CREATE VIRTUAL TABLE pieces USING fts5(key, content='', tokenize='trigram', columnsize=0);
CREATE TABLE word (id INTEGER PRIMARY KEY, key TEXT, written TEXT, size INTEGER, times INTEGER);
CREATE VIRTUAL TABLE letters USING fts5(key, content='', tokenize='trigram', columnsize=0);
CREATE TABLE spelled (bones TEXT, word INTEGER, PRIMARY KEY (bones, word)) WITHOUT ROWID;
"""
TOLD = 999_999  # the number of what is no name, but told of a thing; names have their own before it


def built(things: Iterable[Thing]) -> sqlite3.Connection:
    """An index of some things."""
    known, stored = _Words(), list[tuple[int, str, int, int, str, str]]()
    names: list[tuple[int, int, int, str]] = []
    said: list[tuple[int, str, str]] = []
    pieces: list[tuple[int, str]] = []
    for at, thing in enumerate(things):
        shown = thing.shown().text
        stored.append((at, thing.kind, thing.times, len(shown), shown, written(thing)))
        for number, name in enumerate(thing.names):
            others = joined(name.text) if thing.kind in _NAMED else set()
            spaced = " ".join(words(name.text))
            said.append((len(names), spaced, " ".join(others)))
            # In a title, the end of a word and the beginning of the next are nothing that anyone looks for.
            pieces.append((len(names), f"{spaced}/{key(name.text)}" if others else spaced))
            names.append((len(names), at, number, key(name.text)))
            if name.how != "hidden":  # one that is, is found as it is, and never proposed
                known.add(name.text, others, times=thing.times)
        if thing.told:
            everything = " ".join((*(name.text for name in thing.names), *thing.told))
            said.append((len(names), " ".join(dict.fromkeys(words(everything))), ""))
            names.append((len(names), at, TOLD, ""))
    database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    database.executescript(_TABLES + "BEGIN")
    put = database.executemany
    put("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", stored)
    put("INSERT INTO name VALUES (?, ?, ?, ?)", names)
    put("INSERT INTO said (rowid, words, joined) VALUES (?, ?, ?)", said)
    put("INSERT INTO pieces (rowid, key) VALUES (?, ?)", pieces)
    put("INSERT INTO word VALUES (?, ?, ?, ?, ?)", known.rows())
    put("INSERT INTO letters (rowid, key) VALUES (?, ?)", known.letters())
    put("INSERT OR IGNORE INTO spelled VALUES (?, ?)", known.spelled())
    database.execute("COMMIT")
    return database


def written(thing: Thing) -> str:
    """A thing as the index keeps it."""
    return json.dumps([thing.address, thing.kind, thing.sort, [astuple(name) for name in thing.names], thing.times])


def read(told: str) -> Thing:
    """The inverse of `written`; what is told of it beside its names is left to the index."""
    address, kind, sort, names, times = json.loads(told)
    return Thing(address=address, kind=kind, sort=sort, names=tuple(Name(*name) for name in names), times=times)


def framed(word: str) -> str:
    """A word with its ends marked, so that where it begins and ends counts among its trigrams."""
    return f"^^{word}$$"


def bones(name: str) -> list[str]:
    """What all spellings of a Korean name in one piece or two share; nothing for what can be none."""
    bare = re.sub(r"[\s-]", "", name)
    if not (_HANGUL.fullmatch(bare) or _LATIN.fullmatch(key(bare))):
        return []
    return sorted(korean.skeletons(bare))


class _Words:
    """The different words of all names: as they are compared, as a name writes them, and how often that is named."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._times: dict[str, int] = {}
        self._spelled: set[str] = set()

    def add(self, name: str, others: set[str], *, times: int) -> None:
        """Take the words of a name; it is of a kind that has spellings if there are `others`, written together."""
        own = {word: part for part in parts(name) if (word := keyed(part))}
        own |= {other: name if other == key(name) else other for other in others if other not in own}
        for word, part in own.items():
            self._written.setdefault(word, part)
            self._times[word] = max(self._times.get(word, 0), times)
        if others:
            self._spelled.update(own)

    def rows(self) -> Iterator[tuple[int, str, str, int, int]]:
        for at, (word, name) in enumerate(self._written.items()):
            yield at, word, name, len(word), self._times[word]

    def letters(self) -> Iterator[tuple[int, str]]:
        return ((at, framed(word)) for at, word in enumerate(self._written) if len(word) >= SLIPS_FROM - 1)

    def spelled(self) -> Iterator[tuple[str, int]]:
        for at, (word, name) in enumerate(self._written.items()):
            if word in self._spelled:
                yield from ((one, at) for one in bones(name))
