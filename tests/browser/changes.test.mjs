// Where customers went between two dates, in the page: the table of flows adds up, and behind each flow stand as many
// customers as it says, on the screen and in the exported file.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';

const number = (text) => (text === '–' ? 0 : Number(text.replaceAll(',', '')));

describe('changes', () => {
  let tab;
  before(async () => {
    tab = await open({ height: 4000, scale: 0.25 });
    await tab.pick('welcome.choose', [path.join(SAMPLES, 'orders.csv')]);
    await tab.click('nav.changes');
  });
  after(async () => { await tab.close(); });

  test('the table of flows is that of the report, and adds up', async () => {
    const { migration } = await tab.exportedReport();
    const { rows } = await tab.readTable('changes.matrix');
    const counts = rows.map((row) => row.slice(1).map(number));
    assert.equal(rows.length, migration.matrix.before.length + 1);
    for (const row of counts) {
      assert.equal(row.slice(0, -1).reduce((sum, count) => sum + count, 0), row.at(-1));
    }
    const totals = counts.pop();
    totals.forEach((total, column) => {
      assert.equal(counts.reduce((sum, row) => sum + row[column], 0), total);
    });
    assert.equal(totals.at(-1), migration.matrix.total.customers);
    assert.ok((await tab.item('changes.verdict.0')).label.includes('bought again'));
  });

  test('a ribbon opens its customers, who can be saved and looked at', async () => {
    const { migration } = await tab.exportedReport();
    const ofCustomers = migration.matrix.flows.filter(({ before }) => !before.startsWith(':')); // not the new ones
    const flows = ofCustomers.toSorted((a, b) => b.figures.customers - a.figures.customers);
    const { before: from, after: to, figures } = flows[0];
    await tab.click(`changes.sankey.flow.${from}>${to}`);
    assert.equal((await tab.item('changes.flow.found')).label, `${figures.customers} customers`);
    await tab.click('changes.flow.export');
    const saved = await tab.saved(() => tab.click('export.customers.csv'));
    assert.equal(saved.name, 'orders-migration.csv');
    assert.equal(saved.bytes.toString().trim().split('\r\n').length, figures.customers + 1);
    await tab.click('changes.flow.table.row.0');
    const segment = await tab.item('customer.former.segment');
    const name = (states, id) => states.find((state) => state.id === id).name.en;
    assert.ok(`${segment.label} ${segment.value}`.includes(name(migration.matrix.before, from)));
    await tab.press('Escape');
    assert.ok(await tab.has('changes.flow.table'), 'back to the list');
    await tab.press('Escape');
    assert.ok(!await tab.has('changes.flow.table'));
  });

  test('the cuts of the first date are another answer', async () => {
    const own = await tab.readTable('changes.matrix');
    await tab.click('changes.cuts.of_the_start');
    const fixed = await tab.readTable('changes.matrix');
    assert.notDeepEqual(fixed.rows, own.rows);
    assert.deepEqual(fixed.rows.map((row) => row.at(-1)), own.rows.map((row) => row.at(-1)),
      'the first date is the same');
    await tab.click('changes.cuts.own');
  });

  test('another method shows who would change segment', async () => {
    await tab.click('changes.tab.comparison');
    const { comparison } = await tab.exportedReport();
    assert.ok((await tab.item('changes.agreement')).value.endsWith('%'));
    const { rows } = await tab.readTable('changes.matrix');
    assert.equal(number(rows.at(-1).at(-1)), comparison.matrix.total.customers);
  });
});
