"""Other numbers for a problem: shapes stay, the seed decides, a bad question is refused in words."""

import httpx
import pytest

from tests.api.questions import EXAMPLES, SOURCE, ask, example_id, read_problem

pytestmark = pytest.mark.anyio
CALL = "/api/variant"


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
async def test_other_numbers_have_the_same_shapes_and_can_be_asked_again(
    client: httpx.AsyncClient, example: dict[str, object]
) -> None:
    problem = example["problem"]
    assert isinstance(problem, dict)
    drawn = (await ask(client, CALL, {**problem, "seed": 3}))["problem"]
    assert drawn["loss"] == problem["loss"]
    for kept, fresh in zip(problem["network"]["layers"], drawn["network"]["layers"], strict=True):
        assert fresh["activation"] == kept["activation"]
        assert [len(row) for row in fresh["W"]] == [len(row) for row in kept["W"]]
        numbers = [*fresh["b"], *(number for row in fresh["W"] for number in row)]
        assert all(round(number, 1) == number for number in numbers)
    assert [len(row) for row in drawn["x"]] == [len(row) for row in problem["x"]]
    assert drawn["network"] != problem["network"]
    await ask(client, "/api/trace", drawn)


async def test_the_same_seed_draws_the_same_and_another_one_others(client: httpx.AsyncClient) -> None:
    first = await ask(client, CALL, {**SOURCE, "seed": 1})
    assert await ask(client, CALL, SOURCE) == first
    assert await ask(client, CALL, {**SOURCE, "seed": 2}) != first


async def test_a_bad_seed_and_a_network_too_large_are_refused(client: httpx.AsyncClient) -> None:
    for seed in (-1, 0.5, "one", None):
        read_problem(await client.post(CALL, json={**SOURCE, "seed": seed}), 422)
    wide = {"W": [[0.1]] * 17, "b": [0.0] * 17, "activation": "tanh"}
    last = {"W": [[0.1] * 17], "b": [0.0], "activation": "linear"}
    body = {**SOURCE, "network": {"layers": [wide, last]}}
    assert "16" in read_problem(await client.post(CALL, json=body), 413)["detail"]
