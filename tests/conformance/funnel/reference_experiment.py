"""Reference figures of the A/B test in funnel/hillstrom.csv for reference_experiment_test.cpp.

    python3 reference_experiment.py FOLDER     # of the shared data

Shares no code with Sluice. Standard library only: Wilson 1927; Newcombe 1998, method 10; the pooled z test; Katz et al.
1978; Holm 1979; Pearson's chi-square against an equal split. The interval of the difference of two means is given by
the normal approximation, which a bootstrap of 21,000 people comes close to.
"""

import csv
import math
import sys
from pathlib import Path
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
CONTROL = 'No E-Mail'


def wilson(x, n):
    p, z2 = x / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return middle - half, middle + half


def newcombe(x1, n1, x2, n2):
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = wilson(x1, n1), wilson(x2, n2)
    return p1 - p2 - math.hypot(p1 - l1, u2 - p2), p1 - p2 + math.hypot(u1 - p1, p2 - l2)


def z_test(x1, n1, x2, n2):
    p = (x1 + x2) / (n1 + n2)
    z = (x1 / n1 - x2 / n2) / math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
    return math.erfc(abs(z) / math.sqrt(2))


def katz(x1, n1, x2, n2):
    ratio = x1 / n1 / (x2 / n2)
    error = math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
    return ratio - 1, ratio * math.exp(-Z * error) - 1, ratio * math.exp(Z * error) - 1


def holm(p):
    adjusted, highest = [0.0] * len(p), 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=p.__getitem__)):
        highest = max(highest, min(1.0, (len(p) - rank) * p[i]))
        adjusted[i] = highest
    return adjusted


def mean_and_error(values):
    n = len(values)
    mean = math.fsum(values) / n
    return mean, math.fsum((v - mean) ** 2 for v in values) / (n - 1) / n


def main():
    arms = {}
    with open(Path(sys.argv[1]) / 'funnel' / 'hillstrom.csv', newline='') as file:
        for row in csv.DictReader(file):
            arms.setdefault(row['segment'], []).append(
                (int(row['visit']), int(row['conversion']), float(row['spend'])))
    names = [CONTROL] + sorted(name for name in arms if name != CONTROL)
    tests = []
    for name in names:
        n = len(arms[name])
        print(name, 'people', n)
        for k, outcome in enumerate(('visit', 'conversion')):
            x, x2, n2 = sum(r[k] for r in arms[name]), sum(r[k] for r in arms[CONTROL]), len(arms[CONTROL])
            print(' ', outcome, x, x / n, *wilson(x, n))
            if name != CONTROL:
                tests.append((name, outcome, z_test(x, n, x2, n2)))
                print('    newcombe', *newcombe(x, n, x2, n2), 'lift', *katz(x, n, x2, n2))
        spend = [r[2] for r in arms[name]]
        mean, error = mean_and_error(spend)
        buyers = sum(v > 0 for v in spend)
        print('  spend', f'{math.fsum(spend):.2f}', mean, 'buyers', buyers, math.fsum(spend) / buyers)
        if name != CONTROL:
            mean2, error2 = mean_and_error([r[2] for r in arms[CONTROL]])
            half = Z * math.sqrt(error + error2)
            print('    difference', mean - mean2, 'normal', mean - mean2 - half, mean - mean2 + half)
    for (name, outcome, p), adjusted in zip(tests, holm([t[2] for t in tests])):
        print(name, outcome, 'p', p, 'holm', adjusted)
    sizes = [len(arms[name]) for name in names]
    expected = sum(sizes) / len(sizes)
    chi_square = sum((n - expected) ** 2 / expected for n in sizes)
    print('split', chi_square, 'p', math.exp(-chi_square / 2))  # two degrees of freedom


main()
