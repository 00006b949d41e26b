"""Kinds of customer with pandas and SciPy, for reference_groupings.py: the lifetime models by their published
likelihoods and SciPy's optimizer, what is expected by their published closed forms, and the kinds from that. Where the
likelihood of the purchases has no greatest value (a parameter runs away), everybody goes on as in the latest period and
is active who bought within the days at risk.

MBG/NBD: Batislam, Denizel and Filiztekin 2007; expectation Hoppe and Wagner 2007 (with SciPy's 2F1). Gamma-Gamma: Fader
and Hardie 2013.
"""
import math

import numpy
import pandas
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

HORIZON = 365


RUN_AWAY = 1e6


def period_of(orders, snapshot):
    return min(365, max(1, (snapshot - orders['line_first'].min()).days // 2))


def histories_of(orders, snapshot):
    bought = orders[orders['units'] > 0]
    days = bought.groupby(['customer', 'day'])['units'].sum().reset_index()
    table = days.groupby('customer').agg(days=('day', 'size'), first=('day', 'min'), latest=('day', 'max'),
                                         units=('units', 'sum'), first_units=('units', 'first'))
    table['x'] = table['days'] - 1
    table['t_x'] = (table['latest'] - table['first']).dt.days
    table['age'] = (snapshot - table['first']).dt.days
    table['repeat_units'] = table['units'] - table['first_units']
    period = period_of(orders, snapshot)
    ago = (snapshot - orders['day']).dt.days
    table['recent'] = orders[ago <= period].groupby('customer')['units'].sum()
    table['before'] = orders[(ago > period) & (ago <= 2 * period)].groupby('customer')['units'].sum()
    return table.fillna({'recent': 0, 'before': 0})


def best(function, start):
    """Of several starts, in the logarithms of the parameters."""
    found = None
    for factor in (0.3, 1, 3):
        guess = numpy.log(numpy.array(start) * factor)
        for method, options in (('Nelder-Mead', {'maxiter': 20000, 'xatol': 1e-10, 'fatol': 1e-10}),
                                ('BFGS', {'gtol': 1e-8})):
            result = minimize(lambda logs: -function(*numpy.exp(logs)), guess, method=method, options=options)
            guess = result.x
            if numpy.isfinite(result.fun) and (found is None or result.fun < found.fun):
                found = result
    return numpy.exp(found.x), -found.fun


def purchase_model(table):
    x, t_x, age = (table[name].to_numpy(dtype=float) for name in ('x', 't_x', 'age'))

    def log_likelihood(r, alpha, a, b):
        common = gammaln(r + x) - gammaln(r) + r * math.log(alpha)
        stays = betaln(a, b + x + 1) - betaln(a, b) - (r + x) * numpy.log(alpha + age)
        leaves = betaln(a + 1, b + x) - betaln(a, b) - (r + x) * numpy.log(alpha + t_x)
        return (common + numpy.logaddexp(stays, leaves)).sum()

    return best(log_likelihood, (0.8, 60, 0.8, 2))


def spend_model(table, unit):
    repeat = table[(table['x'] > 0) & (table['repeat_units'] > 0)]
    x = repeat['x'].to_numpy(dtype=float)
    z = repeat['repeat_units'].to_numpy(dtype=float) * unit / x

    def log_likelihood(p, q, v):
        return (gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * math.log(v) + (p * x - 1) * numpy.log(z) +
                p * x * numpy.log(x) - (p * x + q) * numpy.log(v + x * z)).sum()

    return best(log_likelihood, (2, 4, z.mean()))


def estimates(table, unit):
    (r, alpha, a, b), purchase_likelihood = purchase_model(table)
    if max(r, alpha, a, b) > RUN_AWAY:
        return None
    (p, q, v), spend_likelihood = spend_model(table, unit)
    x, t_x, age = (table[name].to_numpy(dtype=float) for name in ('x', 't_x', 'age'))
    left = a / (b + x) * ((alpha + age) / (alpha + t_x)) ** (r + x)
    active = 1 / (1 + left)
    end = alpha + age + HORIZON
    purchases = ((a + b + x) / (a - 1) * active *
                 (1 - ((alpha + age) / end) ** (r + x) * hyp2f1(r + x, b + x + 1, a + b + x, HORIZON / end)))
    spent = table['repeat_units'].to_numpy(dtype=float) * unit
    known = (x > 0) & (spent > 0)
    amount = numpy.where(known, p * (v + spent) / (p * x + q - 1), p * v / (q - 1))
    table['active'], table['expected'] = active, purchases * amount
    return (r, alpha, a, b, purchase_likelihood, p, q, v, spend_likelihood)


def is_best(values, share):
    ordered = values[values > 0].sort_values(ascending=False)
    best_few = ordered.head(math.ceil(len(values) * share - 1e-6))
    return values >= best_few.min() if len(best_few) else values > numpy.inf


def print_kinds(name, orders, table, snapshot, unit, profit, at_risk):
    """`table`: as made by customers_of of reference_groupings.py, with purchases, recency, units and margin."""
    table = table.set_index('customer').join(histories_of(orders, snapshot), rsuffix='_by_day')
    models = estimates(table, unit)
    if models is None:
        table['active'] = (table['recency'] <= at_risk).astype(float)
        table['expected'] = table['recent'].clip(lower=0) * unit * HORIZON / period_of(orders, snapshot)
    else:
        print(name, 'models', *(format(number, '.6g') for number in models), sep='|')
    since = math.floor(table['age'].quantile(0.75))
    growth = (table['recent'] / table['before'].where(table['before'] > 0)).clip(lower=0) - 1
    kinds = pandas.Series('other', index=table.index)
    kinds[(table['active'] >= 0.5) & (table['purchases'] >= 2) & (table['age'] >= since)] = 'relationship'
    kinds[growth >= 0.2] = 'growth'
    kinds[is_best(table[profit], 0.2)] = 'cash_flow'
    kinds[is_best(table['expected'], 0.2)] = 'value'
    for kind, rows in sorted(table.groupby(kinds)):
        print(name, 'kinds', kind, len(rows), rows['units'].sum(), format(rows['expected'].sum(), '.2f'), sep='|')
