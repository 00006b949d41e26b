"""Computes tests/conformance/rfm/reference_clusters.txt with programs that are not ours: scikit-learn's k-means,
silhouettes and adjusted Rand index, NumPy's eigenvectors, SciPy's skewness, Python's logarithm. Run by hand when it
should change: reference_clusters.py > reference_clusters.txt (the table there was made with scikit-learn 1.2.1,
NumPy 1.24, SciPy 1.10).

Points are given by coordinate: one list of numbers for each dimension, separated by semicolons.
"""
import math
import random

import numpy
from scipy.stats import skew
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_samples


def words(numbers):
    return ' '.join(repr(float(number)) if number != int(number) else str(int(number)) for number in numbers)


def table(columns):
    return ';'.join(words(column) for column in columns)


def draw_points(chance):
    centres = [[chance.uniform(-4, 4) for _ in range(chance.randint(1, 4))]]
    while len(centres) < chance.randint(1, 5):
        centres.append([chance.uniform(-4, 4) for _ in centres[0]])
    count = chance.randint(8, 60)
    return numpy.array([[round(chance.gauss(at, 1), 3) for at in chance.choice(centres)] for _ in range(count)])


def principal(points):
    values, vectors = numpy.linalg.eigh(numpy.cov(points.T, bias=True).reshape(points.shape[1], -1))
    order = values.argsort()[::-1]
    rows = []
    for vector in vectors.T[order]:
        rows.append(vector if vector[abs(vector).argmax()] > 0 else -vector)
    return rows, values[order] / values.sum()


def print_points(points, chance):
    k = chance.randint(2, 5)
    columns = table(points.T)
    if len({tuple(point) for point in points[:k]}) == k:
        run = KMeans(k, init=points[:k], n_init=1, tol=0).fit(points)
        print('lloyd', k, columns, words(run.labels_), repr(run.inertia_), sep='|')
    best = KMeans(k, n_init=200, tol=0, random_state=1).fit(points)
    print('best', k, columns, repr(best.inertia_), sep='|')
    labels = numpy.array([chance.randrange(k) for _ in points]) if chance.random() < 0.5 else best.labels_
    if len(set(labels)) == k:
        widths = silhouette_samples(points, labels)
        means = [widths[labels == cluster].mean() for cluster in range(k)]
        print('silhouette', k, columns, words(labels), repr(widths.mean()), words(means), sep='|')
    loadings, shares = principal(points)
    print('components', columns, table(loadings), words(shares), sep='|')


def print_groupings(chance):
    count = chance.randint(2, 40)
    a = [chance.randrange(chance.randint(1, 5)) for _ in range(count)]
    b = [chance.randrange(4) if chance.random() < 0.3 else group for group in a]
    print('rand', words(a), words(b), repr(float(adjusted_rand_score(a, b))), sep='|')


def print_values(chance):
    values = [round(math.exp(chance.gauss(3, chance.choice([0.1, 1, 2]))), 2) for _ in range(chance.randint(2, 50))]
    print('moments', words(values), repr(float(numpy.mean(values))), repr(float(numpy.std(values))),
          repr(float(skew(values))), sep='|')
    print('logarithm', words(values), words(math.log(value) for value in values), sep='|')


def main():
    chance = random.Random(1985)
    for _ in range(40):
        print_points(draw_points(chance), chance)
        print_groupings(chance)
    for _ in range(12):
        print_values(chance)
    edge = [1e-300, 0.5, 0.7071067811865475, 0.7071067811865476, 1, 1.0000000000000002, 2, 9.2e12, 1.7e308]
    print('logarithm', words(edge), words(math.log(value) for value in edge), sep='|')


if __name__ == '__main__':
    main()
