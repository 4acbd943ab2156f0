"""What the treebanks hold, as paragraphs to train on, to watch the training by, and to measure with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from spacy.lang.en import English

from refoulement.training import conllu, gum_names, hyphens, uner
from refoulement.training.documents import paragraphs
from refoulement.training.tree import Sentence

Paragraph = list[Sentence]

_TOKENIZER = English().tokenizer

_GENRES = {"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}
_NOT_FREE = {"GUM_court_carpet", "GUM_speech_destiny"}  # a transcript without derivatives; a speech of unclear rights
_EWT_FOR_WATCHING = 3  # one in three documents of EWT's dev set; the others, which have names, are trained on


@dataclass(frozen=True, slots=True)
class Treebanks:
    """Paragraphs by use: `named` with names, `unnamed` without, `loose` with names but no trees."""

    named: list[Paragraph] = field(default_factory=list)
    unnamed: list[Paragraph] = field(default_factory=list)
    loose: list[Paragraph] = field(default_factory=list)
    dev: list[Paragraph] = field(default_factory=list)
    tests: dict[str, list[Paragraph]] = field(default_factory=dict)


def read(folder: Path) -> Treebanks:
    """Read the unpacked treebanks: folders `gum`, `ewt`, `uner`, `pud` and `wikigold`."""
    banks = Treebanks(tests={"gum": [], "ewt": [], "pud": []})
    _read_gum(folder / "gum", banks)
    _read_ewt(folder, banks)
    banks.loose.extend([sentence] for sentence in uner.wikigold(folder / "wikigold" / "wikigold.conll"))
    banks.tests["pud"] += _read_pud(folder / "pud")
    return banks


def _read_gum(folder: Path, banks: Treebanks) -> None:
    lists = folder / "not-to-release" / "file-lists"
    held = {use: set((lists / f"files.{use}").read_text(encoding="utf-8").split()) for use in ("dev", "test")}
    for path in sorted((folder / "not-to-release" / "sources").glob("*.conllu")):
        if path.stem.split("_")[1] not in _GENRES or path.stem in _NOT_FREE:
            continue
        read = paragraphs(_cut(gum_names.named(conllu.read(path))))
        if path.stem in held["dev"]:
            banks.dev.extend(read)
        elif path.stem in held["test"]:
            banks.tests["gum"].extend(read)
        else:
            banks.named.extend(read)


def _read_ewt(folder: Path, banks: Treebanks) -> None:
    """EWT has names in its dev and test sets only, from Universal NER."""
    seen: set[str] = set()
    for use in ("dev", "test"):
        rows = uner.read(folder / "uner" / f"{use}.iob2")
        sentences = conllu.read(folder / "ewt" / f"en_ewt-ud-{use}.conllu")
        seen |= {sentence.id for sentence in sentences}
        by_document = groupby(sentences, key=lambda sentence: sentence.id.rpartition("-")[0])
        for number, (_, document) in enumerate(by_document):
            named = _cut(uner.named(sentence, rows.get(sentence.id)) for sentence in document)
            trained = use == "dev" and number % _EWT_FOR_WATCHING
            target = banks.tests["ewt"] if use == "test" else banks.named if trained else banks.dev
            target.extend(paragraphs(named))
    for path in sorted((folder / "ewt" / "not-to-release" / "sources").glob("*/*.conllu")):
        sentences = conllu.read(path)
        if not any(sentence.id in seen for sentence in sentences):
            banks.unnamed.extend(paragraphs(_cut(sentences)))


def _read_pud(folder: Path) -> Iterator[Paragraph]:
    """The half of PUD that is news; the other is from an encyclopedia."""
    rows = uner.by_text(uner.read(folder / "pud.iob2"))
    for sentence in conllu.read(folder / "pud.conllu"):
        if sentence.id.startswith("n"):
            printed = "".join(token.form for token in sentence.tokens).replace(" ", "")
            yield list(_cut([uner.named(sentence, rows.get(printed))]))


def _tokenized(form: str) -> list[str]:
    return [token.text for token in _TOKENIZER(form)]


def _cut(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    return (hyphens.cut(sentence, _tokenized) for sentence in sentences)
