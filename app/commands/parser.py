"""The commands and their options, told so that somebody new understands them."""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable

from app.api.pictures import LARGEST, SMALLEST, USUAL_SCALE
from app.api.sheet_query import COUNTS
from app.commands import PROGRAM, SUMMARIES
from app.commands.reading import STDIN
from app.commands.sheets import KINDS
from app.lesson.diagram.palette import THEMES
from app.lesson.diagram.scene import GRAINS, START
from app.lesson.exports.formats import FORMATS, PICTURES
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.presets import all_presets
from app.lesson.worksheet import SHEETS, USUAL

PROBLEM = f"""\
A problem is JSON as the page exports it and as the API takes it:
  {{"network": {{"layers": [{{"W": [[0.5]], "b": [0.1], "activation": "tanh"}}]}},
   "loss": "mse", "x": [[1.0]], "y": [[0.0]], "learning_rate": 0.1}}
Examples that can be named with --preset:
  {", ".join(all_presets())}
"""


def make_parser(command: str) -> ArgumentParser:
    """The options of one command, a key of SUMMARIES."""
    summary = SUMMARIES[command]
    parser = ArgumentParser(
        f"{PROGRAM} {command}",
        description=f"Prints {summary}.",
        epilog=PROBLEM,
        formatter_class=RawDescriptionHelpFormatter,
    )
    if command == "export":
        formats = "; ".join(f"{export.id}: {export.title}" for export in FORMATS.values())
        parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=formats)
    parser.add_argument(
        "file",
        nargs="?",
        default=STDIN,
        metavar="FILE",
        help="the problem; standard input when left out or -",
    )
    parser.add_argument("--preset", metavar="NAME", help="a worked example instead of a file")
    if command != "check":
        whole_number(parser, "sample", "the sample that is worked, counted from 0")
        whole_number(parser, "digits", "decimals that are shown")
    if command in ("trace", "check"):
        parser.add_argument("--json", action="store_true", help="as JSON, as the API answers")
    if command == "worksheet":
        parser.add_argument(
            "--kind", choices=KINDS, default=KINDS[0], help="what to print (default %(default)s)"
        )
        levels = f"what the sheet leaves blank: {', '.join(SHEETS)} (default %(default)s)"
        parser.add_argument("--blanks", choices=SHEETS, default=USUAL, metavar="LEVEL", help=levels)
        whole_number(
            parser, "variant", "other numbers for the same network, by seed; 0 leaves them as they are"
        )
    if command == "export":
        add_picture(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to standard output")
    return parser


def add_picture(parser: ArgumentParser) -> None:
    """What only a picture is asked for with. Without a default: with other formats these are refused."""
    group = parser.add_argument_group("of a picture", f"for the formats {' and '.join(PICTURES)}")
    step = f"the Ref that the last step computed, as delta.2.0; {START} is before the first (default the end)"
    group.add_argument("--at", metavar="REF", help=step)
    lit = f"how much of what was computed last is lit: {', '.join(GRAINS)} (default {GRAINS[0]})"
    group.add_argument("--grain", choices=GRAINS, metavar="GRAIN", help=lit)
    number = "the Ref of a number that is lit in place of the step's"
    group.add_argument("--selected", metavar="REF", help=number)
    made = "one of the lesson's mistakes, whose numbers are shown"
    group.add_argument("--mistake", choices=MISTAKES, metavar="NAME", help=made)
    group.add_argument("--theme", choices=THEMES, help=f"its colours (default {THEMES[0]})")
    size = f"of a PNG, pixels for each of the SVG's, {SMALLEST:g} to {LARGEST:g} (default {USUAL_SCALE:g})"
    group.add_argument("--scale", type=read_scale, metavar="N", help=size)


def read_scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not SMALLEST <= scale <= LARGEST:  # nor NaN
        raise ArgumentTypeError(f"must be a number from {SMALLEST:g} to {LARGEST:g}")
    return scale


def whole_number(parser: ArgumentParser, option: str, words: str) -> None:
    usual, least, most = COUNTS[option]
    parser.add_argument(
        f"--{option}", type=count(least, most), default=usual, metavar="N", help=f"{words} (default {usual})"
    )


def count(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
            raise ArgumentTypeError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read
