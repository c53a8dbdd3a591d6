"""Questions to the API, and strict reading of its answers."""

import copy
import json
import random
from enum import Enum
from pathlib import Path
from typing import Any

import httpx

from app.lesson.presets import FOLDER

JSON_TYPE = {"Content-Type": "application/json"}
PHASES = ("forward", "loss", "deltas", "gradients", "update")
FIRST_PHASES = PHASES[:4]
EXAMPLES: list[dict[str, Any]] = [
    json.loads(path.read_text("utf-8")) for path in sorted(Path(FOLDER).glob("*.json"))
]
SOURCE: dict[str, Any] = next(example["problem"] for example in EXAMPLES if example["id"] == "source")


class Absent(Enum):
    """In a wish: the key is left out. It reads the same in every process, and so do the names of tests."""

    MISSING = "absent"


MISSING = Absent.MISSING
# the calls that take a step and more, with what they need besides
LESSON_CALLS: dict[str, dict[str, Any]] = {
    "/api/mistake": {"mistake": "no_slope_at_hidden"},
    "/api/answer": {"ref": "z.1.0", "answer": 0.4},
}


def example_id(example: dict[str, Any]) -> str:
    return str(example["id"])


def stepping(example: dict[str, Any]) -> dict[str, Any]:
    """A preset's problem with its own rate, as /api/update takes it."""
    return {**example["problem"], **{key: example[key] for key in ("learning_rate", "freeze_biases")}}


def without_step(body: dict[str, Any]) -> dict[str, Any]:
    """Only the problem, as the first phases take it."""
    return {key: body[key] for key in ("network", "loss", "x", "y")}


def layer(rng: random.Random, n_out: int, n_in: int, activation: str) -> dict[str, Any]:
    return {
        "W": [[rng.uniform(-1.5, 1.5) for _ in range(n_in)] for _ in range(n_out)],
        "b": [rng.uniform(-1, 1) for _ in range(n_out)],
        "activation": activation,
    }


def random_problem(
    seed: int, widths: tuple[int, ...], activations: tuple[str, ...], loss: str, samples: int = 1
) -> dict[str, Any]:
    """A problem whose numbers follow from the seed; targets suit every loss."""
    rng = random.Random(seed)
    shapes = zip(widths[1:], widths[:-1], activations, strict=True)
    targets = []
    for _ in range(samples):
        row = [rng.uniform(0.05, 1) for _ in range(widths[-1])]
        # rows that sum to 1 suit a cross-entropy, and no other loss minds; a single output stays in 0..1
        targets.append(row if len(row) == 1 and loss != "cross_entropy" else [y / sum(row) for y in row])
    return {
        "network": {"layers": [layer(rng, n_out, n_in, activation) for n_out, n_in, activation in shapes]},
        "loss": loss,
        "x": [[rng.uniform(-2, 2) for _ in range(widths[0])] for _ in range(samples)],
        "y": targets,
    }


def edit(body: Any, path: str, value: Any) -> Any:
    """A copy with the value at a dotted path set, added or, for MISSING, removed."""
    changed = copy.deepcopy(body)
    *parents, last = path.split(".")
    place = changed
    for parent in parents:
        place = place[int(parent) if isinstance(place, list) else parent]
    key: Any = int(last) if isinstance(place, list) else last
    if value is MISSING:
        del place[key]
    else:
        place[key] = value
    return changed


def refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def strict_json(content: bytes) -> Any:
    """JSON as its standard has it: UTF-8, no NaN, no Infinity, no key twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), "a key twice"
        return dict(pairs)

    return json.loads(content.decode("utf-8"), parse_constant=refuse_constant, object_pairs_hook=once)


async def ask(client: httpx.AsyncClient, path: str, body: Any) -> Any:
    """The answer to a good question."""
    response = await client.post(path, json=body)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return strict_json(response.content)


def read_problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """An error, checked for the form that every error has; gives the answer."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    answer: dict[str, Any] = strict_json(response.content)
    assert list(answer) == ["type", "title", "status", "detail", "errors"]
    assert answer["type"] == "about:blank"
    assert answer["status"] == status
    assert all(isinstance(answer[key], str) and answer[key] for key in ("title", "detail"))
    for error in answer["errors"]:
        assert list(error) == ["field", "message"]
        assert all(isinstance(text, str) for text in error.values())
        assert error["message"]
    return answer
