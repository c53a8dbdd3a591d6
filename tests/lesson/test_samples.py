"""What each data set is: seen in its rows, without noise."""

import numpy as np
import pytest

from app.engine.errors import EngineError, UnknownNameError
from app.lesson.datasets import DATASETS, draw_samples


def rows(id: str, count: int = 64, noise: float = 0.0, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    drawn = draw_samples(id, seed, count, noise)
    return np.array(drawn["x"]), np.array(drawn["y"])[:, 0]


@pytest.mark.parametrize(("id", "table"), [("xor", [0, 1, 1, 0]), ("and", [0, 0, 0, 1])])
def test_a_truth_table_goes_on_from_its_start(id: str, table: list[int]) -> None:
    x, y = rows(id, 10)
    assert x[:5].tolist() == [[0, 0], [0, 1], [1, 0], [1, 1], [0, 0]]
    assert y.tolist() == [*table, *table, *table][:10]


def test_one_circle_lies_within_the_other() -> None:
    x, y = rows("circles")
    radius = np.hypot(*x.T)
    assert np.allclose(radius[y == 0], 1.0, atol=0.01)
    assert np.allclose(radius[y == 1], 0.5, atol=0.01)


def test_the_moons_are_half_circles_that_reach_into_each_other() -> None:
    x, y = rows("moons")
    upper, lower = x[y == 0], x[y == 1]
    assert np.allclose(np.hypot(*upper.T), 1.0, atol=0.01)
    assert np.allclose(np.hypot(*(lower - [1.0, 0.5]).T), 1.0, atol=0.01)
    assert upper[:, 1].min() >= 0.0
    assert lower[:, 1].max() <= 0.5
    assert upper[:, 0].max() > lower[:, 0].min()


def test_the_sine_is_a_sine_at_even_distances() -> None:
    x, y = rows("sine", 13)
    assert x[:, 0].tolist() == [-3 + i / 2 for i in range(13)]
    assert np.allclose(y, np.sin(x[:, 0]), atol=0.005)


@pytest.mark.parametrize("id", DATASETS)
def test_noise_spreads_the_rows_and_both_classes_are_there_in_equal_number(id: str) -> None:
    plain, noisy = rows(id, 1_000), rows(id, 1_000, 0.2)
    moved = 1 if id == "sine" else 0  # the sine's targets are noisy, the others' places
    spread = (noisy[moved] - plain[moved]).std()
    assert spread == pytest.approx(0.2, rel=0.1)
    if id in ("circles", "moons", "xor"):
        assert plain[1].mean() == 0.5


def test_a_wrong_question_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="there is no such data set; choose one of xor, and"):
        draw_samples("spiral", 1)
    with pytest.raises(EngineError, match="count must be from 4 to 1024 for xor"):
        draw_samples("xor", 1, 2)
