"""Fair comparison on a machine that others use: contestants take turns, only ratios within a turn count."""

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

Contestant = Callable[[], object]
ROUNDS = 61
LEAST_SECONDS = 0.004  # a turn; shorter ones would time the clock


def repeats_of(contestant: Contestant) -> int:
    """How often to run it in one turn."""
    contestant()
    start = perf_counter()
    contestant()
    return max(1, round(LEAST_SECONDS / max(perf_counter() - start, 1e-7)))


def seconds_of(contestant: Contestant, repeats: int) -> float:
    """Of one run, in the mean over a turn."""
    start = perf_counter()
    for _ in range(repeats):
        contestant()
    return (perf_counter() - start) / repeats


def ratios(ours: Contestant, others: dict[str, Contestant], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """For each other: our time over its time, a number a round."""
    repeats = {name: repeats_of(run) for name, run in {"ours": ours, **others}.items()}
    found: dict[str, list[float]] = {name: [] for name in others}
    for _ in range(rounds):
        own = seconds_of(ours, repeats["ours"])
        for name, run in others.items():
            found[name].append(own / seconds_of(run, repeats[name]))
    return found


def told(values: list[float]) -> str:
    """The median and the middle half: "0.42 (0.40 to 0.45)"."""
    low, _, high = quantiles(values, n=4)
    return f"{median(values):.2f} ({low:.2f} to {high:.2f})"
