// The report against a second computation: tests/node/oracle.mjs shares no code with the product.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sample, sharedFile } from './files.mjs';
import * as oracle from './oracle.mjs';
import { run, samples } from './program.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'sluice-oracle-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs the command line. @returns {{report: object, customers: object[]|null}} */
async function analyze(path, { withCustomers = true, spec = undefined } = {}) {
  const output = (name) => join(scratch, name);
  const choices = [];
  if (spec) {
    writeFileSync(output('spec.json'), JSON.stringify(spec));
    choices.push('--spec', output('spec.json'));
  }
  if (withCustomers) choices.push('--customers', output('customers.csv'));
  const result = await run(['analyze', path, ...choices, '--report', output('report.json')]);
  assert.equal(result.code, 0, result.stderr);
  return {
    report: JSON.parse(readFileSync(output('report.json'))),
    customers: withCustomers ? oracle.readTable(readFileSync(output('customers.csv'), 'utf8')).rows : null,
  };
}

function near(found, expected, what) {
  assert.ok(Math.abs(found - expected) < 1e-9, `${what}: ${found}, not ${expected}`);
}

/** Every customer of the CSV, and every figure of the report that follows from them. */
function compare({ report, customers }, expected, decimals) {
  const scale = 10 ** decimals;
  const { rfm } = report;
  assert.equal(rfm.snapshot, oracle.dayText(expected.snapshot));
  assert.equal(rfm.all.customers, expected.customers.size);
  assert.equal(rfm.all.orders, expected.orders);
  assert.equal(rfm.all.revenue, Number(expected.revenue) / scale);
  assert.equal(rfm.ledger.void_orders, expected.voidOrders);
  assert.equal(rfm.ledger.customers_without_purchase, expected.withoutPurchase);

  assert.equal(customers.length, expected.customers.size);
  for (const row of customers) {
    const one = expected.customers.get(row.customer);
    assert.ok(one, `customer ${row.customer}`);
    assert.deepEqual(
      {
        recency: Number(row.recency_days),
        frequency: Number(row.frequency),
        monetary: oracle.moneyUnits(row.monetary, decimals),
        first: row.first_purchase,
        last: row.last_purchase,
        scores: [row.recency_score, row.frequency_score, row.monetary_score].map(Number),
        segment: row.segment,
      },
      {
        recency: one.recency,
        frequency: one.frequency,
        monetary: one.monetary,
        first: oracle.dayText(one.firstDay),
        last: oracle.dayText(one.lastDay),
        scores: one.scores,
        segment: one.segment,
      },
      row.customer);
    near(Number(row.weighted_score), one.weighted, row.customer);
  }

  for (const segment of rfm.segments) {
    const own = [...expected.customers.values()].filter((one) => one.segment === segment.name.en);
    assert.equal(segment.customers, own.length, segment.id);
    assert.equal(segment.revenue, Number(own.reduce((sum, one) => sum + one.monetary, 0n)) / scale, segment.id);
  }
  for (const cell of rfm.grid) {
    const inCell = ({ scores: [r, f] }) => r === cell.recency && f === cell.frequency;
    assert.equal(cell.customers, [...expected.customers.values()].filter(inCell).length);
  }
}

describe('the order sample', () => {
  const columns = {
    customer: 'Customer ID',
    name: 'Customer Name',
    order: 'Order ID',
    time: 'Order Time',
    amount: (row) => oracle.moneyUnits(row.Amount, 2),
    isReturn: (row) => Number(row.Quantity) < 0 || Number(row.Amount) < 0,
  };
  let table;
  let lines;
  let rejected;
  let found;
  before(async () => {
    table = oracle.readTable(sample('orders.csv').bytes.toString());
    ({ lines, rejected } = oracle.orderLines(table, columns));
    found = await analyze(`${samples}orders.csv`);
  });

  test('every row is kept or rejected', () => {
    const { rows_read, rows_kept, rows_rejected } = found.report.import;
    assert.deepEqual([rows_read, rows_kept, rows_rejected], [table.rows.length, lines.length, rejected.length]);
    assert.equal(rejected.length, 8);
  });

  test('the lines that are rejected are those, for these reasons', () => {
    const reasons = Object.fromEntries(found.report.import.files[0].rejects.map(({ reason, rows }) => [reason, rows]));
    assert.deepEqual(reasons, {
      blank_customer: 3,
      impossible_date: 1,
      missing_date: 1,
      missing_amount: 1, // "n/a"
      ragged_row: 1,
      repeated_header: 1,
    });
  });

  test('customers, scores, segments and totals', () => {
    const expected = oracle.profiles(lines);
    oracle.score(expected.customers);
    compare(found, expected, 2);
  });

  test('money moved by returns', () => {
    const returns = lines.filter((line) => line.isReturn);
    assert.equal(found.report.rfm.ledger.lines, lines.length);
    assert.equal(found.report.rfm.ledger.return_lines, returns.length);
    const cents = (list) => Number(list.reduce((sum, line) => sum + line.amount, 0n)) / 100;
    assert.equal(found.report.rfm.ledger.return_amount, cents(returns));
    assert.equal(found.report.rfm.ledger.amount, cents(lines));
  });
});

describe('the event sample', () => {
  const steps = ['visit', 'view', 'cart', 'checkout', 'pay'];
  let events;
  before(() => {
    events = oracle.readTable(sample('events.csv').bytes.toString()).rows
      .map((row) => ({ customer: row['Customer ID'], event: row.Event, time: oracle.timeMs(row['Event Time']) }));
  });

  for (const [what, windowMs] of [['without a window', null], ['in 30 minutes', 1_800_000], ['in a day', 86_400_000]]) {
    test(`the funnel ${what}`, async () => {
      const spec = { funnel: { source: 'events', steps: steps.map((event) => ({ event })), window_ms: windowMs } };
      const { report } = await analyze(`${samples}events.csv`, { spec, withCustomers: false });
      const expected = oracle.orderedFunnel(events, steps, windowMs ?? Infinity);
      assert.equal(report.funnel.steps.length, steps.length);
      report.funnel.steps.forEach((step, index) => {
        const { count, times } = expected[index];
        assert.equal(step.count, count, step.event);
        if (index === 0) return;
        near(step.overall_rate.value, count / expected[0].count, step.event);
        near(step.step_rate.value, count / expected[index - 1].count, step.event);
        const [low, high] = oracle.wilson(count, expected[0].count);
        near(step.overall_rate.low, low, step.event);
        near(step.overall_rate.high, high, step.event);
        assert.equal(step.drop_off, expected[index - 1].count - count);
        near(step.median_ms, oracle.quantile(times, 0.5), step.event);
        near(step.p90_ms, oracle.quantile(times, 0.9), step.event);
      });
    });
  }

  test('the steps that are proposed are the shop’s, in its order', async () => {
    const { report } = await analyze(`${samples}events.csv`, { withCustomers: false });
    assert.deepEqual(report.funnel.steps.map((step) => step.event), steps);
  });

  test('the step picker offers every event with its count', async () => {
    const { report } = await analyze(`${samples}events.csv`, { withCustomers: false });
    for (const { event, count, customers } of report.funnel.events) {
      const own = events.filter((one) => one.event === event);
      assert.deepEqual([count, customers], [own.length, new Set(own.map((one) => one.customer)).size], event);
    }
    assert.equal(report.funnel.events.length, steps.length);
  });
});

test('the opportunity sample: each stage counts those that reached it', async () => {
  const { rows } = oracle.readTable(sample('opportunities.csv').bytes.toString());
  const stages = ['Lead', 'Qualified', 'Proposal', 'Negotiation'];
  const { report } = await analyze(`${samples}opportunities.csv`, { withCustomers: false });
  assert.equal(report.funnel.source, 'opportunities');
  const reached = stages.map((_, index) => rows.filter((row) => stages.indexOf(row.stage) >= index).length);
  assert.deepEqual(report.funnel.steps.slice(0, stages.length).map((step) => step.count), reached);
});

describe('the published table', () => {
  const table = oracle.readTable(sample('seed_rfm_100.csv').bytes.toString());
  let found;
  before(async () => {
    found = await analyze(`${samples}seed_rfm_100.csv`);
  });

  test('300 grades and 100 weighted scores are those printed in the file', () => {
    const byId = new Map(found.customers.map((row) => [row.customer, row]));
    assert.equal(byId.size, 100);
    for (const printed of table.rows) {
      const row = byId.get(printed['客户']);
      const grades = [row.recency_score, row.frequency_score, row.monetary_score];
      assert.deepEqual(grades, [printed['R等级'], printed['F等级'], printed['M等级']], printed['客户']);
      assert.equal(grades.join(''), printed['RFM等级']);
      assert.equal(Number(Number(row.weighted_score).toFixed(2)), Number(printed['权重得分']), printed['客户']);
    }
  });

  test('and those of the oracle', () => {
    const column = (name) => table.rows.map((row) => Number(row[name]));
    const recency = oracle.midrank(column('R（天）'), 5, true);
    const frequency = oracle.midrank(column('F（次）'), 5);
    const monetary = oracle.midrank(column('M（万元）'), 5);
    table.rows.forEach((row, i) => assert.equal(`${recency[i]}${frequency[i]}${monetary[i]}`, row['RFM等级']));
  });

  test('the exported customers, opened again as a customer table, have the same scores', async () => {
    for (const name of ['seed_rfm_100.csv', 'orders.csv']) {
      const first = await analyze(samples + name);
      const path = join(scratch, 'again.csv');
      writeFileSync(path, readFileSync(join(scratch, 'customers.csv')));
      const second = await analyze(path);
      assert.equal(second.report.rfm.source, 'customer_table', name);
      const scores = (rows) => rows.map((row) => [row.customer, row.recency_score, row.frequency_score,
        row.monetary_score, row.weighted_score, row.segment]);
      assert.deepEqual(scores(second.customers), scores(first.customers), name);
    }
  });
});

describe('Online Retail', () => {
  const file = sharedFile('orders/online_retail.csv.gz');
  test('541,909 rows, customer by customer', { skip: file === null && 'shared/data is not there' }, async () => {
    const path = join(scratch, file.name);
    writeFileSync(path, file.bytes);
    const found = await analyze(path);
    const { rows_read, rows_kept, rows_rejected } = found.report.import;
    assert.equal(rows_read, 541_909);
    assert.equal(rows_kept + rows_rejected, rows_read);

    const table = oracle.readTable(file.bytes.toString());
    assert.equal(table.rows.length, rows_read);
    // A spreadsheet made numbers of the identifiers; the product takes them back.
    for (const row of table.rows) row.CustomerID = row.CustomerID?.replace(/\.0$/, '');
    const { lines } = oracle.orderLines(table, {
      customer: 'CustomerID',
      order: 'InvoiceNo',
      time: 'InvoiceDate',
      amount: (row) => {
        const price = oracle.moneyUnits(row.UnitPrice, 3);
        const quantity = oracle.moneyUnits(row.Quantity, 0);
        return price === null || quantity === null ? null : price * quantity;
      },
      isReturn: (row) => row.InvoiceNo.startsWith('C') || Number(row.Quantity) < 0,
    });
    assert.equal(rows_kept, lines.length);
    const expected = oracle.profiles(lines);
    oracle.score(expected.customers);
    compare(found, expected, 3);
  });
});
