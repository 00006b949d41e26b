// The browser around the application: input of every kind, files, clipboard, sizes, the graphics context, privacy.
// What the screens show is tested elsewhere; here a screen is only something to type into, to scroll and to read.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DIST, SAMPLES, Tab, open } from './support/page.mjs';

const SEED = path.join(SAMPLES, 'seed_rfm_100.csv');

/** The customers screen with the seed table in it. */
async function openCustomers(options) {
  const tab = await open({ ...options, query: '?sample=seed' });
  await tab.click('nav.customers');
  return tab;
}

const searchText = async (tab) => (await tab.item('customers.search')).value ?? '';
const focusedElement = (tab) => tab.page.evaluate(() => document.activeElement.id);

/** Rows of the customers' table that are drawn now. */
const shownCustomers = async (tab) => (await tab.readTable('customers.table')).rows.map(([first]) => first);

async function touch(tab, type, ...points) {
  tab.devtools ??= await tab.context.newCDPSession(tab.page);
  const touchPoints = points.map(([x, y], id) => ({ x, y, id }));
  await tab.devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
}

/** One finger from a point, in steps as fast as the screen's. */
async function swipe(tab, [x, y], dx, dy, steps = 8) {
  await touch(tab, 'touchStart', [x, y]);
  for (let i = 1; i <= steps; i += 1) {
    await touch(tab, 'touchMove', [x + (dx * i) / steps, y + (dy * i) / steps]);
    await tab.page.waitForTimeout(8);
  }
}

async function scrollDown(tab) {
  await tab.page.mouse.move(195, 800);
  await tab.page.mouse.wheel(0, 400);
  await tab.waitIdle();
}

describe('typing', () => {
  /** @type {Tab} */
  let tab;
  before(async () => { tab = await openCustomers(); });
  after(() => tab.close());

  const clear = async () => {
    await tab.click('customers.search');
    await tab.press('Control+a', 'Delete');
    assert.equal(await searchText(tab), '');
  };

  test('a text field takes letters, accents and editing keys', async () => {
    await clear();
    await tab.type('Łukasz é');
    await tab.press('Backspace', 'Backspace', 'Home', 'Delete');
    await tab.type('L');
    assert.equal(await searchText(tab), 'Lukasz');
    assert.equal(await focusedElement(tab), 'keyboard');
  });

  test('a second click into the field keeps the keyboard', async () => {
    await clear();
    await tab.type('ab');
    await tab.click('customers.search');
    await tab.type('c');
    assert.equal((await searchText(tab)).length, 3);
  });

  test('Chinese is composed at the caret and arrives when it is chosen', async () => {
    await clear();
    const devtools = await tab.context.newCDPSession(tab.page);
    await devtools.send('Input.imeSetComposition', { text: 'zhangwei', selectionStart: 8, selectionEnd: 8 });
    await tab.page.waitForSelector('#keyboard.composing');
    const composing = await tab.page.evaluate(() => {
      const { left, width, top, bottom } = document.getElementById('keyboard').getBoundingClientRect();
      return { left, width, top, bottom };
    });
    const field = await tab.item('customers.search');
    assert.ok(composing.width > 30, `room for what is composed: ${composing.width}`);
    assert.ok(composing.left >= field.x - 2 && composing.left < field.x + field.w, 'beside the caret');
    assert.ok(composing.top >= field.y - 1 && composing.bottom <= field.y + field.h + 1, JSON.stringify(composing));
    assert.equal(await searchText(tab), '', 'nothing arrives before it is chosen');
    await devtools.send('Input.insertText', { text: '张伟' });
    await tab.waitIdle();
    assert.equal(await searchText(tab), '张伟');
  });

  test('copy, cut and paste', async () => {
    await clear();
    await tab.type('客户 42');
    await tab.press('Control+a', 'Control+c', 'End', 'Control+v');
    assert.equal(await searchText(tab), '客户 42客户 42');
    await tab.press('Control+a', 'Control+x');
    assert.equal(await searchText(tab), '');
    await tab.press('Control+v');
    assert.equal(await searchText(tab), '客户 42客户 42');
  });

  test('the keyboard of a touch device, which sends no keys, can delete', async () => {
    await clear();
    await tab.type('abc');
    await tab.page.evaluate(() => {
      const event = new InputEvent('beforeinput', { inputType: 'deleteContentBackward', cancelable: true, bubbles: true });
      document.getElementById('keyboard').dispatchEvent(event);
    });
    await tab.waitIdle();
    assert.equal(await searchText(tab), 'ab');
  });

  test('shortcuts of the browser stay the browser’s', async () => {
    const withControl = ['r', 'l', 't', 'w', 'f', 'p', '+', '-', '0', '1', 'Tab', 'PageDown'].map((key) => [key, 'ctrlKey']);
    const chords = [['F5'], ['F12'], ['F3'], ...withControl, ['ArrowLeft', 'altKey'], ['d', 'altKey'], ['r', 'metaKey']];
    const prevented = await tab.page.evaluate((all) => all.filter(([key, modifier]) => {
      const code = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
      const held = modifier ? { [modifier]: true } : {};
      const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...held });
      document.activeElement.dispatchEvent(event);
      return event.defaultPrevented;
    }), chords);
    assert.deepEqual(prevented, []);
  });

  test('leaving the field gives the keyboard back to the canvas, where Tab moves on', async () => {
    await clear();
    await tab.press('Escape', 'Tab');
    const focused = (await tab.items()).filter((item) => item.focused);
    assert.equal(focused.length, 1);
    const described = await tab.page.evaluate(() => {
      const element = document.getElementById(document.activeElement.getAttribute('aria-activedescendant'));
      return `${element?.ariaLabel ?? ''} ${element?.textContent ?? ''}`;
    });
    assert.ok(described.includes(focused[0].label), `"${focused[0].label}" is described as "${described}"`);
  });
});

describe('scrolling and touch', () => {
  test('the wheel scrolls what lies under it', async () => {
    const tab = await openCustomers({ height: 500 });
    try {
      const first = await shownCustomers(tab);
      await tab.page.mouse.move(640, 400);
      await tab.page.mouse.wheel(0, 400);
      await tab.waitIdle();
      assert.notDeepEqual(await shownCustomers(tab), first);
    } finally {
      await tab.close();
    }
  });

  test('a finger taps, scrolls with momentum, and two fingers zoom the page', async () => {
    const tab = await openCustomers({ touch: true, width: 390, height: 700, scale: 2 });
    try {
      await tab.tap('customers.search');
      assert.equal(await focusedElement(tab), 'keyboard', 'a tap into a field brings up the keyboard');
      const before = await shownCustomers(tab);
      await swipe(tab, [195, 600], 0, -160);
      const dragged = await shownCustomers(tab);
      assert.notDeepEqual(dragged, before, 'the table follows the finger');
      await touch(tab, 'touchEnd');
      await tab.waitIdle();

      await touch(tab, 'touchStart', [150, 400], [250, 400]);
      for (let i = 1; i <= 8; i += 1) {
        await touch(tab, 'touchMove', [150 - i * 8, 400], [250 + i * 8, 400]);
        await tab.page.waitForTimeout(16);
      }
      await touch(tab, 'touchEnd');
      assert.ok(await tab.page.evaluate(() => visualViewport.scale) > 1.2);
    } finally {
      await tab.close();
    }
  });

  test('a finger that sets out sideways over bars chooses them, downwards it scrolls', async () => {
    const tab = await open({ touch: true, width: 390, height: 1600, query: '?sample=seed' });
    try {
      await tab.tap('nav.segments');
      while (!(await tab.has('scores.monetary'))) await scrollDown(tab);
      const swipeBars = async (dx, dy) => {
        const { x, y, w, h } = await tab.item('scores.recency');
        await swipe(tab, [x + w / 5, y + h / 2], dx, dy);
        await touch(tab, 'touchEnd');
        await tab.waitIdle();
      };
      const before = (await tab.item('scores.recency')).y;
      await swipeBars(10, 120); // up the page, which may be at its end
      assert.ok((await tab.item('scores.recency')).y > before + 60, 'the page follows the finger');
      assert.ok(!(await tab.has('filter.clear')));
      await swipeBars(150, 15);
      assert.ok(await tab.has('filter.clear'), 'bars are chosen');
    } finally {
      await tab.close();
    }
  });

  test('a finger that leaves in motion lets the content glide on', async () => {
    const tab = await openCustomers({ touch: true, width: 390, height: 700 });
    try {
      // All in the page, so that the last move and the end are as close as those of a real finger.
      const moved = await tab.page.evaluate(async () => {
        const canvas = document.getElementById('canvas');
        const send = (type, y) => {
          const point = new Touch({ identifier: 1, target: canvas, clientX: 195, clientY: y });
          const points = type === 'touchend' ? [] : [point];
          const changed = { touches: points, changedTouches: [point], bubbles: true, cancelable: true };
          canvas.dispatchEvent(new TouchEvent(type, changed));
        };
        const pause = () => new Promise((resolve) => { setTimeout(resolve, 4); });
        send('touchstart', 600);
        for (let i = 1; i <= 6; i += 1) {
          send('touchmove', 600 - i * 15);
          await pause();
        }
        send('touchend', 510);
        return { gliding: window.sluice.waitingFor().includes('momentum') };
      });
      assert.ok(moved.gliding);
      const early = await shownCustomers(tab);
      await tab.waitIdle();
      assert.notDeepEqual(await shownCustomers(tab), early);
    } finally {
      await tab.close();
    }
  });
});

describe('pasted cells', () => {
  /** @type {Tab} */
  let tab;
  before(async () => { tab = await open(); });
  after(() => tab.close());

  test('come from a spreadsheet with Ctrl+V and are loaded like a file', async () => {
    const cells = 'customer\tdate\tamount\r\n007\t2024-01-05\t1,250.50\r\n"Ann\nLee"\t2024-02-01\t80\r\n';
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab.page.evaluate((text) => navigator.clipboard.writeText(text), cells);
    await tab.press('Control+v');
    assert.equal((await tab.item('topbar.file')).label, 'pasted table.tsv');
    await tab.click('nav.data');
    assert.deepEqual((await tab.readTable('data.preview')).rows.map((row) => row[0]), ['007', 'Ann\nLee']);
    assert.equal((await tab.readTable('data.ledger')).rows.at(-1)[2].replace(/[^\d.]/g, ''), '1330.50');
  });

  test('come from a table on a web page, too', async () => {
    await tab.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'a table');
      clipboardData.setData('text/html', `<p>Orders</p><table><tr><th>customer</th><th>date</th><th>amount</th></tr>
        <tr><td>ann</td><td>2024-01-05</td><td>10</td></tr><tr><td>bob</td><td>2024-01-06</td><td>20</td></tr></table>`);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await tab.waitIdle();
    await tab.answerArrival();
    assert.deepEqual((await tab.readTable('data.preview')).rows,
      [['ann', '2024-01-05', '10'], ['bob', '2024-01-06', '20']]);
  });

  test('are not made of a word, and a text field takes what is pasted into it', async () => {
    const before_ = (await tab.readTable('data.preview')).rows;
    await tab.page.evaluate(() => navigator.clipboard.writeText('just a word'));
    await tab.press('Control+v');
    await tab.click('rule.test_accounts');
    await tab.page.evaluate(() => navigator.clipboard.writeText('one\ttwo\nthree\tfour'));
    await tab.press('Control+v');
    assert.match((await tab.item('rule.test_accounts')).value, /one/);
    assert.deepEqual((await tab.readTable('data.preview')).rows, before_);
    await tab.press('Control+a', 'Delete', 'Escape');
  });
});

describe('files and the clipboard', () => {
  /** @type {Tab} */
  let tab;
  before(async () => { tab = await open(); });
  after(() => tab.close());

  test('a picked file is loaded', async () => {
    await tab.pick('welcome.choose', [SEED]);
    assert.equal((await tab.item('topbar.file')).label, 'seed_rfm_100.csv');
  });

  test('two files dropped together are loaded together', async () => {
    await tab.drop([path.join(SAMPLES, 'orders.csv'), path.join(SAMPLES, 'events.csv')]);
    assert.match((await tab.item('topbar.file')).label, /^orders\.csv and 1 more$/);
  });

  test('a pasted file is loaded', async () => {
    const text = fs.readFileSync(SEED, 'utf8');
    await tab.page.evaluate((content) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([content], 'pasted.csv', { type: 'text/csv' }));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await tab.waitIdle();
    await tab.answerArrival();
    assert.equal((await tab.item('topbar.file')).label, 'pasted.csv');
  });

  test('a file that cannot be read leaves the former one in place', async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
    await tab.drop([{ name: 'photo.csv', bytes: picture }]);
    assert.equal((await tab.item('topbar.file')).label, 'pasted.csv');
    await tab.click('nav.overview');
    assert.ok(await tab.has('overview.heading'));
  });

  test('a button copies, and the address follows', async () => {
    await tab.context.grantPermissions(['clipboard-read']);
    await tab.click('topbar.link');
    const copied = await tab.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^http:\/\/127\.0\.0\.1:\d+\/.*#./);
  });

  test('an engine that dies costs an error and nothing else', async () => {
    await tab.click('nav.customers');
    const before = await shownCustomers(tab);
    await tab.page.evaluate(() => {
      const { engine } = sluicePage;
      engine.receive(engine.current, { crash: { code: 'engine_failed', message: 'a test' } });
    });
    await tab.waitIdle();
    await tab.click('customers.search');
    await tab.type('1');
    assert.notDeepEqual(await shownCustomers(tab), before, 'the search is answered from the restored dataset');
    assert.ok((await shownCustomers(tab)).length > 0);
  });
});

describe('the canvas', () => {
  test('is drawn in the screen’s own pixels, also when they change', async () => {
    const tab = await open({ scale: 1.25, width: 1001, height: 701 });
    try {
      // The page learns of a new size when the browser says so, which may be after everything else is done.
      const becomes = (...wanted) => tab.page.waitForFunction(([width, height]) => {
        const canvas = document.getElementById('canvas');
        return canvas.width === width && canvas.height === height;
      }, wanted);
      await becomes(1251, 876);
      await tab.page.setViewportSize({ width: 640, height: 480 });
      await tab.waitIdle();
      await becomes(800, 600);
      // An emulated ratio changes without the events of a real one.
      const devtools = await tab.context.newCDPSession(tab.page);
      const screen = { width: 640, height: 480, deviceScaleFactor: 3, mobile: false };
      await devtools.send('Emulation.setDeviceMetricsOverride', screen);
      await tab.page.evaluate(() => dispatchEvent(new Event('resize')));
      await tab.waitIdle();
      await becomes(1920, 1440);
    } finally {
      await tab.close();
    }
  });

  test('comes back after the graphics context was lost, with everything on it', async () => {
    const tab = await openCustomers({ shown: true });
    try {
      await tab.click('customers.search');
      await tab.type('7');
      await tab.page.mouse.move(5, 5);
      await tab.waitIdle();
      const before = await tab.page.screenshot();
      await tab.page.evaluate(() => {
        window.loss = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
        window.loss.loseContext();
      });
      await tab.page.waitForSelector('#notice[data-trouble=contextLost]:not([hidden])');
      await tab.page.evaluate(() => window.loss.restoreContext());
      await tab.page.waitForSelector('#notice', { state: 'hidden' });
      await tab.waitIdle();
      assert.equal(await searchText(tab), '7');
      assert.ok(before.equals(await tab.page.screenshot()), 'the picture is the same, to the pixel');
    } finally {
      await tab.close();
    }
  });

  test('rests: no frame is drawn while nothing happens', async () => {
    const tab = await openCustomers();
    try {
      const before = await tab.frames();
      await tab.page.waitForTimeout(1500);
      assert.equal(await tab.frames() - before, 0);
    } finally {
      await tab.close();
    }
  });

  test('practises while the user looks for a file, and has drawn its characters ahead', async () => {
    const tab = await open();
    try {
      await tab.page.waitForFunction(() => window.sluice.timings().warmed !== undefined, null, { timeout: 120_000 });
      await tab.waitIdle();
      const before = await tab.page.evaluate(() => ({ practised: window.sluice.practised, ...window.sluice.timings() }));
      assert.ok(before.practised > 200, `${before.practised} frames were practised`);
      await tab.pick('welcome.choose', [path.join(SAMPLES, 'orders.csv')]);
      for (const screen of ['data', 'overview', 'segments', 'customers', 'changes', 'retention', 'funnel']) {
        await tab.click(`nav.${screen}`);
      }
      const after = await tab.page.evaluate(() => window.sluice.timings());
      const late = after.glyphs.count - before.glyphs.count;
      assert.ok(late < before.glyphs.count / 5, `${late} characters were not foreseen, of ${after.glyphs.count}`);
      assert.deepEqual(tab.errors, [], 'the console is clean');
    } finally {
      await tab.close();
    }
  });

  test('lets a file interrupt its practice', async () => {
    const tab = await open();
    try {
      await tab.page.waitForTimeout(2500); // it is under way
      await tab.pick('welcome.choose', [SEED]);
      assert.equal((await tab.item('topbar.file')).label, 'seed_rfm_100.csv');
      assert.deepEqual(tab.errors, [], 'the console is clean');
    } finally {
      await tab.close();
    }
  });

  test('follows the system’s theme, and nothing is remembered that was not chosen', async () => {
    const tab = await open();
    try {
      const ground = () => tab.page.evaluate(() => document.documentElement.style.colorScheme);
      assert.equal(await ground(), 'light');
      await tab.page.emulateMedia({ colorScheme: 'dark' });
      await tab.waitIdle();
      assert.equal(await ground(), 'dark');
      assert.equal(await tab.page.evaluate(() => localStorage.length), 0);
      await tab.click('topbar.language');
      assert.equal(await tab.page.evaluate(() => document.documentElement.lang), 'zh-CN');
      assert.equal(await tab.page.evaluate(() => localStorage.length), 1);
    } finally {
      await tab.close();
    }
  });

  /** A page that is expected not to start. */
  async function openBroken(options, prepare = () => {}) {
    const tab = new Tab(options);
    tab.waitIdle = async () => {};
    const start = tab.address.bind(tab);
    tab.address = async () => {
      await tab.page.addInitScript(prepare);
      return start();
    };
    await tab.start();
    await tab.page.waitForSelector('#notice[data-trouble]:not([hidden])');
    const said = await tab.page.textContent('#notice-text');
    await tab.close();
    return said;
  }

  test('says so when there is no WebGL 2, in the reader’s language', async () => {
    assert.match(await openBroken({ args: ['--disable-3d-apis'], lang: 'zh-CN' }), /WebGL 2.*硬件加速/);
    assert.match(await openBroken({ args: ['--disable-3d-apis'] }), /WebGL 2.*hardware acceleration/);
  });

  test('says so when there is no WebAssembly', async () => {
    assert.match(await openBroken({}, () => { delete globalThis.WebAssembly; }), /WebAssembly/);
  });
});

describe('the mirror', () => {
  /** @type {Tab} */
  let tab;
  before(async () => { tab = await openCustomers(); });
  after(() => tab.close());

  test('has an element of the same name over every item', async () => {
    const visible = (await tab.items()).filter(({ w, h, label }) => w > 0 && h > 0 && label !== '');
    const placed = await tab.page.evaluate(() => {
      const elements = [...document.querySelectorAll('#mirror [data-placed]')];
      return elements.map((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return { text: `${element.textContent} ${element.ariaLabel ?? ''}`, box: [left, top, width, height] };
      });
    });
    assert.ok(visible.length > 10);
    for (const { label, x, y, w, h } of visible) {
      const near = ({ box }) => [x, y, w, h].every((wanted, i) => Math.abs(box[i] - wanted) < 0.5);
      assert.ok(placed.some((element) => element.text.includes(label) && near(element)), `no element for "${label}"`);
    }
  });

  test('has real tables with the rows that are shown', async () => {
    const { caption, header, rows } = await tab.readTable('customers.table');
    assert.deepEqual(await tab.readMirrorTable('customers.table'), { caption, header, rows });
  });

  test('turns the click of assistive technology into a click on the canvas', async () => {
    await tab.page.evaluate(() => document.querySelector('#mirror [data-key="nav.segments"]').click());
    await tab.waitIdle();
    assert.ok(await tab.has('segments.heading'));
  });

  test('names the row of a grid that the keyboard is at', async () => {
    const other = await openCustomers();
    try {
      await other.click('customers.table.row.0');
      await other.press('ArrowDown', 'ArrowDown');
      const current = await other.page.evaluate(() => {
        const element = document.getElementById(document.getElementById('canvas').getAttribute('aria-activedescendant'));
        const owner = document.querySelector(`#mirror [aria-owns~="${element.parentElement.id}"]`);
        return { key: element.dataset.key, role: element.role, cell: element.firstElementChild.role,
          grid: owner?.role, label: owner?.ariaLabel, headers: document.getElementById(
            owner?.getAttribute('aria-owns').split(' ')[0]).querySelectorAll('[role="columnheader"]').length > 3 };
      });
      assert.match(current.label, /./);
      assert.deepEqual({ ...current, label: '' }, { key: 'customers.table.row.2', role: 'row', cell: 'gridcell',
        grid: 'grid', label: '', headers: true });
    } finally {
      await other.close();
    }
  });

  test('shows a dialog as one: it has the keyboard, and what lies beneath is out of reach', async () => {
    const other = await open({ height: 4000 });
    try {
      await other.pick('welcome.choose', [path.join(SAMPLES, 'orders.csv')]);
      await other.click('nav.segments');
      await other.click('segment.champions');
      await other.click('audiences.keep');
      await other.type('Best');
      assert.equal((await other.item('audience.name')).value, 'Best');
      const seen = () => other.page.evaluate(() => {
        const dialog = document.querySelector('#mirror [role="dialog"]');
        const beside = [...document.querySelectorAll('#mirror > *')].filter((each) => each !== dialog && !each.inert);
        return { modal: dialog?.ariaModal, label: dialog?.ariaLabel, beside: beside.length,
          field: dialog?.querySelector('[data-key="audience.name"]')?.role };
      });
      assert.deepEqual(await seen(), { modal: 'true', label: 'Keep as an audience', beside: 0, field: 'textbox' });
      await other.press('Escape');
      assert.ok(!await other.has('audience.name'));
      assert.equal((await seen()).modal, undefined);
      assert.ok((await seen()).beside > 10);
    } finally {
      await other.close();
    }
  });

  test('never stands between the mouse and the canvas', async () => {
    const hit = await tab.page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).id);
    assert.equal(hit, 'canvas');
  });
});

describe('privacy', () => {
  test('after it has loaded the page asks for nothing, workers included', async () => {
    const tab = await open();
    try {
      tab.forgetRequests();
      await tab.click('welcome.sample.shop');
      for (const screen of ['data', 'overview', 'segments', 'customers', 'changes', 'funnel']) await tab.click(`nav.${screen}`);
      await tab.drop([SEED]);
      await tab.page.waitForTimeout(500);
      assert.deepEqual(tab.requests, []);
      assert.deepEqual(tab.served, []);
    } finally {
      await tab.close();
    }
  });

  test('a request that somebody sneaks in goes nowhere', async () => {
    const tab = await open();
    try {
      tab.forgetRequests();
      const tried = await tab.page.evaluate(async () => {
        const outcome = (promise) => promise.then((response) => response.status, () => 'refused');
        const inWorker = (url) => new Promise((resolve) => {
          const code = `fetch(${JSON.stringify(url)}).then(({ status }) => postMessage(status), () => postMessage('refused'))`;
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          worker.onmessage = ({ data }) => resolve(data);
        });
        const elsewhere = 'http://sluice.invalid/collect';
        const image = new Promise((resolve) => {
          const element = new Image();
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.src = `${elsewhere}.png`;
        });
        return { page: await outcome(fetch(elsewhere)), worker: await inWorker(elsewhere), image: await image,
          own: await outcome(fetch('unknown.txt')), ownWorker: await inWorker(`${location.origin}/unknown.txt`) };
      });
      assert.deepEqual(tried, { page: 'refused', worker: 'refused', image: 'refused', own: 403, ownWorker: 403 });
      assert.deepEqual(tab.served, [], 'nothing reached the server');
    } finally {
      await tab.close();
    }
  });

  test('the hosted edition works without a network after the first visit', async () => {
    const tab = await open();
    try {
      await tab.context.setOffline(true);
      await tab.page.reload();
      await tab.waitIdle();
      await tab.click('welcome.sample.seed');
      assert.equal((await tab.item('topbar.file')).label, 'seed_rfm_100.csv');
    } finally {
      await tab.close();
    }
  });

  test('the single file works from the disk and never asks for anything', async () => {
    const tab = await open({ edition: 'single' });
    try {
      await tab.click('welcome.sample.seed');
      assert.equal((await tab.item('topbar.file')).label, 'seed_rfm_100.csv');
      await tab.click('nav.customers');
      assert.ok((await shownCustomers(tab)).length > 5);
      assert.deepEqual(tab.requests, []);
      assert.deepEqual(tab.errors, []);
      assert.match(fs.readFileSync(path.join(DIST, 'sluice.html'), 'utf8'), /connect-src 'none'/);
    } finally {
      await tab.close();
    }
  });
});
