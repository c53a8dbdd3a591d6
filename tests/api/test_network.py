"""Another architecture: what fits is kept bit for bit, what is new is the draw; refusals come in words."""

import json
from itertools import pairwise
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.activations import ACTIVATIONS
from app.engine.initialisers import INITIALISERS
from tests.api.bad_architectures import ARCHITECTURES, GOOD
from tests.api.bad_bodies import RAW
from tests.api.questions import JSON_TYPE, SOURCE, ask, edit, read_problem
from tests.api.test_bad_bodies import PLANTED

pytestmark = pytest.mark.anyio
CALL = "/api/network"
HIDDEN = [name for name, activation in ACTIVATIONS.items() if activation.slope is not None]


def edited(edits: dict[str, Any]) -> dict[str, Any]:
    body = GOOD
    for path, value in edits.items():
        body = edit(body, path, value)
    return body


def wanted(inputs: int, *units: int, **more: Any) -> dict[str, Any]:
    return {"inputs": inputs, "layers": [{"units": n, "activation": "tanh"} for n in units], **more}


async def test_one_neuron_more_keeps_every_number_and_draws_its_own(client: httpx.AsyncClient) -> None:
    answer = await ask(client, CALL, wanted(1, 3, 2, 1, keep=SOURCE["network"], initialiser="zeros"))
    first, second, last = answer["network"]["layers"]
    assert first == {"W": [[-1.2], [0.5], [0.0]], "b": [0.2, 0.1, 0.0], "activation": "tanh"}
    assert second["W"] == [[-0.5, 0.6, 0.0], [1.1, -0.3, 0.0]]
    assert last["W"] == [[-0.3, 0.8]]
    assert (answer["kept"], answer["new"]) == (13, 4)


async def test_a_layer_more_or_less_leaves_the_output_layer_the_output_layer(
    client: httpx.AsyncClient,
) -> None:
    keep = SOURCE["network"]
    longer = await ask(client, CALL, wanted(1, 2, 2, 2, 1, keep=keep, initialiser="zeros"))
    W = [layer["W"] for layer in longer["network"]["layers"]]
    assert W == [[[-1.2], [0.5]], [[-0.5, 0.6], [1.1, -0.3]], [[0.0, 0.0]] * 2, [[-0.3, 0.8]]]
    shorter = await ask(client, CALL, wanted(1, 2, 1, keep=keep, initialiser="zeros"))
    assert [layer["W"] for layer in shorter["network"]["layers"]] == [[[-1.2], [0.5]], [[-0.3, 0.8]]]


async def test_a_layer_may_say_which_one_it_continues_or_that_it_starts_anew(
    client: httpx.AsyncClient,
) -> None:
    """As when a layer is put before the others: it is new, and they go on one place later."""
    body = wanted(1, 2, 2, 2, 1, keep=SOURCE["network"], initialiser="zeros")
    for layer, keeps in zip(body["layers"], (0, 1, 2, 3), strict=True):
        layer["keeps"] = keeps
    layers = (await ask(client, CALL, body))["network"]["layers"]
    assert [layer["b"] for layer in layers] == [[0.0, 0.0], [0.2, 0.1], [0.3, 0.1], [0.1]]
    assert [layer["W"] for layer in layers[1:]] == [
        [[-1.2, 0.0], [0.5, 0.0]],
        [[-0.5, 0.6], [1.1, -0.3]],
        [[-0.3, 0.8]],
    ]


async def test_without_a_network_to_keep_everything_is_drawn_and_the_seed_and_the_rule_matter(
    client: httpx.AsyncClient,
) -> None:
    answer = await ask(client, CALL, wanted(2, 3, 1))
    assert (answer["kept"], answer["new"]) == (0, 13)
    assert answer == await ask(client, CALL, wanted(2, 3, 1, initialiser="xavier", seed=1, keep=None))
    others = [
        await ask(client, CALL, wanted(2, 3, 1, **other)) for other in ({"seed": 2}, {"initialiser": "he"})
    ]
    assert all(other["network"] != answer["network"] for other in others)


network_widths = st.lists(st.integers(1, 5), min_size=2, max_size=5)


@settings(max_examples=120, derandomize=True, deadline=None, database=None)
@given(
    network_widths,
    network_widths,
    st.integers(0, 2**53 - 1),
    st.sampled_from(sorted(INITIALISERS)),
    st.lists(st.none() | st.integers(0, 4), min_size=4, max_size=4),
    st.sampled_from(HIDDEN),
)
async def test_what_fits_is_kept_bit_for_bit_and_what_is_new_is_the_draw(
    client: httpx.AsyncClient,
    before: list[int],
    after: list[int],
    seed: int,
    initialiser: str,
    keeps: list[int | None],
    activation: str,
) -> None:
    drawing: dict[str, Any] = {"seed": seed, "initialiser": initialiser}
    old = (await ask(client, CALL, wanted(*before, seed=seed // 2 + 1, initialiser="he")))["network"]
    drawn = (await ask(client, CALL, wanted(*after, **drawing)))["network"]
    body = wanted(*after, **drawing, keep=old)
    L = len(old["layers"])
    for layer, source in zip(body["layers"], keeps, strict=False):
        layer |= {"activation": activation, "keeps": None if source is None else min(source, L)}
    answers = [await client.post(CALL, json=body) for _ in range(2)]
    assert answers[0].content == answers[1].content
    found = answers[0].json()
    places = range(1, len(after))
    kept = 0
    for l, layer, fresh, asked in zip(
        places, found["network"]["layers"], drawn["layers"], body["layers"], strict=True
    ):
        by_place = L if l == len(after) - 1 else l if l < L else 0
        source = by_place if asked["keeps"] is None else asked["keeps"]
        assert layer["activation"] == activation
        for name in ("W", "b"):
            array, start = np.array(layer[name]), np.array(fresh[name])
            assert array.shape == start.shape
            there = np.array(old["layers"][source - 1][name]) if source else np.zeros((0,) * array.ndim)
            fits = np.zeros(array.shape, dtype=bool)
            fits[tuple(slice(n) for n in there.shape)] = True
            same = there[tuple(slice(n) for n in array.shape)]
            assert array[fits].tobytes() == np.ascontiguousarray(same).tobytes()
            assert array[~fits].tobytes() == start[~fits].tobytes()
            kept += int(fits.sum())
    assert found["kept"] == kept
    assert found["kept"] + found["new"] == sum((n + 1) * m for n, m in pairwise(after))


@pytest.mark.parametrize(
    ("edits", "words", "field"), ARCHITECTURES, ids=[str(case[0])[:60] for case in ARCHITECTURES]
)
async def test_what_cannot_be_is_refused_in_words(
    client: httpx.AsyncClient, edits: dict[str, Any], words: str, field: str
) -> None:
    await ask(client, CALL, GOOD)
    response = await client.post(CALL, content=json.dumps(edited(edits)), headers=JSON_TYPE)
    answer = read_problem(response, 422)
    assert words in answer["detail"]
    assert answer["errors"][0] == {"field": field, "message": answer["detail"]}
    assert not [mark for mark in PLANTED if mark in response.text]


@pytest.mark.parametrize("content", [case[1] for case in RAW], ids=[case[0] for case in RAW])
async def test_a_body_that_is_no_json_object_or_no_architecture_is_refused(
    client: httpx.AsyncClient, content: bytes
) -> None:
    response = await client.post(CALL, content=content, headers=JSON_TYPE)
    read_problem(response, 422)
    assert not [mark for mark in PLANTED if mark in response.text]


async def test_the_limits_hold_before_anything_is_drawn(client: httpx.AsyncClient) -> None:
    limits = (await client.get("/api/catalogue")).json()["limits"]
    parameters, layers = limits["parameters"], limits["layers"]
    for good, bad, words in (
        (wanted(parameters - 1, 1), wanted(parameters, 1), "weights and biases"),
        (wanted(*[1] * (layers + 1)), wanted(*[1] * (layers + 2)), "weight layers"),
    ):
        await ask(client, CALL, good)
        answer = read_problem(await client.post(CALL, json=bad), 413)
        assert words in answer["detail"]
        assert answer["errors"][0]["field"] == "layers"
    read_problem(await client.post(CALL, json=wanted(2**31 - 1, 2**31 - 1)), 413)
    deep = (await ask(client, CALL, wanted(*[1] * (layers + 1))))["network"]
    deep["layers"].append(deep["layers"][0])
    answer = read_problem(await client.post(CALL, json=wanted(1, 1, keep=deep)), 413)
    assert answer["errors"][0]["field"] == "keep.layers"


async def test_the_answer_is_a_network_to_ask_with(client: httpx.AsyncClient) -> None:
    network = (await ask(client, CALL, GOOD))["network"]
    await ask(client, "/api/trace", {"network": network, "loss": "mse", "x": [[1, 2]], "y": [[0]]})
