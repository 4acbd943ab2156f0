"""What is said to the model. With a changed prompt or schema comes another version, for which no answer is kept yet."""

import json
from hashlib import sha256
from pathlib import Path

from refoulement.graph.article import Article
from refoulement.loaders.llm.answer import SCHEMA

PROMPT = Path(__file__).with_name("prompt.txt").read_text(encoding="utf-8")
EXAMPLE = Article(id="example", text="Example", sha256="0" * 64, title="Example")


def messages(article: Article) -> list[dict[str, str]]:
    """The conversation that asks for an article's sheet.

    The mark around the text is made of the text's own hash: no text can hold it, and so none can end itself early.
    """
    mark = f"=== article {sha256(article.text.encode()).hexdigest()} ==="
    known = {"published": article.published and article.published.edtf, "publisher": article.publisher}
    return [
        {"role": "system", "content": PROMPT},
        {"role": "user", "content": f"{json.dumps(known)}\n{mark}\n{article.text}\n{mark}"},
    ]


PROMPT_VERSION = sha256(json.dumps([messages(EXAMPLE), SCHEMA]).encode()).hexdigest()[:12]
