"""Pack a trained pipeline into the one file that `refoulement.loaders.language.unpack` reads."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language

STEPS = 127  # on either side of zero, in eight bits
UNWANTED_META = ("performance", "labels", "spacy_git_version", "vectors", "factories")


def pack(nlp: Language) -> bytes:
    """The pipeline with its weights rounded to 8 bits, and without the words of the texts it was trained on."""
    parts: dict[str, Any] = srsly.msgpack_loads(nlp.to_bytes())
    for name in nlp.component_names:
        component: dict[str, Any] = srsly.msgpack_loads(parts[name])
        parts[name] = {**component, "model": _model(component["model"])}
    vocabulary: dict[str, Any] = srsly.msgpack_loads(parts["vocab"])
    vocabulary["strings"] = srsly.json_dumps(sorted(_needed(nlp)))
    parts["config.cfg"] = nlp.config.to_str()
    parts["vocab"] = srsly.msgpack_dumps(vocabulary)
    meta: dict[str, Any] = srsly.json_loads(parts["meta.json"])
    parts["meta.json"] = {key: value for key, value in meta.items() if key not in UNWANTED_META}
    return bytes(srsly.msgpack_dumps(parts))


def _needed(nlp: Language) -> set[str]:
    """The labels, and the endings that the lemmatizer takes off and puts on; all else is met when it is read."""
    needed: set[str] = set()
    for _, component in nlp.pipeline:
        needed.update(map(str, getattr(component, "labels", ())))
        trees = getattr(component, "trees", None)
        if trees is not None:
            nodes = srsly.msgpack_loads(trees.to_bytes())["trees"]
            needed.update(nlp.vocab.strings[node[side]] for node in nodes for side in ("orig", "subst") if side in node)
    return needed


def _model(serialised: bytes) -> dict[str, Any]:
    model: dict[str, Any] = srsly.msgpack_loads(serialised)
    params: list[Mapping[str, NDArray[Any] | None]] = model["params"]
    return {**model, "params": [{name: _weight(value) for name, value in layer.items()} for layer in params]}


def _weight(value: NDArray[Any] | None) -> NDArray[Any] | list[Any] | None:
    if value is None:
        return None
    if value.ndim < 2:
        return value.astype(np.float16)
    rows = value.reshape(value.shape[0], -1) if value.ndim == 2 else value.reshape(-1, value.shape[-1])
    scales = np.abs(rows).max(axis=1, keepdims=True) / STEPS
    scales[scales == 0] = 1
    return [np.round(rows / scales).astype(np.int8), scales.astype(np.float16), list(value.shape)]
