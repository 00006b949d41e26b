// From a file of order lines to the RFM report: Sluice in the page against DuckDB-Wasm, Papa Parse and the bare reading
// of the bytes, all in one session of one Chromium; the command line program against DuckDB's native library. Every
// program gets the same file and must find the same number of customers.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/load_orders.mjs [--lines 1000000] [--runs 3] [--json build/bench/load_orders.json]
//
// Needs dist/ (./build-wasm.sh) and build/native-release/sluice (./build-wasm.sh native). Times are milliseconds of the
// wall clock, the least of the runs: small machines are noisy, and noise only adds. Sluice's time in the page runs from
// the file's choice to the drawn report.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import esbuild from 'esbuild';
import { serve } from '../../web/serve.mjs';
import { open } from '../browser/support/page.mjs';
import { writeOrderFile } from './support/order_file.mjs';
import { rfmQuery } from './support/rfm_query.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = process.env.SLUICE_PROGRAM ?? path.join(HERE, '../../build/native-release/sluice');
const { values: options } = parseArgs({ options: {
  lines: { type: 'string', default: '1000000' },
  runs: { type: 'string', default: '3' },
  json: { type: 'string', default: 'build/bench/load_orders.json' },
} });
const lines = Number(options.lines);
const runs = Number(options.runs);

/** The page of the peers, bundled into a folder of its own. */
async function buildPeers(folder) {
  const dist = path.join(HERE, 'node_modules/@duckdb/duckdb-wasm/dist');
  for (const name of ['duckdb-browser-eh.worker.js', 'duckdb-eh.wasm']) fs.copyFileSync(path.join(dist, name), path.join(folder, name));
  await esbuild.build({
    entryPoints: [path.join(HERE, 'support/peers.js')], bundle: true, format: 'esm', outfile: path.join(folder, 'peers.js'),
    logLevel: 'error',
  });
  fs.writeFileSync(path.join(folder, 'index.html'),
    '<!doctype html><input type="file" id="file"><script type="module" src="peers.js"></script>');
}

/** One run of Sluice in a fresh page. */
async function runSluice(tab, file) {
  await tab.page.goto(await tab.address());
  await tab.waitIdle();
  const started = performance.now();
  await tab.pick('welcome.choose', [file]);
  const ms = performance.now() - started;
  await tab.click('nav.overview');
  const shown = (await tab.item('kpi.customers')).value;
  return { ms, customers: Number(shown.replaceAll(',', '')) };
}

async function runPeer(tab, address, file, peer) {
  await tab.page.goto(address);
  await tab.page.waitForFunction(() => window.peers !== undefined);
  await tab.page.setInputFiles('#file', file);
  return tab.page.evaluate((name) => window.peers[name](), peer);
}

function runProgram(file, report) {
  const started = performance.now();
  execFileSync(PROGRAM, ['analyze', file, '--report', report]);
  const ms = performance.now() - started;
  return { ms, customers: JSON.parse(fs.readFileSync(report, 'utf8')).rfm.all.customers };
}

async function runDuckdb(file, threads) {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const started = performance.now();
  const rows = (await connection.runAndReadAll(rfmQuery(file))).getRowObjects();
  const ms = performance.now() - started;
  connection.closeSync();
  return { ms, customers: rows.reduce((sum, row) => sum + Number(row.customers), 0) };
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
const file = path.join(folder, 'orders.csv');
const results = {};
const tab = await open();
try {
  writeOrderFile(file, { lines });
  await buildPeers(folder);
  const server = await serve(folder, 0);
  const address = `http://127.0.0.1:${server.address().port}/`;
  const contenders = {
    'bare reading of the bytes': () => runPeer(tab, address, file, 'bare'),
    'Sluice in the page': () => runSluice(tab, file),
    'DuckDB-Wasm': () => runPeer(tab, address, file, 'duckdb'),
    'Papa Parse and a loop': () => runPeer(tab, address, file, 'papa'),
    'Sluice on the command line': () => runProgram(file, path.join(folder, 'report.json')),
    'DuckDB, native, 1 thread': () => runDuckdb(file, 1),
  };
  // In turns, so that a machine that slows down slows all of them.
  for (let run = 0; run < runs; ++run) {
    for (const [name, contend] of Object.entries(contenders)) {
      const { ms, customers } = await contend();
      results[name] ??= { ms: Infinity, customers };
      results[name].ms = Math.min(results[name].ms, ms);
    }
  }
  server.closeAllConnections();
  server.close();
} finally {
  await tab.close();
  fs.rmSync(folder, { recursive: true });
}

const found = new Set(Object.values(results).map(({ customers }) => customers).filter((count) => count !== undefined));
if (found.size !== 1) throw new Error(`the programs disagree about the customers: ${[...found].join(', ')}`);
const ratio = (a, b) => `${(results[a].ms / results[b].ms).toFixed(2)} x`;
console.log(`${lines.toLocaleString('en')} order lines, ${[...found][0].toLocaleString('en')} customers; least of ${runs} runs; ` +
  `${os.cpus().length} processors\n`);
for (const [name, { ms }] of Object.entries(results)) console.log(`  ${name.padEnd(28)} ${ms.toFixed(0).padStart(8)} ms`);
const ratios = {
  'DuckDB-Wasm / Sluice': ratio('DuckDB-Wasm', 'Sluice in the page'),
  'Papa Parse / Sluice': ratio('Papa Parse and a loop', 'Sluice in the page'),
  'Sluice / bare reading': ratio('Sluice in the page', 'bare reading of the bytes'),
  'DuckDB / Sluice, native, one thread each': ratio('DuckDB, native, 1 thread', 'Sluice on the command line'),
};
console.log();
for (const [name, value] of Object.entries(ratios)) console.log(`  ${name.padEnd(42)} ${value.padStart(8)}`);
fs.mkdirSync(path.dirname(options.json), { recursive: true });
fs.writeFileSync(options.json, JSON.stringify({ lines, runs, results, ratios }, null, 2) + '\n');
console.log(`\nwritten: ${options.json}`);
