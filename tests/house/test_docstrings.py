"""Every part of the engine says what it is; a formula of one or two lines says it itself."""

import ast

import pytest

from tests.house.tree import files, read

# the modules whose functions are entries of a table that prints each one's formula
TABLES = {f"app/engine/{name}.py" for name in ("activations", "losses", "initialisers", "optimizers")}
FORMULA_LINES = 2

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public(body: list[ast.stmt]) -> list[Definition]:
    """Functions and classes that others can reach, with the methods of the classes."""
    found: list[Definition] = []
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public(node.body)
    return found


def is_formula(path: str, node: Definition) -> bool:
    """Short, in a module of formulas, and ending in what it computes."""
    last = node.body[-1]
    lines = (last.end_lineno or last.lineno) - node.body[0].lineno + 1
    return path in TABLES and isinstance(last, ast.Return) and lines <= FORMULA_LINES


def test_the_modules_of_formulas_are_there() -> None:
    assert set(files(r"app/engine/.*\.py$")) >= TABLES


@pytest.mark.parametrize("path", files(r"app/engine/.*\.py$"))
def test_every_public_function_and_class_of_the_engine_is_described(path: str) -> None:
    tree = ast.parse(read(path))
    assert ast.get_docstring(tree)
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for node in public(tree.body)
        if not ast.get_docstring(node) and not is_formula(path, node)
    ]
    assert not silent
