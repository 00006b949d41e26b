"""Computes tests/conformance/rfm/reference_groupings.txt with pandas and SQLite: the groupings beside the segment map of
assets/samples/orders.csv and, from a folder given as the argument, of orders/superstore_bom_mdy.csv, whose profit is the
margin. Run by hand when it should change: reference_groupings.py FOLDER > reference_groupings.txt (the table there was
made with pandas 1.5.3, SQLite 3.40 and SciPy 1.10.1).

A line: file|days|at risk|lost, or file|grouping|group|customers|sum of the amounts. The groups are made by SQL from one
row a customer; kinds by reference_kinds.py, with what is expected of them in a last field and the models, where there
are any, in a line of their own: file|models|r|alpha|a|b|log-likelihood|p|q|v|log-likelihood.
"""
import decimal
import math
import pathlib
import sqlite3
import sys

import pandas

import reference_kinds


def sample_orders():
    lines = pandas.read_csv(pathlib.Path(__file__).parents[3] / 'assets/samples/orders.csv')
    lines = lines.rename(columns={'Customer ID': 'customer', 'Order ID': 'order'})
    lines['time'] = pandas.to_datetime(lines['Order Time'], errors='coerce')
    lines['Amount'] = pandas.to_numeric(lines['Amount'], errors='coerce')
    lines['Quantity'] = pandas.to_numeric(lines['Quantity'], errors='coerce')
    lines = lines.dropna(subset=['customer', 'time', 'Amount'])  # the sample holds a few rows that no program can use
    lines['units'] = (lines['Amount'] * 100).round().astype('int64')
    lines['margin'] = 0
    lines['sold'] = lines['time'].where((lines['Amount'] >= 0) & (lines['Quantity'] >= 0))
    return lines


def superstore_orders(folder):
    lines = pandas.read_csv(pathlib.Path(folder) / 'orders/superstore_bom_mdy.csv', encoding='utf-8-sig', dtype=str)
    lines = lines.rename(columns={'Customer ID': 'customer', 'Order ID': 'order'})
    lines['time'] = pandas.to_datetime(lines['Order Date'], format='%m/%d/%Y')
    exact = decimal.Decimal(10) ** 6
    lines['units'] = [int((decimal.Decimal(text) * exact).to_integral_value()) for text in lines['Sales']]
    lines['margin'] = [int((decimal.Decimal(text) * exact).to_integral_value()) for text in lines['Profit']]
    lines['sold'] = lines['time']
    return lines


def orders_of(lines):
    orders = lines.groupby(['customer', 'order']).agg(
        units=('units', 'sum'), margin=('margin', 'sum'), sold=('sold', 'min'), earliest=('time', 'min'),
        last=('sold', 'max'), line_first=('time', 'min')).reset_index()
    orders['line_first'] = orders['line_first'].dt.normalize()
    orders['day'] = orders['sold'].fillna(orders['earliest']).dt.normalize()
    orders['last'] = orders['last'].fillna(orders['earliest']).dt.normalize()
    return orders


def snapshot_of(lines):
    return lines['time'].max().normalize() + pandas.Timedelta(days=1)


def customers_of(orders, snapshot):
    purchases = orders[orders['units'] > 0]
    bought = purchases.groupby('customer').agg(purchases=('order', 'size'), first=('day', 'min'), last=('last', 'max'))
    money = orders.groupby('customer').agg(units=('units', 'sum'), margin=('margin', 'sum'))
    table = bought.join(money).reset_index()
    table['recency'] = (snapshot - table['last']).dt.days
    table['span'] = (table['last'] - table['first']).dt.days
    return table


def print_groups(name, table, with_growth):
    several = table[(table['span'] > 0) & (table['purchases'] > 1)]
    at_risk = math.ceil((several['span'] / (several['purchases'] - 1)).quantile(0.9))
    lost = 2 * at_risk
    print(name, 'days', at_risk, lost, sep='|')
    connection = sqlite3.connect(':memory:')
    table[['customer', 'purchases', 'recency', 'units', 'margin']].to_sql('c', connection)
    ranked = """
        select *, row_number() over (order by units desc, customer) as place,
               rank() over (order by margin desc) as worth, count(*) over () as n from c"""
    groupings = {
        'tiers': """case when place <= (n + 19) / 20 then 'vip' when place <= (n + 4) / 5 then 'key' else 'ordinary'
                    end""",
        'loyalty': f"""case when purchases < 2 then 'new' when purchases < 4 then 'regular'
                       when purchases < 6 or recency > {at_risk} then 'established' else 'loyal' end""",
        'lifecycle': f"""case when recency > {lost} then 'lost' when recency > {at_risk} then 'at_risk'
                         when purchases >= 6 then 'loyal' when purchases >= 2 then 'repeat' else 'first_purchase'
                         end""",
        'growth': f"""case when margin < 0 then 'below_zero'
                      when margin > 0 and worth <= (n + 4) / 5 then 'most_valuable'
                      when recency <= {at_risk} and purchases >= 2 then 'most_growable' else 'other' end""",
    }
    for grouping, rule in groupings.items():
        if grouping == 'growth' and not with_growth:
            continue
        query = f'select {rule} as g, count(*), sum(units) from ({ranked}) group by g order by g'
        for group, customers, units in connection.execute(query):
            print(name, grouping, group, customers, units, sep='|')
    return at_risk


def print_all(name, lines, unit, profit):
    orders, snapshot = orders_of(lines), snapshot_of(lines)
    table = customers_of(orders, snapshot)
    at_risk = print_groups(name, table, profit == 'margin')
    reference_kinds.print_kinds(name, orders, table, snapshot, unit, profit, at_risk)


if __name__ == '__main__':
    print_all('sample', sample_orders(), 0.01, 'units')
    print_all('superstore', superstore_orders(sys.argv[1]), 1e-6, 'margin')
