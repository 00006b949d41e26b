// Clusters in the page: found a little at a time, the same as the command line program finds, chosen by a click.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');

describe('clusters', () => {
  let tab;
  before(async () => {
    tab = await open({ height: 3000, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.clusters');
    await tab.waitIdle();
  });
  after(async () => {
    await tab.close();
  });

  const exported = () => tab.exportedReport();
  const byProgram = (spec) => reportOf([ORDERS], spec);

  test('are those that the program finds, to the last bit', async () => {
    const { clusters } = await exported();
    assert.deepEqual(clusters, byProgram({}).clusters);
    assert.equal((await tab.item('clusters.figure.k')).value, `${clusters.k}`);
  });

  test('are as many as are asked for', async () => {
    await tab.click('clusters.k');
    await tab.click('clusters.k.3');
    const { clusters } = await exported();
    assert.equal(clusters.k, 4);
    assert.deepEqual(clusters, byProgram({ clusters: { k: 4 } }).clusters);
  });

  test('filter every screen by a click', async () => {
    await tab.click('clusters.density.2');
    const { clusters, rfm } = await exported();
    assert.equal(rfm.selection.customers, clusters.clusters[1].customers);
    assert.ok((await tab.item('filter.remaining')).label.length > 0);
    await tab.click('filter.clear');
  });
});
