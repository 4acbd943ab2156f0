"""One JSON object out of a file that a person may have written by hand."""

import json
from pathlib import Path

from refoulement.errors import LoadError


def read(raw: bytes, path: Path, *, meant: str) -> dict[str, object]:
    """The object in a file. Raises `LoadError`: which file, where in it, what to do; `meant` says what it "does"."""
    try:
        stated = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LoadError(f"{path}: broken UTF-8 (byte {error.start}); save it as UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise LoadError(f"{path}: not JSON ({place}: {error.msg}); mend it there") from error
    except RecursionError as error:
        raise LoadError(f"{path}: nested too deeply for what it {meant}; write it flat") from error
    except ValueError as error:  # a number of thousands of digits
        raise LoadError(f"{path}: {error}; write another number") from error
    if not isinstance(stated, dict):
        raise LoadError(f"{path}: this must be one JSON object that {meant}, not a {type(stated).__name__}")
    return stated
