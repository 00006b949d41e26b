"""Computes tests/conformance/rfm/reference_split.txt with Python's statistics.mean and statistics.median of fractions,
which round nothing. Run by hand when it should change: reference_split.py > reference_split.txt

Each line: method, number of scores, values in cents (days, orders), the scores where more is better, where less is.
Many values are equal to their mean or median, and few of them are whole in binary: 0.10, 0.20, 0.30.
"""
import random
import statistics
from fractions import Fraction


def words(numbers):
    return ' '.join(str(number) for number in numbers)


def values_about(centre, pairs):
    values = [centre]
    for _ in range(pairs):
        away = random.choice([0, 1, 10, 333, 9_999])
        values += [centre + away, centre - away]
    random.shuffle(values)
    return values


random.seed(8)
columns = [[7], [7, 7, 7], [10, 20, 30], [10, 20, 30, 70], [1, 3, 3], [1, 1, 3]]
columns += [values_about(random.randrange(10_000, 99_999), random.choice([1, 3, 20])) for _ in range(20)]
columns += [[random.randrange(1, 40) * 5 for _ in range(random.choice([2, 5, 12, 45]))] for _ in range(14)]
for cents in columns:
    bins = random.choice([3, 4, 5, 10])
    amounts = [Fraction(amount, 100) for amount in cents]
    for method in (statistics.mean, statistics.median):
        split = method(amounts)
        up = [bins if amount > split else 1 for amount in amounts]
        down = [bins if amount < split else 1 for amount in amounts]
        print(method.__name__, bins, words(cents), words(up), words(down), sep='|')
