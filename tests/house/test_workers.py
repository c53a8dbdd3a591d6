"""The server holds no state: a session may move between workers at every call, and nobody can tell."""

import re
from contextlib import ExitStack
from itertools import cycle, repeat
from typing import Any

import httpx

from app.lesson.presets import all_presets
from tests.house.test_serving import PATIENCE, serving
from tests.ports import free_port

UPDATES = 6


def walk(workers: Any) -> list[bytes]:
    """Updates of a network with Adam, each from what the last call answered, with a look at it in between."""
    problem = dict(all_presets()["mazur"]["problem"])
    body = {**problem, "learning_rate": 0.1, "optimizer": "adam", "freeze_biases": False}
    answers = []
    for _ in range(UPDATES):
        for call in ("trace?steps=element", "check", "update"):
            asked = problem if call == "check" else body
            response = next(workers).post(f"/api/{call}", json=asked).raise_for_status()
            answers.append(response.content)
        step = response.json()
        problem["network"] = step["network"]
        body |= {"network": step["network"], "optimizer_state": step["optimizer_state"]}
    return answers


def test_a_session_that_moves_between_workers_gets_the_same_bytes() -> None:
    with ExitStack() as stack:
        readers = []
        for _ in range(2):
            _, address = stack.enter_context(serving("--port", str(free_port())))
            reader = httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE)
            readers.append(stack.enter_context(reader))
        assert walk(cycle(readers)) == walk(repeat(readers[0]))
        # the page's own files have one address, whoever answers
        one, other = (re.findall(r"/bundle/\w+/[\w.]+", reader.get("/").text) for reader in readers)
        assert one == other
        for path in one:
            assert readers[0].get(path).content == readers[1].get(path).content
