"""The script for the screen. MathML Core: https://www.w3.org/TR/mathml-core/."""

from app.lesson.notation.symbols import FUNCTIONS, Symbol, hangers, plain_number, symbol
from app.lesson.refs import Ref
from app.lesson.structure import Structure

BOLD = dict(zip("Wbzaxyδvm", "𝐖𝐛𝐳𝐚𝐱𝐲𝛅𝐯𝐦", strict=True))


class MathML:
    """Operands carry `data-ref`, and `data-bare` where a negative number needs no brackets around it."""

    dots = "<mo>⋯</mo>"

    def operand(self, ref: Ref, s: Structure, bare: bool) -> str:
        mark = ' data-bare=""' if bare else ""  # with a value, so that it is XML too
        return f'<mrow data-ref="{ref}"{mark}>{self.symbol(symbol(ref, s))}</mrow>'

    def symbol(self, symbol: Symbol) -> str:
        letter = f"<mi>{BOLD[symbol.letter] if symbol.bold else symbol.letter}</mi>"
        if symbol.hat:
            letter = f'<mover accent="true">{letter}<mo stretchy="false">^</mo></mover>'
        below, layer, sample, mark = hangers(symbol)
        above = "".join(
            f"<mtext>{text}</mtext>" if text == mark else f"<mn>{text}</mn>"
            for text in (layer, sample, mark)
            if text
        )
        if below and above:
            text = f"<msubsup>{letter}<mn>{below}</mn><mrow>{above}</mrow></msubsup>"
        elif below:
            text = f"<msub>{letter}<mn>{below}</mn></msub>"
        elif above:
            text = f"<msup>{letter}<mrow>{above}</mrow></msup>"
        else:
            text = letter
        if symbol.derivative:
            return f"<mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi>{text}</mrow></mfrac>"
        return self.call(FUNCTIONS[symbol.slope_of], text, prime=True) if symbol.slope_of else text

    def number(self, value: float) -> str:
        return f"<mn>{plain_number(value)}</mn>"

    def infix(self, operator: str, parts: list[str]) -> str:
        sign = f"<mo>{operator}</mo>" if operator else '<mspace width="0.15em"></mspace>'
        return f"<mrow>{sign.join(parts)}</mrow>"

    def terms(self, operator: str, parts: list[str]) -> str:
        first, *rest = parts
        return f'<mrow class="term">{first}</mrow>' + "".join(
            f'<mrow class="term"><mo form="infix">{operator}</mo>{part}</mrow>' for part in rest
        )

    def minus(self, part: str) -> str:
        return f'<mrow><mo form="prefix">−</mo>{part}</mrow>'

    def fence(self, part: str) -> str:
        # brackets grow around a fraction only: a line may break inside them, and both must stay of one size
        size = "" if "<mfrac" in part else ' stretchy="false"'
        return f"<mrow><mo{size}>(</mo>{part}<mo{size}>)</mo></mrow>"

    def fraction(self, above: str, below: str) -> str:
        return f"<mfrac>{above}{below}</mfrac>"

    def power(self, base: str, exponent: str) -> str:
        return f"<msup>{base}{exponent}</msup>"

    def root(self, part: str) -> str:
        return f"<msqrt>{part}</msqrt>"

    def transpose(self, part: str) -> str:
        return f'<mrow>{part}<msup><mrow></mrow><mi mathvariant="normal">T</mi></msup></mrow>'

    def exp(self, part: str) -> str:
        return f"<msup><mi>e</mi>{part}</msup>"

    def call(self, function: str, part: str, prime: bool = False) -> str:
        head = f"<mi>{function}</mi>"
        if prime:
            head = f'<mrow>{head}<mo lspace="0" rspace="0">′</mo></mrow>'
        return f'<mrow>{head}<mo stretchy="false">(</mo>{part}<mo stretchy="false">)</mo></mrow>'

    def big_sum(self, part: str) -> str:
        return f"<mrow><mo>∑</mo>{part}</mrow>"

    def cases(self, positive: str, condition: str, otherwise: str) -> str:
        return (
            "<mrow><mo>{</mo><mtable>"
            f"<mtr><mtd>{positive}</mtd><mtd><mrow><mtext>for&#160;</mtext>{condition}<mo>&gt;</mo><mn>0</mn></mrow></mtd></mtr>"
            f"<mtr><mtd>{otherwise}</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>"
        )

    def equals(self, *sides: str) -> str:
        target, *rest = sides
        expression = "<mo>=</mo>".join(rest)
        return (
            f'<math display="block"><mrow class="target">{target}</mrow><mo>=</mo>'
            f'<mrow class="expression">{expression}</mrow></math>'
        )


def matrix(rows: list[list[str]]) -> str:
    """Rows of finished cells in square brackets."""
    inner = "".join(f"<mtr>{''.join(f'<mtd>{cell}</mtd>' for cell in row)}</mtr>" for row in rows)
    return f"<mrow><mo>[</mo><mtable>{inner}</mtable><mo>]</mo></mrow>"
