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

  test('every list of customers, in the format that is chosen', () => withPage({ width: 1920, height: 3000 }, async (tab) => {
    await tab.drop([ORDERS]);
    const { rhythm, comparison, rfm } = JSON.parse(await tab.exportedText());
    const largest = comparison.matrix.before.reduce((a, b) => (b.figures.customers > a.figures.customers ? b : a));
    const save = async (button, format) => {
      await tab.click(button);
      return tab.saved(() => tab.click(`export.customers.${format}`));
    };
    // How to come to each, where it is saved, under which name, and how many customers it has.
    const lists = [
      {
        open: () => tab.click('nav.retention'),
        button: 'rhythm.export',
        name: 'overdue',
        customers: rhythm.overdue,
      },
      {
        async open() {
          await tab.click('nav.changes');
          await tab.click('changes.tab.comparison');
          await tab.click(`changes.matrix.cell.${comparison.matrix.before.indexOf(largest)}.total`);
        },
        button: 'changes.flow.export',
        name: 'comparison',
        customers: largest.figures.customers,
      },
      {
        open: () => tab.click('nav.clusters'),
        button: 'clusters.export',
        name: 'clusters',
        customers: rfm.all.customers,
      },
    ];
    for (const { open, button, name, customers } of lists) {
      await open();
      await tab.waitIdle();
      const rows = JSON.parse((await save(button, 'json')).bytes);
      assert.equal(rows.length, customers, name);
      const plain = (await save(button, 'csv')).bytes.toString();
      assert.equal(plain.trimEnd().split('\r\n').length, customers + 1, name);
      const marked = await save(button, 'csv_bom');
      assert.equal(marked.name, `orders-${name}.csv`);
      assert.equal(marked.bytes.toString(), `\ufeff${plain}`);
      const workbook = await save(button, 'xlsx');
      assert.equal(workbook.name, `orders-${name}.xlsx`);
      assert.equal(workbook.bytes.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
      await tab.press('Escape');
    }
    assert.deepEqual(tab.errors, []);
  }));

  test('a chart that is wider than the screen is whole on its picture, and has no controls', () => withPage({ width: 390, height: 844 }, async (tab) => {
    await tab.drop([ORDERS]);
    await tab.click('nav.more');
    await tab.click('nav.retention');
    const { header, rows } = await tab.readTable('cohorts.map');
    const svg = (await pictureOf(tab, 'cohorts.card', 'svg')).bytes.toString();
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    assert.ok(texts.includes(header.at(-1)), 'the last period');
    for (const cell of rows[0].slice(1).filter(Boolean)) assert.ok(texts.includes(cell), `the mean ${cell}`);
    assert.ok(Number(svg.match(/<svg[^>]* width="([0-9.]+)"/)[1]) > 390);
    for (const control of ['cohorts.period.month', 'cohorts.export']) {
      assert.ok(!texts.includes((await tab.item(control)).label), control);
    }
  }));

  test('a chart as a picture on the clipboard', () => withPage({}, async (tab) => {
    await tab.drop([ORDERS]);
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab.click('overview.segments.take_along');
    await tab.click('card.copy_picture');
    const copied = await tab.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const picture = await createImageBitmap(await item.getType('image/png'));
      return { types: item.types, width: picture.width, height: picture.height };
    });
    assert.deepEqual(copied.types, ['image/png']);
    const svg = (await pictureOf(tab, 'overview.segments', 'svg')).bytes.toString();
    const [width, height] = ['width', 'height'].map((side) =>
      Number(svg.match(new RegExp(`<svg[^>]* ${side}="([0-9.]+)"`))[1]));
    assert.ok(width > 200 && height > 100, `${width} x ${height}`);
    assert.ok(Math.abs(copied.width - 2 * width) <= 2 && Math.abs(copied.height - 2 * height) <= 2,
      `${copied.width} x ${copied.height} of ${width} x ${height}`);
  }));

  for (const [how, refuse] of Object.entries({
    refuses: () => { navigator.clipboard.write = () => Promise.reject(new DOMException('a test', 'NotAllowedError')); },
    'has no such clipboard': () => { delete window.ClipboardItem; },
  })) {
    test(`a browser that ${how} saves the picture instead, and says so`, () => withPage({}, async (tab) => {
      await tab.drop([ORDERS]);
      await tab.page.evaluate(refuse);
      const { name, bytes } = await pictureOf(tab, 'overview.segments', 'copy_picture');
      assert.match(name, /\.png$/);
      assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
      await tab.waitIdle();
      const said = await tab.page.evaluate(() => window.sluice.announcements());
      assert.ok(said.some((text) => text.includes(`saved as ${name} instead`)), said.join('\n'));
    }));
  }

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
