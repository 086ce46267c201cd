#!/usr/bin/env python3
"""Writes components.csv: the parts of which the characters of GB/T 2312 are made, each with the characters that have it.

A development tool, not needed to build or run. It wants char_stroke.dict of the PyPI package char-similar 0.0.2 (MIT
licence), which takes each character apart once (湾 = 水 + 弯):

    python3 components.py char_similar/data/char_stroke.dict > components.csv

Left out are single strokes, which say nothing, and parts that one character alone has.
"""

import json
import sys

STROKES = set("一丨丿丶乙亅丷乚㇏")


def characters():
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def main():
    parts = json.load(open(sys.argv[1], encoding="utf-8"))
    having = {}
    for char in characters():
        for part in {char, *parts.get(char, [])} - STROKES:
            if len(part) == 1:
                having.setdefault(part, []).append(char)
    print("component,characters")
    for part, chars in sorted(having.items()):
        if len(chars) > 1:
            print(f"{part},{''.join(chars)}")


main()
