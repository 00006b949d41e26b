// A segment map of the user's own, made in the page: changed, checked, saved as a file, opened again, and undone.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, SAMPLES } from './support/page.mjs';

const ORDERS = path.join(SAMPLES, 'orders.csv');

describe('map editor', () => {
  let tab;
  let saved; // the map as a file
  before(async () => {
    tab = await open({ height: 3000, scale: 0.25 });
    await tab.pick('welcome.choose', [ORDERS]);
    await tab.click('nav.segments');
  });
  after(async () => {
    assert.deepEqual(tab.errors, [], 'the console is clean');
    await tab.close();
  });

  const cell = async (key) => (await tab.item(`map_editor.sheet0.${key}`)).label;

  test('a copy of the map in force is in order', async () => {
    await tab.click('settings.map.edit');
    await tab.item('map_editor.in_order');
    assert.match(await cell('55'), /Champions/);
  });

  test('a cell goes to the chosen segment and back by undo', async () => {
    const before = await cell('11');
    await tab.click('map_editor.sheet0.11');
    await tab.waitIdle();
    assert.match(await cell('11'), /Champions/);
    await tab.press('Control+z');
    await tab.waitIdle();
    assert.equal(await cell('11'), before);
  });

  test('a segment without a cell is said to be a mistake', async () => {
    await tab.click('map_editor.add_segment');
    await tab.waitIdle();
    assert.match((await tab.item('map_editor.finding0')).label, /has no cell/);
    await tab.click('map_editor.sheet0.12');
    await tab.waitIdle();
    assert.match(await cell('12'), /New segment/);
    await tab.item('map_editor.in_order');
  });

  test('the map is a file that can be opened with other data', async () => {
    saved = await tab.saved(() => tab.click('map_editor.export'));
    const map = JSON.parse(saved.bytes.toString());
    assert.equal(map.cells['12'], 'segment');
    assert.equal(Object.keys(map.cells).length, 25);
    await tab.click('map_editor.remove');
    await tab.waitIdle();
    assert.ok(!(await tab.has('map_editor.heading')), 'without a map of one\'s own there is no editor');
    await tab.pick('settings.map.open', [{ name: saved.name, mimeType: 'application/json', buffer: saved.bytes }]);
    await tab.waitIdle();
    await tab.click('settings.map.edit');
    assert.match(await cell('12'), /New segment/);
  });

  test('dropped, it is told from data by its name', async () => {
    await tab.click('map_editor.remove');
    await tab.waitIdle();
    await tab.drop([{ name: saved.name, bytes: saved.bytes }]);
    await tab.waitIdle();
    assert.ok(!(await tab.has('arrival.open')), 'it is no other data');
    await tab.click('settings.map.edit');
    assert.match(await cell('12'), /New segment/);
  });

  test('a link carries the map', async () => {
    await tab.click('map_editor.done');
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab.click('topbar.link');
    const link = await tab.page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#/);
    assert.ok(link.length < 8000, `${link.length} characters`);
  });
});
