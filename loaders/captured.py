"""An article or a table as a loader hands it on, with what is needed to keep it and to judge it."""

from dataclasses import dataclass

from refoulement.graph.article import Article
from refoulement.graph.when import When
from refoulement.loaders.extract import Extract, Extraction


@dataclass(frozen=True, slots=True)
class Captured:
    """An article, the bytes it was read from, and what a person should know of how it was read."""

    article: Article
    raw: bytes
    warnings: tuple[str, ...] = ()
    modified: When | None = None  # when the source says that it was last corrected
    told: Extraction | None = None  # what it claims, where it is a table: its metadata says so, and nothing is guessed

    def extracted(self, extract: Extract) -> Extraction:
        """What it claims: a text has to be read for it, a table tells it."""
        return self.told or extract(self.article)
