"""Computes tests/conformance/funnel/reference_pipeline.txt with nothing but Python's standard library: the sales pipeline
of assets/samples/opportunities.csv and, from a folder given as the argument, of funnel/crm_sales_pipeline.csv. Run by
hand when it should change: reference_pipeline.py FOLDER > reference_pipeline.txt.

A line: file|figure and its values; file|stage|name and its figures; file|property|value and its figures.
"""
import csv
import datetime
import math
import pathlib
import sys
from fractions import Fraction

SAMPLE = pathlib.Path(__file__).parents[3] / 'assets/samples/opportunities.csv'
Z = 1.959963984540054


def day(text, form):
    return datetime.datetime.strptime(text, form).date() if text else None


def read_sample():
    for row in csv.DictReader(SAMPLE.open(encoding='utf-8')):
        yield {'stage': row['stage'], 'outcome': row['status'].lower(), 'value': row['amount'],
               'opened': day(row['created'], '%Y-%m-%d'), 'closed': day(row['closed'], '%Y-%m-%d'),
               'owner': row['owner'], 'product': row['product'], 'source': row['source']}


def read_crm(folder):
    for row in csv.DictReader((pathlib.Path(folder) / 'funnel/crm_sales_pipeline.csv').open(encoding='utf-8')):
        stage = row['deal_stage']
        outcome = {'Won': 'won', 'Lost': 'lost'}.get(stage, 'open')
        yield {'stage': None if outcome != 'open' else stage, 'outcome': outcome, 'value': row['close_value'],
               'opened': day(row['engage_date'], '%m/%d/%Y'), 'closed': day(row['close_date'], '%m/%d/%Y'),
               'sales_agent': row['sales_agent'], 'product': row['product']}


def quantile(values, p):
    """Type 7 of Hyndman & Fan."""
    values = sorted(values)
    at = Fraction(p) * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return float(values[low] + (values[high] - values[low]) * (at - low))


def wilson(count, of):
    """The two roots of (p - x)^2 = z^2 x (1 - x) / n."""
    p, a = count / of, Z * Z / of
    root = math.sqrt((2 * p + a) ** 2 - 4 * (1 + a) * p * p)
    return (2 * p + a - root) / (2 * (1 + a)), (2 * p + a + root) / (2 * (1 + a))


def fisher(a, b, c, d):
    """Sum of the probabilities of all tables that are at most as probable, exactly."""
    n, successes = a + b, a + c
    ways = {x: math.comb(n, x) * math.comb(c + d, successes - x)
            for x in range(max(0, successes - c - d), min(n, successes) + 1)}
    return float(Fraction(sum(w for w in ways.values() if w * 10**7 <= ways[a] * (10**7 + 1)), sum(ways.values())))


def difference_p(won, closed, all_won, all_closed):
    a, b, c, d = won, closed - won, all_won - won, all_closed - closed - all_won + won
    rows, columns, total = (a + b, c + d), (a + c, b + d), a + b + c + d
    if not all(rows):
        return None
    if min(r * s for r in rows for s in columns) < 5 * total:
        return fisher(a, b, c, d)
    p = columns[0] / total
    z = (a / rows[0] - c / rows[1]) / math.sqrt(p * (1 - p) * (1 / rows[0] + 1 / rows[1]))
    return math.erfc(abs(z) / math.sqrt(2))


def holm(p):
    order, adjusted, least = sorted(p, key=p.get), {}, 0
    for i, key in enumerate(order):
        least = max(least, min(1, (len(order) - i) * p[key]))
        adjusted[key] = least
    return adjusted


def money(rows):
    return sum(float(row['value']) for row in rows if row['value'])


def print_line(*parts):
    print('|'.join('-' if part is None else format(part, '.12g') if isinstance(part, float) else str(part)
                   for part in parts))


def print_pipeline(name, rows, stages, properties):
    by = {outcome: [row for row in rows if row['outcome'] == outcome] for outcome in ('open', 'won', 'lost')}
    opened, won, lost = by['open'], by['won'], by['lost']
    dates = [row['opened'] for row in rows] + [row['closed'] for row in won + lost]
    snapshot = max(date for date in dates if date) + datetime.timedelta(days=1)
    print_line(name, 'as_of', snapshot)
    print_line(name, 'counts', len(rows), len(opened), len(won), len(lost))
    print_line(name, 'values', money(opened), money(won), money(lost), sum(not row['value'] for row in opened))
    rate = len(won) / (len(won) + len(lost))
    print_line(name, 'win_rate', rate, *wilson(len(won), len(won) + len(lost)),
               money(won) / (money(won) + money(lost)) if money(lost) else None)
    cycles = {key: [(row['closed'] - row['opened']).days for row in by[key] if row['closed'] and row['opened']]
              for key in ('won', 'lost')}
    for key, days in cycles.items():
        print_line(name, key + '_cycle', len(days), quantile(days, Fraction(1, 2)), quantile(days, Fraction(9, 10)))
    average = money(won) / sum(bool(row['value']) for row in won)
    print_line(name, 'velocity', average, len(opened) * average * rate / quantile(cycles['won'], Fraction(1, 2)))
    limit = quantile(cycles['won'] + cycles['lost'], Fraction(9, 10))

    unplaced = [row for row in lost if row['stage'] is None]
    weighted = wins = at_average = rotten = 0.0
    for i, stage in enumerate(stages):
        reached = [row for row in rows
                   if row['outcome'] == 'won' or row['stage'] is not None and stages.index(row['stage']) >= i]
        reached_lost = sum(row['outcome'] == 'lost' for row in reached) + len(unplaced)
        here = [row for row in opened if row['stage'] == stage]
        p = len(won) / (len(won) + reached_lost)
        ages = [(snapshot - row['opened']).days for row in here if row['opened']]
        quartiles = [quantile(ages, Fraction(q, 20)) for q in (5, 10, 15, 18)] if ages else [None] * 4
        lost_here = [row for row in lost if row['stage'] == stage]
        weighted, wins = weighted + p * money(here), wins + p * len(here)
        at_average += p * average * sum(not row['value'] for row in here)
        rotten += sum(age > limit for age in ages)
        print_line(name, 'stage', stage, len(reached) + (len(unplaced) if i == 0 else 0), p,
                   *wilson(len(won), len(won) + reached_lost), len(here), money(here), p * money(here), len(ages),
                   *quartiles, sum(age > limit for age in ages), len(lost_here), money(lost_here))
    print_line(name, 'weighted', weighted, wins, at_average)
    print_line(name, 'rotten', limit, int(rotten))

    for field in properties:
        values = sorted({row[field] for row in rows})
        counts = {value: [sum(row[field] == value for row in by[key]) for key in ('open', 'won', 'lost')]
                  for value in values}
        p = {value: difference_p(c[1], c[1] + c[2], len(won), len(won) + len(lost)) for value, c in counts.items()}
        adjusted = holm({value: x for value, x in p.items() if x is not None})
        for value, (still, w, l) in counts.items():
            print_line(name, field, value, still, w, l, w / (w + l), *wilson(w, w + l),
                       money([row for row in won if row[field] == value]),
                       money([row for row in lost if row[field] == value]), adjusted.get(value))


print_pipeline('sample', list(read_sample()), ['Lead', 'Qualified', 'Proposal', 'Negotiation'],
               ['owner', 'product', 'source'])
print_pipeline('crm', list(read_crm(sys.argv[1])), ['Prospecting', 'Engaging'], ['sales_agent', 'product'])
