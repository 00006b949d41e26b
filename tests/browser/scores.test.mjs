// Scoring methods and weights, chosen in the page: the report is then the one that the command line program makes of
// the same choices, and the screen says what they mean.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');
const METHODS = ['midrank', 'quantile', 'rfm-r', 'ntile', 'jenks', 'mean', 'median', 'thresholds'];

describe('scores', () => {
  let tab;
  before(async () => {
    tab = await open({ height: 3000, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.segments');
  });
  after(async () => {
    await tab.close();
  });

  const exported = () => tab.exportedReport();
  const byProgram = (rfm) => reportOf([ORDERS], { rfm });

  for (const [index, method] of METHODS.entries()) {
    if (method === 'midrank' || method === 'thresholds') continue; // chosen by other tests
    test(`by ${method}`, async () => {
      await tab.click('settings.method');
      await tab.click(`settings.method.${index}`);
      const dimension = { method };
      const { rfm } = await exported();
      assert.deepEqual(rfm, byProgram({ recency: dimension, frequency: dimension, monetary: dimension }).rfm);
      assert.equal(rfm.dimensions[2].method, method);
    });
  }

  test('by the method that a map goes with', async () => {
    await tab.click('settings.map');
    await tab.click('settings.map.3');
    await tab.click('settings.map.use_method');
    await tab.waitIdle();
    assert.ok(!(await tab.has('settings.map.use_method')));
    const dimension = { method: 'rfm-r' };
    const spec = { map: 'rfm-r', recency: dimension, frequency: dimension, monetary: dimension };
    assert.deepEqual((await exported()).rfm, byProgram(spec).rfm);
    await tab.click('settings.map');
    await tab.click('settings.map.0');
  });

  test('by another method in one dimension', async () => {
    await tab.click('settings.method');
    await tab.click('settings.method.0');
    await tab.click('scores.monetary.method');
    await tab.click(`scores.monetary.method.${METHODS.indexOf('jenks')}`);
    const { rfm } = await exported();
    assert.deepEqual(rfm, byProgram({ monetary: { method: 'jenks' } }).rfm);
    assert.match((await tab.item('settings.method')).value, /One for each dimension/);
  });

  test('weighted by comparisons, with the keyboard', async () => {
    await tab.click('settings.weighting.comparisons');
    assert.equal((await tab.item('settings.compare.recency_monetary')).value, '1 : 1');
    await tab.click('settings.compare.recency_monetary');
    for (let i = 0; i < 6; ++i) await tab.press('ArrowLeft');
    const { rfm } = await exported();
    assert.ok(rfm.consistency_ratio > 0.1, `${rfm.consistency_ratio}`);
    assert.ok(Math.abs(rfm.weights.recency + rfm.weights.frequency + rfm.weights.monetary - 1) < 1e-9);
    assert.ok((await tab.item('settings.weights.consistency')).label.includes('contradict'));
  });

  test('weighted by what the data tells', async () => {
    await tab.click('settings.weighting.entropy');
    const { rfm } = await exported();
    assert.deepEqual(rfm.weights, byProgram({ weighting: 'entropy' }).rfm.weights);
    assert.deepEqual(tab.errors, []);
  });
});
