"""Training of the reader: one pass over a plan of batches, interrupted and resumed at will."""

from __future__ import annotations

import copy
import ctypes
import hashlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import torch

from evals.reader_network import Item, ReaderNetwork, batches, loss, shortened

_POOL = 40  # batches among which windows are sorted by length


@dataclass(frozen=True)
class Recipe:
    """How training goes: AdamW (Loshchilov, Hutter 2019), the rate up, level, then down to 0."""

    rate: float = 8e-5
    head_rate: float = 5e-4
    decay: float = 0.01
    warm_up: float = 0.06
    level: float = 0.5
    """Share of the steps after which the rate goes down."""
    tokens: int = 3_000
    """Tokens of a batch with its padding; a step is `together` of them."""
    together: int = 2
    seed: int = 1

    def factor(self, step: int, steps: int) -> float:
        """What the rates are multiplied by at a step."""
        part = step / steps
        if part < self.warm_up:
            return max(part / self.warm_up, 0.02)
        return min(1.0, (1 - part) / (1 - self.level))


def train(
    network: ReaderNetwork,
    items: Sequence[Item],
    recipe: Recipe,
    checkpoint: Path,
    at: Callable[[int, int], None] = lambda step, steps: None,
    save_every: float = 240,
) -> None:
    """Trains the network on all items once, in an order given by the seed.

    Goes on from `checkpoint` where that is of the same plan; it is written every `save_every`
    seconds and at the end. `at` is called after each step with its number and that of all steps.
    The same items and recipe give the same weights within rounding.
    """
    _keep_memory()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device).train()
    plan = _plan(items, recipe)
    steps = [plan[n : n + recipe.together] for n in range(0, len(plan), recipe.together)]
    optimiser = torch.optim.AdamW(
        [
            {"params": network.bert.parameters(), "lr": recipe.rate},
            {
                "params": [*network.sentence.parameters(), *network.window.parameters()],
                "lr": recipe.head_rate,
            },
        ],
        weight_decay=recipe.decay,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: recipe.factor(step, len(steps))
    )
    identity = _identity(items, recipe)
    first = _resume(checkpoint, identity, network, optimiser, schedule)
    workers = _Workers(network, recipe.together, device)
    begun = saved = time.monotonic()
    mean = 0.0
    for step in range(first, len(steps)):
        value = workers.gradients([[items[n] for n in batch] for batch in steps[step]])
        mean = value if step == first else 0.97 * mean + 0.03 * value
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        now = time.monotonic()
        if step % 5 == 0 or step + 1 == len(steps):
            left = (now - begun) / (step + 1 - first) * (len(steps) - step - 1)
            print(
                f"step {step + 1} of {len(steps)}, loss {mean:.4f}, {left / 60:.0f} minutes left",
                file=sys.stderr,
                flush=True,
            )
        if now - saved >= save_every or step + 1 == len(steps):
            saved = now
            _save(checkpoint, identity, step + 1, network, optimiser, schedule)
        at(step + 1, len(steps))


class _Workers:
    """Copies of the network that share its weights, one a core: each takes a batch of a step.

    On two cores this is faster than splitting every single operation, and much faster where the
    cores are busy with other things too. A GPU takes the batches one after the other.
    """

    def __init__(self, network: ReaderNetwork, count: int, device: str) -> None:
        self._device = device
        self._networks = [network]
        if device == "cpu":
            torch.set_num_threads(1)
            for _ in range(count - 1):
                other = copy.deepcopy(network)
                for mine, shared in zip(other.parameters(), network.parameters(), strict=True):
                    mine.data = shared.data
                self._networks.append(other)
        self._pool = ThreadPoolExecutor(len(self._networks))

    def gradients(self, parts: Sequence[Sequence[Item]]) -> float:
        """Leaves the gradients of a step in the network; returns the loss a weighted sentence."""
        total = sum(sum(item.weights) for part in parts for item in part) or 1.0
        for network in self._networks:
            network.zero_grad(set_to_none=True)
        count = len(self._networks)
        shares = [parts[n::count] for n in range(count)]
        values = list(self._pool.map(self._one, self._networks, shares, [total] * count))
        master = self._networks[0]
        for other in self._networks[1:]:
            for mine, theirs in zip(master.parameters(), other.parameters(), strict=True):
                if theirs.grad is not None:
                    mine.grad = theirs.grad if mine.grad is None else mine.grad.add_(theirs.grad)
        return sum(values)

    def _one(self, network: ReaderNetwork, parts: Sequence[Sequence[Item]], total: float) -> float:
        value = 0.0
        for part in parts:
            with shortened(self._device):
                share = loss(network, part, self._device) / total
            share.backward()
            value += float(share.detach())
        return value


def _plan(items: Sequence[Item], recipe: Recipe) -> list[list[int]]:
    """Batches of windows of like length, in random order."""
    chance = random.Random(recipe.seed)
    order = list(range(len(items)))
    chance.shuffle(order)
    mean = sum(len(item.window.ids) for item in items) / max(1, len(items))
    size = max(1, int(_POOL * recipe.tokens / max(mean, 1)))
    plan = []
    for start in range(0, len(order), size):
        pool = sorted(order[start : start + size], key=lambda n: len(items[n].window.ids))
        groups = batches([len(items[n].window.ids) for n in pool], recipe.tokens)
        mixed = [[pool[n] for n in group] for group in groups]
        chance.shuffle(mixed)
        plan += mixed
    return plan


def _identity(items: Sequence[Item], recipe: Recipe) -> str:
    digest = hashlib.sha256(repr(recipe).encode())
    for item in items:
        digest.update(repr((item.window.ids, item.answers)).encode())
    return digest.hexdigest()


def _save(
    path: Path,
    identity: str,
    step: int,
    network: ReaderNetwork,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    state = {
        "identity": identity,
        "step": step,
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
    }
    torch.save(state, partial)
    partial.replace(path)


def _resume(
    path: Path,
    identity: str,
    network: ReaderNetwork,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> int:
    """The step to go on from: that of the checkpoint, 0 without one of this plan."""
    if not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    if state["identity"] != identity:
        return 0
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The network's weights in a checkpoint."""
    weights: dict[str, torch.Tensor] = torch.load(path, map_location="cpu", weights_only=True)[
        "network"
    ]
    return weights


def _keep_memory() -> None:
    """Has glibc keep what is freed for the next step, where there is glibc.

    Each step asks for the same memory again; given back and fetched anew page by page, that took
    three quarters of the time on a virtual machine.
    """
    trim_threshold, top_pad, mmap_threshold = -1, -2, -3
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(mmap_threshold, 1 << 30)
        libc.mallopt(trim_threshold, (1 << 31) - 1)
        libc.mallopt(top_pad, 64 << 20)
    except (OSError, AttributeError):
        return
