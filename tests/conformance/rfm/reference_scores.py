"""Computes tests/conformance/rfm/reference_scores.txt with programs that are not ours: pandas' qcut and cut, SQLite's
NTILE and CASE, NumPy's eigenvectors and logarithms. Run by hand when it should change:
reference_scores.py > reference_scores.txt (the table there was made with pandas 1.5.3, SQLite 3.40, NumPy 1.24).

Scores are given for a dimension in which more is better (up) and for recency (down): labels reversed for qcut,
descending order for NTILE. A quantile that pandas computes a last bit beside a value of the data is left out.
Thresholds have their cut points in a last field; pandas takes no cut point twice, so that those are scored by SQLite.
"""
import random
import sqlite3
from fractions import Fraction

import numpy
import pandas


def qcut(values, bins):
    codes = pandas.qcut(values, bins, labels=False, duplicates='drop')
    if numpy.isnan(codes).all():  # a single value leaves a single edge, and no interval
        return [1] * len(values), [1] * len(values)
    most = int(max(codes)) + 1
    return [int(code) + 1 for code in codes], [most - int(code) for code in codes]


def ntile(values, bins):
    connection = sqlite3.connect(':memory:')
    connection.execute('create table t (id integer, x real)')
    connection.executemany('insert into t values (?, ?)', list(enumerate(values)))
    scores = []
    for order in ('x', 'x desc'):
        query = f'select ntile({bins}) over (order by {order}, id) from t order by id'
        scores.append([row[0] for row in connection.execute(query)])
    return scores


def cut(values, cuts):
    bins = [-numpy.inf, *cuts, numpy.inf]
    up = [int(code) + 1 for code in pandas.cut(values, bins, labels=False)]  # (lower, upper]
    down = [int(label) for label in pandas.cut(values, bins, labels=range(len(cuts) + 1, 0, -1))]
    return up, down


def case(values, cuts):
    connection = sqlite3.connect(':memory:')
    connection.execute('create table t (id integer, x real)')
    connection.executemany('insert into t values (?, ?)', list(enumerate(values)))
    scores = []
    for first, step in ((1, 1), (len(cuts) + 1, -1)):
        arms = ' '.join(f'when x <= {at!r} then {first + step * number}' for number, at in enumerate(cuts))
        query = f'select case {arms} else {first + step * len(cuts)} end from t order by id'
        scores.append([row[0] for row in connection.execute(query)])
    return scores


def exact_cuts(values, bins):
    ordered = sorted(values)
    for part in range(1, bins):
        rank, rest = divmod((len(values) - 1) * part, bins)
        low, high = Fraction(ordered[rank]), Fraction(ordered[min(rank + 1, len(values) - 1)])
        yield low + (high - low) * Fraction(rest, bins)


def is_clear(values, bins):
    """Whether rounding cannot decide: every quantile is a value of the data to pandas where it is one exactly."""
    cuts = numpy.quantile(numpy.array(values), numpy.linspace(0, 1, bins + 1))[1:-1]
    known = {Fraction(value) for value in values}
    return all((exact in known) == (Fraction(float(cut)) in known) for exact, cut in zip(exact_cuts(values, bins), cuts))


def words(numbers):
    return ' '.join(format(number, 'g') for number in numbers)


def principal(first, second, third):
    matrix = numpy.array([[1, first, second], [1 / first, 1, third], [1 / second, 1 / third, 1]])
    roots, vectors = numpy.linalg.eig(matrix)
    best = roots.real.argmax()
    vector = vectors[:, best].real
    return vector / vector.sum(), (roots[best].real - 3) / 2 / 0.58


def entropy(columns):
    parts = []
    for index, column in enumerate(columns):
        x = numpy.array(column, dtype=float)
        scaled = (x.max() - x if index == 0 else x - x.min()) / (x.max() - x.min())
        share = scaled[scaled > 0] / scaled.sum()
        parts.append(1 + (share * numpy.log(share)).sum() / numpy.log(len(x)))
    return numpy.array(parts) / sum(parts)


random.seed(20)
for number in range(60):
    distinct = random.choice([1, 2, 3, 5, 9, 40])
    values = [random.randrange(distinct) * 0.25 for _ in range(random.choice([1, 2, 5, 11, 30, 91]))]
    bins = random.choice([3, 4, 5, 10])
    for method, score in (('quantile', qcut), ('ntile', ntile)):
        if method == 'quantile' and not is_clear(values, bins):
            continue
        up, down = score(values, bins)
        print(method, bins, words(values), words(up), words(down), sep='|')
for comparisons in ((1 / 3, 5, 7), (1, 1, 1), (2, 6, 3), (9, 1 / 9, 9), (1 / 2, 1 / 4, 1 / 3)):
    weights, ratio = principal(*comparisons)
    numbers = ' '.join(format(number, '.6f') for number in (*weights, ratio + 0.0))
    print('comparisons', 0, ' '.join(repr(float(number)) for number in comparisons), numbers, '', sep='|')
for number in range(12):
    count = random.choice([2, 3, 10, 40])
    columns = [[random.choice([1, 2, 3, 50, 400]) for _ in range(count - 2)] + [1, 7] for _ in range(3)]
    numbers = ' '.join(format(number, '.6f') for number in entropy(columns))
    print('entropy', count, ' '.join(words(column) for column in columns), numbers, '', sep='|')
for number in range(60):
    distinct = random.choice([1, 3, 9, 40])
    values = [(random.randrange(distinct) - 3) * 0.25 for _ in range(random.choice([1, 2, 11, 91]))]
    bins = random.choice([3, 4, 5, 10])
    cuts = sorted((random.randrange(distinct + 8) - 7) * 0.25 + random.choice([0, 0.125]) for _ in range(bins - 1))
    repeated = len(set(cuts)) < len(cuts)
    up, down = case(values, cuts)
    if not repeated and (up, down) != cut(values, cuts):
        raise SystemExit('pandas and SQLite disagree')
    print('repeated_thresholds' if repeated else 'thresholds', bins, words(values), words(up), words(down), words(cuts),
          sep='|')
