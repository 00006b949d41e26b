// The native command line and the WebAssembly engine give the same bytes for the same files: report, scored customers
// and rejects, whatever the size of the chunks; and they refuse the same files with the same words.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openEngine } from './engine.mjs';
import { sample, sharedFile, sharedFiles } from './files.mjs';
import { root, run } from './program.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'sluice-agreement-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** What the command line makes of the files: {report, customers, rejects}, or {error} with the line that it says. */
async function native(files, spec) {
  for (const { name, bytes } of files) writeFileSync(join(scratch, name), bytes);
  const output = (kind) => join(scratch, `out-${kind}`);
  const inputs = files.map(({ name }) => join(scratch, name));
  const choices = [];
  if (spec) {
    writeFileSync(output('spec'), JSON.stringify(spec));
    choices.push('--spec', output('spec'));
  }
  const analyze = (...outputs) => run(['analyze', ...inputs, ...choices, ...outputs]);
  const reported = await analyze('--report', output('report'), '--rejects', output('rejects'));
  if (reported.code !== 0) {
    assert.equal(reported.code, 1, reported.stderr);
    return { error: reported.stderr };
  }
  const report = readFileSync(output('report'));
  const result = { report, rejects: readFileSync(output('rejects')), customers: null };
  if (JSON.parse(report).rfm) {
    assert.equal((await analyze('--customers', output('customers'))).code, 0);
    result.customers = readFileSync(output('customers'));
  }
  return result;
}

/** The same from the WebAssembly engine. */
function inWebAssembly(engine, files, spec, chunkBytes) {
  const answer = engine.load(files, { spec, chunkBytes });
  if (!answer.ok) return { error: `${answer.error.message.en}\n` };
  return {
    report: engine.fetch('export_report'),
    rejects: engine.fetch('export_rejects', { language: 'en', format: 'csv_bom' }),
    customers: answer.result.report.rfm ? engine.fetch('export_customers', { language: 'en', format: 'csv_bom' }) : null,
  };
}

/** Equal, or a failure that shows the first line that differs; the whole of both would be too long to look at. */
function sameBytes(found, expected, what) {
  if (found === null || expected === null) return assert.equal(found, expected, what);
  if (found.equals(expected)) return;
  const [a, b] = [found, expected].map((bytes) => bytes.toString().split('\n'));
  const line = a.findIndex((text, index) => text !== b[index]);
  assert.fail(`${what}: line ${line + 1} is ${a[line]}, from the command line ${b[line]}`);
}

async function agree(files, chunkSizes, spec = undefined) {
  const expected = await native(files, spec);
  for (const chunkBytes of chunkSizes) {
    const engine = await openEngine();
    const found = inWebAssembly(engine, files, spec, chunkBytes);
    if (expected.error || found.error) {
      assert.ok(expected.error && found.error, `one refuses, one does not: ${expected.error} / ${found.error}`);
      assert.ok(expected.error.endsWith(found.error), `${expected.error} / ${found.error}`);
      continue;
    }
    for (const part of ['report', 'rejects', 'customers']) {
      sameBytes(found[part], expected[part], `${part}, chunks of ${chunkBytes} bytes`);
    }
  }
  return expected;
}

const megabytes8 = 8 << 20;

test('the published table, chunk by chunk', async () => {
  const { report } = await agree([sample('seed_rfm_100.csv')], [1, 2, 7, 4096, megabytes8]);
  assert.equal(JSON.parse(report).rfm.all.customers, 100);
});

test('the first lines of the order sample, byte by byte', async () => {
  const bytes = sample('orders.csv').bytes;
  const end = bytes.indexOf('\n', 60_000) + 1;
  await agree([{ name: 'orders.csv', bytes: bytes.subarray(0, end) }], [1, 3, 7, 4096]);
});

for (const name of ['orders.csv', 'events.csv', 'opportunities.csv']) {
  test(`the sample ${name}`, async () => {
    const { report } = await agree([sample(name)], [7, 4096, megabytes8]);
    const { rows_read, rows_kept, rows_rejected } = JSON.parse(report).import;
    assert.equal(rows_kept + rows_rejected, rows_read);
  });
}

test('all samples of the shop at once', async () => {
  const { report } = await agree(['orders.csv', 'events.csv', 'opportunities.csv'].map(sample), [4096, megabytes8]);
  const { funnel, rfm } = JSON.parse(report);
  assert.equal(rfm.source, 'orders');
  assert.deepEqual(funnel.sources.slice(0, 2), ['events', 'opportunities']);
});

test('with choices of the user', async () => {
  const spec = {
    rfm: {
      snapshot: '2026-01-01',
      returns: 'drop',
      frequency_measure: 'days',
      monetary_measure: 'mean',
      monetary: { method: 'thresholds', cuts: [50, 100, 200, 400] },
      weights: { recency: 0.2, frequency: 0.3, monetary: 0.5 },
      map: 'eleven',
    },
    filter: { tiers: ['vip', 'key'] },
    funnel: { source: 'orders', purchases: 8, window_ms: 90 * 86_400_000 },
  };
  await agree([sample('orders.csv')], [4096, megabytes8], spec);
});

test('file names that are not ASCII', async () => {
  await agree([{ name: '订单 导出.csv', bytes: sample('seed_rfm_100.csv').bytes }], [4096]);
});

for (const kind of ['containers', 'json', 'workbooks']) {
  test(`every file of tests/conformance/ingest/${kind}`, async () => {
    const folder = `${root}tests/conformance/ingest/${kind}/`;
    const names = readdirSync(folder).filter((name) => !/\.(expected|spec\.json)$/.test(name));
    assert.ok(names.length > 5);
    for (const name of names) await agree([{ name, bytes: readFileSync(folder + name) }], [1, 4096]);
  });
}

for (const path of sharedFiles) {
  const file = sharedFile(path);
  test(`${path}`, { skip: file === null && 'shared/data is not there' }, async () => {
    const sizes = file.bytes.length > 10_000_000 ? [65_536, megabytes8] : [97, 4096, megabytes8];
    const { report, error } = await agree([file], sizes);
    if (error) return;
    const { rows_read, rows_kept, rows_rejected } = JSON.parse(report).import;
    assert.equal(rows_kept + rows_rejected, rows_read);
    assert.ok(rows_kept > 0);
  });
}
