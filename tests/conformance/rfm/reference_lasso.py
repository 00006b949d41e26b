"""Computes tests/conformance/rfm/reference_lasso.txt with a program that is not ours: matplotlib's Path.contains_points
for lines that do not cross themselves, on axes that NumPy transforms. Run by hand when it should change:
reference_lasso.py > reference_lasso.txt (the table there was made with matplotlib 3.6, NumPy 1.24).

Each row: scale of x | scale of y | corners "x y;x y;..." | places "x y inside;..." in the data's units. No place lies
within a millionth of the line: what belongs to the line itself is our own rule and tested elsewhere.
"""
import random

import numpy
from matplotlib.path import Path

SCALES = {'linear': lambda v: v, 'logarithmic': lambda v: numpy.sign(v) * numpy.log1p(numpy.abs(v))}


def star(chance):
    """Corners around a middle, in the order of their angle: a line that does not cross itself."""
    count = chance.randint(3, 40)
    angles = sorted(chance.uniform(0, 2 * numpy.pi) for _ in range(count))
    return [(chance.uniform(0.2, 1) * numpy.cos(a), chance.uniform(0.2, 1) * numpy.sin(a)) for a in angles]


def main():
    chance = random.Random(20240105)
    for row in range(24):
        scales = list(SCALES)[row % 2], list(SCALES)[row // 2 % 2]
        corners = [(round(40 + 60 * x, 2), round(500 + 900 * y, 2)) for x, y in star(chance)]
        on_axes = numpy.column_stack([SCALES[s](numpy.array(v)) for s, v in zip(scales, zip(*corners))])
        path = Path(numpy.vstack([on_axes, on_axes[:1]]), closed=True)
        places = [(round(chance.uniform(-25, 105), 2), round(chance.uniform(-420, 1420), 2)) for _ in range(60)]
        there = numpy.column_stack([SCALES[s](numpy.array(v)) for s, v in zip(scales, zip(*places))])
        inside = path.contains_points(there)
        sure = (path.contains_points(there, radius=1e-6) == inside) & (path.contains_points(there, radius=-1e-6) == inside)
        words = ';'.join(f'{x} {y} {int(i)}' for (x, y), i, s in zip(places, inside, sure) if s)
        print('|'.join([*scales, ';'.join(f'{x} {y}' for x, y in corners), words]))


main()
