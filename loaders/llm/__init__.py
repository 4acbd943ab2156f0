"""An extractor that asks a language model, and keeps of its answer only what the article's own words bear out.

The text of each article is sent to the endpoint that the environment names.
"""

from pathlib import Path

from refoulement import __version__
from refoulement.errors import LoadError
from refoulement.graph.article import Article
from refoulement.loaders.extract import Extraction
from refoulement.loaders.llm.answer import SCHEMA, Rows, rows
from refoulement.loaders.llm.assembly import assemble
from refoulement.loaders.llm.cache import Cache, Messages, usual_folder
from refoulement.loaders.llm.cost import Tally
from refoulement.loaders.llm.endpoint import Endpoint, Limits
from refoulement.loaders.llm.prompt import PROMPT_VERSION, messages
from refoulement.loaders.llm.settings import Settings, from_environment

__all__ = ["LanguageModel", "Limits", "Settings", "from_environment", "usual_folder"]


class LanguageModel:
    """Takes from an article what a language model says it claims; `tally` counts what that cost."""

    def __init__(self, settings: Settings, *, cache: Path, limits: Limits | None = None) -> None:
        self.model = settings.model
        self.tally = Tally(settings.model, settings.prices)
        self._cache = Cache(cache)
        self._endpoint = Endpoint(settings, limits or Limits.within(settings.time_limit), self.tally)

    def extract(self, article: Article) -> Extraction:
        """Ask for the article's claims, or take the answer kept from before.

        Raises `LoadError` where the endpoint gives no answer that is a claim sheet; such an answer is not kept.
        """
        asked = messages(article)
        given = self._kept(article, asked)
        if given:
            self.tally.from_cache()
        else:
            given = self._fresh(article, asked)
        extractor = f"refoulement llm {__version__}, model {self.model}, prompt {PROMPT_VERSION}"
        return assemble(given, article, extractor)

    def _kept(self, article: Article, asked: Messages) -> Rows | None:
        answer = self._cache.read(article.sha256, self.model, PROMPT_VERSION, asked)
        try:
            return None if answer is None else rows(answer)
        except ValueError:
            return None

    def _fresh(self, article: Article, asked: Messages) -> Rows:
        try:
            answer = self._endpoint.ask(asked, SCHEMA)
            given = rows(answer)
        except LoadError as error:
            raise LoadError(f"article {article.id}: {error}") from error
        except ValueError as error:
            raise LoadError(f"article {article.id}: {error}; load it again, or ask another model") from error
        self._cache.write(article.sha256, self.model, PROMPT_VERSION, asked, answer)
        return given
