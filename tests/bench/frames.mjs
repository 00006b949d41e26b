// How long the page's own thread works while somebody uses it with a million customers: every frame that is drawn and
// every answer of the engine that is taken in, by what is done meanwhile. A display asks for a frame every 16.7 ms.
//
//   npm --prefix tests ci
//   node tests/bench/frames.mjs [--lines 10000000] [--lang zh-CN] [--cold]
//
// Before the file is chosen the page has practised, as it does while a user looks for one; --cold does not wait for that.
// Ten lines a customer. Needs dist/ (./build-wasm.sh). Times are milliseconds of the page's thread: WebGL's commands
// are handed over in them, and drawn by another process.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { open } from '../browser/support/page.mjs';
import { writeOrderFile } from './support/order_file.mjs';

const LIMIT_MS = 16;
const SCREENS = ['data', 'overview', 'segments', 'customers', 'changes', 'retention', 'value', 'clusters', 'funnel'];

/** In the page, before its scripts: keeps how long each frame and each answer takes. */
function keepTimes() {
  window.worked = { frames: [], answers: [] };
  const timed = (list, work) => (...given) => {
    const from = performance.now();
    work(...given);
    list.push(performance.now() - from);
  };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => request(timed(window.worked.frames, work));
  const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  Object.defineProperty(Worker.prototype, 'onmessage', { set(work) { set.call(this, timed(window.worked.answers, work)); } });
}

const rows = [];

/** Does it, waits until nothing moves, and notes what the page's thread did meanwhile. */
async function note(tab, name, action) {
  await tab.page.evaluate(() => { window.worked.frames.length = window.worked.answers.length = 0; });
  await action();
  await tab.waitIdle();
  const { frames, answers } = await tab.page.evaluate(() => window.worked);
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  rows.push({ name, frames: frames.length, median: at(0.5), most: at(1), late: frames.filter((ms) => ms > LIMIT_MS).length,
    answer: Math.max(0, ...answers) });
}

const { values: options } = parseArgs({ options: {
  lines: { type: 'string', default: '10000000' },
  lang: { type: 'string', default: 'en' },
  cold: { type: 'boolean', default: false },
} });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
const tab = await open({ lang: options.lang });
try {
  const file = path.join(folder, 'orders.csv');
  writeOrderFile(file, { lines: Number(options.lines) });
  await tab.page.addInitScript(keepTimes);
  await tab.page.goto(await tab.address());
  if (!options.cold) {
    await tab.page.waitForFunction(() => window.sluice.timings().warmed !== undefined, null, { timeout: 120_000 });
  }
  await tab.waitIdle();
  await note(tab, 'reading the file', () => tab.pick('welcome.choose', [file]));
  for (const screen of SCREENS) {
    await note(tab, `${screen}: opened`, () => tab.click(`nav.${screen}`));
    await note(tab, `${screen}: scrolled`, async () => {
      for (let i = 0; i < 20; ++i) await tab.page.mouse.wheel(0, i < 10 ? 200 : -200);
    });
    await note(tab, `${screen}: pointer across`, async () => {
      for (let i = 0; i < 40; ++i) await tab.page.mouse.move(260 + 25 * i, 150 + 15 * i);
    });
  }
  await tab.click('nav.segments');
  for (const what of ['a segment chosen', 'the segment left']) {
    await note(tab, what, () => tab.click('segment.champions'));
  }
} finally {
  await tab.close();
  fs.rmSync(folder, { recursive: true });
}

console.log(`${Number(options.lines).toLocaleString('en')} order lines; ms of the page's thread; ${os.cpus().length} processors\n`);
const print = (cells) => console.log(`| ${cells.join(' | ')} |`);
print(['', 'frames', 'median', 'longest', `over ${LIMIT_MS} ms`, 'longest answer']);
print(['---', '---:', '---:', '---:', '---:', '---:']);
for (const { name, frames, median, most, late, answer } of rows) {
  print([name, frames, median.toFixed(1), most.toFixed(1), late, answer.toFixed(1)]);
}
