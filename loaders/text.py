"""Plain-text articles: a `.txt` file, and beside it a `.jsonld` file that tells of it (schema.org `NewsArticle`)."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from refoulement.errors import LoadError
from refoulement.graph.article import Article
from refoulement.graph.iri import slug
from refoulement.loaders import dateline, encoding, sidecar, whole_file
from refoulement.loaders.captured import Captured


def articles(path: Path) -> Iterator[Captured]:
    """The one article of a text file. Raises `LoadError`, or OSError where the file cannot be opened."""
    raw = whole_file.read(path, sort="an article", parts="its articles")
    text, encoding_warnings = encoding.decode(raw, path)
    text = re.sub(r"\r\n?", "\n", text)
    if not text.strip():
        raise LoadError(f"{path}: the file is empty; put the article's text in it")
    (beside,) = companions(path)
    try:
        known = sidecar.parse(whole_file.read(beside, sort="an article", parts="its articles"), beside)
        warnings = list(encoding_warnings)
    except FileNotFoundError:
        known = sidecar.Sidecar()
        wanted = "headline, publisher, datePublished, url, inLanguage"
        warnings = [*encoding_warnings, f"no {beside.name} beside it; write one (schema.org NewsArticle: {wanted})"]
    published = sidecar.day(known.published, "datePublished", beside)
    modified = sidecar.day(known.modified, "dateModified", beside)
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
            licence=known.licence,
            published_abroad=sidecar.day_abroad(known.published),
        )
    except ValueError as error:
        raise LoadError(f"{beside}: {error}; mend it there") from error
    yield Captured(article, raw, tuple(warnings), modified)


def companions(path: Path) -> tuple[Path, ...]:
    """The sidecar of a text file."""
    return (path.with_suffix(".jsonld"),)
