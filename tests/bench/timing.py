"""Fair comparison on a machine that others use: contestants take turns, only ratios within a turn count."""

import ctypes
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

Contestant = Callable[[], object]
ROUNDS = 61
LEAST_SECONDS = 0.004  # a turn; shorter ones would time the clock
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h


def keep_freed_memory() -> bool:
    """Tell glibc, for all contestants, to keep what is freed, as in the container. False elsewhere.

    Otherwise large arrays are given back to the kernel and cleared by it again in every run, and the
    comparison would be one of page faults.
    """
    kept = getattr(ctypes.CDLL(None), "mallopt", None)
    return kept is not None and bool(kept(M_TRIM_THRESHOLD, 2**26) and kept(M_MMAP_THRESHOLD, 2**25))


def repeats_of(contestant: Contestant) -> int:
    """How often to run it in one turn."""
    contestant()
    start = perf_counter()
    contestant()
    return max(1, round(LEAST_SECONDS / max(perf_counter() - start, 1e-7)))


def seconds_of(contestant: Contestant, repeats: int) -> float:
    """Of one run, in the mean over a turn; a run before it finds the caches as somebody else left them."""
    contestant()
    start = perf_counter()
    for _ in range(repeats):
        contestant()
    return (perf_counter() - start) / repeats


def ratios(ours: Contestant, others: dict[str, Contestant], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """For each other: our time over its time, a number a round. Who goes first changes every round."""
    own_repeats = repeats_of(ours)
    found: dict[str, list[float]] = {name: [] for name in others}
    for name, other in others.items():
        repeats = repeats_of(other)
        for number in range(rounds):
            if number % 2:
                own, its = seconds_of(ours, own_repeats), seconds_of(other, repeats)
            else:
                its, own = seconds_of(other, repeats), seconds_of(ours, own_repeats)
            found[name].append(own / its)
    return found


def told(values: list[float]) -> str:
    """The median and the middle half: "0.42 (0.40 to 0.45)"."""
    low, _, high = quantiles(values, n=4)
    return f"{median(values):.2f} ({low:.2f} to {high:.2f})"
