"""`python -m refoulement.training`: train the packed model, the classifiers and encoders beside it, or measure it."""

import argparse
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

from refoulement.loaders.language import classifier
from refoulement.loaders.language.pipelines import COUNTED, COUNTED_NETWORK, PIECES, SAID, SAID_NETWORK
from refoulement.loaders.language.unpack import PACKED, read
from refoulement.training import counted, documents, measure, numbers, pack, said, sets, train, treebanks

TESTS = ("gum", "ewt", "pud")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m refoulement.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    training = commands.add_parser("train", help="train, pack and measure: about an hour on one core")
    training.add_argument("treebanks", type=Path, metavar="ARCHIVE", help="the treebanks (see docs/model.md)")
    training.add_argument("--work", type=Path, required=True, metavar="DIR", help="folder for what is made on the way")
    training.add_argument("--out", type=Path, default=PACKED, metavar="FILE", help="the packed model (default: ours)")
    training.set_defaults(run=lambda options: make(options.treebanks, work=options.work, out=options.out))
    measuring = commands.add_parser("measure", help="measure a packed model on the test sets that a training has made")
    measuring.add_argument("--work", type=Path, required=True, metavar="DIR", help="the folder of that training")
    measuring.add_argument("--packed", type=Path, default=PACKED, metavar="FILE", help="the model (default: ours)")
    measuring.set_defaults(run=lambda options: print(table(options.packed, options.work)))
    weighing = commands.add_parser("counted", help="train what weighs numbers of people: a minute on one core")
    weighing.add_argument("--out", type=Path, default=COUNTED, metavar="FILE", help="the classifier (default: ours)")
    weighing.set_defaults(run=lambda options: classifier.write(counted.train(counted.gathered()), options.out))
    hearing = commands.add_parser("said", help="train what weighs the stances of actors: two minutes on one core")
    hearing.add_argument("--out", type=Path, default=SAID, metavar="FILE", help="the classifier (default: ours)")
    hearing.set_defaults(run=lambda options: classifier.write(said.train(said.gathered()), options.out))
    encoding = commands.add_parser("encoder", help="train the encoder beside one of these: half an hour on one core")
    encoding.add_argument("of", choices=("counted", "said"), help="what it reads: numbers or stances")
    encoding.add_argument("begun", type=Path, metavar="DIR", help="all-MiniLM-L6-v2 (see docs/model.md)")
    encoding.add_argument("--network", type=Path, metavar="FILE", help="the network (default: ours)")
    encoding.add_argument("--pieces", type=Path, default=PIECES, metavar="FILE", help="its pieces (default: ours)")
    encoding.set_defaults(run=encode)
    options = parser.parse_args(arguments)
    options.run(options)
    return 0


def encode(options: argparse.Namespace) -> None:
    """Train an encoder and write it."""
    from refoulement.training import network

    if options.of == "counted":
        learnt, shipped = numbers.gathered(), COUNTED_NETWORK
    else:
        learnt, shipped = [one.read for one in said.gathered()], SAID_NETWORK
    classes = numbers.CLASSES if options.of == "counted" else said.CLASSES
    network.train(learnt, classes, options.begun, network=options.network or shipped, pieces=options.pieces)


def make(archive: Path, *, work: Path, out: Path, steps: int | None = None) -> None:
    """From the treebanks to the packed file; `steps` cuts the training short."""
    with tarfile.open(archive) as packed:
        packed.extractall(work / "treebanks", filter="data")
    (folder,) = (work / "treebanks").iterdir()
    sets.write(treebanks.read(folder), work / "sets")
    trees = train.trees(work / "sets", work / "trees", steps=steps)
    names = train.names(work / "sets", work / "names", trees, steps=steps)
    nlp = train.joined(trees, names)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pack.pack(nlp))


def table(packed: Path, work: Path) -> str:
    """What a packed model reaches, a row a test set."""
    nlp = read(packed)
    rows = [" | ".join(("test set", *measure.COLUMNS)), " | ".join(["---"] * (len(measure.COLUMNS) + 1))]
    for name in TESTS:
        docs = documents.load(work / "sets" / "test" / f"{name}.spacy", nlp.vocab)
        rows.append(f"{name.upper()} | {measure.measure(nlp, docs).row}")
    return "\n".join(f"| {row} |" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
