// What leaves the page as a file or by the clipboard: workbooks, pictures of charts, tables.

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { SAMPLES, withPage } from './support/page.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');

/** What a chart's card is saved as. */
async function pictureOf(tab, card, kind) {
  await tab.click(`${card}.take_along`);
  return tab.saved(() => tab.click(`card.${kind}`));
}

describe('taking it along', () => {
  test('the customers as a workbook, which the page reads again', () => withPage({}, async (tab) => {
    await tab.drop([ORDERS]);
    const customers = (await tab.item('kpi.customers')).value;
    await tab.click('topbar.export');
    const workbook = await tab.saved(() => tab.click('export.customers.xlsx'));
    assert.equal(workbook.name, 'orders-customers.xlsx');
    assert.equal(workbook.bytes.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
    await tab.drop([{ name: 'again.xlsx', bytes: workbook.bytes }]);
    assert.equal((await tab.item('kpi.customers')).value, customers);
  }));

  for (const look of [{ lang: 'en', dark: false }, { lang: 'zh-CN', dark: true, width: 390, height: 844 }]) {
    test(`a chart as SVG and PNG (${look.lang}, ${look.dark ? 'dark' : 'light'})`, () => withPage(look, async (tab) => {
      await tab.drop([ORDERS]);
      const svg = await pictureOf(tab, 'overview.segments', 'svg');
      // Parsed by the page, whose policy refuses styles written into elements; a viewer has no such policy.
      const drawing = svg.bytes.toString().replace(/ style="[^"]*"/g, '');
      assert.match(svg.name, /\.svg$/);
      const facts = await tab.page.evaluate((text) => {
        const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
        return {
          root: root.nodeName,
          width: Number(root.getAttribute('width')),
          height: Number(root.getAttribute('height')),
          paths: root.querySelectorAll('path').length,
          texts: [...root.querySelectorAll('text')].map((node) => node.textContent),
          title: root.querySelector('title').textContent,
        };
      }, drawing);
      assert.equal(facts.root, 'svg', 'well-formed');
      assert.ok(facts.paths > 5 && facts.texts.length > 5, JSON.stringify(facts));
      assert.ok(facts.texts.includes(facts.title), 'the title of the card is on the picture');

      const png = await pictureOf(tab, 'overview.segments', 'png');
      assert.equal(png.bytes.subarray(1, 4).toString('latin1'), 'PNG');
      assert.equal(png.bytes.readUInt32BE(16), Math.floor(2 * Math.round(facts.width)), 'twice as wide');
    }));
  }
});
