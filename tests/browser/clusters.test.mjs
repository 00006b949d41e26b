// Clusters in the page: found a little at a time, the same as the command line program finds, chosen by a click.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, SAMPLES } from './support/page.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = process.env.SLUICE_PROGRAM ?? path.join(ROOT, 'build/native-release/sluice');
const ORDERS = path.join(SAMPLES, 'orders.csv');

describe('clusters', () => {
  let folder;
  let tab;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-clusters-'));
    tab = await open({ height: 3000 });
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.clusters');
    await tab.waitIdle();
  });
  after(async () => {
    await tab.close();
    fs.rmSync(folder, { recursive: true });
  });

  const exported = async () => {
    const saved = await tab.saved(async () => {
      await tab.click('topbar.export');
      await tab.click('export.report');
    });
    return JSON.parse(saved.bytes.toString());
  };
  const byProgram = (spec) => {
    const file = path.join(folder, 'spec.json');
    fs.writeFileSync(file, JSON.stringify({ version: 1, ...spec }));
    const options = ['analyze', ORDERS, '--spec', file, '--report', '-'];
    return JSON.parse(execFileSync(PROGRAM, options, { maxBuffer: 1 << 28 }).toString());
  };

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
