"""What is exported as data keeps every bit, and JSON that is imported again is the same problem."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.api.uploads import read_setup
from app.lesson.exports.setup import FORMAT
from tests.api.questions import JSON_TYPE, SOURCE, strict_json
from tests.api.test_exports import export

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("format", ["csv", "json"])
async def test_a_number_keeps_every_bit(client: httpx.AsyncClient, format: str) -> None:
    body = {**SOURCE, "x": [[0.1 + 0.2]], "learning_rate": 5e-324}
    text = (await export(client, format, body)).text
    assert "0.30000000000000004" in text
    assert "5e-324" in text


numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e3, max_value=1e3)


@given(st.lists(numbers, min_size=7, max_size=7), st.integers(0, 2**52 - 1), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_json_comes_back_bit_for_bit(
    client: httpx.AsyncClient, drawn: list[float], t: int, frozen: bool
) -> None:
    w, b, x, y, m, v, rate = drawn
    body = {
        "network": {"layers": [{"W": [[w]], "b": [b], "activation": "linear"}]},
        "loss": "mse",
        "x": [[x]],
        "y": [[y]],
        "learning_rate": abs(rate),
        "freeze_biases": frozen,
        "optimizer": "adam",
        "optimizer_state": {
            "t": t,
            "m_W": {"1": [[m]]},
            "m_b": {"1": [x]},
            "v_W": {"1": [[abs(v)]]},
            "v_b": {"1": [abs(y)]},
        },
    }
    response = await export(client, "json", body)
    assert strict_json(response.content) == {"format": FORMAT, **body}
    imported = await client.post("/api/import", content=response.content, headers=JSON_TYPE)
    setup = imported.json()["setup"]
    problem = setup.pop("problem")
    assert setup.pop("updates") == t
    assert repr({**problem, **setup}) == repr({key: body[key] for key in (*problem, *setup)})
    again = await export(client, "json", {**problem, **setup})
    assert again.content == response.content
    assert read_setup(response.content).optimizer == "adam"
