// A benchmark of questions about a file that has been loaded: the same generated orders, or events, in Sluice's page and in
// a peer's. The clock runs in the worker that holds the dataset, without the page between.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from '../../../web/serve.mjs';
import { open } from '../../browser/support/page.mjs';
import { writeEventFile } from './event_file.mjs';
import { writeOrderFile } from './order_file.mjs';
import { buildPeers, runPeer } from './peer_page.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = process.env.SLUICE_PROGRAM ?? path.join(HERE, '../../../build/native-release/sluice');

const KINDS = {
  orders: { write: writeOrderFile, lines: 'order lines' },
  events: { write: writeEventFile, lines: 'events' },
};

/** Runs `work` in the worker that has read the file. */
async function inTheWorker(tab, file, work, given) {
  await tab.page.goto(await tab.address());
  await tab.waitIdle();
  await tab.pick('welcome.choose', [file]);
  for (const worker of tab.page.workers()) {
    const result = await worker.evaluate(work, given).catch((error) => error);
    if (!(result instanceof Error)) return result;
    if (!/no_dataset|engine is not defined/.test(result.message)) throw result;
  }
  throw new Error('no worker holds the file');
}

/**
 * Reads --lines and --runs, makes the file and hands over what to ask with.
 * @param {{lines: number, runs: number, kind?: 'orders' | 'events'}} usual
 * @param {(bench: object) => Promise<void>} body gets lines, runs, sluice(work, more): what `work({spec, runs, ...more})`
 *   returns in the worker, peer(name, ...given): what that peer returns, and table(customers, rows): prints rows of cells
 *   under a heading
 */
export async function withLoadedFile(usual, body) {
  const { values } = parseArgs({ options: {
    lines: { type: 'string', default: String(usual.lines) },
    runs: { type: 'string', default: String(usual.runs) },
  } });
  const lines = Number(values.lines);
  const runs = Number(values.runs);
  const kind = KINDS[usual.kind ?? 'orders'];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const tab = await open();
  let server;
  try {
    const file = path.join(folder, `${usual.kind ?? 'orders'}.csv`);
    kind.write(file, { lines });
    await buildPeers(folder);
    server = await serve(folder, 0);
    const address = `http://127.0.0.1:${server.address().port}/`;
    const spec = JSON.parse(execFileSync(PROGRAM, ['spec', file]).toString());
    await body({
      lines,
      runs,
      sluice: (work, more = {}) => inTheWorker(tab, file, work, { spec, runs, ...more }),
      peer: (name, ...given) => runPeer(tab, address, file, name, runs, ...given),
      table(customers, rows) {
        console.log(`${lines.toLocaleString('en')} ${kind.lines}, ${customers.toLocaleString('en')} customers; ` +
          `least of ${runs} runs; ${os.cpus().length} processors\n`);
        const print = (cells) => console.log(`| ${cells.join(' | ')} |`);
        print(['', 'ms', 'DuckDB-Wasm / Sluice']);
        print(['---', '---:', '---:']);
        rows.forEach(print);
      },
    });
  } finally {
    server?.closeAllConnections();
    server?.close();
    await tab.close();
    fs.rmSync(folder, { recursive: true });
  }
}
