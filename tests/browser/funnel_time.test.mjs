// The funnel by its time limit, by the order of its steps and by the time of entry, in the page: every figure is the one
// that the command line program counts for that choice.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES, withPage } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const EVENTS = path.join(SAMPLES, 'events.csv');
const DAY_MS = 86_400_000;
const number = (text) => Number(text.replaceAll(',', ''));

/** Whether a cell with one decimal shows this share. */
const shows = (cell, share) => cell.startsWith('<') || Math.abs(parseFloat(cell) - 100 * share) < 0.051;

/** The number of customers at each step. */
const countsOf = (funnel) => reportOf([EVENTS], { funnel }).funnel.steps.map(({ count }) => count);

describe('the funnel under other rules and over time', () => {
  let tab;

  before(async () => {
    tab = await open({ height: 7000, scale: 0.25 });
    await tab.pick('welcome.choose', [EVENTS]);
    await tab.click('nav.funnel');
  });
  after(async () => {
    assert.deepEqual(tab.errors, [], 'the console is clean');
    await tab.close();
  });

  const rows = async (table) => (await tab.readTable(table)).rows;
  const steps = async () => (await tab.exportedReport()).funnel.steps.length;
  const window = async () => (await tab.exportedReport()).funnel.window_ms;
  /** Presses the curve at a share of its width. */
  const pressCurve = async (share) => {
    const { x, y, w, h } = await tab.item('sensitivity.curve');
    await tab.page.mouse.click(x + share * (w - 1), y + h / 2);
    await tab.waitIdle();
  };

  test('each length of the limit, chosen in the table, is what its row says', async () => {
    const count = await steps();
    for (const index of [1, 4]) {
      const row = (await rows('sensitivity.points'))[index];
      await tab.click(`sensitivity.points.row.${index}`);
      const window_ms = await window();
      assert.ok(window_ms > 0);
      const counts = countsOf({ window_ms });
      assert.deepEqual(row.slice(1, 1 + count).map(number), counts);
      assert.ok(shows(row[1 + count], counts.at(-1) / counts[0]), row.join());
      assert.equal((await tab.item('sensitivity.curve')).value, row[0], 'the limit in force is marked');
      await tab.press('Control+z');
      assert.equal(await window(), null);
    }
  });

  test('a click on the curve sets the limit, and undo lifts it', async () => {
    await pressCurve(0.5);
    const window_ms = await window();
    assert.ok(window_ms > 0);
    const { value } = await tab.item('sensitivity.curve');
    const curve = await rows('sensitivity.curve');
    const marked = curve.find(([name]) => name === value);
    const counts = countsOf({ window_ms });
    assert.ok(shows(marked.at(-1), counts.at(-1) / counts[0]), marked.join());
    assert.match((await tab.item('sensitivity.finding')).label, /^With no limit instead of /);
    await tab.press('Control+z');
    assert.equal(await window(), null);
  });

  test('the curve ends without a limit, and never falls under these rules', async () => {
    const curve = await rows('sensitivity.curve');
    assert.ok(curve.length >= 15 && curve.length <= 24, `${curve.length} points`);
    assert.equal(curve.at(-1)[0], 'No limit');
    const rates = curve.map((row) => (row.at(-1).startsWith('<') ? 0 : parseFloat(row.at(-1))));
    for (let i = 1; i < rates.length; i++) assert.ok(rates[i] >= rates[i - 1]);
    const counts = countsOf({});
    assert.ok(shows(curve.at(-1).at(-1), counts.at(-1) / counts[0]));
  });

  test('each order of the steps has the counts of its own funnel', async () => {
    const modes = await rows('sensitivity.modes');
    ['ordered', 'strict', 'any'].forEach((mode, index) => {
      const counts = countsOf({ mode });
      assert.deepEqual(modes.map((row) => number(row[1 + 2 * index])), counts, mode);
    });
  });

  test('an order that cannot count the steps says why', async () => {
    await tab.click('funnel.steps.2');
    await tab.click('funnel.steps.2.optional');
    assert.match((await tab.item('sensitivity.refused')).label, /^Strict order cannot be counted: .+optional/);
    await tab.press('Control+z');
    assert.ok(!await tab.has('sensitivity.refused'));
  });

  test('periods add up to the funnel, whatever the grain', async () => {
    const counts = countsOf({});
    for (const grain of ['month', 'week', 'automatic']) {
      await tab.click(`over_time.grain.${grain}`);
      const curve = await rows('over_time.curve');
      const table = await rows('over_time.table');
      if (table.length < curve.length) continue; // the table scrolls: its other rows are not on the screen
      const sum = (column) => table.reduce((all, row) => all + number(row[column]), 0);
      assert.equal(sum(1), counts[0], grain);
      assert.equal(sum(2), counts.at(-1), grain);
    }
  });

  test('without a limit nothing is said to be open; with one the latest entries are', async () => {
    assert.equal((await tab.readTable('over_time.table')).header.length, 5);
    assert.ok(!await tab.has('over_time.ring'));
    await tab.click('funnel.window');
    await tab.click('funnel.window.5'); // 30 days
    assert.equal(await window(), 30 * DAY_MS);
    assert.equal((await tab.readTable('over_time.table')).header.length, 6);
    assert.ok(await tab.has('over_time.ring'));
    await tab.press('Control+z');
  });
});

describe('its cards', () => {
  test('wait until they are in sight, on a telephone', () => withPage({ width: 390, height: 844, touch: true }, async (page) => {
    await page.drop([EVENTS]);
    await page.tap('nav.more');
    await page.tap('nav.funnel');
    const points = async () => (await page.page.evaluate(() => window.sluice.tables()))
      .some(({ key }) => key === 'sensitivity.points');
    assert.ok(!await points());
    await page.page.mouse.move(5, 400); // beside the tables, which scroll by themselves
    for (let turn = 0; turn < 60 && !await points(); turn++) {
      await page.page.mouse.wheel(0, 600);
      await page.waitIdle();
    }
    assert.ok(await points());
  }));
});
