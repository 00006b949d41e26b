// The event funnel put together by hand in the page: after every choice its numbers are those that the command line
// program makes of the same choices written as a spec.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES, withPage } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const EVENTS = path.join(SAMPLES, 'events.csv');
const HOUR_MS = 3_600_000;
const number = (text) => Number(text.replaceAll(',', ''));
const steps = (...events) => events.map((event) => ({ event }));

describe('an event funnel', () => {
  let tab;
  /** What was chosen so far: the tests below build on each other. */
  const funnel = {};

  before(async () => {
    tab = await open({ height: 4000, scale: 0.25 });
    await tab.pick('welcome.choose', [EVENTS]);
    await tab.click('nav.funnel');
  });
  after(async () => {
    assert.deepEqual(tab.errors, [], 'the console is clean');
    await tab.close();
  });

  /** Page and program agree; the table shows it. */
  const check = async () => {
    const wanted = reportOf([EVENTS], { funnel }).funnel;
    assert.deepEqual((await tab.exportedReport()).funnel, wanted);
    const { rows } = await tab.readTable('funnel.table');
    assert.deepEqual(rows.map((row) => number(row[1])), wanted.steps.map(({ count }) => count));
    return wanted;
  };
  const choose = async (select, option) => {
    await tab.click(select);
    await tab.click(`${select}.${option}`);
  };
  const shownSteps = async () => {
    const items = await tab.items();
    return items.filter(({ key }) => /^funnel\.steps\.\d+$/.test(key ?? '')).map(({ label }) => label);
  };
  /** Drags an item into the upper (-1) or lower (1) half of a step of the list. */
  const drag = async (from, to, half, { cancel = false } = {}) => {
    const { x, y, w, h } = await tab.item(to);
    const { mouse } = tab.page;
    await mouse.move(...await tab.center(from));
    await mouse.down();
    await mouse.move(x + w / 2, y + h / 2 + half * h / 4, { steps: 12 });
    await tab.waitIdle();
    if (cancel) await tab.press('Escape');
    await mouse.up();
    await tab.waitIdle();
  };
  const typeInto = async (field, text) => {
    await tab.click(field);
    await tab.press('Control+a');
    await tab.type(text);
    await tab.press('Enter');
  };

  test('begins with the steps that the file proposes', async () => {
    const { steps: proposed } = await check();
    assert.deepEqual(await shownSteps(), proposed.map(({ event }) => event));
    assert.ok(!await tab.has('funnel.steps.reset'));
  });

  test('takes an event that is dragged to a place in it', async () => {
    await drag('funnel.event.view', 'funnel.steps.4', -1);
    funnel.steps = steps('visit', 'view', 'cart', 'view', 'checkout', 'pay');
    assert.deepEqual(await shownSteps(), funnel.steps.map(({ event }) => event));
    await check();
  });

  test('is put in order by its handles, with the mouse and by arrow keys', async () => {
    await drag('funnel.steps.4.handle', 'funnel.steps.2', -1);
    assert.deepEqual(await shownSteps(), ['visit', 'view', 'view', 'cart', 'checkout', 'pay']);
    await drag('funnel.steps.1.handle', 'funnel.steps.4', 1, { cancel: true });
    assert.deepEqual(await shownSteps(), ['visit', 'view', 'view', 'cart', 'checkout', 'pay'], 'Escape leaves it');
    await tab.click('funnel.steps.5.handle');
    await tab.press('ArrowUp');
    await tab.press('ArrowUp');
    funnel.steps = steps('visit', 'view', 'checkout', 'view', 'cart', 'pay');
    assert.deepEqual(await shownSteps(), funnel.steps.map(({ event }) => event));
    await check();
    await tab.press('Control+z');
    await tab.press('Control+z');
    funnel.steps = steps('visit', 'view', 'view', 'cart', 'checkout', 'pay');
    await check();
  });

  test('has steps of several events, under a condition, optional, and in time', async () => {
    await tab.click('funnel.steps.3');
    const { events, properties } = reportOf([EVENTS], { funnel }).funnel;
    await choose('funnel.steps.3.events.add', 1); // of all but view, by their count
    funnel.steps[2].or_events = [events[2].event];
    await tab.click('funnel.steps.3.optional');
    funnel.steps[2].optional = true;
    await tab.click('funnel.steps.3.window');
    funnel.steps[2].window_ms = HOUR_MS;
    await check();

    await tab.click('funnel.steps.1');
    const device = properties.findIndex(({ title }) => title.en === 'Device');
    await choose('funnel.steps.1.where.add', device);
    await choose('funnel.steps.1.where.1.value.add', 0);
    const { name, values } = properties[device];
    funnel.steps[0].where = [{ property: name, values: [values[0]] }];
    await check();
    await tab.click('funnel.steps.1.where.1.is_not');
    funnel.steps[0].where[0].exclude_values = true;
    const { steps: counted } = await check();
    assert.ok(counted[0].count > 0);
    assert.equal((await tab.item('funnel.steps.1')).value, `Device: not ${values[0]}`);
    assert.match((await tab.readTable('funnel.table')).rows[2][0], /\(optional\)$/);
    await tab.click('funnel.steps.1');
  });

  test('counts within a window, and sessions with a pause of one’s own', async () => {
    await choose('funnel.window', 3);
    funnel.window_ms = 24 * HOUR_MS;
    await tab.click('funnel.unit.sessions');
    await typeInto('funnel.unit.gap', '45');
    funnel.unit = 'sessions';
    funnel.session_gap_ms = 45 * 60_000;
    await check();
    await tab.click('funnel.unit.entries');
    funnel.unit = 'entries';
    await check();
    await tab.click('funnel.unit.customers');
    funnel.unit = 'customers';
  });

  test('leaves out who did something in between', async () => {
    const { events } = reportOf([EVENTS], { funnel }).funnel;
    const position = events.findIndex(({ event }) => event === 'view');
    await choose('funnel.exclusions.add', position);
    await choose('funnel.exclusions.1.to', 1); // of the steps behind the first one that are not optional
    funnel.exclusions = [{ event: 'view', to: 3 }];
    const { steps: broken } = await check();
    await tab.click('funnel.rules.details');
    await choose('funnel.rules.exclusion', 1);
    funnel.rules = { exclusion: 'removes_whole' };
    const { steps: removed } = await check();
    assert.ok(removed[0].count < broken[0].count, 'whoever did it is in no step');
    await tab.click('funnel.exclusions.1.remove');
    delete funnel.exclusions;
  });

  test('follows each rule by its name', async () => {
    for (const rule of [{ anchor: 'first' }, { event_use: 'reused' }, { repeats: 'end_search' }]) {
      const [[name]] = Object.entries(rule);
      await choose(`funnel.rules.${name}`, 1);
      Object.assign(funnel.rules, rule);
      await check();
    }
    assert.ok(!(await tab.item('funnel.rules.preset')).value, 'a set of one’s own');
  });

  test('counts like another tool', async () => {
    const { presets } = reportOf([EVENTS], {}).funnel;
    for (const id of ['clickhouse_strict_order', 'clickhouse']) {
      const index = presets.findIndex((preset) => preset.id === id);
      await choose('funnel.rules.preset', index);
      const { mode, rules, name } = presets[index];
      Object.assign(funnel, { mode, rules });
      for (const step of funnel.steps) if (mode === 'strict') delete step.optional;
      const { preset } = await check();
      assert.equal(preset, id);
      assert.equal((await tab.item('funnel.rules.preset')).value, name);
    }
  });

  test('in any order', async () => {
    await tab.click('funnel.mode.any');
    funnel.mode = 'any';
    await check();
    assert.match((await tab.item('funnel.definition')).label, /in any order/);
  });

  test('goes back to the proposed steps', async () => {
    await tab.click('funnel.steps.reset');
    delete funnel.steps;
    await check();
  });
});

describe('its settings', () => {
  test('are used with a finger on a telephone', () => withPage({ width: 390, height: 844, touch: true }, async (tab) => {
    await tab.drop([EVENTS]);
    await tab.tap('nav.more');
    await tab.tap('nav.funnel');
    await tab.tap('settings.jump');
    await tab.tap('funnel.event.view');
    const visible = (await tab.items()).filter(({ key, w, h }) => key?.startsWith('funnel.') && w > 0 && h > 0);
    for (const { key, x, w } of visible) assert.ok(x >= 0 && x + w <= 390, key);
    assert.equal((await tab.item('funnel.steps.6')).label, 'view');
  }));

  test('find one of a hundred events', () => withPage({ height: 2400, scale: 0.25 }, async (tab) => {
    const rows = Array.from({ length: 400 }, (_, i) => `C${i % 20},Activity ${i % 100},2024-01-01 ${String(i % 24).padStart(2, '0')}:00:00`);
    const file = { name: 'receipt.csv', bytes: Buffer.from(`customer,event,time\n${rows.join('\n')}\n`) };
    await tab.drop([file]);
    await tab.click('nav.funnel');
    assert.match((await tab.item('funnel.events.more')).label, /100/);
    await tab.click('funnel.events.search');
    await tab.type('activity 77');
    const tiles = (await tab.items()).filter(({ key }) => key?.startsWith('funnel.event.'));
    assert.deepEqual(tiles.map(({ label }) => label), ['Activity 77']);
    await tab.click('funnel.event.Activity 77');
    assert.equal((await tab.exportedReport()).funnel.steps.at(-1).event, 'Activity 77');
  }));
});
