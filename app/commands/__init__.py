"""What the command line does besides serving: the lesson's answers as text, for a terminal or a file."""

PROGRAM = "python -m app"
SUMMARIES = {
    "trace": "every number of one training step, as a table",
    "check": "every gradient beside its difference quotient",
    "export": "the problem as a script, a notebook, a worked solution, data, or a picture",
    "worksheet": "the problem as a page to print and to work by hand, in HTML",
}
