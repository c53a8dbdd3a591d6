"""The commands and their options, told so that somebody new understands them."""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable

from app.api.sheet_query import COUNTS
from app.commands import PROGRAM, SUMMARIES
from app.commands.reading import STDIN
from app.commands.sheets import KINDS
from app.lesson.exports.formats import EXPORTS
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
        formats = "; ".join(f"{export.id}: {export.title}" for export in EXPORTS.values())
        parser.add_argument("format", choices=EXPORTS, metavar="FORMAT", help=formats)
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
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to standard output")
    return parser


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
