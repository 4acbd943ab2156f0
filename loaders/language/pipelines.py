"""Which spaCy pipeline a run works with: our own packed one, none, or one that is installed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from refoulement.errors import LoadError
from refoulement.loaders.language import classifier, encoder
from refoulement.loaders.language.weigher import Weigher

if TYPE_CHECKING:  # spaCy takes half a second to import: only a run that loads a pipeline pays for it
    from spacy.language import Language

PACKED_NAME = "packed"
BLANK_NAME = "blank"
_PACKED = Path(__file__).parent / "packed"
COUNTED, COUNTED_NETWORK = _PACKED / "counted.json.gz", _PACKED / "counted.onnx"
SAID, SAID_NETWORK = _PACKED / "said.json.gz", _PACKED / "said.onnx"
PIECES = _PACKED / "pieces.txt"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline; `title` is its name and version, as claims bear it. Without `nlp` it says nothing.

    `counted` weighs what numbers of people tell, `said` the stances that actors take; both are our own, beside any
    pipeline.
    """

    title: str
    nlp: "Language | None" = None
    counted: Weigher | None = None
    said: Weigher | None = None


BLANK = Pipeline(BLANK_NAME)


def load(name: str) -> Pipeline:
    """Load a pipeline: `packed`, `blank`, or the name of an installed package such as `en_core_web_trf`.

    Raises `LoadError` where no such pipeline is installed, or it does not load.
    """
    if name == BLANK_NAME:
        return BLANK
    nlp = _packed() if name == PACKED_NAME else _installed(name)
    title = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Pipeline(title, nlp, *_weighers())


@cache  # nothing that is read with it changes it
def _weighers() -> tuple[Weigher, Weigher]:
    counted = Weigher(classifier.read(COUNTED), encoder.read(COUNTED_NETWORK, PIECES))
    return counted, Weigher(classifier.read(SAID), encoder.read(SAID_NETWORK, PIECES))


@cache  # over a second to unpack; nothing that is read with it changes it
def _packed() -> "Language":
    from refoulement.loaders.language import unpack  # noqa: PLC0415 - imports spaCy

    return unpack.read(unpack.PACKED)


def _installed(name: str) -> "Language":
    import spacy  # noqa: PLC0415 - see above

    beside = f"or use --model {PACKED_NAME} (our own) or --model {BLANK_NAME} (rules alone)"
    if not spacy.util.is_package(name):
        raise LoadError(f"model {name!r}: no spaCy pipeline of this name is installed; install its package, {beside}")
    try:
        return spacy.load(name)
    except (ImportError, OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise LoadError(f"model {name!r} is installed but does not load ({reason}); mend it, {beside}") from error
