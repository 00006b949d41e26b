// From a file of order lines to the RFM report: Sluice in the page against DuckDB-Wasm, Papa Parse and the bare reading
// of the bytes, all in one session of one Chromium; the command line program against DuckDB's native library with as
// many threads. Every program gets the same file and must find the same number of customers. Three variants of the file:
// plain, every cell in quotes, and GB18030 with a Chinese column besides (which DuckDB does not read).
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/load_orders.mjs [--lines 1000000] [--runs 3] [--variants plain,quoted,gb18030]
//                                    [--without papa,duckdb] [--json build/bench/load_orders.json]
//
// Needs dist/ (./build-wasm.sh) and build/native-release/sluice (./build-wasm.sh native). Times are milliseconds of the
// wall clock, the least of the runs: small machines are noisy, and noise only adds. Sluice's time in the page runs from
// the file's choice to the drawn report; what customers are expected to bring follows it. Memory is what WebAssembly's memory has grown to, of the worker that holds the
// dataset. A line of the result is a line of a Markdown table.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { serve } from '../../web/serve.mjs';
import { open } from '../browser/support/page.mjs';
import { writeOrderFile } from './support/order_file.mjs';
import { buildPeers, runPeer } from './support/peer_page.mjs';
import { rfmQuery } from './support/rfm_query.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = process.env.SLUICE_PROGRAM ?? path.join(HERE, '../../build/native-release/sluice');
const { values: options } = parseArgs({ options: {
  lines: { type: 'string', default: '1000000' },
  runs: { type: 'string', default: '3' },
  variants: { type: 'string', default: 'plain,quoted,gb18030' },
  without: { type: 'string', default: '' },
  json: { type: 'string', default: 'build/bench/load_orders.json' },
} });
const lines = Number(options.lines);
const runs = Number(options.runs);
const without = options.without.split(',');
const LONGEST_MS = 600_000;
const LOOKING_MS = 6_000; // a person looks for the file; the page practises meanwhile
const VARIANTS = { plain: {}, quoted: { quoted: true }, gb18030: { gb18030: true } };

/** One run of Sluice in a fresh page. */
async function runSluice(tab, file) {
  await tab.page.goto(await tab.address());
  await tab.waitIdle();
  await tab.page.waitForTimeout(LOOKING_MS);
  const picker = await tab.openPicker('welcome.choose');
  const started = performance.now();
  await picker.setFiles([file]);
  await tab.item('nav.overview', LONGEST_MS); // drawn with the report
  const ms = performance.now() - started;
  await tab.waitIdle();
  await tab.click('nav.overview');
  const shown = (await tab.item('kpi.customers')).value;
  const memories = await Promise.all(tab.page.workers().map((worker) => worker.evaluate(
    () => engine.then(({ module }) => module.HEAPU8.length)).catch(() => 0)));
  return { ms, customers: Number(shown.replaceAll(',', '')), memory: Math.max(...memories) };
}

/**
 * The summary is what the others make, too: a report that is written to a file has clusters, migration and the rest of
 * what the page is asked for only when somebody looks.
 */
function runProgram(file, threads) {
  const started = performance.now();
  const summary = execFileSync(PROGRAM, ['analyze', file, '--threads', String(threads)], { encoding: 'utf8' });
  const ms = performance.now() - started;
  return { ms, customers: Number(/ customers (\d+), revenue /.exec(summary)[1]) };
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
const cores = os.cpus().length;

/** Times and memory of everybody, for one variant of the file. */
async function measure(tab, address, variant) {
  const file = path.join(folder, 'orders.csv');
  writeOrderFile(file, { lines, ...VARIANTS[variant] });
  const encoding = variant === 'gb18030' ? 'gb18030' : 'utf-8';
  const contenders = {
    bare: () => runPeer(tab, address, file, 'bare'),
    sluice: () => runSluice(tab, file),
    duckdb: () => runPeer(tab, address, file, 'duckdb'),
    papa: () => runPeer(tab, address, file, 'papa', encoding),
  };
  for (const threads of new Set([1, cores])) {
    contenders[`sluice native ${threads}`] = () => runProgram(file, threads);
    contenders[`duckdb native ${threads}`] = () => runDuckdb(file, threads);
  }
  for (const name of Object.keys(contenders)) {
    if (without.includes(name.split(' ')[0]) || (variant === 'gb18030' && name.startsWith('duckdb'))) delete contenders[name];
  }
  const results = {};
  // In turns, so that a machine that slows down slows all of them.
  for (let run = 0; run < runs; ++run) {
    for (const [name, contend] of Object.entries(contenders)) {
      const { ms, customers, memory } = await contend();
      results[name] ??= { ms: Infinity, customers, memory };
      results[name].ms = Math.min(results[name].ms, ms);
    }
  }
  const found = new Set(Object.values(results).map(({ customers }) => customers).filter((count) => count !== undefined));
  if (found.size !== 1) throw new Error(`the programs disagree about the customers: ${[...found].join(', ')}`);
  return { bytes: fs.statSync(file).size, customers: [...found][0], results };
}

const ratio = (results, a, b) => (results[a] && results[b] ? results[a].ms / results[b].ms : null);
const ratiosOf = (results) => ({
  'DuckDB-Wasm / Sluice': ratio(results, 'duckdb', 'sluice'),
  'Papa Parse / Sluice': ratio(results, 'papa', 'sluice'),
  'Sluice / bare reading': ratio(results, 'sluice', 'bare'),
  'native, 1 thread: DuckDB / Sluice': ratio(results, 'duckdb native 1', 'sluice native 1'),
  [`native, ${cores} threads: DuckDB / Sluice`]: ratio(results, `duckdb native ${cores}`, `sluice native ${cores}`),
});

const measured = {};
const tab = await open();
try {
  await buildPeers(folder);
  const server = await serve(folder, 0);
  const address = `http://127.0.0.1:${server.address().port}/`;
  for (const variant of options.variants.split(',')) measured[variant] = await measure(tab, address, variant);
  server.closeAllConnections();
  server.close();
} finally {
  await tab.close();
  fs.rmSync(folder, { recursive: true });
}

const names = [...new Set(Object.values(measured).flatMap(({ results }) => Object.keys(results)))];
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const ms = (result) => (result ? Math.round(result.ms).toLocaleString('en') : '-');
const mb = (result) => (result?.memory ? `${Math.round(result.memory / 1e6)} MB` : null);
console.log(`${lines.toLocaleString('en')} order lines; least of ${runs} runs; ${cores} processors\n`);
row('ms', ...Object.entries(measured).map(([variant, { bytes }]) => `${variant}, ${Math.round(bytes / 1e6)} MB`));
row('---', ...Object.keys(measured).map(() => '---:'));
for (const name of names) {
  row(name, ...Object.values(measured).map(({ results: { [name]: result } }) => [ms(result), mb(result)].filter(Boolean).join(', ')));
}
for (const name of Object.keys(ratiosOf({}))) {
  row(name, ...Object.values(measured).map(({ results }) => ratiosOf(results)[name]?.toFixed(2) ?? '-'));
}
for (const each of Object.values(measured)) each.ratios = ratiosOf(each.results);
fs.mkdirSync(path.dirname(options.json), { recursive: true });
fs.writeFileSync(options.json, JSON.stringify({ lines, runs, cores, measured }, null, 2) + '\n');
console.log(`\nwritten: ${options.json}`);
