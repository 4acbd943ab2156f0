"""An index of the names of one snapshot in SQLite's FTS5, in memory: built once, then only read.

It holds what the snapshot holds and nothing else, so it belongs to its tier as the snapshot does. Nothing of it is ever
a file: workers that are forked read the pages of the process that built it.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from refoulement.graph import korean
from refoulement.graph.names import alike_words
from refoulement.web.names import Name, Thing
from refoulement.web.spelling import SIGNS_AT_MOST, WORDS_AT_MOST, joined, key, keyed, parts, romanised, words

EXACT, SPELLED, BEGINS, WORDED, SPELLED_IN, WITHIN, NEAR = range(7)  # how near a name is to what is sought
SLIPS = 2  # letters that may be wrong in a word
SLIPS_FROM = 5  # letters that such a word has at least
LONG = 7  # letters of a word in which two slips are no other word
_NAMED = ("person", "organisation", "place")  # what has spellings
_NEAREST_WORDS = 8
_FEW = 3  # letters that are enough to look for within a name
_LATIN = re.compile("[a-z]{4,24}")
_HANGUL = re.compile("[가-힣]{2,5}")

_TABLES = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, kind TEXT, times INTEGER, size INTEGER, shown TEXT);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER, number INTEGER, key TEXT);
CREATE VIRTUAL TABLE said USING fts5(words, joined, content='', tokenize="unicode61 remove_diacritics 0", prefix='1 2');
CREATE VIRTUAL TABLE pieces USING fts5(key, content='', tokenize='trigram', columnsize=0);
CREATE TABLE word (id INTEGER PRIMARY KEY, key TEXT, written TEXT, size INTEGER);
CREATE VIRTUAL TABLE letters USING fts5(key, content='', tokenize='trigram', columnsize=0);
CREATE TABLE spelled (bones TEXT, word INTEGER, PRIMARY KEY (bones, word)) WITHOUT ROWID;
"""
_HITS = """
WITH hit AS (
  SELECT name.thing AS thing, name.number AS number,
    CASE WHEN name.key = :key THEN 0 WHEN name.key >= :key AND name.key < :end THEN 2 ELSE 3 END AS nearness
  FROM said JOIN name ON name.id = said.rowid WHERE said MATCH :said
  UNION ALL
  SELECT name.thing, name.number, CASE WHEN name.key IN (SELECT value FROM json_each(:alike)) THEN 1 ELSE 4 END
  FROM said JOIN name ON name.id = said.rowid WHERE said MATCH :spelled
  UNION ALL
  SELECT name.thing, name.number, 5 FROM pieces JOIN name ON name.id = pieces.rowid WHERE pieces MATCH :within
  UNION ALL
  SELECT name.thing, name.number, 6 FROM said JOIN name ON name.id = said.rowid WHERE said MATCH :near
), best AS MATERIALIZED (
  SELECT thing.id AS id, thing.kind AS kind, MIN(hit.nearness) AS nearness, hit.number AS number, thing.times AS times,
    thing.size AS size, thing.shown AS shown
  FROM hit JOIN thing ON thing.id = hit.thing GROUP BY thing.id
)
"""
_TOLD = """
SELECT kind, COUNT(*), 0, MIN(nearness) FROM best GROUP BY kind
UNION ALL
SELECT * FROM (
  SELECT NULL, id, number, nearness FROM best WHERE :kind IN ('', kind)
  ORDER BY nearness, times DESC, size, shown, id LIMIT :most OFFSET :first
)
"""
_NOTHING = '"\uffff"'  # what no name has


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that is found, by which of its names, and how near that is to what was sought."""

    thing: Thing
    name: Name | None  # None where it is found by what is told of it
    nearness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What is found: how much of each kind, a page of it, and how what was sought may be spelled where none is."""

    counts: Mapping[str, int]
    page: tuple[Found, ...]
    meant: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class Index:
    """The names of one snapshot, to be searched."""

    def __init__(self, things: Iterable[Thing]) -> None:
        # One thread at a time asks; it need not be the one that built it.
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.executescript(_TABLES)
        self._things: list[Thing] = []
        self._fill(things)

    def __len__(self) -> int:
        return len(self._things)

    def find(self, sought: str, *, kind: str = "", first: int = 0, most: int = 50) -> Results:
        """Things by name, the nearest first and of those the most often named; all are counted, some given."""
        asked = _Sought(sought)
        if not asked.words:
            return Results(counts={}, page=())
        plan = {
            "key": asked.key,
            "end": asked.key + "\U0010ffff",
            "said": f"({_all(asked.words)}) OR (joined : {_begins(asked.key)})",
            "within": _quoted(asked.key) if len(asked.key) >= _FEW else _NOTHING,
            **self._spelled(asked),
            "near": _NOTHING,
        }
        meant, page = "", {"kind": kind, "most": most, "first": first}
        counts, nearest, found = self._asked({**plan, **page})
        if nearest >= WITHIN:
            plan["near"], meant = self._near(asked)
            counts, nearest, found = self._asked({**plan, **page})
        return Results(counts=counts, page=found, meant=meant if nearest == NEAR else "")

    def _asked(self, plan: Mapping[str, object]) -> tuple[dict[str, int], int, tuple[Found, ...]]:
        """How many there are of each kind, how near the nearest is, and a page of them."""
        counts, nearest, found = dict[str, int](), NEAR + 1, list[Found]()
        for kind, thing, number, nearness in self._database.execute(_HITS + _TOLD, plan):
            if kind is None:
                found.append(self._found(thing, number, nearness))
            else:
                counts[kind], nearest = thing, min(nearest, nearness)
        return counts, nearest, tuple(found)

    def _found(self, thing: int, number: int, nearness: int) -> Found:
        one = self._things[thing]
        return Found(one, one.names[number] if number < len(one.names) else None, nearness)

    # Other spellings

    def _spelled(self, asked: "_Sought") -> dict[str, str]:
        """What else a Korean or Chinese name can be written like, as the parts of a query."""
        alike = [self._alike(part) for part in asked.pieces]
        whole = {*self._alike(asked.text), *romanised(asked.text)}
        wanted = [f"(joined : {_any(whole)})"] if whole else []
        if any(alike):
            each = (" OR ".join((_begins_all(part), *map(_quoted, found))) for part, found in zip(asked.pieces, alike, strict=True))
            wanted.append("(" + " AND ".join(f"({one})" for one in each) + ")")
        return {"spelled": " OR ".join(wanted) or _NOTHING, "alike": json.dumps(sorted(whole))}

    def _alike(self, written: str) -> list[str]:
        """The words of this index that can be spellings of one Korean name of two syllables or more."""
        bones = _bones(written)
        if not bones:
            return []
        marks = ", ".join("?" * len(bones))
        rows = self._database.execute(
            f"SELECT DISTINCT word.key, word.written FROM spelled JOIN word ON word.id = spelled.word WHERE bones IN ({marks})",
            bones,
        )
        mine = key(written)
        return [other for other, as_written in rows if other != mine and alike_words(written, as_written)]

    # Slips

    def _near(self, asked: "_Sought") -> tuple[str, str]:
        """The words that are meant where some are spelled wrongly, as a query and as one would write them."""
        each: list[str] = []
        meant: list[str] = []
        changed = False
        for written, word in zip(asked.parts, asked.words, strict=True):
            near = self._words_near(word)
            each.append(" OR ".join((_begins(word), *(_quoted(other) for other, _ in near))))
            known = self._database.execute("SELECT 1 FROM said WHERE said MATCH ? LIMIT 1", (_begins(word),)).fetchone()
            changed = changed or bool(near)
            meant.append(near[0][1] if near and not known else written)
        whole = self._words_near(asked.key) if len(asked.words) > 1 else []
        if not (changed or whole):
            return _NOTHING, ""
        query = "(" + " AND ".join(f"({one})" for one in each) + ")"
        if whole:
            query += f" OR (joined : {_any(other for other, _ in whole)})"
            meant = [whole[0][1]] if not changed else meant
        told = " ".join(meant)
        return query, "" if list(words(told)) == asked.words else told

    def _words_near(self, word: str) -> list[tuple[str, str]]:
        """The words that differ from one by the fewest slips, and by few, each as it is written."""
        size = len(word)
        if size < SLIPS_FROM or word.isdigit():
            return []
        framed = f"^^{word}$$"
        shared = " OR ".join(_quoted(framed[at : at + 3]) for at in range(len(framed) - 2))
        rows = self._database.execute(
            "SELECT word.key, word.written FROM letters JOIN word ON word.id = letters.rowid "
            "WHERE letters MATCH ? AND word.size BETWEEN ? AND ?",
            (shared, max(size - SLIPS, SLIPS_FROM - 1), size + SLIPS),
        ).fetchall()
        close = extract(word, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=SLIPS, limit=None)
        close = [one for one in close if 0 < one[1] and (one[1] == 1 or size >= LONG or one[0][:1] == word[:1])]
        least = min((slips for _, slips, _ in close), default=0)
        best = [rows[at] for _, slips, at in close if slips == least]
        return sorted(best, key=lambda row: (row[0][:1] != word[:1], abs(len(row[0]) - size), row[0]))[:_NEAREST_WORDS]

    # Building

    def _fill(self, things: Iterable[Thing]) -> None:
        names: list[tuple[int, int, int, str]] = []
        said: list[tuple[int, str, str]] = []
        known = _Words()
        for at, thing in enumerate(things):
            self._things.append(thing)
            spelled = thing.kind in _NAMED
            for number, name in enumerate(thing.names):
                names.append((len(names), at, number, key(name.text)))
                others = joined(name.text) if spelled else set()
                said.append((len(said), " ".join(words(name.text)), " ".join(others)))
                known.add(name.text, others, spelled=spelled, hidden=name.how == "hidden")
            if thing.told:
                names.append((len(names), at, len(thing.names), ""))
                everything = " ".join((thing.sort, *(name.text for name in thing.names), *thing.told))
                said.append((len(said), " ".join(dict.fromkeys(words(everything))), ""))
        put = self._database.executemany
        self._database.execute("BEGIN")
        put("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", self._rows())
        put("INSERT INTO name VALUES (?, ?, ?, ?)", names)
        put("INSERT INTO said (rowid, words, joined) VALUES (?, ?, ?)", said)
        put("INSERT INTO pieces (rowid, key) VALUES (?, ?)", ((at, one) for at, _, _, one in names if one))
        put("INSERT INTO word VALUES (?, ?, ?, ?)", known.rows())
        put("INSERT INTO letters (rowid, key) VALUES (?, ?)", known.framed())
        put("INSERT OR IGNORE INTO spelled VALUES (?, ?)", known.bones())
        self._database.execute("COMMIT")

    def _rows(self) -> Iterator[tuple[int, str, int, int, str]]:
        for at, thing in enumerate(self._things):
            shown = thing.shown().text
            yield at, thing.kind, thing.times, len(shown), shown


class _Words:
    """The different words of all names, numbered, as they are compared and as one of the names writes them."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._spelled: set[str] = set()

    def add(self, name: str, others: Iterable[str], *, spelled: bool, hidden: bool) -> None:
        """Take the words of a name; of one that is hidden, none is ever proposed."""
        if hidden:
            return
        for part in parts(name):
            if word := keyed(part):
                self._written.setdefault(word, part)
                if spelled:
                    self._spelled.add(word)
        for other in others:
            self._written.setdefault(other, name if other == key(name) else other)
            self._spelled.add(other)

    def rows(self) -> Iterator[tuple[int, str, str, int]]:
        return ((at, word, written, len(word)) for at, (word, written) in enumerate(self._written.items()))

    def framed(self) -> Iterator[tuple[int, str]]:
        return ((at, f"^^{word}$$") for at, word in enumerate(self._written) if len(word) >= SLIPS_FROM - 1)

    def bones(self) -> Iterator[tuple[str, int]]:
        for at, (word, written) in enumerate(self._written.items()):
            if word in self._spelled:
                yield from ((one, at) for one in _bones(written))


def _bones(written: str) -> list[str]:
    """What all spellings of a Korean name in one or two pieces share; empty for what can be none."""
    bare = re.sub(r"[\s-]", "", written)
    if not (_HANGUL.fullmatch(bare) or _LATIN.fullmatch(key(bare))):
        return []
    return sorted(korean.skeletons(bare))


class _Sought:
    """What is sought, cut up."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text[:SIGNS_AT_MOST].split())
        pairs = [(part, word) for part in parts(self.text) if (word := keyed(part))][:WORDS_AT_MOST]
        self.parts = [part for part, _ in pairs]
        self.words = [word for _, word in pairs]
        self.key = "".join(self.words)
        self.pieces = [piece for piece in self.text.split() if words(piece)][:WORDS_AT_MOST]


def _quoted(word: str) -> str:
    """A word as FTS5 takes it, whatever its signs; those that are compared are letters and digits."""
    return '"' + word.replace('"', '""').replace("\0", "") + '"'


def _begins(word: str) -> str:
    return f"{_quoted(word)} *"


def _begins_all(piece: str) -> str:
    return _all(words(piece))


def _all(some: Iterable[str]) -> str:
    return "(" + " AND ".join(map(_begins, some)) + ")"


def _any(some: Iterable[str]) -> str:
    return "(" + " OR ".join(map(_quoted, sorted(some))) + ")"
