// How long the hosted page takes to its first frame, on loopback, in headless Chromium with an empty cache:
//
//   node tests/bench/first_frame.mjs [--runs 7] [--json build/bench/first_frame.json]
//
// Needs dist/ (./build-wasm.sh) and tests/node_modules (npm --prefix tests ci). Times are milliseconds since
// navigation, from the page's own clock; each run has a browser of its own, and the table shows medians. Bytes are
// what came over the wire, compressed, of every request that had begun before the first frame. A number for
// comparison, not a test: software WebGL on a small machine is slower than what people have.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { open } from '../browser/support/page.mjs';

const { values: options } = parseArgs({ options: {
  runs: { type: 'string', default: '7' },
  json: { type: 'string', default: 'build/bench/first_frame.json' },
} });

const figures = {
  domContentLoaded: 'the document is read',
  load: 'the page\'s load event',
  firstFrame: 'the first interactive frame',
  loaded: 'the last request is answered',
};

/** One cold start. @returns {Promise<object>} the figures, and bytes by file that came before the first frame */
async function measure(query) {
  const tab = await open({ query });
  try {
    const found = await tab.page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      const { firstFrame, loaded } = window.sluice.timings();
      const fileOf = (address) => new URL(address).pathname.slice(1) || 'index.html';
      const requests = [navigation, ...performance.getEntriesByType('resource')]
        .filter(({ startTime, name }) => startTime < firstFrame && !name.startsWith('blob:'))
        .map(({ name, transferSize }) => ({ name: fileOf(name), bytes: transferSize }));
      return {
        domContentLoaded: navigation.domContentLoadedEventEnd,
        load: navigation.loadEventEnd,
        firstFrame,
        loaded,
        requests,
      };
    });
    if (tab.errors.length > 0) throw new Error(tab.errors.join('\n'));
    return { ...found, browser: tab.browser.version() };
  } finally {
    await tab.close();
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function measureAll(query, runs) {
  const all = [];
  for (let i = 0; i < runs; i++) all.push(await measure(query));
  const ms = Object.fromEntries(Object.keys(figures).map((name) => [name, {
    median: median(all.map((run) => run[name])),
    lowest: Math.min(...all.map((run) => run[name])),
    highest: Math.max(...all.map((run) => run[name])),
  }]));
  const { requests, browser } = all[0];
  return { query, runs, browser, ms, bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0), requests };
}

function print(result) {
  const what = result.query === '' ? 'welcome screen' : `opened with ${result.query}`;
  console.log(`\n${what}: median of ${result.runs} runs (lowest..highest), Chromium ${result.browser}\n`);
  for (const [name, text] of Object.entries(figures)) {
    const { median: middle, lowest, highest } = result.ms[name];
    const range = `(${lowest.toFixed(0)}..${highest.toFixed(0)})`;
    console.log(`  ${text.padEnd(30)} ${middle.toFixed(0).padStart(6)} ms   ${range}`);
  }
  const after = result.ms.firstFrame.median - result.ms.load.median;
  console.log(`  ${'first frame after load event'.padEnd(30)} ${after.toFixed(0).padStart(6)} ms\n`);
  const size = (name, bytes) => `  ${name.padEnd(40)} ${bytes.toLocaleString('en-US').padStart(10)} bytes`;
  for (const { name, bytes } of [...result.requests].sort((a, b) => b.bytes - a.bytes)) console.log(size(name, bytes));
  console.log(`${size('before the first frame', result.bytes)}, compressed`);
}

const results = [];
for (const query of ['', '?sample=orders']) {
  const result = await measureAll(query, Number(options.runs));
  print(result);
  results.push(result);
}
mkdirSync(dirname(options.json), { recursive: true });
writeFileSync(options.json, `${JSON.stringify({ cores: cpus().length, results }, null, 2)}\n`);
console.log(`\nwritten: ${options.json}`);
