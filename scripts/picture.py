#!/usr/bin/env python3
"""Draws a terminal's output as an SVG: standard input with its colours → standard output.

    kigen check --color always FILE | scripts/picture.py '$ kigen check FILE' > docs/images/check.svg

Every character has its own place on the grid, a full-width one two cells, and frames are drawn as lines:
the columns stand one under the other whatever fonts the reader has. Needs nothing but Python 3.
"""

import re
import sys
import unicodedata
from html import escape

CELL, LINE, SIZE, MARGIN = 8, 20, 14, 16
COLOURS = {30: "#8b949e", 31: "#ff7b72", 32: "#7ee787", 33: "#f2cc60", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 37: "#e6edf3"}
PLAIN, GROUND = "#e6edf3", "#0d1117"
FONTS = "'Noto Sans Mono CJK JP','BIZ UDGothic','IPAGothic','MS Gothic','Osaka-Mono',ui-monospace,monospace"
# From the cell's centre: up, right, down, left.
FRAMES = {"─": "rl", "│": "ud", "┬": "rdl", "╰": "ur", "╭": "rd", "├": "urd", "┤": "udl", "╮": "dl", "╯": "ul", "╎": "ud", "┼": "urdl", "┴": "url"}


def width(character):
    kind = unicodedata.east_asian_width(character)
    if unicodedata.combining(character):
        return 0
    # Ambiguous: kigen counts one cell, and so do these; a numeral in a circle is drawn in two, or it would not fit.
    return 2 if kind in "WF" or kind == "A" and character not in FRAMES and character not in "·×…" else 1


def pieces(line):
    """A line's texts, each with its colour, boldness and underline."""
    colour, bold, dim, under = PLAIN, False, False, False
    for text, codes in re.findall(r"([^\x1b]+)|\x1b\[([0-9;]*)m", line):
        if text:
            yield text, "#8b949e" if dim and colour == PLAIN else colour, bold, under
            continue
        for code in map(int, (codes or "0").split(";")):
            if code == 0:
                colour, bold, dim, under = PLAIN, False, False, False
            elif code == 1:
                bold = True
            elif code == 2:
                dim = True
            elif code == 4:
                under = True
            elif code == 39:
                colour = PLAIN
            else:
                colour = COLOURS.get(code % 60 if code >= 90 else code, colour)


def stroke(character, x, y):
    """A frame's character as lines."""
    mid_x, mid_y = x + CELL / 2, y + LINE / 2
    ends = {"u": f"V{y}", "d": f"V{y + LINE}", "l": f"H{x}", "r": f"H{x + CELL}"}
    return "".join(f"M{mid_x} {mid_y}{ends[side]}" for side in FRAMES[character])


def draw(lines):
    out, widest = [], 0
    for number, line in enumerate(lines):
        column, y = 0, MARGIN + number * LINE
        for text, colour, bold, under in pieces(line):
            start, places, letters, frames = column, [], "", ""
            for character in text:
                cells = width(character)
                x = MARGIN + column * CELL
                if character in FRAMES:
                    frames += stroke(character, x, y)
                elif character != " ":
                    places.append(f"{x + cells * CELL / 2:g}")
                    letters += character
                column += cells
            if frames:
                out.append(f'<path d="{frames}" stroke="{colour}" fill="none"/>')
            if letters:
                weight = ' font-weight="bold"' if bold else ""
                out.append(f'<text x="{" ".join(places)}" y="{y + 15}" fill="{colour}"{weight}>{escape(letters)}</text>')
            if under:
                out.append(f'<path d="M{MARGIN + start * CELL} {y + 18.5}H{MARGIN + column * CELL}" stroke="{colour}"/>')
        widest = max(widest, column)
    across, down = widest * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    title = escape(re.sub(r"\x1b\[[0-9;]*m", "", lines[0]))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" height="{down}" '
        f'font-family="{FONTS}" font-size="{SIZE}" text-anchor="middle" lang="ja" role="img">\n<title>{title}</title>\n'
        f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>'
    )
    return "\n".join([head, *out, "</svg>", ""])


def main():
    lines = [f"\x1b[32m{argument}\x1b[0m" for argument in sys.argv[1:]]
    lines += sys.stdin.read().rstrip("\n").split("\n")
    sys.stdout.write(draw(lines))


main()
