// An A/B test in the page: after every choice its numbers are those that the command line program makes of the same
// choices written as a spec.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES, withPage } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sluice-experiment-'));
const MAILING = path.join(folder, 'mailing.csv');
const ARMS = path.join(folder, 'arms.csv');
/** 600 people in three arms: every `each`-th one visits, every third of those buys. */
const arm = (name, each) => Array.from({ length: 200 }, (_, i) => {
  const visit = i % each === 0, buys = visit && i % (3 * each) === 0;
  return `${name},${Number(visit)},${Number(buys)},${buys ? 10 + (i % 7) : 0}`;
});
writeFileSync(MAILING, ['segment,visit,conversion,spend', ...arm('No E-Mail', 10), ...arm('Mens E-Mail', 4),
  ...arm('Womens E-Mail', 9), ''].join('\n'));
writeFileSync(ARMS, 'arm,sent,reached,converted,spend\nA,1000,400,20,300\nB,1300,500,60,900\n');
after(() => rmSync(folder, { recursive: true }));

const number = (text) => Number(text.replaceAll(',', ''));

describe('an A/B test of persons', () => {
  let tab;
  /** What was chosen so far: the tests below build on each other. */
  const spec = { experiment: {} };

  before(async () => {
    tab = await open({ height: 3000, scale: 0.25, width: 1600 });
    await tab.pick('welcome.choose', [MAILING]);
    await tab.click('nav.funnel');
  });
  after(async () => {
    assert.deepEqual(tab.errors, [], 'the console is clean');
    await tab.close();
  });

  /** Page and program agree; tables and sentences show it. */
  const check = async () => {
    const wanted = reportOf([MAILING], spec).experiment;
    assert.deepEqual((await tab.exportedReport()).experiment, wanted);
    const counts = wanted.outcomes.flatMap((_, i) => wanted.arms.map(({ outcomes }) => outcomes[i].count));
    assert.deepEqual((await tab.readColumn('experiment.rates', 'Count')).map(number), counts);
    assert.equal((await tab.item('experiment.verdict.1')).label, wanted.arms[1].verdict.en);
    return wanted;
  };
  const choose = async (select, option) => {
    await tab.click(select);
    await tab.click(`${select}.${option}`);
  };

  test('is recognised, and compared with those who got no mail', async () => {
    const { arm: column_, control, outcomes, amount } = await check();
    assert.deepEqual([column_, control, outcomes, amount],
      ['segment', 'No E-Mail', ['visit', 'conversion'], 'spend']);
    assert.deepEqual((await tab.readColumn('experiment.revenue', 'Buyers')).map(number),
      reportOf([MAILING], spec).experiment.arms.map(({ revenue }) => revenue.buyers));
    await tab.hover('experiment.chart.1');
    assert.match((await tab.item('tooltip')).label, /Mens E-Mail/);
  });

  test('is compared with another arm', async () => {
    const { arms } = reportOf([MAILING], spec).experiment;
    await choose('experiment.control', 1);
    spec.experiment.control = arms[1].name;
    assert.equal((await check()).arms[0].name, arms[1].name);
  });

  test('goes without money, and without an outcome', async () => {
    await choose('experiment.amount', 0);
    spec.experiment.amount = '';
    await check();
    assert.ok(!await tab.has('experiment.revenue_card'));
    await tab.click('experiment.outcome.visit.remove');
    spec.experiment.outcomes = ['conversion'];
    await check();
  });
});

describe('its screen', () => {
  test('is used with a finger on a telephone, in Chinese', () => withPage(
    { width: 390, height: 844, touch: true, lang: 'zh-CN' },
    async (tab) => {
      await tab.drop([MAILING]);
      await tab.tap('nav.more');
      await tab.tap('nav.funnel');
      const visible = (await tab.items()).filter(({ key, w, h }) => key?.startsWith('experiment.') && w > 0 && h > 0);
      assert.ok(visible.length > 5);
      for (const { key, x, w, role } of visible) {
        if (role !== 'row' && role !== 'columnheader') assert.ok(x >= 0 && x + w <= 390, key);
      }
      assert.equal((await tab.item('experiment.card')).label, 'A/B 测试');
      assert.ok((await tab.readMirrorTable('experiment.rates')).header.includes('人数'));
    },
  ));

  test('of totals warns of unequal arms and says why there is no interval', () => withPage(
    { height: 3000, scale: 0.25 },
    async (tab) => {
      await tab.drop([ARMS]);
      await tab.click('nav.funnel');
      assert.ok(await tab.has('experiment.split'));
      assert.ok(await tab.has('experiment.revenue_absence'));
    },
  ));

  test('says what file it needs', () => withPage({ height: 9000, scale: 0.25 }, async (tab) => {
    await tab.drop([path.join(SAMPLES, 'opportunities.csv')]);
    await tab.click('nav.funnel');
    assert.ok(await tab.has('experiment.card'));
    assert.equal((await tab.exportedReport()).experiment, null);
  }));
});
