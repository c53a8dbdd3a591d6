"""The walk over an expression that all printed forms share: brackets, elision, and what each operation means.

A Script says how a fraction or a power looks; this file says when there is one.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.engine.activations import LEAK
from app.lesson.expressions import Const, Expression, Op
from app.lesson.notation.symbols import FUNCTIONS, symbol
from app.lesson.refs import Ref
from app.lesson.structure import Structure

SUM, PRODUCT, ATOM = 1, 2, 3  # how strongly a printed piece holds together
LONGEST_SUM = 6  # of more terms, the first four and the last are shown


class Script(Protocol):
    """One written form. Every method takes and gives finished text."""

    dots: str

    def operand(self, ref: Ref, s: Structure, bare: bool) -> str: ...
    def number(self, value: float) -> str: ...
    def infix(self, operator: str, parts: list[str]) -> str: ...
    def terms(self, operator: str, parts: list[str]) -> str: ...
    def minus(self, part: str) -> str: ...
    def fence(self, part: str) -> str: ...
    def fraction(self, above: str, below: str) -> str: ...
    def power(self, base: str, exponent: str) -> str: ...
    def root(self, part: str) -> str: ...
    def transpose(self, part: str) -> str: ...
    def exp(self, part: str) -> str: ...
    def call(self, function: str, part: str, prime: bool = False) -> str: ...
    def big_sum(self, part: str) -> str: ...
    def cases(self, positive: str, condition: str, otherwise: str) -> str: ...
    def equals(self, *sides: str) -> str: ...


class Printer:
    """Prints expressions of one structure in one script."""

    def __init__(self, script: Script, structure: Structure) -> None:
        self.script = script
        self.structure = structure
        self.operands: dict[tuple[Ref, bool], str] = {}

    def equation(self, target: Ref, expression: Expression) -> str:
        """`target = expression`, and for a function what it is defined as."""
        sides = [self.script.operand(target, self.structure, bare=True)]
        if not (isinstance(expression, Op) and expression.kind == "slope"):
            sides.append(self.write(expression, 0, top=True))
        if isinstance(expression, Op) and expression.kind in ("call", "slope"):
            arg = expression.args[0]
            definition = self.definition(expression, arg) if isinstance(arg, Ref) else ""
            sides += [definition] if definition else []
        return self.script.equals(*sides)

    def write(self, expression: Expression, least: int, top: bool = False) -> str:
        """Print, in brackets when it holds together less than `least`; 0 is for a place of its own."""
        if isinstance(expression, Ref):
            return self.operand(expression, least)
        if isinstance(expression, Const):
            return self.script.number(expression.value)
        text, strength = self.write_op(expression, top)
        return text if strength >= least else self.script.fence(text)

    def operand(self, ref: Ref, least: int) -> str:
        """A derivative is a fraction, so a power of it needs brackets, which then also serve its number."""
        fenced = least == ATOM and symbol(ref, self.structure).derivative
        key = (ref, least == 0 or fenced)
        if key not in self.operands:
            self.operands[key] = self.script.operand(ref, self.structure, bare=key[1])
        return self.script.fence(self.operands[key]) if fenced else self.operands[key]

    def write_op(self, op: Op, top: bool) -> tuple[str, int]:
        script, args = self.script, op.args
        match op.kind:
            case "add":
                return self.sum(args, lambda arg: self.write(arg, SUM), top), SUM
            case "sub":
                return script.infix("−", [self.write(args[0], SUM), self.write(args[1], PRODUCT)]), SUM
            case "mul" | "hadamard" | "matmul":
                sign = {"mul": "·", "hadamard": "⊙", "matmul": ""}[op.kind]
                return script.infix(sign, [self.write(arg, PRODUCT) for arg in args]), PRODUCT
            case "div":
                return script.fraction(self.write(args[0], 0), self.write(args[1], 0)), ATOM
            case "neg":
                return script.minus(self.write(args[0], PRODUCT)), SUM
            case "square":
                return script.power(self.write(args[0], ATOM), script.number(2)), ATOM
            case "sqrt":
                return script.root(self.write(args[0], 0)), ATOM
            case "power":
                return script.power(self.write(args[0], ATOM), self.write(args[1], 0)), ATOM
            case "sum":
                return script.big_sum(self.write(args[0], PRODUCT)), PRODUCT
            case "transpose":
                return script.transpose(self.write(args[0], ATOM)), ATOM
            case "call":
                return self.call(op, args[0])
            case "slope":
                return script.call(FUNCTIONS[op.name], self.write(args[0], 0), prime=True), ATOM
            case "softmax":
                assert op.index is not None
                return script.fraction(self.exp(args[op.index]), self.sum(args, self.exp)), ATOM
            case "surprisal":
                return self.surprisal(op)
            case "loss_after":
                return self.loss_after(op), ATOM
        raise AssertionError(f"no printed form for {op.kind}")

    def sum(self, terms: Sequence[Expression], write: Callable[[Expression], str], top: bool = False) -> str:
        """The terms with plus signs; of a long sum only its ends, so only those are written."""
        if len(terms) > LONGEST_SUM:
            parts = [*map(write, terms[:4]), self.script.dots, write(terms[-1])]
        else:
            parts = [write(term) for term in terms]
        return self.script.terms("+", parts) if top else self.script.infix("+", parts)

    def exp(self, expression: Expression) -> str:
        return self.script.exp(self.write(expression, 0))

    def call(self, op: Op, arg: Expression) -> tuple[str, int]:
        if op.name == "linear":
            return self.write(arg, 0), ATOM
        if op.name == "softplus":
            return self.softplus(arg), ATOM
        return self.script.call(FUNCTIONS[op.name], self.write(arg, 0)), ATOM

    def softplus(self, arg: Expression) -> str:
        return self.script.call("ln", self.script.infix("+", [self.script.number(1), self.exp(arg)]))

    def surprisal(self, op: Op) -> tuple[str, int]:
        script = self.script
        if op.index is None:
            return script.minus(script.call("ln", script.call("softmax", self.write(op.args[0], 0)))), SUM
        log = script.call("ln", self.sum(op.args, self.exp))
        return script.infix("−", [log, self.write(op.args[op.index], PRODUCT)]), SUM

    def loss_after(self, op: Op) -> str:
        parameters = [self.write(arg, 0) for arg in op.args[: 2 * self.structure.L]]
        if len(parameters) > LONGEST_SUM:
            parameters = [*parameters[:4], self.script.dots, *parameters[-2:]]
        return self.script.call("L", self.script.infix(",", parameters))

    def definition(self, op: Op, arg: Ref) -> str:
        """What a function or its slope is by definition; nothing where the name says it all."""
        script = self.script
        z, fenced = self.write(arg, 0), self.write(arg, PRODUCT)
        one, f_z = script.number(1), script.call(FUNCTIONS[op.name], z)
        negative = script.exp(script.minus(fenced))
        if op.kind == "slope":
            times = "⊙" if arg.is_array else "·"
            return {
                "linear": one,
                "sigmoid": script.infix(times, [f_z, script.fence(script.infix("−", [one, f_z]))]),
                "tanh": script.infix("−", [one, script.power(f_z, script.number(2))]),
                "relu": script.cases(one, fenced, script.number(0)),
                "leaky_relu": script.cases(one, fenced, script.number(LEAK)),
                "softplus": script.call(FUNCTIONS["sigmoid"], z),
            }[op.name]
        if arg.is_array:
            return ""
        return {
            "sigmoid": script.fraction(one, script.infix("+", [one, negative])),
            "tanh": script.fraction(
                script.infix("−", [script.exp(z), negative]), script.infix("+", [script.exp(z), negative])
            ),
            "relu": script.call("max", script.infix(",", [script.number(0), z])),
            "leaky_relu": script.cases(z, fenced, script.infix("·", [script.number(LEAK), fenced])),
        }.get(op.name, "")
