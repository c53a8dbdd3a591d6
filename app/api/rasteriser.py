"""The program of a process of its own: an SVG on standard input, a PNG on standard output.

Its arguments are the scale and the file of a font, the only one that it knows. resvg does not let go of
Python's lock while it draws: in the server's own process nobody else would be answered meanwhile.
"""

import sys

import resvg_py


def main() -> None:
    scale, font = float(sys.argv[1]), sys.argv[2]
    svg = sys.stdin.buffer.read().decode()
    drawn = resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, skip_system_fonts=True, font_files=[font])
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
