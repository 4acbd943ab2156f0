"""The network of an encoder, and its training: the first layers of all-MiniLM-L6-v2 (Apache 2.0).

PyTorch, transformers, onnx and onnxscript are asked for here only: a checkout does without them (docs/model.md).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from refoulement.loaders.language.encoder import Pieces, write_pieces
from refoulement.training.encoder import Example, kept

LAYERS = 4  # of six, for two thirds of the time
EPOCHS, BATCH, RATE, SMOOTHING, DROPOUT, WARMING = 4, 32, 2e-4, 0.05, 0.1, 0.1
SEED = 1
OPSET = 17


@dataclass(frozen=True, slots=True)
class _Read:
    """An example as the network reads it."""

    pieces: list[int]
    mark: int
    shares: list[float]  # of each class
    weight: float


class Network(nn.Module):
    """What the first piece, the mark's and the mean of all tell."""

    def __init__(self, base: nn.Module, classes: int) -> None:
        super().__init__()
        self.base = base
        self.told = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(3 * base.config.hidden_size, classes))

    def forward(self, pieces: Tensor, mark: Tensor, mask: Tensor | None = None) -> Tensor:
        """Scores of the classes; `mask` is 1 where a piece is, all of them where it is not given."""
        mask = torch.ones_like(pieces) if mask is None else mask
        seen = self.base(input_ids=pieces, attention_mask=mask).last_hidden_state
        shown = mask.unsqueeze(-1).to(seen.dtype)
        mean = (seen * shown).sum(1) / shown.sum(1)
        at = seen.gather(1, mark.view(-1, 1, 1).expand(-1, 1, seen.shape[-1])).squeeze(1)
        return self.told(torch.cat([seen[:, 0], at, mean], -1))


class _Probable(nn.Module):
    """The same as probabilities, of one passage at a time."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mark: Tensor) -> Tensor:
        return torch.softmax(self.network(pieces, mark), -1)


def train(learnt: Sequence[Example], classes: Sequence[str], begun: Path, *, network: Path, pieces: Path) -> None:
    """Train on examples, from the folder of the model to begin with; writes the network and its pieces."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    vocabulary = AutoTokenizer.from_pretrained(begun).get_vocab()
    every = sorted(vocabulary, key=lambda name: vocabulary[name])
    places = kept(every)
    known = Pieces(tuple(every[place] for place in places))
    base = AutoModel.from_pretrained(begun, attn_implementation="eager", add_pooling_layer=False)
    base.encoder.layer = base.encoder.layer[:LAYERS]
    base.embeddings.word_embeddings = nn.Embedding.from_pretrained(
        base.embeddings.word_embeddings.weight[places].clone()
    )
    for weights in base.embeddings.parameters():
        weights.requires_grad = False
    model = Network(base, len(classes))
    read = [_Read(*known.read(each.passage), _shares(each, classes), each.weight) for each in learnt]
    steps = EPOCHS * (len(read) // BATCH + 1)
    learning = torch.optim.AdamW([one for one in model.parameters() if one.requires_grad], lr=RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        learning, lambda step: min(1.0, (step + 1) / (WARMING * steps)) * max(0.0, 1 - step / steps)
    )
    model.train()
    for _ in range(EPOCHS):
        for batch in _batches(read, chance):
            learning.zero_grad()
            _loss(model, batch).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            learning.step()
            pace.step()
    model.eval()
    _write(model, classes, network)
    write_pieces(known.names, pieces)


def _shares(example: Example, classes: Sequence[str]) -> list[float]:
    """The share of each class: one, or as much for each where there are several."""
    return [(name in example.classes) / len(example.classes) for name in classes]


def _loss(model: Network, batch: Sequence[_Read]) -> Tensor:
    width = max(len(one.pieces) for one in batch)
    filled = torch.tensor([one.pieces + [0] * (width - len(one.pieces)) for one in batch])
    mask = torch.tensor([[1] * len(one.pieces) + [0] * (width - len(one.pieces)) for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        told = model(filled, torch.tensor([one.mark for one in batch]), mask)
    shares, weights = (torch.tensor([getattr(one, name) for one in batch]) for name in ("shares", "weight"))
    wrong = nn.functional.cross_entropy(told.float(), shares, reduction="none", label_smoothing=SMOOTHING)
    return (wrong * weights).mean()


def _batches(read: Sequence[_Read], chance: random.Random) -> list[list[_Read]]:
    """Shuffled batches of passages that are about as long."""
    shuffled, wide = chance.sample(read, len(read)), BATCH * 20
    alike = [
        one
        for begin in range(0, len(shuffled), wide)
        for one in sorted(shuffled[begin : begin + wide], key=lambda one: len(one.pieces))
    ]
    batches = [alike[begin : begin + BATCH] for begin in range(0, len(alike), BATCH)]
    return chance.sample(batches, len(batches))


def _write(model: Network, classes: Sequence[str], network: Path) -> None:
    """Write a network with 8-bit weights, of a range that every processor adds up alike, and with its classes."""
    with TemporaryDirectory() as work:
        plain, small = f"{work}/plain.onnx", f"{work}/small.onnx"
        torch.onnx.export(
            _Probable(model),
            (torch.ones(1, 12, dtype=torch.long), torch.ones(1, dtype=torch.long)),
            plain,
            input_names=["pieces", "mark"],
            output_names=["probabilities"],
            dynamic_axes={"pieces": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        made = onnx.load(small)
        onnx.helper.set_model_props(made, {"classes": " ".join(classes)})
        onnx.save(made, str(network))
