// Segments and the groupings beside them, in the page: a segment explained, its words changed, a group and a drawn line
// that filter, each against the command line program under the same choices.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';
import { reportOf } from './support/program.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');

describe('segments', () => {
  let tab;
  before(async () => {
    tab = await open({ height: 4000, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS]);
  });
  after(async () => {
    await tab.close();
  });

  test('one is explained beside its screen, in numbers that the report has', async () => {
    await tab.click('nav.segments');
    await tab.click('segments.explain.champions');
    const champions = reportOf([ORDERS]).rfm.segments.find(({ id }) => id === 'champions');
    const customers = await tab.item('segment.customers');
    assert.match(customers.value, new RegExp(`^${champions.customers.toLocaleString('en')} `));
    assert.match((await tab.item('segment.who')).label, /customers, .* of all, who bring .* of the revenue/);
    assert.match((await tab.item('segment.recency.sentence')).label, /of all pairs\.$/);
    assert.match((await tab.item('segment.worth')).label, /This is the first segment/);
    await tab.press('Escape');
    assert.ok(!await tab.has('segment.who'));
  });

  test('moving up is worth what the means say', async () => {
    await tab.click('segments.explain.hibernating');
    assert.match((await tab.item('segment.worth')).label, /one in ten/);
    assert.match(await tab.names(), /segment\.ascent\./);
    await tab.press('Escape');
  });

  test('what to do is said in one’s own words, kept in the choices, and undone', async () => {
    await tab.click('segments.explain.champions');
    await tab.click('segment.advice');
    await tab.press('Control+a');
    await tab.type('Ring them up before the season begins, and ask them which of the new teas they would like to try first.');
    await tab.press('Tab');
    const advice = async () => (await tab.exportedReport()).rfm.segments.find(({ id }) => id === 'champions').advice.en;
    assert.match(await advice(), /^Ring them up before the season begins, and ask .* try first\.$/);
    await tab.click('segment.advice_reset');
    assert.equal(await advice(), reportOf([ORDERS]).rfm.segments.find(({ id }) => id === 'champions').advice.en);
    await tab.press('Escape');
  });

  test('a group of the life cycle filters every figure', async () => {
    await tab.click('nav.overview');
    await tab.click('overview.grouping.lifecycle');
    await tab.click('overview.group.at_risk.0');
    const { rfm } = await tab.exportedReport();
    assert.deepEqual(rfm, reportOf([ORDERS], { filter: { lifecycle: ['at_risk'] } }).rfm);
    await tab.click('filter.clear');
  });

  test('a line that is drawn leaves the customers within', async () => {
    const { x, y, w, h } = await tab.item('overview.scatter.plot');
    const corners = [[0.3, 0.2], [0.9, 0.2], [0.9, 0.7], [0.3, 0.7]].map(([right, down]) => [x + w * right, y + h * down]);
    await tab.page.mouse.move(...corners[0]);
    await tab.page.mouse.down();
    for (const corner of [...corners, corners[0]]) await tab.page.mouse.move(...corner, { steps: 8 });
    await tab.page.mouse.up();
    await tab.waitIdle();
    const { rfm } = await tab.exportedReport();
    assert.ok(rfm.selection.customers > 0 && rfm.selection.customers < rfm.all.customers, `${rfm.selection.customers}`);
    await tab.click('filter.clear');
  });
});
