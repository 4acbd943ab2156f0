"""Answers kept between runs, so that the same article is not sent and paid for twice."""

import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict

Messages = list[dict[str, str]]


def usual_folder() -> Path:
    """Where this system keeps what a user's programs can make again."""
    return user_cache_path("refoulement") / "llm"


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    answer: str


class Cache:
    """A folder of answers. Their names begin with the article's SHA-256, so that one article's can be removed.

    Only their owner can read them: an answer quotes its article.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _path(self, article: str, model: str, prompt: str, asked: Messages) -> Path:
        """An answer's file: by article, model, prompt, and what else was said of the article (its day)."""
        digest = sha256(json.dumps([model, prompt, asked]).encode()).hexdigest()
        return self.folder / f"{article}-{digest[:32]}.json"

    def read(self, article: str, model: str, prompt: str, asked: Messages) -> str | None:
        """The answer kept for a question; None where there is none, or none that can be read."""
        try:
            return _Entry.model_validate_json(self._path(article, model, prompt, asked).read_bytes()).answer
        except (OSError, ValueError):
            return None

    def write(self, article: str, model: str, prompt: str, asked: Messages, answer: str) -> None:
        """Keep an answer: its file is there whole or not at all."""
        path = self._path(article, model, prompt, asked)
        descriptor, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_Entry(answer=answer).model_dump_json().encode())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
