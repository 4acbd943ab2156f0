"""What stands beside an article: its source as a schema.org `NewsArticle` in JSON-LD (https://schema.org/NewsArticle)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from refoulement.errors import LoadError
from refoulement.graph.rdf import is_address
from refoulement.graph.when import When
from refoulement.loaders import json_object

_FIRST = timezone(timedelta(hours=14))  # where each day begins first
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What a sidecar tells of its article; None where it is silent."""

    identifier: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    based_on: str | None = None
    licence: str | None = None


def parse(raw: bytes, path: Path) -> Sidecar:
    """Read a sidecar. Raises `LoadError`: which file, where in it, what to do."""
    stated = json_object.read(raw, path, meant="describes the article")
    return Sidecar(
        identifier=line(stated, "identifier", path),
        title=line(stated, "headline", path),
        publisher=_named(stated.get("publisher"), "publisher", path),
        published=line(stated, "datePublished", path),
        modified=line(stated, "dateModified", path),
        url=web_address(line(stated, "url", path), "url", path),
        language=language_tag(line(stated, "inLanguage", path), "inLanguage", path),
        based_on=_based_on(stated.get("isBasedOn"), path),
        licence=licence(line(stated, "license", path), "license", path),
    )


def line(stated: Mapping[str, object], field: str, path: Path) -> str | None:
    """A field that is one line of text; an empty one counts as not there."""
    words = stated.get(field)
    if words is None:
        return None
    if not isinstance(words, str):
        raise LoadError(f"{path}: {field} must be text, not {json.dumps(words)[:60]}")
    if any(not character.isprintable() and not character.isspace() for character in words):
        raise LoadError(f"{path}: {field} holds characters that cannot be shown; write it anew")
    return " ".join(words.split()) or None


def _named(stated: object, field: str, path: Path) -> str | None:
    """A text, or the `name` of an object."""
    if isinstance(stated, dict):
        name = line(stated, "name", path)
        if name is None:
            raise LoadError(f"{path}: {field} is an object without a name; give it one")
        return name
    return line({field: stated}, field, path)


def web_address(url: str | None, field: str, path: Path) -> str | None:
    """A field that is the whole address of a page."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        NamedNode(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise LoadError(f"{path}: {field} {url!r} is no web address; give the whole of it (https://…) or leave it out")
    return url


def licence(stated: str | None, field: str, path: Path) -> str | None:
    """A field that is a licence: the address of its text, or words."""
    return web_address(stated, field, path) if stated and is_address(stated) else stated


def language_tag(tag: str | None, field: str, path: Path) -> str | None:
    """A field that names a language."""
    if tag and not LANGUAGE_TAG.fullmatch(tag):
        raise LoadError(f"{path}: {field} {tag!r} is no language tag (BCP 47); write en, ko, zh-Hans …")
    return tag


def day(stated: str | None, field: str, where: Path) -> When | None:
    """A field that is a date: EDTF, or an ISO 8601 date or time, whose day in its own time zone is kept."""
    if stated is None:
        return None
    for read_day in (date.fromisoformat, lambda text: datetime.fromisoformat(text).date()):
        try:
            return When(read_day(stated).isoformat())
        except ValueError:
            continue
    try:
        return When(stated)
    except ValueError as error:
        hint = "write it as 2023-12-07, 2023-12 or 2023, or leave it out"
        raise LoadError(f"{where}: {field} {stated!r} is no date; {hint}") from error


def day_abroad(stated: str | None) -> date | None:
    """The last day that it was anywhere at a moment in ISO 8601 with its offset; None for any other date."""
    try:
        moment = datetime.fromisoformat(stated or "")
        return moment.astimezone(_FIRST).date() if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _based_on(stated: object, path: Path) -> str | None:
    """What the article rests on, in one line."""
    works = stated if isinstance(stated, list) else [stated]
    return "; ".join(filter(None, (_work(work, path) for work in works))) or None


def _work(stated: object, path: Path) -> str | None:
    """A text as it stands; an object as its publisher, headline, date and address."""
    if not isinstance(stated, dict):
        return line({"isBasedOn": stated}, "isBasedOn", path)
    headline = line(stated, "headline", path) or line(stated, "name", path)
    pieces = (
        _named(stated.get("publisher"), "publisher", path),
        headline and f"“{headline}”",
        line(stated, "datePublished", path),
        line(stated, "url", path),
    )
    return ", ".join(filter(None, pieces)) or None
