"""`POST /api/import` of weights: every type of number, layers in their order, words for what is damaged."""

import json
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.api.limits import LIMITS
from tests.api.questions import ask, read_problem
from tests.api.weight_files import B1, B2, BYTES, DAMAGED, GOOD, TENSORS, W1, W2, safetensors, with_header

pytestmark = pytest.mark.anyio


async def send(client: httpx.AsyncClient, content: bytes, **query: str) -> httpx.Response:
    return await client.post("/api/import", content=content, headers=BYTES, params=query)


async def read_layers(client: httpx.AsyncClient, content: bytes, **query: str) -> Any:
    response = await send(client, content, **query)
    assert response.status_code == 200, response.text
    assert list(response.json()) == ["network"]
    return response.json()["network"]["layers"]


@pytest.mark.parametrize("dtype", ["F16", "BF16", "F32", "F64"])
async def test_weights_of_every_type_are_read_exactly(client: httpx.AsyncClient, dtype: str) -> None:
    layers = await read_layers(client, safetensors(TENSORS, dtype, {"format": "pt"}))
    assert layers == [
        {"W": W1, "b": B1, "activation": "relu"},
        {"W": W2, "b": B2, "activation": "linear"},
    ]


async def test_an_imported_network_answers_like_any_other(client: httpx.AsyncClient) -> None:
    response = await send(client, safetensors(TENSORS), activation="tanh", output_activation="sigmoid")
    problem = {**response.json(), "loss": "mse", "x": [[1, 2]], "y": [[1]]}
    z = (await ask(client, "/api/forward", problem))["values"]["z"]["1"][0]
    assert z == (np.array(W1) @ [1, 2] + B1).tolist()


async def test_layers_follow_the_numbers_in_their_names(client: httpx.AsyncClient) -> None:
    names = ["net.10", "net.2", "net.1"]
    shuffled = {
        f"{name}.{kind}": array for name in names for kind, array in (("bias", [0.0]), ("weight", [[0.0]]))
    }
    for number, name in enumerate(["net.1", "net.2", "net.10"]):
        shuffled[f"{name}.weight"] = [[float(number)]]
    layers = await read_layers(client, safetensors(shuffled))
    assert [layer["W"][0][0] for layer in layers] == [0, 1, 2]


async def test_a_layer_without_a_bias_gets_zeros(client: httpx.AsyncClient) -> None:
    layers = await read_layers(client, safetensors({"fc.weight": W1}))
    assert layers == [{"W": W1, "b": [0, 0, 0], "activation": "linear"}]


async def test_the_activations_are_those_that_were_asked_for(client: httpx.AsyncClient) -> None:
    content = safetensors({f"{l}.weight": [[1.0]] for l in range(4)})
    layers = await read_layers(client, content, activation="tanh", output_activation="softmax")
    assert [layer["activation"] for layer in layers] == ["tanh", "tanh", "tanh", "softmax"]
    for query, field in (
        ({"activation": "none"}, "activation"),
        ({"output_activation": ""}, "output_activation"),
    ):
        answer = read_problem(await send(client, content, **query), 422)
        assert answer["errors"][0]["field"] == field
        assert "there is no such activation; choose one of linear" in answer["detail"]
    answer = read_problem(await send(client, content, activation="softmax"), 422)
    assert "softmax can only be used in the last layer" in answer["detail"]


@pytest.mark.parametrize(
    ("content", "words"), [case[1:] for case in DAMAGED], ids=[case[0] for case in DAMAGED]
)
async def test_a_damaged_file_is_refused_in_words(
    client: httpx.AsyncClient, content: bytes, words: str
) -> None:
    answer = read_problem(await send(client, content), 422)
    assert words in answer["detail"]


async def test_two_tensors_at_one_place_are_refused(client: httpx.AsyncClient) -> None:
    told = {"dtype": "F64", "shape": [1, 1], "data_offsets": [0, 8]}
    header = json.dumps({"0.weight": told, "1.weight": told}).encode()
    answer = read_problem(await send(client, with_header(header, bytes(8))), 422)
    assert "overlap" in answer["detail"]


async def test_a_file_over_a_limit_is_refused(client: httpx.AsyncClient) -> None:
    wide = safetensors({"0.weight": np.zeros((2, LIMITS.parameters // 2))}, "F16")
    deep = safetensors({f"{l}.weight": [[1.0]] for l in range(LIMITS.layers + 1)})
    for content, words in (
        (wide, f"at most {LIMITS.parameters} weights and biases"),
        (deep, f"at most {LIMITS.layers} weight layers"),
        (bytes(LIMITS.body_bytes + 1), f"a body may have at most {LIMITS.body_bytes} bytes"),
    ):
        assert words in read_problem(await send(client, content), 413)["detail"]
    many = safetensors({f"{l}.weight": [[1.0]] for l in range(2 * LIMITS.layers + 1)})
    assert "tensors; at most" in read_problem(await send(client, many), 422)["detail"]


async def test_no_message_repeats_a_name_of_the_file(client: httpx.AsyncClient) -> None:
    for tensors in (
        {"planted.mean": W1},
        {"planted.weight": [1.0]},
        {"planted.bias": B1},
        {"planted.weight": W1, "z.weight": W1},
    ):
        response = await send(client, safetensors(tensors))
        read_problem(response, 422)
        assert "planted" not in response.text


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A good file with some bytes changed, cut out or put in."""
    content = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(content)


@given(
    st.one_of(
        mutilated(),
        st.binary(max_size=60),
        st.binary(max_size=80).map(lambda raw: with_header(b"{" + raw + b"}", raw)),
    )
)
@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_file_whatever_is_a_fault_of_ours(client: httpx.AsyncClient, content: bytes) -> None:
    response = await send(client, content)
    if response.status_code == 200:
        assert list(response.json()) in (["network"], ["setup"])
    else:
        read_problem(response, response.status_code)
        assert response.status_code in (413, 422)
