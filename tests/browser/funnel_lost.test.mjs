// From a loss of the funnel to those behind it in the page: who they are, where they went, what sets them apart, and the
// same people on every other screen. Counted again from the file's rows, and by the command line program.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES, withPage } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');
const EVENTS = path.join(SAMPLES, 'events.csv');
const number = (text) => Number(text.replaceAll(',', ''));

/** By customer: events in time, those of one time by name. */
function journeys() {
  const [header, ...lines] = fs.readFileSync(EVENTS, 'utf8').trim().split(/\r?\n/);
  const column = (name) => header.split(',').indexOf(name);
  const [time, event, customer] = ['Event Time', 'Event', 'Customer ID'].map(column);
  const all = new Map();
  for (const line of lines) {
    const cells = line.split(',');
    if (!all.has(cells[customer])) all.set(cells[customer], []);
    all.get(cells[customer]).push({ time: cells[time], event: cells[event] });
  }
  const order = (a, b) => (a.time < b.time || (a.time === b.time && a.event < b.event) ? -1 : 1);
  for (const journey of all.values()) journey.sort(order);
  return all;
}

/** The times of the steps in their order, each as early as it can be; as many as are reached. */
function stepTimes(journey, steps) {
  const times = [];
  for (const step of steps) {
    const next = journey.find(({ event, time }) => event === step && time >= (times.at(-1) ?? ''));
    if (!next) break;
    times.push(next.time);
  }
  return times;
}

/** Of the customers who came to step `reached` and no further: who they are, and what they did next, as counts. */
function lostAt(steps, reached, depth) {
  const customers = [];
  const levels = Array.from({ length: depth }, () => new Map());
  for (const [customer, journey] of journeys()) {
    const times = stepTimes(journey, steps);
    if (times.length !== reached) continue;
    customers.push(customer);
    const next = journey.filter(({ time }) => time > times.at(-1));
    for (let level = 0; level < depth && level <= next.length; level++) {
      const name = next[level]?.event ?? 'nothing more';
      levels[level].set(name, (levels[level].get(name) ?? 0) + 1);
    }
  }
  return { customers, levels };
}

describe('those who are lost in a funnel', () => {
  let tab;
  let funnel;
  let steps;

  before(async () => {
    tab = await open({ height: 6000, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS, EVENTS]);
    await tab.click('nav.funnel');
    funnel = reportOf([ORDERS, EVENTS]).funnel;
    steps = funnel.steps.map(({ event }) => event);
  });
  after(async () => {
    assert.deepEqual(tab.errors, [], 'the console is clean');
    await tab.close();
  });

  const choose = async (select, option) => {
    await tab.click(select);
    await tab.click(`${select}.${option}`);
  };

  test('are listed when the loss is pressed', async () => {
    await tab.click(`funnel.step.${steps.length}.loss`);
    assert.equal((await tab.item('people.step')).value, steps.at(-1));
    const { customers } = lostAt(steps, steps.length - 1, 1);
    assert.equal(customers.length, funnel.steps.at(-1).drop_off);
    const { rows } = await tab.readTable('people.table');
    for (const [customer] of rows) assert.ok(customers.includes(customer), customer);
    const segments = await tab.readTable('people.segments');
    assert.equal(segments.rows.reduce((sum, row) => sum + number(row[1]), 0), customers.length);
  });

  test('have a journey each, on a line and in a table', async () => {
    const [[customer]] = (await tab.readTable('people.table')).rows;
    await tab.click('people.table.row.0');
    const reached = stepTimes(journeys().get(customer), steps);
    const outcome = (await tab.item('journey.outcome')).label;
    assert.ok(outcome.includes(steps[reached.length - 1]), outcome);
    assert.ok(outcome.includes(`step ${reached.length} of ${steps.length}`), outcome);
    assert.ok((await tab.item('journey.line')).w > 0);
    const events = (await tab.readTable('journey.table')).rows.map(([, event]) => event);
    assert.ok(events.length > 0);
    for (const event of events) assert.ok(journeys().get(customer).some((own) => own.event === event), event);
  });

  test('went where their rows say, behind every step', async () => {
    await choose('afterwards.floor', 0);
    for (let reached = 1; reached < steps.length; reached++) {
      await choose('afterwards.step', reached);
      const { customers, levels } = lostAt(steps, reached, 3);
      assert.ok((await tab.item('afterwards.conclusion')).label.includes(customers.length.toLocaleString('en')));
      const { rows } = await tab.readTable('afterwards.flows');
      levels.forEach((counts, level) => {
        const shown = new Map();
        for (const [, to, count] of rows) {
          const [, place, name] = to.match(/^Event (\d+): (.*)$/);
          if (Number(place) === level + 1) shown.set(name, (shown.get(name) ?? 0) + number(count));
        }
        for (const [name, count] of shown) {
          if (!name.startsWith('other (')) assert.equal(count, counts.get(name), `${name} behind ${reached}`);
        }
        const sum = (values) => [...values].reduce((all, one) => all + one, 0);
        assert.equal(sum(shown.values()), sum(counts.values()), `level ${level + 1} behind ${reached}`);
      });
    }
  });

  test('are followed further, and rare events are put together', async () => {
    const bars = async () => (await tab.items()).map(({ key }) => key ?? '').filter((key) => /^afterwards\.flows\.\d/.test(key));
    await choose('afterwards.step', 0);
    await choose('afterwards.depth', 5);
    const all = await bars();
    assert.ok(all.some((key) => key.startsWith('afterwards.flows.4.')), all.join(' '));
    await choose('afterwards.floor', 5);
    assert.ok((await bars()).length < all.length);
  });

  test('are set apart by what the files say of them', async () => {
    const { header, rows } = await tab.readTable('traits.table');
    assert.equal(header[4], 'Odds ratio');
    assert.ok(rows.length > 0);
    for (const row of rows) assert.ok(number(row[4]) > 0, row.join(' '));
    assert.match((await tab.item('traits.definition')).label, /Holm/);
  });

  test('are the filter of every screen', async () => {
    await tab.click('people.filter');
    const wanted = { outcome: 'lost', step: steps.length - 1, event: steps.at(-2) };
    const byProgram = reportOf([ORDERS, EVENTS], { filter: { funnel: wanted } });
    const exported = await tab.exportedReport();
    assert.deepEqual(exported.rfm, byProgram.rfm);
    assert.deepEqual(exported.funnel, byProgram.funnel);
    const { customers } = lostAt(steps, steps.length - 1, 1);
    const buyers = new Set(fs.readFileSync(ORDERS, 'utf8').match(/C\d{5}/g));
    assert.ok(exported.rfm.selection.customers <= customers.filter((customer) => buyers.has(customer)).length);
    assert.match((await tab.item('filter.funnel')).label, new RegExp(steps.at(-2)));
    await tab.click('nav.overview');
    assert.ok(await tab.has('filter.funnel'));
    await tab.click('audiences.keep');
    await tab.click('audience.name');
    await tab.type('Left before the end');
    await tab.press('Enter');
    await tab.click('filter.clear');
    assert.ok(!await tab.has('filter.funnel'));
    await tab.click('audiences');
    await tab.click('audiences.choose0');
    assert.ok(await tab.has('filter.funnel'));
    assert.equal((await tab.exportedReport()).rfm.selection.customers, exported.rfm.selection.customers);
  });

  test('are a filter no more once the funnel has another step there', async () => {
    await tab.click('nav.funnel');
    await tab.click('funnel.steps.1.handle');
    await tab.press('ArrowDown');
    await tab.click('funnel.event.pay');
    assert.equal(await tab.has('filter.funnel'), true, 'the step itself has stayed');
    await tab.click('funnel.steps.reset');
    assert.ok(!await tab.has('filter.funnel'));
  });
});

describe('where they went', () => {
  test('is read on a telephone, in Chinese', () => withPage({ width: 390, height: 844, touch: true, lang: 'zh-CN' }, async (tab) => {
    await tab.drop([EVENTS]);
    await tab.tap('nav.more');
    await tab.tap('nav.funnel');
    const items = (await tab.items()).filter(({ key, w, h }) => key?.startsWith('afterwards.') && w > 0 && h > 0);
    for (const { key, x, w } of items) assert.ok(x >= 0 && x + w <= 390, key);
  }));
});
