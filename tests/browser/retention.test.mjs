// Cohorts and the rhythm of purchases in the page: the screen shows what the command line program writes, a cohort
// leaves its customers everywhere, and the overdue can be opened and saved.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');

describe('retention', () => {
  let tab;
  let report;
  before(async () => {
    report = reportOf([ORDERS]);
    tab = await open({ height: 3000, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.retention');
    await tab.waitIdle();
  });
  after(() => tab.close());

  test('the map has a row for each cohort of the report, and the mean', async () => {
    const { header, rows } = await tab.readTable('cohorts.map');
    assert.equal(rows.length, report.cohorts.cohorts.length + 1);
    const counts = rows.slice(1).map((row) => Number(row[header.indexOf('Customers')].replaceAll(',', '')));
    assert.deepEqual(counts, report.cohorts.cohorts.map(({ customers }) => customers));
    const first = report.cohorts.cohorts[0].figures.retention[1];
    assert.equal(rows[1][header.indexOf('1')], `${(first * 100).toFixed(1)}%`);
  });

  test('the map is saved with its cells', async () => {
    await tab.click('cohorts.card.take_along');
    const { bytes } = await tab.saved(() => tab.click('card.svg'));
    const texts = [...bytes.toString().matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text);
    const first = report.cohorts.cohorts[0].figures.retention[1];
    assert.ok(texts.includes(`${(first * 100).toFixed(1)}%`), texts.join(' '));
    assert.ok(texts.filter((text) => /^[\d.]+%$/.test(text)).length > report.cohorts.cohorts.length, texts.join(' '));
  });

  test('the figures of the rhythm are those of the report', async () => {
    const { rhythm } = report;
    assert.equal((await tab.item('rhythm.overdue')).value, rhythm.overdue.toLocaleString('en'));
    assert.equal((await tab.item('rhythm.repurchase')).value, `${(rhythm.repurchase_rate * 100).toFixed(1)}%`);
  });

  test('a click on a cohort leaves its customers on every screen', async () => {
    const { id, customers } = report.cohorts.cohorts[2];
    await tab.click(`cohorts.map.${id}`);
    assert.match((await tab.item('filter.remaining')).label, new RegExp(`${customers.toLocaleString('en')}\\b`));
    await tab.click('cohorts.customers');
    assert.match((await tab.item('customers.found')).label, new RegExp(`${customers.toLocaleString('en')}\\b`));
    await tab.click('filter.clear');
    await tab.click('nav.retention');
  });

  test('an overdue customer opens with the purchases, and the list is saved', async () => {
    await tab.click('rhythm.table.ratio');
    await tab.waitIdle();
    await tab.click('rhythm.table.row.0');
    await tab.waitIdle();
    assert.ok(await tab.has('customer.close'), 'the panel of the customer is open');
    await tab.click('customer.close');
    await tab.click('rhythm.export');
    const { bytes } = await tab.saved(() => tab.click('export.customers.csv_bom'));
    assert.equal(bytes.toString().trimEnd().split('\r\n').length, report.rhythm.overdue + 1);
    assert.deepEqual(tab.errors, []);
  });
});

test('on a phone the screens without room in the bar stand in a menu', async () => {
  const tab = await open({ width: 390, height: 844, lang: 'zh-CN', dark: true });
  try {
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.more');
    await tab.click('nav.retention');
    await tab.waitIdle();
    assert.equal((await tab.item('retention.heading')).label, '留存与复购');
    assert.deepEqual(tab.errors, []);
  } finally {
    await tab.close();
  }
});
