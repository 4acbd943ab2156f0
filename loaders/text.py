"""Plain-text articles: a `.txt` file, and beside it a `.jsonld` file that tells of it (schema.org `NewsArticle`)."""

import re
import stat
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from refoulement.errors import LoadError
from refoulement.graph.article import Article
from refoulement.graph.iri import slug
from refoulement.graph.when import When
from refoulement.loaders import dateline, encoding, sidecar
from refoulement.loaders.captured import Captured

MAX_BYTES = 5_000_000


def articles(path: Path) -> Iterator[Captured]:
    """The one article of a text file. Raises `LoadError`, or OSError where the file cannot be opened."""
    raw = _read(path)
    text, encoding_warnings = encoding.decode(raw, path)
    text = re.sub(r"\r\n?", "\n", text)
    if not text.strip():
        raise LoadError(f"{path}: the file is empty; put the article's text in it")
    (beside,) = companions(path)
    try:
        known = sidecar.parse(_read(beside), beside)
        warnings = list(encoding_warnings)
    except FileNotFoundError:
        known = sidecar.Sidecar()
        wanted = "headline, publisher, datePublished, url, inLanguage"
        warnings = [*encoding_warnings, f"no {beside.name} beside it; write one (schema.org NewsArticle: {wanted})"]
    published = _day(known.published, "datePublished", beside)
    modified = _day(known.modified, "dateModified", beside)
    if published is None:
        published = dateline.stated(text)
        taken = (
            f"{published.edtf} is taken from its dateline" if published else "dates such as 'Monday' stay unresolved"
        )
        warnings.append(f"no date of publication is given; {taken}")
    title = known.title
    if title is None:
        title = next(" ".join(line.split()) for line in text.split("\n") if line.strip())
        warnings.append("no headline is given; the first line is taken")
    try:
        article = Article(
            id=known.identifier or slug(path.stem),
            text=text,
            sha256=sha256(raw).hexdigest(),
            title=title,
            publisher=known.publisher,
            published=published,
            url=known.url,
            language=known.language or "en",
            based_on=known.based_on,
        )
    except ValueError as error:
        raise LoadError(f"{beside}: {error}; mend it there") from error
    yield Captured(article, raw, tuple(warnings), modified)


def companions(path: Path) -> tuple[Path, ...]:
    """The sidecar of a text file."""
    return (path.with_suffix(".jsonld"),)


def _read(path: Path) -> bytes:
    """The bytes of a regular file that is not too long to be an article; a long one is refused before it is read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # opening a named pipe would wait for ever
        raise LoadError(f"{path}: this is no regular file; copy what it gives into one")
    if status.st_size > MAX_BYTES:
        size, limit = (f"{count / 1_000_000:.1f} MB" for count in (status.st_size, MAX_BYTES))
        raise LoadError(f"{path}: {size} is too long for an article (limit {limit}); split it into its articles")
    return path.read_bytes()


def _day(stated: str | None, field: str, where: Path) -> When | None:
    """A date: EDTF, or an ISO 8601 date or time, whose day in its own time zone is kept."""
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
