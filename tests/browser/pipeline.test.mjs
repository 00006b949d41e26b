// The sales pipeline put together by hand in the page: after every choice its numbers are those that the command line
// program makes of the same choices written as a spec.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES, withPage } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const OPPORTUNITIES = path.join(SAMPLES, 'opportunities.csv');
const number = (text) => Number(text.replaceAll(',', ''));

describe('a sales pipeline', () => {
  let tab;
  /** What was chosen so far: the tests below build on each other. */
  const spec = { pipeline: {} };

  before(async () => {
    tab = await open({ height: 6000, scale: 0.25, width: 1600 });
    await tab.pick('welcome.choose', [OPPORTUNITIES]);
    await tab.click('nav.funnel');
  });
  after(async () => {
    assert.deepEqual(tab.errors, [], 'the console is clean');
    await tab.close();
  });

  /** Page and program agree; figures and table show it. */
  const check = async () => {
    const wanted = reportOf([OPPORTUNITIES], spec).pipeline;
    assert.deepEqual((await tab.exportedReport()).pipeline, wanted);
    assert.equal(number((await tab.item('pipeline.figure.open')).value), wanted.totals.open);
    assert.equal(number((await tab.item('pipeline.figure.rotten')).value), wanted.rotten);
    const open = await tab.readColumn('pipeline.stages', 'Open');
    assert.deepEqual(open.map(number), wanted.stages.map((stage) => stage.open.opportunities));
    const rotten = await tab.readColumn('pipeline.stages', 'Rotten');
    assert.deepEqual(rotten.map(number), wanted.stages.map((stage) => stage.ages.rotten));
    return wanted;
  };
  const choose = async (select, option) => {
    await tab.click(select);
    await tab.click(`${select}.${option}`);
  };
  const typeInto = async (field, text) => {
    await tab.click(field);
    await tab.press('Control+a');
    await tab.type(text);
    await tab.press('Enter');
  };

  test('stands under the funnel of opportunities', async () => {
    const { stages, win_rate: rate } = await check();
    assert.deepEqual(await tab.readColumn('pipeline.stages', 'Stage'), stages.map(({ stage }) => stage));
    assert.equal((await tab.item('pipeline.figure.win_rate')).value, `${(100 * rate.value).toFixed(1)}%`);
    await tab.hover('pipeline.figure.win_rate');
    assert.match((await tab.item('tooltip')).label, new RegExp(`${rate.count} / ${rate.of} = `));
  });

  test('takes a probability that is set by hand, and gives the estimate back', async () => {
    await tab.click('pipeline.stages.row.1');
    await typeInto('pipeline.stage.probability', '75');
    const { stages: [, second] } = reportOf([OPPORTUNITIES], spec).pipeline;
    spec.pipeline.stages = [{ stage: second.stage, probability: 0.75 }];
    await check();
    assert.equal((await tab.readColumn('pipeline.stages', 'Probability of winning'))[1], '75.0% ●');
    await tab.click('pipeline.given.2.remove');
    delete spec.pipeline.stages;
    await check();
    await tab.press('Control+z');
    spec.pipeline.stages = [{ stage: second.stage, probability: 0.75 }];
    await check();
    await tab.click('pipeline.stage.back');
    delete spec.pipeline.stages;
    await check();
  });

  test('takes a limit of days for one stage and for all', async () => {
    await typeInto('pipeline.limit', '45');
    spec.pipeline.rotten_days = 45;
    const { stages: [, second] } = await check();
    await typeInto('pipeline.stage.limit', '10');
    spec.pipeline.stages = [{ stage: second.stage, rotten_days: 10 }];
    const { rotten } = await check();
    const list = await tab.saved(async () => {
      await tab.click('pipeline.rotten.export');
      await tab.click('export.customers.json');
    });
    assert.equal(JSON.parse(list.bytes).length, rotten);
  });

  test('lists the rotten in the order of a column', async () => {
    await tab.click('pipeline.rotten.age');
    const ages = await tab.readColumn('pipeline.rotten', 'Age');
    const days = ages.map((age) => parseFloat(age));
    assert.ok(days.length > 1);
    assert.deepEqual(days, days.toSorted((a, b) => b - a));
  });

  test('tells what a better rate would bring', async () => {
    await tab.click('pipeline.what_if.1');
    await tab.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    const shown = (await tab.exportedReport()).pipeline;
    const [first] = shown.what_if.stages;
    assert.ok(first.changed && first.rate_then !== first.rate_now);
    spec.pipeline.what_if = [{ stage: first.stage, rate: first.rate_then }];
    const { what_if: { value_now: now, value_then: then, stages } } = await check();
    assert.ok(Math.abs(then - now) > 0);
    assert.ok(stages.slice(1).every(({ probability_now: before, probability_then: after_ }) => before === after_));
    await tab.click('pipeline.what_if.reset');
    delete spec.pipeline.what_if;
    await check();
  });

  test('is broken down by another property', async () => {
    const { properties } = reportOf([OPPORTUNITIES], spec).pipeline;
    const source = properties.findIndex(({ name }) => name === 'source');
    await choose('pipeline.property', source);
    spec.pipeline.property = 'source';
    const { breakdown } = await check();
    const lost = await tab.readColumn('pipeline.properties', 'Lost');
    assert.deepEqual(lost.map(number), breakdown.rows.map((row) => row.lost));
  });

  test('is shown as of another day', async () => {
    await typeInto('pipeline.as_of', '2026-03-01');
    spec.pipeline.as_of = '2026-03-01';
    const { totals } = await check();
    assert.ok(totals.opened_later > 0);
  });

  test('follows the stages of the funnel', async () => {
    await tab.click('funnel.steps.1.remove');
    const { funnel } = await tab.exportedReport();
    spec.funnel = { steps: funnel.steps.map(({ event, zone }) => ({ event, zone })) };
    await check();
  });
});

describe('its screen', () => {
  test('is used with a finger on a telephone, in Chinese', () => withPage(
    { width: 390, height: 844, touch: true, lang: 'zh-CN' },
    async (tab) => {
      await tab.drop([OPPORTUNITIES]);
      await tab.tap('nav.more');
      await tab.tap('nav.funnel');
      const visible = (await tab.items()).filter(({ key, w, h }) => key?.startsWith('pipeline.') && w > 0 && h > 0);
      for (const { key, x, w } of visible) assert.ok(x >= 0 && x + w <= 390, key);
      const { header } = await tab.readTable('pipeline.stages');
      assert.ok(header.includes('赢单概率'), header.join());
    },
  ));

  test('is not there without opportunities', () => withPage({ height: 3000, scale: 0.25 }, async (tab) => {
    await tab.drop([path.join(SAMPLES, 'events.csv')]);
    await tab.click('nav.funnel');
    assert.ok(!await tab.has('pipeline.card'));
    assert.equal((await tab.exportedReport()).pipeline, null);
  }));
});
