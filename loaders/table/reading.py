"""A table as it is read: its metadata, its rows, its claims, and what is missing."""

import warnings
from hashlib import sha256
from pathlib import Path

from refoulement.errors import LoadError
from refoulement.graph.article import Article
from refoulement.graph.iri import slug
from refoulement.graph.table import line
from refoulement.loaders import sidecar, whole_file
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extraction
from refoulement.loaders.table import metadata as beside_it
from refoulement.loaders.table.claims import Taken
from refoulement.loaders.table.meaning import figures
from refoulement.loaders.table.metadata import Metadata
from refoulement.loaders.table.rows import require_titles, rows, text

MAX_CLAIMS = 1_000  # the shapes take 9 ms and 150 kB for each, and the page shows them all
SORT, PARTS = "a table", "several, a year each or the like"


def table(path: Path, beside: Path) -> Captured:
    """The one table of a file. Raises `LoadError`, or OSError where the file cannot be opened."""
    raw = whole_file.read(path, sort=SORT, parts=PARTS)
    try:
        metadata = beside_it.read(whole_file.read(beside, sort=SORT, parts=PARTS), beside, table=path)
    except FileNotFoundError as error:
        hint = "write one (CSVW, docs/tables.md), or name no folder that holds this file"
        raise LoadError(f"{path}: no {beside.name} beside it to say what its columns mean; {hint}") from error
    decoded, told = text(raw, metadata, path)
    if not decoded.strip():
        raise LoadError(f"{path}: the file is empty; put the table in it")
    identifier = metadata.words("dc:identifier") or slug(path.stem)
    taken = Taken(identifier, figures(metadata))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of a cell that is no value of its datatype, the library only warns
        captured = _take(decoded, taken, metadata, path)
    article, more = _article(identifier, captured, sha256(raw).hexdigest(), metadata, path)
    extraction = Extraction(
        article,
        tuple(taken.entities[iri] for iri in sorted(taken.entities)),
        tuple(taken.mentions.values()),
        tuple(taken.claims),
        reasons=taken.reasons,
    )
    modified = sidecar.day(metadata.words("dc:modified"), "dc:modified", beside)
    return Captured(article, raw, (*told, *more), modified, extraction)


def _take(decoded: str, taken: Taken, metadata: Metadata, path: Path) -> str:
    """Take the claims row by row, and return the table as it is captured; beside its text only claims are kept."""
    lines: list[str] = []
    length, names, titled = 0, metadata.names, False
    seen: dict[tuple[str, ...], int] = {}
    for row in rows(decoded, metadata, path):
        text, spans = line(row.cells, length)
        lines.append(text)
        length += len(text)
        if row.heading:
            taken.headings.append((row, spans))
        elif row.order:
            if not titled:
                require_titles([heading for heading, _ in taken.headings], metadata, path)
                titled = True
            taken_before = len(taken.claims)
            try:
                taken.add(row, spans, names)
            except ValueError as error:
                raise LoadError(f"{path}: row {row.number}: {error}") from error
            if len(taken.claims) > taken_before and (first := seen.setdefault(row.cells, row.number)) != row.number:
                reason = f"says again what row {first} says, and would be counted twice"
                raise LoadError(f"{path}: row {row.number}: {reason}; take it out, or tell the two apart in a column")
            if len(taken.claims) > MAX_CLAIMS:
                raise LoadError(f"{path}: row {row.number}: more than {MAX_CLAIMS:,} figures; split it into {PARTS}")
    if not taken.claims:
        raise LoadError(f"{path}: no row holds a figure; put the table in it, or leave it out")
    return "".join(lines)


def _article(
    identifier: str, captured: str, digest: str, metadata: Metadata, path: Path
) -> tuple[Article, tuple[str, ...]]:
    """The table as a source, and what a person should know is missing."""
    where, title = metadata.path, metadata.words("dc:title", "schema:name")
    publisher, licence = metadata.words("dc:publisher", "schema:publisher"), metadata.words("dc:license")
    published = sidecar.day(metadata.words("dc:issued"), "dc:issued", where)
    missing = [
        told
        for value, told in (
            (title, "no dc:title is given; the file's name is taken"),
            (publisher, "no dc:publisher is given"),
            (published, "no dc:issued is given: on no day is it known what the table says"),
            (licence, "no dc:license is given"),
        )
        if value is None
    ]
    try:
        article = Article(
            id=identifier,
            text=captured,
            sha256=digest,
            title=title or path.name,
            publisher=publisher,
            published=published,
            url=sidecar.web_address(metadata.words("dcat:landingPage", "schema:url"), "dcat:landingPage", where),
            language=sidecar.language_tag(metadata.words("dc:language"), "dc:language", where) or "en",
            based_on=metadata.words("dc:source"),
            kind="Dataset",
            licence=sidecar.licence(licence, "dc:license", where),
        )
    except ValueError as error:
        raise LoadError(f"{where}: {error}; mend it there") from error
    return article, tuple(missing)
