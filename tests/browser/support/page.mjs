// The real page in a real Chromium, for tests: opens an edition, finds things by what stands on the screen, and sends
// real mouse and keyboard events at them. Tests read numbers from the widget table and the mirror, never from pixels.
//
//   const tab = await open({ lang: 'zh-CN', dark: true });
//   await tab.pick('data.open', ['orders.csv']);
//   assert.equal((await tab.item('kpi.customers')).value, '1,234');
//   await tab.close();
//
// SLUICE_CHROMIUM names the browser, SLUICE_DIST the folder with the built page.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../../web/serve.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const DIST = path.resolve(process.env.SLUICE_DIST ?? path.join(ROOT, 'dist'));
export const SAMPLES = path.join(ROOT, 'assets/samples');

const CHROMIUM_ARGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
];

/** For a machine that is busy with other things; nothing waits longer than it must. */
const PATIENCE_MS = 120_000;

/** Requests that leave the page; a Blob or data address does not. */
const leavesPage = (url) => !/^(blob|data|file):/.test(url);

/**
 * @param {object} options
 * @param {'en'|'zh-CN'} [options.lang]
 * @param {boolean} [options.dark]
 * @param {number} [options.width] @param {number} [options.height]  CSS pixels
 * @param {number} [options.scale] device pixels per CSS pixel; fewer make tall pages fast
 * @param {boolean} [options.touch]
 * @param {boolean} [options.motion] transitions too; without them every change is drawn at once
 * @param {boolean} [options.shown] what is drawn also reaches the screen, for pictures: by software that takes longest
 * @param {'hosted'|'single'} [options.edition]
 * @param {string} [options.query] such as '?sample=orders' or '#shared'
 * @param {string[]} [options.args] more arguments for Chromium
 * @param {string} [options.dist]
 */
export async function open(options = {}) {
  const tab = new Tab(options);
  try {
    await tab.start();
  } catch (error) {
    await tab.close();
    throw error;
  }
  return tab;
}

/** A page of its own for one test, whose console must stay clean. @param {(tab: Tab) => Promise<void>} body */
export async function withPage(options, body) {
  const tab = await open(options);
  try {
    await body(tab);
    assert.deepEqual(tab.errors, [], 'the console is clean');
  } finally {
    await tab.close();
  }
}

export class Tab {
  constructor(options) {
    const look = { lang: 'en', dark: false, width: 1280, height: 800, scale: 1 };
    const defaults = { ...look, touch: false, motion: false, shown: false };
    this.options = { ...defaults, edition: 'hosted', query: '', args: [], dist: DIST, ...options };
    /** @type {string[]} what the page, its workers and its service worker asked the browser for */
    this.requests = [];
    /** @type {string[]} what reached the server; sees also what the browser hides from its tools */
    this.served = [];
    /** @type {string[]} uncaught errors and console errors */
    this.errors = [];
  }

  async start() {
    const { lang, dark, width, height, scale, touch, motion, args } = this.options;
    this.browser = await chromium.launch({
      executablePath: process.env.SLUICE_CHROMIUM ?? '/usr/bin/chromium', args: [...CHROMIUM_ARGS, ...args],
    });
    this.context = await this.browser.newContext({
      locale: lang, colorScheme: dark ? 'dark' : 'light', viewport: { width, height }, deviceScaleFactor: scale,
      hasTouch: touch, acceptDownloads: true, reducedMotion: motion ? 'no-preference' : 'reduce',
    });
    this.context.setDefaultTimeout(PATIENCE_MS);
    this.context.on('request', (request) => {
      if (leavesPage(request.url())) this.requests.push(request.url());
    });
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.errors.push(String(error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    await this.page.goto(await this.address());
    if (!this.options.shown) {
      await this.page.evaluate(() => { document.getElementById('canvas').style.opacity = '0'; });
    }
    await this.waitIdle();
  }

  async address() {
    const { edition, query, dist } = this.options;
    if (edition === 'single') return pathToFileURL(path.join(dist, 'sluice.html')).href + query;
    this.server ??= await serve(dist, 0);
    this.server.on('request', ({ url }) => this.served.push(url));
    return `http://127.0.0.1:${this.server.address().port}/${query}`;
  }

  async close() {
    await this.browser?.close();
    this.server?.closeAllConnections();
    this.server?.close();
  }

  /** Everything is answered and drawn, and the mirror shows it. */
  async waitIdle() {
    await this.page.waitForFunction(() => window.sluice !== undefined);
    await this.page.evaluate((patience) => window.sluice.whenIdle(patience), PATIENCE_MS);
  }

  forgetRequests() {
    this.requests.length = 0;
    this.served.length = 0;
  }

  // ---- what stands on the screen ----

  /** @returns {Promise<object[]>} */
  items() { return this.page.evaluate(() => window.sluice.items()); }

  /** The visible item with this key, else with this label; waits a little for it. @param {string} name */
  async item(name, timeout = 30_000) {
    const found = await this.page.waitForFunction((wanted) => window.sluice.find(wanted), name, { timeout })
      .catch(async () => { throw new Error(`"${name}" is not on the screen; there are: ${await this.names()}`); });
    return found.jsonValue();
  }

  async has(name) { return this.page.evaluate((wanted) => window.sluice.find(wanted) !== undefined, name); }

  async names() {
    const visible = (await this.items()).filter(({ w, h }) => w > 0 && h > 0);
    return visible.map(({ key, label }) => key ?? `"${label}"`).join(', ');
  }

  /** A data table by its key or caption, as objects by column. @param {string} name */
  async readTable(name) {
    const tables = await this.page.evaluate(() => window.sluice.tables());
    const table = tables.find(({ key, caption }) => key === name || caption === name);
    if (!table) throw new Error(`there is no table "${name}"; there are: ${tables.map(({ key }) => key).join(', ')}`);
    return table;
  }

  /** What stands under a header of a data table. @param {string} name key or caption @param {string} header */
  async readColumn(name, header) {
    const table = await this.readTable(name);
    const at = table.header.indexOf(header);
    if (at < 0) throw new Error(`${header} is not in ${table.header}`);
    return table.rows.map((row) => row[at]);
  }

  /** The same table as a screen reader finds it. @param {string} name key or caption */
  async readMirrorTable(name) {
    return this.page.evaluate((wanted) => {
      const table = [...document.querySelectorAll('#mirror table')]
        .find((each) => each.dataset.key === wanted || each.caption?.textContent === wanted);
      const texts = (cells) => [...cells].map((cell) => cell.textContent);
      return table && { caption: table.caption.textContent, header: texts(table.tHead.rows[0].cells),
        rows: [...table.tBodies[0].rows].map((row) => texts(row.cells)) };
    }, name);
  }

  frames() { return this.page.evaluate(() => window.sluice.frames()); }

  screenshot(file) { return this.page.screenshot({ path: file }); }

  // ---- what a person does ----

  async center(name) {
    const { x, y, w, h } = await this.item(name);
    return [x + w / 2, y + h / 2];
  }

  /** @param {string} name key or label @param {object} [how] Playwright's options: button, clickCount... */
  async click(name, how = {}) {
    await this.page.mouse.click(...await this.center(name), how);
    await this.waitIdle();
  }

  async hover(name) {
    await this.page.mouse.move(...await this.center(name), { steps: 2 });
    await this.waitIdle();
  }

  async tap(name) {
    await this.page.touchscreen.tap(...await this.center(name));
    await this.waitIdle();
  }

  /** Types into whatever has the keyboard. */
  async type(text) {
    await this.page.keyboard.type(text);
    await this.waitIdle();
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
    await this.waitIdle();
  }

  /** Turns the wheel over an item. */
  async wheel(name, dx, dy) {
    await this.page.mouse.move(...await this.center(name));
    await this.page.mouse.wheel(dx, dy);
    await this.waitIdle();
  }

  /** Clicks what opens the browser's picker. @param {string} name */
  async openPicker(name) {
    const chooser = this.page.waitForEvent('filechooser');
    const [x, y] = await this.center(name);
    await this.page.mouse.click(x, y);
    return chooser;
  }

  /** Clicks what opens the picker and chooses files. @param {string} name @param {string[]} files paths */
  async pick(name, files) {
    await (await this.openPicker(name)).setFiles(files);
    await this.waitIdle();
  }

  /**
   * Drops files on the page; where others are open, opens them instead or adds them.
   * @param {(string | {name: string, bytes: Buffer})[]} files paths, or contents
   */
  async drop(files, { wait = true, add = false } = {}) {
    const read = (file) => ({ name: path.basename(file), bytes: fs.readFileSync(file) });
    const contents = files.map((file) => (typeof file === 'string' ? read(file) : file));
    const transfer = await this.page.evaluateHandle(() => new DataTransfer());
    for (const { name, bytes } of contents) {
      await transfer.evaluate(async (target, [fileName, base64]) => {
        const decoded = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        target.items.add(new File([decoded], fileName));
      }, [name, Buffer.from(bytes).toString('base64')]);
    }
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('#canvas', event, { dataTransfer: transfer });
    }
    if (!wait) return;
    await this.waitIdle();
    await this.answerArrival(add);
  }

  /** Files came while others are open: the question what to do with them. @param {boolean} add */
  async answerArrival(add = false) {
    if (await this.has('arrival.open')) await this.click(add ? 'arrival.add' : 'arrival.open');
  }

  /** The report that the page exports, as the text that it is. @returns {Promise<string>} */
  async exportedText() {
    const { bytes } = await this.saved(async () => {
      await this.click('topbar.export');
      await this.click('export.report');
    });
    return bytes.toString();
  }

  async exportedReport() { return JSON.parse(await this.exportedText()); }

  /** What an action saves to disk. @returns {Promise<{name: string, bytes: Buffer}>} */
  async saved(action) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), action()]);
    return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
  }
}
