// What customers are worth in the page: the screen shows what the command line program writes, its terms and the split
// of its check can be changed, and who the customers of a group are stands beside the segments.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');

describe('value', () => {
  let tab;
  let report;
  before(async () => {
    report = reportOf([ORDERS]);
    tab = await open({ height: 4200, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.value');
    await tab.waitIdle();
  });
  after(() => tab.close());

  test('segments, check and models are those of the report', async () => {
    const { value } = report;
    assert.ok(value.models, value.no_models.en);
    const { rows } = await tab.readTable('value.segments');
    assert.deepEqual(rows.map(([name]) => name), value.segments.map(({ name }) => name.en));
    assert.deepEqual(rows.map(([, customers]) => Number(customers.replaceAll(',', ''))),
      value.segments.map(({ figures }) => figures.customers));
    assert.equal((await tab.item('value.check.sentence')).label, value.check.sentence.en);
    const weeks = await tab.readTable('value.check.weeks');
    assert.equal(weeks.rows.length, value.check.weeks.length);
    const parameters = await tab.readTable('value.parameters');
    assert.deepEqual(parameters.rows.map(([, estimate]) => Number(estimate.replaceAll(',', ''))),
      [...value.models.purchases.parameters, ...value.models.spend.parameters].map(({ value: v }) => Number(v.toFixed(4))));
  });

  test('another model, another horizon, and undo', async () => {
    const before = (await tab.item('value.figure.value')).value;
    await tab.click('value.model');
    await tab.click('value.model.2');
    await tab.waitIdle();
    assert.match((await tab.item('value.model_hint')).label, /one-time buyers/);
    await tab.click('value.horizon');
    await tab.press('Control+a');
    await tab.type('30');
    await tab.press('Enter');
    await tab.waitIdle();
    assert.notEqual((await tab.item('value.figure.value')).value, before);
    await tab.press('Control+z', 'Control+z');
    await tab.waitIdle();
    assert.equal((await tab.item('value.figure.value')).value, before);
  });

  test('intervals are drawn on request', async () => {
    await tab.click('value.intervals.draw');
    const sentence = (await tab.item('value.intervals.sentence', 120_000)).label;
    const { rows } = await tab.readTable('value.parameters');
    const refused = /no interval is given/.test(sentence); // where too many of the samples had no fit
    assert.equal(/^\d.*–\d/.test(rows[0][3]), !refused, sentence);
  });

  test('a segment of the table filters, and a customer shows how likely it stayed one', async () => {
    await tab.click('value.segments.row.0');
    await tab.waitIdle();
    await tab.click('nav.customers');
    await tab.waitIdle();
    await tab.click('customers.table.row.0');
    await tab.waitIdle();
    assert.ok(await tab.has('customer.value'), 'the lifetime value of the customer');
    assert.ok(await tab.has('customer.activity'), 'what the curve on the time line is');
    await tab.click('customer.close');
    await tab.click('filter.clear');
    await tab.waitIdle();
    assert.deepEqual(tab.errors, []);
  });
});

test('who the customers of a segment are stands beside the segments', async () => {
  const { crossing } = reportOf([ORDERS]);
  const tab = await open({ height: 6000, scale: 0.25 });
  try {
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.segments');
    await tab.waitIdle();
    const { rows } = await tab.readTable('crossing.table');
    assert.deepEqual(rows.map(([label]) => label), crossing.values.map(({ label }) => label.en));
    assert.equal((await tab.item('crossing.verdict')).label, crossing.verdict.en);
    await tab.click('crossing.measure.customers');
    const counted = await tab.readTable('crossing.table');
    assert.deepEqual(counted.rows.map(([, all]) => Number(all.replaceAll(',', ''))),
      crossing.values.map(({ customers }) => customers));
    assert.deepEqual(tab.errors, []);
  } finally {
    await tab.close();
  }
});
