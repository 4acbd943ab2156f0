"""Train one pipeline as its configuration says, on a folder of documents."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run
from spacy.util import load_config, load_model_from_config

from refoulement.training import documents, silver

CONFIGS = Path(__file__).parent / "configs"
MAX_STEPS = 20_000  # training ends sooner, where the dev set has seen no better for a while

VERSION = "0.1.0"  # of the packed pipeline: another training is another version
ABOUT = {
    "name": "refoulement_sm",
    "version": VERSION,
    "license": "CC BY-SA 4.0",
    "description": "Tags, lemmas, trees and names of English reports",
    "sources": "UD English GUM (free genres), UD English EWT, Universal NER English EWT, Wikigold; see NOTICE",
}


def trees(sets: Path, out: Path, *, steps: int = MAX_STEPS) -> Path:
    """Train tagger, lemmatizer and parser; returns the folder of the best of them."""
    return _train("parser", sets / "parser", sets / "dev.spacy", out, steps)


def names(sets: Path, out: Path, *, steps: int = MAX_STEPS) -> Path:
    """Train the names twice: the first pipeline labels the text that has no names, the second learns from that too."""
    first = spacy.load(_train("ner", sets / "names", sets / "dev.spacy", out / "first", steps))
    unnamed = documents.load(sets / "unnamed.spacy", first.vocab)
    documents.write(list(silver.labelled(unnamed, first)), sets / "names" / "silver.spacy")
    return _train("ner", sets / "names", sets / "dev.spacy", out / "second", steps)


def joined(trees: Path, names: Path) -> Language:
    """Both as one pipeline, named and licensed."""
    nlp = spacy.load(trees)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(ABOUT)
    return nlp


def _train(config: str, texts: Path, dev: Path, out: Path, steps: int) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    given = {"paths.train": str(texts), "paths.dev": str(dev), "training.max_steps": steps}
    filled = load_model_from_config(load_config(CONFIGS / f"{config}.cfg", overrides=given), auto_fill=True).config
    run(init_nlp(filled), out)
    return out / "model-best"
