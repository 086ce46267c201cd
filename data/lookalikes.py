#!/usr/bin/env python3
"""Writes lookalikes.csv: for each character of GB/T 2312 those that look most like it, most alike first.

A development tool, not needed to build or run. It wants numpy, pillow and rapidfuzz, Debian's fonts-noto-cjk, and
char_order.dict of the PyPI package char-similar 0.0.2 (MIT licence), which gives the order of strokes:

    python3 lookalikes.py char_similar/data/char_order.dict > lookalikes.csv

Two measures, each from 0 to 1: the likeness of blurred pictures in Noto Sans CJK SC and Noto Serif CJK SC (both under
the SIL Open Font License), and the likeness of stroke orders (1 - edit distance / longer length). Kept are those nearest
by picture and those nearest by both together; what is near in one direction only still counts.
"""

import json
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

FONTS = ["NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"]
BY_PICTURE, BY_BOTH = 12, 16


def characters():
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def pictures(chars, font):
    font = ImageFont.truetype(f"/usr/share/fonts/opentype/noto/{font}", 48, index=2)
    rows = []
    for char in chars:
        image = Image.new("L", (56, 56), 0)
        ImageDraw.Draw(image).text((4, -8), char, 255, font=font)
        image = image.filter(ImageFilter.GaussianBlur(1.5)).resize((28, 28))
        row = numpy.asarray(image, dtype=numpy.float32).ravel()
        row -= row.mean()
        rows.append(row / numpy.linalg.norm(row))
    return numpy.array(rows)


def nearest(likeness, count):
    return numpy.argpartition(-likeness, count, axis=1)[:, :count]


def main():
    chars = list(characters())
    picture = sum(rows @ rows.T for rows in (pictures(chars, font) for font in FONTS)) / len(FONTS)
    order = json.load(open(sys.argv[1], encoding="utf-8"))
    strokes = [str(order.get(char, "")) for char in chars]
    stroke = cdist(strokes, strokes, scorer=Levenshtein.normalized_similarity, dtype=numpy.float32)
    both = (picture + stroke) / 2
    numpy.fill_diagonal(picture, -1)
    numpy.fill_diagonal(both, -1)
    print("character,lookalikes")
    for one, near in enumerate(zip(nearest(picture, BY_PICTURE), nearest(both, BY_BOTH))):
        others = sorted(set(near[0]) | set(near[1]), key=lambda other: (-both[one][other], chars[other]))
        print(f"{chars[one]},{''.join(chars[other] for other in others)}")


main()
