// The peers, in the page of the benchmark: each takes the File that Sluice takes and ends with customers by their
// scores. Bundled by load_orders.mjs.
import * as duckdb from '@duckdb/duckdb-wasm';
import Papa from 'papaparse';
import { FROM_LINES, FROM_ORDERS, loadLines, MAKE_ORDERS } from './cohort_query.mjs';
import { funnelQuery, loadEvents } from './funnel_query.mjs';
import { rfmQuery } from './rfm_query.mjs';
import { MAKE_CUSTOMERS, QUANTILE_SCORES } from './scoring_query.mjs';

const SLICE_BYTES = 8 << 20;

/** Nothing but the bytes, three slices in flight as Sluice reads them. @param {File} file */
async function bare(file) {
  let read = 0;
  const reads = [];
  let offset = 0;
  const readAhead = () => {
    while (reads.length < 3 && offset < file.size) {
      reads.push(file.slice(offset, offset + SLICE_BYTES).arrayBuffer());
      offset += SLICE_BYTES;
    }
  };
  for (readAhead(); reads.length > 0; readAhead()) read += (await reads.shift()).byteLength;
  return { bytes: read };
}

/** A worker whose WebAssembly memory can be asked for: instances are made by way of this prelude. @param {string} script */
function workerThatTellsItsMemory(script) {
  const prelude = () => {
    const memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await original.apply(WebAssembly, given);
        const { exports } = made.instance ?? made;
        memories.push(...Object.values(exports).filter((each) => each instanceof WebAssembly.Memory));
        return made;
      };
    }
    const channel = new BroadcastChannel('memory');
    channel.onmessage = ({ data }) => {
      if (data === 'ask') channel.postMessage(memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    };
  };
  const source = `(${prelude})();importScripts(${JSON.stringify(script)});`;
  return new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
}

function memoryOf() {
  const channel = new BroadcastChannel('memory');
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => resolve(data);
    channel.postMessage('ask');
  }).finally(() => channel.close());
}

/** @param {File} file */
async function duckdbWasm(file) {
  const address = (name) => new URL(name, location.href).href;
  const worker = workerThatTellsItsMemory(address('duckdb-browser-eh.worker.js'));
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await db.instantiate(address('duckdb-eh.wasm'));
  const connection = await db.connect();
  const started = performance.now();
  await db.registerFileHandle('orders.csv', file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const table = await connection.query(rfmQuery('orders.csv'));
  const rows = table.toArray().map((row) => row.toJSON());
  const ms = performance.now() - started;
  const memory = await memoryOf();
  await connection.close();
  await db.terminate();
  worker.terminate();
  return { ms, memory, customers: rows.reduce((sum, row) => sum + Number(row.customers), 0) };
}

/**
 * Loads a file into DuckDB, then asks.
 * @param {File} file
 * @param {(name: string) => string} load the query that loads the file of that name
 * @param {(query: Function) => Promise<any>} ask
 */
async function withTable(file, load, ask) {
  const address = (name) => new URL(name, location.href).href;
  const worker = new Worker(address('duckdb-browser-eh.worker.js'));
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await db.instantiate(address('duckdb-eh.wasm'));
  const connection = await db.connect();
  await db.registerFileHandle(file.name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  await connection.query(load(file.name));
  const result = await ask(async (query) => (await connection.query(query)).toArray().map((row) => row.toJSON()));
  await connection.close();
  await db.terminate();
  worker.terminate();
  return result;
}

/** The cohort table of a file that has been loaded: the least of some runs. @param {File} file @param {number} runs */
const duckdbCohorts = (file, runs) => withTable(file, loadLines, async (query) => {
  await query(MAKE_ORDERS);
  const result = { fromLines: Infinity, fromOrders: Infinity, active: 0, orders: 0 };
  for (let run = 0; run < runs; ++run) {
    for (const [name, text] of [['fromLines', FROM_LINES], ['fromOrders', FROM_ORDERS]]) {
      const started = performance.now();
      const rows = await query(text);
      result[name] = Math.min(result[name], performance.now() - started);
      result.active = rows.reduce((sum, row) => sum + Number(row.active), 0);
      result.orders = rows.reduce((sum, row) => sum + Number(row.orders), 0);
    }
  }
  return result;
});

/** Quantile scores of customers who have been put together: the least of some runs, and the cells of R and F. */
const duckdbScores = (file, runs) => withTable(file, loadLines, async (query) => {
  await query(MAKE_CUSTOMERS);
  let ms = Infinity;
  const cells = new Map();
  for (let run = 0; run < runs; ++run) {
    const started = performance.now();
    const rows = await query(QUANTILE_SCORES);
    ms = Math.min(ms, performance.now() - started);
    cells.clear();
    for (const row of rows) {
      const cell = `${row.r} ${row.f}`;
      cells.set(cell, (cells.get(cell) ?? 0) + Number(row.customers));
    }
  }
  return { ms, cells: [...cells].map(([cell, count]) => [...cell.split(' ').map(Number), count]) };
});

/** A funnel of events that have been loaded: the least of some runs, and the customers by step. */
const duckdbFunnel = (file, runs, { steps, days }) => withTable(file, loadEvents, async (query) => {
  let ms = Infinity;
  let counts;
  for (let run = 0; run < runs; ++run) {
    const started = performance.now();
    const [row] = await query(funnelQuery(steps, days));
    ms = Math.min(ms, performance.now() - started);
    counts = steps.map((_, at) => Number(row[`start${at + 1}`]));
  }
  return { ms, counts };
});

/** Papa Parse with the aggregation that one writes by hand. @param {File} file @param {string} encoding */
function papa(file, encoding) {
  return new Promise((resolve, reject) => {
    const orders = new Map();
    let first = true;
    Papa.parse(file, {
      chunkSize: SLICE_BYTES,
      encoding,
      chunk({ data }) {
        for (const row of data) {
          if (first) {
            first = false;
            continue;
          }
          if (row.length < 4) continue;
          const known = orders.get(row[0]);
          const cents = Math.round(Number(row[3]) * 100);
          if (known) known.cents += cents;
          else orders.set(row[0], { customer: row[1], time: Date.parse(row[2].replace(' ', 'T') + 'Z'), cents });
        }
      },
      complete() {
        const customers = new Map();
        for (const { customer, time, cents } of orders.values()) {
          if (cents <= 0) continue;
          const known = customers.get(customer) ?? { last: -Infinity, orders: 0, cents: 0 };
          known.last = Math.max(known.last, time);
          known.orders += 1;
          known.cents += cents;
          customers.set(customer, known);
        }
        const all = [...customers.values()];
        for (const value of [(one) => one.last, (one) => one.orders, (one) => one.cents]) all.sort((a, b) => value(a) - value(b));
        resolve({ customers: all.length });
      },
      error: reject,
    });
  });
}

async function timed(run, ...given) {
  const started = performance.now();
  const result = await run(...given);
  return { ms: performance.now() - started, ...result };
}

const chosen = () => document.getElementById('file').files[0];
window.peers = {
  bare: () => timed(bare, chosen()),
  duckdb: () => timed(duckdbWasm, chosen()),
  duckdbCohorts: (runs) => duckdbCohorts(chosen(), runs),
  duckdbFunnel: (runs, funnel) => duckdbFunnel(chosen(), runs, funnel),
  duckdbScores: (runs) => duckdbScores(chosen(), runs),
  papa: (encoding) => timed(papa, chosen(), encoding),
};
