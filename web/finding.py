"""Things by name, out of an index (`index.py`): the name itself first, then its other spellings, then what is near."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from refoulement.graph.placenames import alike_words
from refoulement.web.index import SLIPS_FROM, TOLD, bones, framed, read
from refoulement.web.names import Name, Thing
from refoulement.web.spelling import SIGNS_AT_MOST, WORDS_AT_MOST, key, keyed, parts, romanised, words

EXACT, SPELLED, BEGINS, BEGINS_OTHER, WORDED, SPELLED_IN, TOLD_OF, WITHIN, NEAR, NEAR_IN = range(
    10
)  # how near a name is to what is sought
SLIPS = 2  # letters that may be wrong in a word
LONG = 7  # letters of a word that two slips do not make another
FEW = 3  # letters that are enough to look for within a name
_WORDS_NEAR = 8  # that one word may have been meant for

_NOTHING = '"\uffff"'  # what no name has
_HITS = f"""
WITH hit AS (
  SELECT name.thing, name.number,
    CASE WHEN name.key = :key THEN {EXACT} WHEN name.number = {TOLD} THEN {TOLD_OF}
      WHEN name.key < :key OR name.key > :end THEN {WORDED}
      WHEN name.number = 0 THEN {BEGINS} ELSE {BEGINS_OTHER} END AS nearness
  FROM said JOIN name ON name.id = said.rowid WHERE said MATCH :said
  UNION ALL
  SELECT name.thing, name.number,
    CASE WHEN name.key IN (SELECT value FROM json_each(:alike)) THEN {SPELLED} ELSE {SPELLED_IN} END
  FROM said JOIN name ON name.id = said.rowid WHERE said MATCH :spelled
  UNION ALL
  SELECT name.thing, name.number, {WITHIN} FROM pieces JOIN name ON name.id = pieces.rowid WHERE pieces MATCH :within
  UNION ALL
  SELECT name.thing, name.number,
    CASE WHEN name.key IN (SELECT value FROM json_each(:close)) THEN {NEAR} ELSE {NEAR_IN} END
  FROM said JOIN name ON name.id = said.rowid WHERE said MATCH :near
), best AS MATERIALIZED (
  SELECT id, kind, told, MIN(nearness * {TOLD + 1} + number) AS rank, times, size, shown
  FROM hit JOIN thing ON thing.id = hit.thing GROUP BY thing.id
)
SELECT kind, COUNT(*), MIN(rank) FROM best GROUP BY kind
UNION ALL
SELECT * FROM (
  SELECT NULL, told, rank FROM best WHERE :kind IN ('', kind)
  ORDER BY rank / {TOLD + 1}, times DESC, size, shown, id LIMIT :most OFFSET :first
)
"""  # noqa: S608 - its own numbers


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that is found, by which of its names (None: by what else is told of it), and how near that is."""

    thing: Thing
    name: Name | None
    nearness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What is found: how much of each kind, some of it, and what may have been meant where nothing is called so."""

    counts: Mapping[str, int]
    page: tuple[Found, ...]
    meant: str = ""


class Finder:
    """What can be found by name in one index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def find(self, sought: str, *, kind: str = "", first: int = 0, most: int) -> Results:
        """Things by name, the nearest first and of those the most often named; all are counted, some given."""
        asked = _Sought(sought)
        if not asked.words:
            return Results(counts={}, page=())
        plan: dict[str, object] = {
            "key": asked.key,
            "end": asked.key + "\U0010ffff",
            "said": f"{_all(asked.words)} OR joined : ({_begins(asked.key)})",
            "within": _any({asked.key, " ".join(asked.words)}) if len(asked.key) >= FEW else _NOTHING,
            "near": _NOTHING,
            "close": "[]",
            "kind": kind,
            "first": first,
            "most": most,
            **self._spelled(asked),
        }
        counts, nearest, page = self._asked(plan)
        if nearest < WITHIN:
            return Results(counts=counts, page=page)
        near, meant = self._near(asked)
        counts, nearest, page = self._asked(plan | near)
        return Results(counts=counts, page=page, meant=meant if nearest in (NEAR, NEAR_IN) else "")

    def _asked(self, plan: Mapping[str, object]) -> tuple[dict[str, int], int, tuple[Found, ...]]:
        """How many there are of each kind, how near the nearest is, and some of them."""
        counts, nearest, found = dict[str, int](), NEAR_IN + 1, list[Found]()
        for kind, told, rank in self.database.execute(_HITS, plan):
            nearness, number = divmod(rank, TOLD + 1)
            if kind is None:
                thing = read(told)
                found.append(Found(thing, None if number == TOLD else thing.names[number], nearness))
            else:
                counts[kind], nearest = told, min(nearest, nearness)
        return counts, nearest, tuple(found)

    def _spelled(self, asked: "_Sought") -> dict[str, str]:
        """What else a Korean or a Chinese name is written like, as parts of a query."""
        whole = {*self._alike(asked.text), *romanised(asked.text)} - {""}
        alike = [self._alike(piece) for piece in asked.pieces]
        wanted = [f"joined : {_any(whole)}"] if whole else []
        if any(alike):
            each = zip(asked.pieces, alike, strict=True)
            wanted.append(_both(" OR ".join((_all(words(piece)), *map(_quoted, found))) for piece, found in each))
        return {"spelled": " OR ".join(wanted) or _NOTHING, "alike": json.dumps(sorted(whole))}

    def _alike(self, written: str) -> list[str]:
        """The words of the index that can be spellings of one Korean name of two syllables or more."""
        shared, mine = bones(written), key(written)
        rows = self.database.execute(
            "SELECT DISTINCT word.key, word.written FROM spelled JOIN word ON word.id = spelled.word "
            "WHERE bones IN (SELECT value FROM json_each(?)) ORDER BY 1",
            (json.dumps(shared),),
        )
        return [other for other, as_written in rows if other != mine and alike_words(written, as_written)]

    def _near(self, asked: "_Sought") -> tuple[dict[str, str], str]:
        """What is sought with its slips put right, as parts of a query, and as one would write it."""
        near = [self._words_near(word) for word in asked.words]
        whole = [other for other, _ in self._words_near(asked.key)]
        wanted, meant = [f"joined : {_any(whole)}"] if whole else [], ""
        if any(near):
            each = zip(asked.words, near, strict=True)
            wanted.append(
                _both(" OR ".join((_begins(word), *(_quoted(one) for one, _ in found))) for word, found in each)
            )
            parts_meant = zip(asked.parts, asked.words, near, strict=True)
            meant = " ".join(
                found[0][1] if found and not self._begun(word) else part for part, word, found in parts_meant
            )
        elif whole:
            meant = self._words_near(asked.key)[0][1]
        return {"near": " OR ".join(wanted) or _NOTHING, "close": json.dumps(whole)}, meant

    def _begun(self, word: str) -> bool:
        """Whether some word begins so."""
        row = self.database.execute("SELECT 1 FROM said WHERE said MATCH ? LIMIT 1", (_begins(word),)).fetchone()
        return row is not None

    def _words_near(self, word: str) -> list[tuple[str, str]]:
        """The words that differ from one in the fewest letters, and in few: as compared, and as written."""
        size, marked = len(word), framed(word)
        if size < SLIPS_FROM or word.isdigit():
            return []
        # Few slips leave one trigram at least as it was: what shares none need not be looked at.
        shared = " OR ".join(_quoted(marked[at : at + 3]) for at in range(len(marked) - 2))
        rows = self.database.execute(
            "SELECT word.key, word.written, word.times FROM letters JOIN word ON word.id = letters.rowid "
            "WHERE letters MATCH ? AND word.size BETWEEN ? AND ?",
            (shared, size - SLIPS, size + SLIPS),
        ).fetchall()
        slips = SLIPS if size >= LONG else 1
        close = extract(word, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=slips, limit=None)
        least = min((apart for _, apart, _ in close if apart), default=0)
        best = [rows[at] for _, apart, at in close if apart == least]
        best.sort(key=lambda row: (-row[2], row[0][:1] != word[:1], abs(len(row[0]) - size), row[0]))
        return [(other, written) for other, written, _ in best[:_WORDS_NEAR]]


class _Sought:
    """What is sought, cut up: into words as written and as compared, and into what stands between spaces."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text[:SIGNS_AT_MOST].split())
        pairs = [(part, word) for part in parts(self.text) if (word := keyed(part))][:WORDS_AT_MOST]
        self.parts = [part for part, _ in pairs]
        self.words = [word for _, word in pairs]
        self.key = "".join(self.words)
        self.pieces = [piece for piece in self.text.split() if words(piece)][:WORDS_AT_MOST]


# Parts of queries of FTS5. What stands in quotes is a word, whatever it is.


def _quoted(word: str) -> str:
    return '"' + word.replace("\0", "").replace('"', '""') + '"'


def _begins(word: str) -> str:
    return f"{_quoted(word)} *"


def _both(some: Iterable[str]) -> str:
    return "(" + " AND ".join(f"({one})" for one in some) + ")"


def _all(some: Iterable[str]) -> str:
    return _both(map(_begins, some))


def _any(some: Iterable[str]) -> str:
    return "(" + " OR ".join(map(_quoted, sorted(some))) + ")"
