"""A formula of the lesson as a line of Python: the walk over an expression that prints NumPy and JAX.

Arrays hold a sample a column, so the same line serves one sample and a batch.
"""

from collections.abc import Callable

from app.lesson.exports.arrays import variable
from app.lesson.expressions import Const, Expression, Op
from app.lesson.notation.symbols import plain_number
from app.lesson.refs import PER_SAMPLE, Ref

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4  # how strongly a piece of Python holds together
OPERATORS = {"add": " + ", "sub": " - ", "mul": " * ", "hadamard": " * ", "matmul": " @ ", "div": " / "}
# of functions that a library has itself
OWN_NAMES = {"tanh": "{np}.tanh"}


class Code:
    """Prints expressions of whole layers; `used` collects the functions that have to be defined."""

    def __init__(self, np: str, samples: int, name_of: Callable[[Ref], str] = variable) -> None:
        self.np = np
        self.samples = samples
        self.name_of = name_of
        self.used: set[str] = set()

    def write(self, expression: Expression, least: int = 0) -> str:
        """In brackets when it holds together less than `least`."""
        if isinstance(expression, Ref):
            return self.name_of(expression)
        if isinstance(expression, Const):
            return plain_number(expression.value) if expression.value >= 1e-3 else repr(expression.value)
        text, strength = self.write_op(expression)
        return text if strength >= least else f"({text})"

    def write_op(self, op: Op) -> tuple[str, int]:
        args = op.args
        match op.kind:
            case "matmul" if self.samples > 1 and is_inner(op):
                # of each sample its own inner product
                product = f"{self.write(args[0].args[0], PRODUCT)} * {self.write(args[1], POWER)}"  # type: ignore[union-attr]
                return f"{self.np}.sum({product}, axis=0)", ATOM
            case "add":
                return " + ".join(self.write(arg, SUM) for arg in args), SUM
            case "sub":
                return f"{self.write(args[0], SUM)} - {self.write(args[1], PRODUCT)}", SUM
            case "mul" | "hadamard" | "matmul" | "div":
                first, *others = args
                # only plain products stand beside each other without brackets
                chained = isinstance(first, Op) and first.kind == "mul"
                texts = [self.write(first, PRODUCT if chained else POWER)]
                return OPERATORS[op.kind].join(texts + [self.write(arg, POWER) for arg in others]), PRODUCT
            case "neg":
                return f"-{self.write(args[0], POWER)}", PRODUCT
            case "square":
                return f"{self.write(args[0], ATOM)}**2", POWER
            case "power":
                return f"{self.write(args[0], ATOM)}**{self.write(args[1], ATOM)}", POWER
            case "transpose":
                return f"{self.write(args[0], ATOM)}.T", ATOM
            case "sqrt":
                return f"{self.np}.sqrt({self.write(args[0])})", ATOM
            case "sum":
                return f"{self.np}.sum({self.write(args[0])}, axis=0)", ATOM
            case "call":
                return self.call(op.name, args[0])
            case "slope":
                return self.call(f"{op.name}_slope", args[0])
            case "surprisal":
                return self.call("surprisal", args[0])
        raise AssertionError(f"no line of Python for {op.kind}")

    def call(self, function: str, arg: Expression) -> tuple[str, int]:
        if function == "linear":
            return self.write(arg, ATOM), ATOM
        if function == "linear_slope":
            return f"{self.np}.ones_like({self.write(arg)})", ATOM
        if function in OWN_NAMES:
            return f"{OWN_NAMES[function].format(np=self.np)}({self.write(arg)})", ATOM
        self.used.add(function)
        return f"{function}({self.write(arg)})", ATOM


def is_inner(op: Op) -> bool:
    """Whether it is the product of a row and a column that belong to one sample."""
    first, second = op.args
    return (
        isinstance(first, Op)
        and first.kind == "transpose"
        and all(isinstance(arg, Ref) and arg.quantity in PER_SAMPLE for arg in (first.args[0], second))
    )
