"""The API's own answer for a preset, beside which the page is held."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.lesson.numbers import show_operand, show_result
from app.lesson.presets import all_presets

GIVEN = ("W", "b", "y", "learning_rate")
AS_OPERAND = (*GIVEN, "W_new", "b_new")
BY_SAMPLE = ("z", "a", "slope", "dL_da", "dL_dz", "delta")


@dataclass(frozen=True)
class Told:
    """What the server says of one preset: the targets in order, and every number."""

    targets: list[str]
    preset: dict[str, Any]
    values: dict[str, Any]
    sample: int = 0  # the explained one

    @property
    def given(self) -> set[str]:
        """The Refs of everything that is there before the first step."""
        problem = self.preset["problem"]
        refs = {"learning_rate", *(f"a.0.{i}" for i in range(len(problem["x"][0])))}
        refs |= {f"y.{k}" for k in range(len(problem["y"][0]))}
        for layer, parameters in enumerate(problem["network"]["layers"], 1):
            for j, row in enumerate(parameters["W"]):
                refs |= {f"b.{layer}.{j}", *(f"W.{layer}.{j}.{i}" for i in range(len(row)))}
        return refs

    def number(self, ref: str) -> float:
        """The number of a Ref; for arrays over samples that of the explained one."""
        path, _, sample = ref.partition("@")
        quantity, *indices = path.split(".")
        row = int(sample or self.sample)
        problem = self.preset["problem"]
        if quantity == "learning_rate":
            return float(self.preset["learning_rate"])
        if quantity == "loss" and sample:
            return float(self.values["per_sample"][row])
        if quantity in ("W", "b"):
            found = problem["network"]["layers"][int(indices.pop(0)) - 1][quantity]
        elif quantity == "y":
            found = problem["y"][row]
        else:
            found = self.values[quantity]
            if quantity in BY_SAMPLE:
                found = found[indices.pop(0)][row]
            elif indices:
                found = found[indices.pop(0)]
        for index in indices:
            found = found[int(index)]
        return float(found)

    def shown(self, ref: str, digits: int = 4) -> str:
        """How the page has to write it: what was typed in, as it was typed; what was worked out, rounded."""
        as_operand = ref.partition(".")[0] in AS_OPERAND or ref.startswith("a.0.")
        return (show_operand if as_operand else show_result)(self.number(ref), digits)


def ask(server: str, preset: str) -> Told:
    chosen = all_presets()[preset]
    body = {**chosen["problem"], **{key: chosen[key] for key in ("learning_rate", "freeze_biases")}}
    phases = httpx.post(f"{server}/api/trace?steps=element", json=body).raise_for_status().json()["phases"]
    values: dict[str, Any] = {}
    for phase in phases:
        for quantity, value in phase["values"].items():
            # the slopes come from two phases, by layer
            values[quantity] = {**values.get(quantity, {}), **value} if isinstance(value, dict) else value
    return Told([step["target"] for phase in phases for step in phase["steps"]], chosen, values)
