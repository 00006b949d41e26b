// The monthly cohort table and the rhythm of purchases of a loaded file: Sluice's engine in the page's worker against
// DuckDB-Wasm in the same Chromium, on the same orders, which both have read before. Both must find the same numbers.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/cohorts.mjs [--lines 10000000] [--runs 3]
//
// Ten lines a customer: the default is a million customers. Needs dist/ (./build-wasm.sh) and
// build/native-release/sluice (./build-wasm.sh native), which tells how the file is read. Times are milliseconds of the
// wall clock, the least of the runs, answer included.
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
  runs: { type: 'string', default: '3' },
} });
const lines = Number(options.lines);
const runs = Number(options.runs);

/** In the worker that holds the dataset: each answer is computed anew, because another spec lies between two of them. */
async function timeAnswers({ spec, runs: times }) {
  const driver = await engine;
  const ask = (method, params = {}) => {
    const { json } = driver.call(JSON.stringify({ method, params }));
    const answer = JSON.parse(new TextDecoder().decode(json));
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.result;
  };
  const analyze = (change) => ask('analyze', { spec: { ...spec, ...change } });
  const timed = (method) => {
    const started = performance.now();
    const result = ask(method);
    return { result, ms: performance.now() - started };
  };
  const best = { cohorts: Infinity, rhythm: Infinity, rhythmAgain: Infinity, active: 0, orders: 0, customers: 0 };
  for (let run = 0; run < times; ++run) {
    analyze({ cohorts: { period: 'week' } });
    analyze({ cohorts: { period: 'month' } });
    const { result, ms } = timed('cohorts');
    best.cohorts = Math.min(best.cohorts, ms);
    const sum = (name) => result.cohorts.reduce((all, row) => row.figures[name].reduce((a, b) => a + b, all + row.later[name]), 0);
    Object.assign(best, { active: sum('active'), orders: sum('orders'), customers: result.customers });
    analyze({ rfm: { ...spec.rfm, monetary_measure: run % 2 === 0 ? 'mean' : 'sum' } }); // scores again
    best.rhythm = Math.min(best.rhythm, timed('rhythm').ms);
    analyze({ rfm: { ...spec.rfm, monetary_measure: run % 2 === 0 ? 'mean' : 'sum' }, rhythm: { overdue_at: 3 } });
    best.rhythmAgain = Math.min(best.rhythmAgain, timed('rhythm').ms);
  }
  return best;
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
  const duckdb = await runPeer(tab, `http://127.0.0.1:${server.address().port}/`, file, 'duckdbCohorts', runs);
  server.closeAllConnections();
  server.close();
  for (const name of ['active', 'orders']) {
    if (sluice[name] !== duckdb[name]) throw new Error(`the programs disagree: ${name} ${sluice[name]}, ${duckdb[name]}`);
  }
  const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
  const ms = (time) => Math.round(time).toLocaleString('en');
  console.log(`${lines.toLocaleString('en')} order lines, ${sluice.orders.toLocaleString('en')} orders, ` +
    `${sluice.customers.toLocaleString('en')} customers; least of ${runs} runs; ${os.cpus().length} processors\n`);
  row('', 'ms', 'DuckDB-Wasm / Sluice');
  row('---', '---:', '---:');
  row('Sluice, cohort table', ms(sluice.cohorts), '');
  row('DuckDB-Wasm, cohort table from orders', ms(duckdb.fromOrders), (duckdb.fromOrders / sluice.cohorts).toFixed(1));
  row('DuckDB-Wasm, cohort table from lines', ms(duckdb.fromLines), (duckdb.fromLines / sluice.cohorts).toFixed(1));
  row('Sluice, rhythm of purchases', ms(sluice.rhythm), '');
  row('Sluice, rhythm under another threshold', ms(sluice.rhythmAgain), '');
} finally {
  await tab.close();
  fs.rmSync(folder, { recursive: true });
}
