"""The packed pipeline: a spaCy pipeline in one file, its weights as 8-bit integers with a scale a row.

The file is what `Language.to_bytes` gives, unpacked down to the weights (MessagePack, arrays as srsly writes them). A
matrix is `[rows, scales, shape]`, int8 and float16; whatever has one dimension is float16.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

from refoulement.errors import LoadError

PACKED = Path(__file__).parent / "packed" / "pipeline.msgpack"

Packed = Mapping[str, Any]


def read(path: Path) -> Language:
    """Load a packed pipeline. Raises `LoadError` where the file is missing or is none."""
    try:
        packed: Packed = srsly.msgpack_loads(path.read_bytes())
        nlp = load_model_from_config(Config().from_str(packed["config.cfg"]), meta=packed["meta.json"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LoadError(f"{path}: not a packed pipeline ({error}); install the package anew") from error
    return nlp.from_bytes(whole(packed))


def whole(packed: Packed) -> bytes:
    """The pipeline as `Language.from_bytes` reads it."""
    parts = {name: _component(part) if _is_component(part) else part for name, part in packed.items()}
    parts["config.cfg"] = packed["config.cfg"].encode()
    parts["meta.json"] = srsly.json_dumps(packed["meta.json"])
    return bytes(srsly.msgpack_dumps(parts))


def _is_component(part: object) -> bool:
    return isinstance(part, Mapping) and "model" in part


def _component(part: Packed) -> bytes:
    return bytes(srsly.msgpack_dumps({**part, "model": _model(part["model"])}))


def _model(model: Packed) -> bytes:
    weights = [{name: _weight(value) for name, value in layer.items()} for layer in model["params"]]
    return bytes(srsly.msgpack_dumps({**model, "params": weights}))


def _weight(value: Sequence[Any] | NDArray[Any] | None) -> NDArray[np.float32] | None:
    """A weight as it was trained, but for the rounding."""
    if value is None:
        return None
    if isinstance(value, np.ndarray):
        return value.astype(np.float32)
    rows, scales, shape = value
    matrix: NDArray[np.float32] = rows.astype(np.float32) * scales.astype(np.float32)
    return matrix.reshape(shape)
