"""The picture in words: its title says which step it is, its description what stands there."""

from app.lesson.diagram.pen import Pen
from app.lesson.diagram.scene import Scene
from app.lesson.exercise import Exercise, describe
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.notation.symbols import name
from app.lesson.numbers import PLAIN
from app.lesson.table import TITLES
from app.lesson.wording import capital, sentence

MOST_READS = 12  # that are named with their numbers


def title(scene: Scene, pen: Pen, mistake: str | None = None) -> str:
    made = f", with the mistake “{MISTAKES[mistake].title}”" if mistake else ""
    if scene.step is None:
        return f"Error backpropagation at the start, before the first of {scene.count} steps{made}"
    target = scene.step.target
    where = f"{TITLES[scene.step.phase]}, step {scene.cursor} of {scene.count}{made}"
    return f"{where}: {name(target, scene.structure)} is {spoken(pen.shown(target))}"


def description(scene: Scene, pen: Pen, exercise: Exercise) -> str:
    network = "; ".join(f"{term.lower()}: {words}" for term, words in describe(exercise))
    told = [f"The network from input to output and loss, {network}."]
    if scene.step is None:
        told.append("Nothing is computed yet: inputs, weights, biases and targets are given.")
    else:
        told.append(sentence(scene.step, scene.structure))
        reads = [ref for ref in scene.step.reads if not ref.is_array]
        if 0 < len(reads) <= MOST_READS:
            listed = "; ".join(
                f"{name(ref, scene.structure)} {spoken(exercise.operand(ref))}"
                for ref in dict.fromkeys(reads)
            )
            told.append(f"It reads {listed}.")
    if 0 < scene.cursor < scene.count:
        told.append("What is not computed yet is left blank.")
    return capital(" ".join(told))


def spoken(text: str) -> str:
    """A number for the ear: screen readers skip the true minus sign and raised figures."""
    mantissa, _, raised = text.partition("×10")
    plain = mantissa.replace("−", "minus ")
    if not raised:
        return plain
    return f"{plain} times 10 to the power {raised.translate(PLAIN).replace('-', 'minus ')}"
