"""The reader's network in torch, as it is trained; `assistant.reader` runs it converted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel

from assistant.reader.encoding import Window


@dataclass(frozen=True)
class Item:
    """A window with what is to be learned from it, sentence by sentence."""

    window: Window
    answers: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Batch:
    """Windows padded to one length; `owner` tells which sentence each token of `tokens` is of."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    tokens: Tensor
    owner: Tensor
    window: Tensor
    sizes: Tensor


def batch_of(windows: Sequence[Window], device: str = "cpu") -> Batch:
    """The windows as one batch on a device."""
    width = max(len(window.ids) for window in windows)
    ids = np.zeros((len(windows), width), dtype=np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    tokens: list[int] = []
    owner: list[int] = []
    of: list[int] = []
    for n, window in enumerate(windows):
        ids[n, : len(window.ids)] = window.ids
        mask[n, : len(window.ids)] = 1
        types[n, : len(window.ids)] = window.types
        for start, end in window.spans:
            tokens += range(n * width + start, n * width + end)
            owner += [len(of)] * (end - start)
            of.append(n)
    sizes = np.bincount(np.array(owner, dtype=np.int64), minlength=len(of)).clip(1)
    made = [torch.tensor(x, device=device) for x in (ids, mask, types, tokens, owner, of, sizes)]
    return Batch(*made)


class ReaderNetwork(nn.Module):
    """BERT with two outputs: whether each sentence answers, and whether any of a window does.

    A sentence's logit is linear in the mean of its tokens' states and in the state of [CLS], so
    that what the window as a whole says about the question bears on each of its sentences.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` holds the weights that training starts from."""
        super().__init__()
        # Without dropout: two fifths of the time goes into it on a CPU, and the passes are few.
        self.bert = AutoModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            attn_implementation="sdpa",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        width = self.bert.config.hidden_size
        self.sentence = nn.Linear(2 * width, 1)
        self.window = nn.Linear(width, 1)

    def freeze(self, layers: int) -> None:
        """Keeps the embeddings and the lowest layers as they are.

        What pieces of words mean in other languages than those of the examples is kept with them,
        and a fifth of the time.
        """
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:layers]):
            part.requires_grad_(False)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Logits of the sentences of all windows in order, and of the windows."""
        states = self.bert(
            input_ids=batch.ids, attention_mask=batch.mask, token_type_ids=batch.types
        ).last_hidden_state.float()
        width = states.shape[-1]
        sums = states.new_zeros(len(batch.sizes), width)
        sums = sums.index_add(0, batch.owner, states.reshape(-1, width)[batch.tokens])
        means = sums / batch.sizes.unsqueeze(1)
        first = states[:, 0]
        sentences = self.sentence(torch.cat([means, first[batch.window]], dim=1)).squeeze(1)
        return sentences, self.window(first).squeeze(1)


def loss(network: ReaderNetwork, items: Sequence[Item], device: str) -> Tensor:
    """Sum of the binary cross-entropies of the sentences, and of the windows at a quarter."""
    batch = batch_of([item.window for item in items], device)
    sentences, whole = network(batch)
    answers = torch.tensor([float(a) for i in items for a in i.answers], device=device)
    weights = torch.tensor([w for i in items for w in i.weights], device=device)
    each = nn.functional.binary_cross_entropy_with_logits(
        sentences, answers, weight=weights, reduction="sum"
    )
    any_answers = torch.tensor(
        [float(any(a and w for a, w in zip(i.answers, i.weights, strict=True))) for i in items],
        device=device,
    )
    sure = torch.tensor([float(max(i.weights, default=0.0)) for i in items], device=device)
    windows = nn.functional.binary_cross_entropy_with_logits(
        whole, any_answers, weight=sure, reduction="sum"
    )
    return each + 0.5 * windows


def shortened(device: str) -> torch.autocast:
    """Arithmetic in 16 bits where a device has it; other processors are 60 times slower at it."""
    there = torch.cpu.get_capabilities()
    quick = device != "cpu" or there.get("avx512_bf16") or there.get("amx_bf16")
    return torch.autocast(device, torch.bfloat16, enabled=bool(quick))


def logits(
    network: ReaderNetwork, windows: Sequence[Window], device: str = "cpu", tokens: int = 4_000
) -> list[np.ndarray]:
    """The logits of each window's sentences, without learning."""
    order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
    found: list[np.ndarray] = [np.zeros(0)] * len(windows)
    network.eval()
    with torch.inference_mode():
        for part in batches([len(windows[n].ids) for n in order], tokens):
            places = [order[n] for n in part]
            some = [windows[n] for n in places]
            with shortened(device):
                values = network(batch_of(some, device))[0].float().cpu().numpy()
            ends = np.cumsum([len(window.spans) for window in some])
            for place, piece in zip(places, np.split(values, ends[:-1]), strict=True):
                found[place] = piece
    return found


def batches(lengths: Sequence[int], tokens: int) -> list[list[int]]:
    """Positions in order, grouped so that no group has more than `tokens` with its padding."""
    groups: list[list[int]] = [[]]
    longest = 0
    for n, length in enumerate(lengths):
        longest = max(longest, length)
        if groups[-1] and longest * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            longest = length
        groups[-1].append(n)
    return [group for group in groups if group]
