"""Computes tests/conformance/rfm/reference_retention.txt with pandas: cohorts and the rhythm of purchases of
assets/samples/orders.csv and, from a folder given as the argument, of cdnow/CDNOW_master.txt. Run by hand when it
should change: reference_retention.py FOLDER > reference_retention.txt (the table there was made with pandas 1.5.3).

A line: file|period|cohort|customers, then for each period since active customers, orders and revenue, all of them
joined by blanks; file|rhythm and its figures; file|overdue, id, usual gap and silence of every 90th overdue customer.
"""
import pathlib
import sys

import numpy
import pandas

CODES = {'month': 'M', 'quarter': 'Q', 'week': 'W-SUN'}  # weeks that end on Sunday


def sample_orders():
    lines = pandas.read_csv(pathlib.Path(__file__).parents[3] / 'assets/samples/orders.csv')
    lines = lines.rename(columns={'Customer ID': 'customer', 'Order ID': 'order'})
    lines['time'] = pandas.to_datetime(lines['Order Time'], errors='coerce')
    lines['Amount'] = pandas.to_numeric(lines['Amount'], errors='coerce')
    lines['Quantity'] = pandas.to_numeric(lines['Quantity'], errors='coerce')
    lines = lines.dropna(subset=['customer', 'time', 'Amount'])  # the sample holds a few rows that no program can use
    lines['cents'] = (lines['Amount'] * 100).round().astype('int64')
    lines['sold'] = lines['time'].where((lines['Amount'] >= 0) & (lines['Quantity'] >= 0))
    orders = lines.groupby(['customer', 'order']).agg(
        cents=('cents', 'sum'), sold=('sold', 'min'), earliest=('time', 'min'), last=('sold', 'max')).reset_index()
    orders['day'] = orders['sold'].fillna(orders['earliest']).dt.normalize()
    orders['last'] = orders['last'].fillna(orders['earliest']).dt.normalize()
    return orders, lines['time'].max().normalize()


def cdnow_orders(folder):
    lines = pandas.read_csv(pathlib.Path(folder) / 'cdnow/CDNOW_master.txt', sep=r'\s+', dtype=str)
    lines['cents'] = (lines['dollar_value'].astype(float) * 100).round().astype('int64')
    lines['day'] = pandas.to_datetime(lines['date'], format='%Y%m%d')
    orders = lines.rename(columns={'customer_id': 'customer'}).groupby(['customer', 'day'])['cents'].sum().reset_index()
    orders['last'] = orders['day']
    return orders, lines['day'].max()


def print_cohorts(name, orders):
    purchases = orders[orders['cents'] > 0]
    first = purchases.groupby('customer')['day'].min().rename('first')
    known = orders.merge(first, on='customer')  # without customers that never bought
    for period, code in CODES.items():
        cohort = known['first'].dt.to_period(code)
        age = known['day'].dt.to_period(code).astype('int64') - cohort.astype('int64')
        table = known.assign(cohort=cohort, age=age.clip(lower=0))
        sizes = first.dt.to_period(code).value_counts()
        for key, rows in table.groupby('cohort'):
            bought = rows[rows['cents'] > 0]
            active = bought.groupby('age')['customer'].nunique()
            counts = bought.groupby('age').size()
            money = rows.groupby('age')['cents'].sum()
            ages = range(int(rows['age'].max()) + 1)
            cells = [f'{active.get(k, 0)} {counts.get(k, 0)} {money.get(k, 0)}' for k in ages]
            print(name, period, key.start_time.strftime('%Y-%m-%d'), sizes[key], ' '.join(cells), sep='|')


def print_rhythm(name, orders, snapshot, times=2.0):
    purchases = orders[orders['cents'] > 0]
    days = purchases[['customer', 'day']].drop_duplicates().sort_values(['customer', 'day'])
    gap = days.groupby('customer')['day'].diff().dt.days
    gaps = days.assign(gap=gap).dropna()
    own = gaps.groupby('customer')['gap'].median()
    typical = own.median()
    usual = gaps.groupby('customer')['gap'].apply(lambda own_gaps: numpy.median(list(own_gaps) + [typical]))
    silence = (snapshot - purchases.groupby('customer')['last'].max()).dt.days
    late = usual.index[silence[usual.index] >= times * usual]
    last = purchases.groupby('customer')['day'].max().rename('until')
    year = orders.merge(last, on='customer')
    year = year[year['day'] > year['until'] - pandas.Timedelta(days=365)].groupby('customer')['cents'].sum()
    number = purchases.groupby('customer').size()
    second = gaps.groupby('customer')['gap'].first()
    figures = [len(number), (number >= 2).sum(), len(own), len(gaps), gaps['gap'].median(), gaps['gap'].quantile(0.9),
               typical, *((second <= limit).sum() for limit in (30, 60, 90)), len(late), year[late].sum()]
    print(name, 'rhythm', ' '.join(format(float(figure), '.10g') for figure in figures), sep='|')
    for customer in late[::90]:
        print(name, 'overdue', customer, format(usual[customer], 'g'), silence[customer], sep='|')


for name, (orders, last_day) in {'orders': sample_orders(), 'cdnow': cdnow_orders(sys.argv[1])}.items():
    print_cohorts(name, orders)
    print_rhythm(name, orders, last_day + pandas.Timedelta(days=1))
