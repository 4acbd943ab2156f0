"""What stands beside a table: CSVW metadata (https://www.w3.org/TR/tabular-metadata/), read by the `csvw` library.

The library fetches what metadata name by address (a schema, a dialect): that is refused here before it sees them, and
the table itself is read by us. Nothing of CSVW that the library finds amiss is passed over.
"""

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import csvw

from refoulement.errors import LoadError
from refoulement.loaders import json_object, sidecar

CONTEXT = "http://www.w3.org/ns/csvw"
OF_THE_GROUP = ("tables", "url", "@type", "@id", "@context", "notes")  # what a group of tables does not hand down
LINKED = {"tableSchema": "the schema", "dialect": "the dialect"}
NAMES = ("schema:name", "foaf:name", "rdfs:label", "@value", "@id")  # where an object tells what it is called


@dataclass(frozen=True, slots=True)
class Metadata:
    """What metadata tell of one table; `table` is the library's, with its columns and its dialect."""

    path: Path
    table: csvw.Table
    stated: Mapping[str, object]

    @property
    def dialect(self) -> csvw.Dialect:
        """How the file is written: as its metadata say, or the default of CSVW, in which no row is a comment."""
        return self.table.dialect or csvw.Dialect(commentPrefix=None)

    @property
    def names(self) -> list[str]:
        """What each column of the file is called; of one that the dialect skips, nothing."""
        called = [column.header for column in self.table.tableSchema.columns if not column.virtual]
        return [""] * self.dialect.skipColumns + called

    def words(self, *names: str) -> str | None:
        """A common property in one line, under the first of its names; of an object its name, or else its address."""
        for name in names:
            value = self.stated.get(name)
            if isinstance(value, list):
                if len(value) > 1:
                    raise LoadError(f"{self.path}: {name} has {len(value)} values; keep one")
                value = value[0] if value else None
            if isinstance(value, dict):
                value = next((value[key] for key in NAMES if key in value), value)
            if words := sidecar.line({name: value}, name, self.path):
                return words
        return None


def read(raw: bytes, path: Path, *, table: Path) -> Metadata:
    """The metadata of a table's file. Raises `LoadError`: which file, what in it, what to do."""
    stated = json_object.read(raw, path, meant="describes the table")
    context = stated.get("@context")
    if (context[:1] if isinstance(context, list) else [context]) != [CONTEXT]:
        raise LoadError(f'{path}: this is no CSVW metadata; begin it with "@context": "{CONTEXT}"')
    described = _of_table(stated, path, table)
    for name, meant in LINKED.items():
        if isinstance(described.get(name), str):
            hint = f"nothing is fetched here: write it into this file as {name}"
            raise LoadError(f"{path}: {meant} is named by an address ({described[name]}); {hint}")
    return Metadata(path, _understood(described, path), described)


def _of_table(stated: Mapping[str, object], path: Path, table: Path) -> dict[str, object]:
    """What is said of the one table, with what it has from the group it stands in."""
    group = {name: value for name, value in stated.items() if name not in OF_THE_GROUP} if "tables" in stated else {}
    listed = stated.get("tables", [stated])
    tables = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    fitting = [one for one in tables if one.get("url") == table.name]
    if len(fitting) == 1:
        return {**group, **fitting[0], "@context": stated["@context"]}
    if fitting:
        raise LoadError(f"{path}: {len(fitting)} tables are called {table.name}; keep one")
    others = ", ".join(json.dumps(one.get("url")) for one in tables) or "none"
    raise LoadError(f'{path}: it describes no table with "url": "{table.name}" (tables in it: {others}); add it')


def _understood(described: Mapping[str, object], path: Path) -> csvw.Table:
    """The table as the library reads it. It warns of what it passes over: that is refused, too."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return csvw.Table.fromvalue(json.loads(json.dumps(described)))
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, Warning) as error:
            # It checks as it goes, by whatever breaks first.
            reason = " ".join(str(error).split()) or type(error).__name__
            raise LoadError(f"{path}: not as CSVW wants it ({reason}); mend it (docs/tables.md)") from error
