"""Train one pipeline as its configuration says, on a folder of documents."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run
from spacy.util import load_config, load_model_from_config
from thinc.model import Model

from refoulement.training import documents, silver

CONFIGS = Path(__file__).parent / "configs"
VERSION = "0.1.0"  # of the packed pipeline: another training is another version
ABOUT = {
    "name": "refoulement_sm",
    "version": VERSION,
    "license": "CC BY-SA 4.0",
    "description": "Tags, lemmas, trees and names of English reports",
    "sources": "UD English GUM (free genres), UD English EWT, Universal NER English EWT, Wikigold; see NOTICE",
}


def trees(sets: Path, out: Path, *, steps: int | None = None) -> Path:
    """Train tagger, lemmatizer and parser; returns the folder of the best of them."""
    return _train("parser", sets / "parser", sets / "dev.spacy", out, steps)


def names(sets: Path, out: Path, trees: Path, *, steps: int | None = None) -> Path:
    """Train the names, which begin with how the trees read words; returns the folder of the best pipeline.

    They are trained twice: the first pipeline labels the text that has no names, the second learns from that too.
    """
    first = spacy.load(_train("ner", sets / "names", sets / "dev.spacy", out / "first", steps, trees))
    unnamed = documents.load(sets / "unnamed.spacy", first.vocab)
    documents.write(list(silver.labelled(unnamed, first)), sets / "names" / "silver.spacy")
    return _train("ner", sets / "names", sets / "dev.spacy", out / "second", steps, trees)


def joined(trees: Path, names: Path) -> Language:
    """Both as one pipeline, named and licensed."""
    nlp = spacy.load(trees)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(ABOUT)
    return nlp


def _train(config: str, texts: Path, dev: Path, out: Path, steps: int | None, begin: Path | None = None) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    given: dict[str, str | int] = {"paths.train": str(texts), "paths.dev": str(dev)}
    if steps is not None:
        given["training.max_steps"] = steps
    filled = load_model_from_config(load_config(CONFIGS / f"{config}.cfg", overrides=given), auto_fill=True).config
    nlp = init_nlp(filled)
    if begin:
        _begin(nlp, spacy.load(begin))
    run(nlp, out)
    return out / "model-best"


def _begin(nlp: Language, trained: Language) -> None:
    """Let the names read words as a trained pipeline does, from where they go their own way."""
    reading: Model[Any, Any] = trained.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    names: Model[Any, Any] = nlp.get_pipe("ner").model  # type: ignore[attr-defined]
    (own,) = [layer for layer in names.walk() if layer.name == reading.name]
    own.from_bytes(reading.to_bytes())
