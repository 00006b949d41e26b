// A changed choice about customers that are already there: another scoring method, another filter, another order of the
// list. Sluice's engine in the page's worker, and DuckDB-Wasm in the same Chromium for the quantile scores, on the same
// orders, which both have read before. Both must put the same customers into the same cells.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/rescoring.mjs [--lines 10000000] [--runs 5]
//
// Ten lines a customer: the default is a million customers. Needs dist/ (./build-wasm.sh) and
// build/native-release/sluice (./build-wasm.sh native), which tells how the file is read. Times are milliseconds of the
// wall clock, the least of the runs, from the question to the whole report as text.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from '../../web/serve.mjs';
import { open } from '../browser/support/page.mjs';
import { writeOrderFile } from './support/order_file.mjs';
import { buildPeers, runPeer } from './support/peer_page.mjs';
import { askTheWorker } from './support/worker.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = process.env.SLUICE_PROGRAM ?? path.join(HERE, '../../build/native-release/sluice');
const { values: options } = parseArgs({ options: {
  lines: { type: 'string', default: '10000000' },
  runs: { type: 'string', default: '5' },
} });
const lines = Number(options.lines);
const runs = Number(options.runs);

/** In the worker that holds the dataset. No question is asked twice on end: an answer that is kept would cost nothing. */
async function timeAnswers({ spec, runs: times }) {
  const driver = await engine;
  const ask = (method, params = {}) => {
    const started = performance.now();
    const { json } = driver.call(JSON.stringify({ method, params }));
    const ms = performance.now() - started;
    const answer = JSON.parse(new TextDecoder().decode(json));
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return { ...answer.result, ms };
  };
  const best = {};
  const take = (name, { ms }) => { best[name] = Math.min(best[name] ?? Infinity, ms); };
  const scored = (method) => {
    const by = (cuts) => ({ method, cuts: method === 'thresholds' ? cuts : [] });
    return { ...spec, rfm: { ...spec.rfm, recency: by([10, 40, 90, 180]), frequency: by([1, 3, 5, 9]), monetary: by([20, 80, 200, 500]) } };
  };
  let cells = [];
  for (let run = 0; run < times; ++run) {
    for (const method of ['midrank', 'quantile', 'rfm-r', 'ntile', 'thresholds']) {
      const { report, ms } = ask('analyze', { spec: scored(method) });
      take(`scores: ${method}`, { ms });
      if (method === 'quantile') cells = report.rfm.grid.map((cell) => [cell.recency, cell.frequency, cell.customers]);
    }
    for (const map of ['eleven', 'rfm-r', 'eight', 'grid']) {
      take(`map: ${map}`, ask('analyze', { spec: { ...spec, rfm: { ...spec.rfm, map } } }));
    }
    const [first, second] = spec.rfm.map === 'grid' ? ['champions', 'lost'] : [];
    take('filter: a segment', ask('analyze', { spec: { ...spec, filter: { segments: [first] } } }));
    take('filter: two segments and a range', ask('analyze', { spec: { ...spec,
      filter: { segments: [first, second], ranges: [{ dimension: 'monetary', from: 50 }] } } }));
    take('filter: none', ask('analyze', { spec }));
    for (const sort of ['monetary', 'recency', 'frequency', 'weighted_score', 'segment', 'id']) {
      const query = { filter: {}, search: '', sort, descending: run % 2 === 0, offset: 0, limit: 100 };
      take(`list by ${sort}`, ask('customers', { query }));
    }
  }
  return { best, cells };
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
const tab = await open();
try {
  const file = path.join(folder, 'orders.csv');
  writeOrderFile(file, { lines });
  await buildPeers(folder);
  const server = await serve(folder, 0);
  const spec = JSON.parse(execFileSync(PROGRAM, ['spec', file]).toString());
  const sluice = await askTheWorker(tab, file, timeAnswers, { spec, runs });
  const duckdb = await runPeer(tab, `http://127.0.0.1:${server.address().port}/`, file, 'duckdbScores', runs);
  server.closeAllConnections();
  server.close();
  const key = (cells) => JSON.stringify(cells.filter(([, , count]) => count > 0).sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  if (key(sluice.cells) !== key(duckdb.cells)) {
    throw new Error(`the programs disagree:\n${key(sluice.cells)}\n${key(duckdb.cells)}`);
  }
  const customers = sluice.cells.reduce((sum, [, , count]) => sum + count, 0);
  const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
  console.log(`${lines.toLocaleString('en')} order lines, ${customers.toLocaleString('en')} customers; least of ${runs} runs; ` +
    `${os.cpus().length} processors\n`);
  row('', 'ms', 'DuckDB-Wasm / Sluice');
  row('---', '---:', '---:');
  for (const [name, ms] of Object.entries(sluice.best)) row(`Sluice, ${name}`, ms.toFixed(0), '');
  row('DuckDB-Wasm, quantile scores by cell', duckdb.ms.toFixed(0), (duckdb.ms / sluice.best['scores: quantile']).toFixed(1));
} finally {
  await tab.close();
  fs.rmSync(folder, { recursive: true });
}
