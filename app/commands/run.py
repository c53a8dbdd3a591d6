"""Runs a command: reads the problem, asks the lesson, writes the answer."""

import os
import sys
from argparse import Namespace
from typing import Any

from app.api.answers import answer_trace, encode
from app.api.convert import read_question, read_state
from app.api.exchange import write_export
from app.api.laboratory import told_check, traced
from app.api.limits import check_explained, check_probes
from app.api.pictures import USUAL_SCALE, write_picture
from app.api.schemas import UpdateProblem
from app.api.sheet_query import OWN, SheetQuery
from app.api.worksheet import pose
from app.commands.parser import make_parser
from app.commands.reading import UsageError, place_of, read_problem, refusals_of
from app.commands.sheets import write_sheet
from app.commands.tables import write_check, write_trace
from app.engine.gradcheck import check_gradients
from app.lesson.diagram.draw import View
from app.lesson.exports.formats import EXPORTS, PICTURES

FAILED = 1  # a check that finds a difference
OF_PICTURES = ("at", "grain", "selected", "mistake", "theme", "scale")
REFUSED = 2  # as argparse ends for what it cannot read
INTERRUPTED = 130  # as a shell counts Ctrl+C


def run(command: str, arguments: list[str]) -> int:
    """The exit code: 0, FAILED or REFUSED. Leaves for --help and for options that cannot be read."""
    parser = make_parser(command)
    given = parser.parse_args(arguments)
    try:
        content, code = COMMANDS[command](given)
        write(content, given.output)
    except UsageError as error:
        sys.stderr.write("".join(f"{parser.prog}: error: {line}\n" for line in str(error).splitlines()))
        return REFUSED
    except BrokenPipeError:
        # the reader has seen enough; Python would complain once more when it closes its output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def write(content: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        with open(output, "wb") as opened:
            opened.write(content)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror or error}") from None


def run_trace(given: Namespace) -> tuple[bytes, int]:
    body = read_problem(given)
    with refusals_of(place_of(given)):
        question = read_question(body, explained=False)
        state = read_state(body.optimizer_state, body.optimizer, question.network)
        if given.json:
            rate, frozen = body.learning_rate, body.freeze_biases
            return answer_trace(question, rate, frozen, state, None, given.sample) + b"\n", 0
        check_explained(question.network, question.batch, "; --json prints the numbers of larger problems")
        return write_trace(pose(question, body, state, given.sample, given.digits)).encode(), 0


def run_check(given: Namespace) -> tuple[bytes, int]:
    body = read_problem(given)
    with refusals_of(place_of(given)):
        question = read_question(body, explained=False)
        check_probes(question.network, question.batch)
        gradients = traced(question).gradients
        probes = list(check_gradients(question.network, question.batch, question.loss, gradients))
    told = told_check(probes)
    code = FAILED if any(probe.verdict == "differs" for probe in probes) else 0
    if given.json:
        return encode(told) + b"\n", code
    return write_check(probes, told["max_relative_error"]).encode(), code


def run_export(given: Namespace) -> tuple[bytes, int]:
    asked = {name: value for name in OF_PICTURES if (value := getattr(given, name)) is not None}
    check_picture(given, asked)
    body = read_problem(given)
    with refusals_of(place_of(given)):
        if given.format in PICTURES:
            return draw_export(given, body, asked), 0
        return write_export(EXPORTS[given.format], body, given.sample, given.digits), 0


def check_picture(given: Namespace, asked: dict[str, Any]) -> None:
    """Raises UsageError for what the format does not take, before anything is read."""
    takers = {"scale": ["png"]}
    for name in asked:
        formats = takers.get(name, list(PICTURES))
        if given.format not in formats:
            raise UsageError(f"--{name} is for {' and '.join(formats)}, not for {given.format}")
    if given.format == "png" and given.output is None and sys.stdout.isatty():
        raise UsageError("a PNG is not for a terminal: name a file with --output, or lead it into one with >")


def draw_export(given: Namespace, body: UpdateProblem, asked: dict[str, Any]) -> bytes:
    scale = asked.pop("scale", USUAL_SCALE)
    return write_picture(given.format, body, View(**asked), given.sample, given.digits, scale)


def run_worksheet(given: Namespace) -> tuple[bytes, int]:
    body = read_problem(given)
    own = "" if given.preset else body.model_dump_json(include=set(type(body).model_fields) - {"format"})
    query = SheetQuery(given.preset or OWN, given.variant, given.digits, given.sample, given.blanks, own)
    with refusals_of(place_of(given)):
        return write_sheet(query, given.kind).encode(), 0


COMMANDS = {"trace": run_trace, "check": run_check, "export": run_export, "worksheet": run_worksheet}
