"""Formulas, words and names as a person would write them, for steps of the published examples."""

from app.lesson.steps import Level

# example, target, level, LaTeX
LATEX: list[tuple[str, str, Level, str]] = [
    ("source", "z.1.0", "element", r"z_{1}^{(1)} = w_{11}^{(1)} \cdot x + b_{1}^{(1)}"),
    ("source", "a.3.0", "element", r"\hat{y} = z_{1}^{(3)}"),
    ("source", "loss", "element", r"L = {\left(\hat{y} - y\right)}^{2}"),
    (
        "source",
        "dL_da.3.0",
        "element",
        r"\frac{\partial L}{\partial \hat{y}} = 2 \cdot \left(\hat{y} - y\right)",
    ),
    (
        "source",
        "delta.1.1",
        "element",
        r"\delta_{2}^{(1)} = "
        r"\left(w_{12}^{(2)} \cdot \delta_{1}^{(2)} + w_{22}^{(2)} \cdot \delta_{2}^{(2)}\right)"
        r" \cdot \sigma'\left(z_{2}^{(1)}\right)",
    ),
    (
        "source",
        "W_new.2.1.0",
        "element",
        r"w_{21}^{(2)\text{new}} = w_{21}^{(2)} - \eta \cdot \frac{\partial L}{\partial w_{21}^{(2)}}",
    ),
    (
        "source",
        "z.2",
        "layer",
        r"\boldsymbol{z}^{(2)} = \boldsymbol{W}^{(2)}\,\boldsymbol{a}^{(1)} + \boldsymbol{b}^{(2)}",
    ),
    (
        "source",
        "delta.2",
        "layer",
        r"\boldsymbol{\delta}^{(2)} = {\boldsymbol{W}^{(3)}}^{\top}\,\boldsymbol{\delta}^{(3)}"
        r" \odot \sigma'\left(\boldsymbol{z}^{(2)}\right)",
    ),
    (
        "source",
        "W_grad.2",
        "layer",
        r"\frac{\partial L}{\partial \boldsymbol{W}^{(2)}} = "
        r"\boldsymbol{\delta}^{(2)}\,{\boldsymbol{a}^{(1)}}^{\top}",
    ),
    (
        "mazur",
        "loss",
        "element",
        r"L = \frac{{\left(\hat{y}_{1} - y_{1}\right)}^{2} + {\left(\hat{y}_{2} - y_{2}\right)}^{2}}{2}",
    ),
    (
        "mazur",
        "W_grad.1.1.0",
        "element",
        r"\frac{\partial L}{\partial w_{21}^{(1)}} = \delta_{2}^{(1)} \cdot x_{1}",
    ),
    ("mazur", "b_new.1.0", "element", r"b_{1}^{(1)\text{new}} = b_{1}^{(1)}"),
    (
        "softmax",
        "a.1.1",
        "element",
        r"\hat{y}_{2} = \frac{e^{z_{2}^{(1)}}}{e^{z_{1}^{(1)}} + e^{z_{2}^{(1)}} + e^{z_{3}^{(1)}}}",
    ),
    ("softmax", "dL_dz.1.2", "element", r"\frac{\partial L}{\partial z_{3}^{(1)}} = \hat{y}_{3} - y_{3}"),
    ("trask-xor", "loss", "element", r"L = \frac{L^{[1]} + L^{[2]} + L^{[3]} + L^{[4]}}{4}"),
]
# example, target, level, MathML: what the page puts its numbers into
MATHML: list[tuple[str, str, Level, str]] = [
    (
        "source",
        "z.1.0",
        "element",
        '<math display="block"><mrow class="target"><mrow data-ref="z.1.0" data-bare="">'
        "<msubsup><mi>z</mi><mn>1</mn><mrow><mn>(1)</mn></mrow></msubsup></mrow></mrow>"
        '<mo>=</mo><mrow class="expression"><mrow class="term"><mrow><mrow data-ref="W.1.0.0">'
        "<msubsup><mi>w</mi><mn>11</mn><mrow><mn>(1)</mn></mrow></msubsup></mrow>"
        '<mo>·</mo><mrow data-ref="a.0.0"><mi>x</mi></mrow></mrow></mrow>'
        '<mrow class="term"><mo form="infix">+</mo><mrow data-ref="b.1.0">'
        "<msubsup><mi>b</mi><mn>1</mn><mrow><mn>(1)</mn></mrow></msubsup></mrow></mrow></mrow></math>",
    ),
    (
        "source",
        "z.2",
        "layer",
        '<math display="block"><mrow class="target"><mrow data-ref="z.2" data-bare="">'
        "<msup><mi>𝐳</mi><mrow><mn>(2)</mn></mrow></msup></mrow></mrow>"
        '<mo>=</mo><mrow class="expression"><mrow class="term"><mrow><mrow data-ref="W.2">'
        "<msup><mi>𝐖</mi><mrow><mn>(2)</mn></mrow></msup></mrow>"
        '<mspace width="0.15em"></mspace><mrow data-ref="a.1">'
        "<msup><mi>𝐚</mi><mrow><mn>(1)</mn></mrow></msup></mrow></mrow></mrow>"
        '<mrow class="term"><mo form="infix">+</mo><mrow data-ref="b.2">'
        "<msup><mi>𝐛</mi><mrow><mn>(2)</mn></mrow></msup></mrow></mrow></mrow></math>",
    ),
    (
        "mazur",
        "dL_da.2.0",
        "element",
        '<math display="block"><mrow class="target"><mrow data-ref="dL_da.2.0" data-bare="">'
        "<mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi><msub>"
        '<mover accent="true"><mi>y</mi><mo stretchy="false">^</mo></mover><mn>1</mn></msub></mrow></mfrac>'
        '</mrow></mrow><mo>=</mo><mrow class="expression"><mrow><mrow data-ref="a.2.0"><msub>'
        '<mover accent="true"><mi>y</mi><mo stretchy="false">^</mo></mover><mn>1</mn></msub></mrow>'
        '<mo>−</mo><mrow data-ref="y.0"><msub><mi>y</mi><mn>1</mn></msub></mrow></mrow></mrow></math>',
    ),
]
# example, target of an element step, words
WORDS: list[tuple[str, str, str]] = [
    ("source", "z.2.1", "{z.2.1} equals {W.2.1.0} times {a.1.0} plus {W.2.1.1} times {a.1.1} plus {b.2.1}"),
    ("source", "loss", "{loss} equals open bracket {a.3.0} minus {y.0} close bracket squared"),
    ("source", "delta.2.0", "{delta.2.0} equals {W.3.0.0} times {delta.3.0} times {slope.2.0}"),
    (
        "source",
        "a.1.0",
        "{a.1.0} equals sigmoid of {z.1.0} equals "
        "the fraction 1 over 1 plus e to the power of minus {z.1.0}, end of fraction",
    ),
    ("mazur", "W_new.2.0.1", "{W_new.2.0.1} equals {W.2.0.1} minus {learning_rate} times {W_grad.2.0.1}"),
    ("softmax", "dL_dz.1.0", "{dL_dz.1.0} equals {a.1.0} minus {y.0}"),
    (
        "trask-xor",
        "b_grad.2.0",
        "{b_grad.2.0} equals the fraction {delta.2.0@0} plus {delta.2.0@1} plus {delta.2.0@2} "
        "plus {delta.2.0@3} over 4, end of fraction",
    ),
]
# example, Ref, name
NAMES: list[tuple[str, str, str]] = [
    ("source", "W.1.1.0", "weight from the input to neuron 2 of layer 1"),
    ("source", "W.3.0.1", "weight from neuron 2 of layer 2 to the output"),
    ("source", "a.0.0", "the input"),
    ("source", "a.3.0", "the prediction"),
    ("source", "y.0", "the target"),
    ("source", "z.1.0", "weighted sum of neuron 1 of layer 1"),
    ("source", "delta.2.1", "delta of neuron 2 of layer 2"),
    ("source", "W_grad.2.0.1", "gradient of weight from neuron 2 of layer 1 to neuron 1 of layer 2"),
    ("source", "b_new.1.0", "new bias of neuron 1 of layer 1"),
    ("source", "W.2", "the weights of layer 2"),
    ("source", "loss", "the loss"),
    ("source", "loss_new", "the loss after the update"),
    ("mazur", "a.0.1", "input 2"),
    ("mazur", "a.2.0", "prediction 1"),
    ("mazur", "dL_da.2.1", "derivative of the loss by the activation of output 2"),
    ("trask-xor", "a.1.3@2", "activation of neuron 4 of layer 1, sample 3"),
    ("trask-xor", "loss@0", "loss, sample 1"),
]
