// The product as its users meet it: files in, the right numbers on every screen, nothing out of the machine.
// Expected numbers come from the command line program, which is another build of the engine, and for the published
// table from the table itself.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { open, SAMPLES, withPage } from './support/page.mjs';
import { reportOf, reportText } from './support/program.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHARED = process.env.SLUICE_SHARED ?? path.join(ROOT, '../shared');

const sample = (name) => path.join(SAMPLES, name);
const SEED = sample('seed_rfm_100.csv');
const ORDERS = sample('orders.csv');
const EVENTS = sample('events.csv');

/** "1,234 customers" -> 1234; "¥1.2K" is not for comparing. */
const digits = (text) => Number(String(text).replace(/[^\d.-]/g, ''));

/** Rows of a CSV without quoted line breaks. */
const rowsOf = (bytes) => bytes.toString('utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/)
  .map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).slice(0, -1).map((cell) => cell.replace(/,$/, '')));

/** Chooses the eight classes, the third of the segment maps. */
async function chooseEight(tab) {
  await tab.click('settings.map');
  await tab.click('settings.map.2');
}

/** By the rail, the bottom bar or the menu at its end. */
async function goTo(tab, screen) {
  if (!await tab.has(`nav.${screen}`)) await tab.click('nav.more');
  await tab.click(`nav.${screen}`);
}

describe('a file', () => {
  test('that is picked is shown on every screen with the right numbers', () => withPage({}, async (tab) => {
    await tab.pick('welcome.choose', [SEED]);
    const { rfm, funnel } = reportOf([SEED]);

    await goTo(tab, 'overview');
    assert.equal(digits((await tab.item('kpi.customers')).value), 100);
    assert.equal(digits((await tab.item('kpi.orders')).value), rfm.all.orders);

    await goTo(tab, 'segments');
    const table = await tab.readTable('segments.table');
    const shown = table.rows.map((row) => [row[0], digits(row[1])]).sort();
    assert.deepEqual(shown, rfm.segments.map(({ name, customers }) => [name.en, customers]).sort());
    assert.deepEqual((await tab.readMirrorTable('segments.table')).rows, table.rows, 'a screen reader hears the same');

    await goTo(tab, 'customers');
    const customers = await tab.readTable('customers.table');
    const best = fs.readFileSync(SEED, 'utf8').split(/\r?\n/).slice(1, -1).map((line) => line.split(','))
      .sort((a, b) => Number(b[3]) - Number(a[3]))[0];
    assert.ok(customers.rows[0].includes(best[0]), `${customers.rows[0]} begins with ${best[0]}`);

    await goTo(tab, 'funnel');
    const steps = await tab.readTable('funnel.table');
    assert.deepEqual(steps.rows.map((row) => digits(row[1])), funnel.steps.map(({ count }) => count));

    await goTo(tab, 'data');
    assert.equal(digits((await tab.item('data.read')).value), 100);
    assert.equal(digits((await tab.item('data.kept')).value), 100);
    assert.equal(digits((await tab.item('data.rejected')).value), 0);
  }));

  test('that is dropped with another one of the same people joins orders and events', () => withPage({}, async (tab) => {
    await tab.drop([ORDERS, EVENTS]);
    const report = reportOf([ORDERS, EVENTS]);
    await goTo(tab, 'overview');
    assert.equal(digits((await tab.item('kpi.customers')).value), report.rfm.all.customers);
    await goTo(tab, 'funnel');
    const steps = await tab.readTable('funnel.table');
    assert.deepEqual(steps.rows.map((row) => digits(row[1])), report.funnel.steps.map(({ count }) => count));
    assert.deepEqual(steps.rows.map((row) => row[0]), report.funnel.steps.map(({ event }) => event));
  }));

  test('that comes later is added when asked, and its attributes filter', () => withPage({}, async (tab) => {
    const orders = 'customer,date,amount\n' + [1, 2, 3, 4].map((i) => `C${i},2024-01-0${i},${i}0\n`).join('');
    const people = 'customer,city\nC1,Rome\nC2,Oslo\nC3,Rome\nC9,Rome\n';
    await tab.drop([{ name: 'orders.csv', bytes: Buffer.from(orders) }]);
    await tab.drop([{ name: 'people.csv', bytes: Buffer.from(people) }], { add: true });
    assert.match((await tab.item('topbar.file')).label, /^orders\.csv and 1 more$/);
    await goTo(tab, 'data');
    await tab.click('data.file.2');
    assert.match((await tab.item('data.join')).label, /^Matched 3 of 4 customers by the column 'customer'/);
    await goTo(tab, 'overview');
    const bars = await tab.readTable('overview.attribute.bars');
    assert.deepEqual(bars.rows.map((row) => row.slice(0, 2)), [['Rome', '2'], ['Oslo', '1'], ['not known', '1']]);
    await tab.wheel('overview.heading', 0, 3000);
    await tab.click('overview.attribute.bars.value.Rome');
    await tab.page.mouse.wheel(0, -3000);
    assert.equal(digits((await tab.item('kpi.customers')).value), 2);
    assert.equal((await tab.item('filter.attribute.city.Rome')).label, 'city: Rome');
    await goTo(tab, 'customers');
    const table = await tab.readTable('customers.table');
    assert.deepEqual(table.rows.map((row) => row.at(-1)), ['Rome', 'Rome']);
    await tab.click('filter.attribute.city.Rome.remove');
    await goTo(tab, 'overview');
    assert.equal(digits((await tab.item('kpi.customers')).value), 4);
  }));

  test('gives the page the very report that the command line writes', () => withPage({}, async (tab) => {
    for (const files of [[SEED], [ORDERS, EVENTS], [sample('opportunities.csv')]]) {
      await tab.drop(files);
      assert.equal(await tab.exportedText(), reportText(files), files.map((file) => path.basename(file)).join());
    }
  }));

  test('with Chinese headers maps itself with no help', async (t) => {
    const file = path.join(SHARED, 'data/orders/cn_superstore_orders.csv');
    if (!fs.existsSync(file)) return t.skip('needs ../shared/data/orders/cn_superstore_orders.csv');
    return withPage({ lang: 'zh-CN' }, async (tab) => {
      await tab.drop([file]);
      await goTo(tab, 'overview');
      assert.equal(digits((await tab.item('kpi.customers')).value), 790);  // distinct 客户 ID, counted with awk
      await goTo(tab, 'data');
      assert.equal(digits((await tab.item('data.kept')).value), 10_000);
    });
  });

  test('of half a million rows loads while the page stays responsive', async (t) => {
    const packed = path.join(SHARED, 'data/orders/online_retail.csv.gz');
    if (!fs.existsSync(packed)) return t.skip('needs ../shared/data/orders/online_retail.csv.gz');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-'));
    const file = path.join(folder, 'online_retail.csv');
    fs.writeFileSync(file, zlib.gunzipSync(fs.readFileSync(packed)));
    try {
      await withPage({}, async (tab) => {
        await tab.page.evaluate(() => {
          window.longest = 0;
          let last = performance.now();
          const tick = () => {
            const now = performance.now();
            window.longest = Math.max(window.longest, now - last);
            last = now;
            setTimeout(tick, 10);
          };
          tick();
        });
        await tab.pick('welcome.choose', [file]);
        const { import: read, rfm } = reportOf([file]);
        assert.equal(read.rows_read, 541_909);
        assert.equal(read.rows_kept + read.rows_rejected, read.rows_read);
        await goTo(tab, 'data');
        assert.equal(digits((await tab.item('data.read')).value), 541_909);
        assert.equal(digits((await tab.item('data.kept')).value), read.rows_kept);
        assert.equal(digits((await tab.item('data.rejected')).value), read.rows_rejected);
        await goTo(tab, 'overview');
        assert.equal(digits((await tab.item('kpi.customers')).value), rfm.all.customers);
        assert.equal(await tab.exportedText(), reportText([file]));
        // The main thread never waits for the engine; what is left is software rendering on two busy cores.
        const longest = await tab.page.evaluate(() => window.longest);
        assert.ok(longest < 2000, `the page stood still for ${Math.round(longest)} ms`);
      });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('the scored customers', () => {
  test('are downloaded, and read again they have the same scores', () => withPage({}, async (tab) => {
    await tab.drop([ORDERS]);
    const first = await tab.saved(async () => {
      await tab.click('topbar.export');
      await tab.click('export.customers.csv_bom');
    });
    assert.match(first.name, /\.csv$/);
    assert.deepEqual([...first.bytes.subarray(0, 3)], [0xEF, 0xBB, 0xBF], 'Excel needs the byte order mark');
    assert.equal(rowsOf(first.bytes).length - 1, reportOf([ORDERS]).rfm.all.customers);

    await tab.drop([{ name: 'again.csv', bytes: first.bytes }]);
    const second = await tab.saved(async () => {
      await tab.click('topbar.export');
      await tab.click('export.customers.csv_bom');
    });
    const scores = (bytes) => {
      const [header, ...rows] = rowsOf(bytes);
      const columns = header.map((name, i) => [name, i])
        .filter(([name]) => /score$|^segment$|^recency_days$|^frequency$|^monetary$|^customer$/.test(name)).map(([, i]) => i);
      assert.ok(columns.length >= 8, header.join());
      return rows.map((row) => columns.map((i) => row[i]).join()).sort();
    };
    assert.deepEqual(scores(second.bytes), scores(first.bytes));
  }));

  test('are searched and sorted, and one is explained', () => withPage({}, async (tab) => {
    await tab.drop([SEED]);
    await goTo(tab, 'customers');
    await tab.click('customers.search');
    await tab.type('客户95');
    await tab.page.waitForFunction(() => window.sluice.tables().find(({ key }) => key === 'customers.table')?.rows.length === 1);
    const { rows } = await tab.readTable('customers.table');
    assert.ok(rows[0].includes('客户95'));
    await tab.click((await tab.items()).find(({ role, label }) => role === 'row' && label.includes('客户95')).label);
    // Grades and weighted score of the published table: 客户95, 1 day, 72 orders, 50; 5 5 5; 5.
    assert.equal(digits((await tab.item('customer.frequency.value')).value), 72);
    for (const dimension of ['recency', 'frequency', 'monetary']) {
      assert.equal((await tab.item(`customer.${dimension}`)).value, '5');
    }
    await tab.wheel('customer.monetary', 0, 1000); // the panel is longer than the window
    assert.match((await tab.item('customer.weighted')).label, /0\.08 × 5 \+ 0\.27 × 5 \+ 0\.65 × 5 = 5/);
  }));

  test('of one segment: a click filters every screen, one click removes it', () => withPage({}, async (tab) => {
    await tab.drop([ORDERS, EVENTS]);
    const { rfm } = reportOf([ORDERS, EVENTS]);
    const champions = rfm.segments.find(({ id }) => id === 'champions').customers;
    await goTo(tab, 'segments');
    await tab.click('segment.champions');
    await goTo(tab, 'overview');
    assert.equal(digits((await tab.item('kpi.customers')).value), champions);
    await goTo(tab, 'funnel');
    assert.ok(digits((await tab.readTable('funnel.table')).rows[0][1]) <= champions);
    await tab.click('filter.clear');
    await goTo(tab, 'overview');
    assert.equal(digits((await tab.item('kpi.customers')).value), rfm.all.customers);
  }));
});

describe('choices', () => {
  test('are undone and redone', () => withPage({}, async (tab) => {
    await tab.drop([SEED]);
    await goTo(tab, 'segments');
    const names = async () => (await tab.readTable('segments.table')).rows.map((row) => row[0]);
    const before_ = await names();
    await chooseEight(tab);
    assert.equal((await names()).length, 8);
    await tab.press('Control+z');
    assert.deepEqual(await names(), before_);
    await tab.press('Control+Shift+z');
    assert.equal((await names()).length, 8);
  }));

  test('about cleaning change the figures, and each step of the ledger opens its rows', () => withPage({ height: 2000 }, async (tab) => {
    await tab.drop([ORDERS]);
    await goTo(tab, 'data');
    const { ledger } = reportOf([ORDERS]);
    const line = async (id) => (await tab.readTable('data.ledger')).rows[ledger.entries.findIndex((e) => e.id === id)];
    assert.equal(digits((await line('used'))[1]), ledger.entries.find((e) => e.id === 'used').rows);

    const returns = ledger.entries.find((e) => e.id === 'returns');
    await tab.click('ledger.returns');
    await tab.item('data.rows');
    const listed = (await tab.readTable('data.rows')).rows;
    assert.ok(listed.length > 0 && listed.every((row) => row.at(-1).includes('−')), 'returns are negative');
    const saved = await tab.saved(() => tab.click('data.rows.download'));
    assert.equal(saved.name, 'orders-returns.csv');
    assert.equal(rowsOf(saved.bytes).length - 1, returns.rows);
    await tab.press('Escape');

    await tab.click('rule.returns');
    await tab.click('rule.returns.1');
    assert.equal((await line('returns'))[1], `−${returns.rows.toLocaleString('en')}`);
    assert.equal(digits((await line('used'))[1]), ledger.entries.find((e) => e.id === 'used').rows - returns.rows);
    await tab.press('Control+z');
    assert.equal(digits((await line('used'))[1]), ledger.entries.find((e) => e.id === 'used').rows);
  }));

  test('travel in a link, data does not', () => withPage({}, async (tab) => {
    await tab.drop([SEED]);
    await goTo(tab, 'segments');
    await chooseEight(tab);
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab.click('topbar.link');
    const link = await tab.page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#s=/);
    const held = Buffer.from(link.split('#s=')[1], 'base64url').toString();
    assert.ok(!held.includes('客户95') && held.includes('eight'), held);

    await tab.page.goto('about:blank');
    await tab.page.goto(link);
    await tab.waitIdle();
    await tab.drop([SEED]);
    await goTo(tab, 'segments');
    assert.equal((await tab.readTable('segments.table')).rows.length, 8);
  }));
});

describe('languages and themes', () => {
  for (const lang of ['en', 'zh-CN']) {
    for (const dark of [false, true]) {
      test(`every screen in ${lang}, ${dark ? 'dark' : 'light'}`, () => withPage({ lang, dark }, async (tab) => {
        assert.equal(await tab.page.evaluate(() => document.documentElement.lang), lang);
        const [r, g, b] = await tab.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor
          .match(/\d+/g).map(Number));
        assert.equal((r + g + b) / 3 < 100, dark, 'the page around the canvas follows the theme');
        await tab.drop([ORDERS, EVENTS]);
        for (const screen of ['data', 'overview', 'segments', 'customers', 'funnel']) {
          await goTo(tab, screen);
          const han = (await tab.items()).some(({ label, key }) => key?.startsWith('nav.') && /\p{Script=Han}/u.test(label));
          assert.equal(han, lang === 'zh-CN', screen);
        }
      }));
    }
  }

  test('the language is switched in place', () => withPage({ lang: 'en' }, async (tab) => {
    await tab.drop([SEED]);
    await goTo(tab, 'segments');
    assert.ok((await tab.readTable('segments.table')).rows.some((row) => row[0] === 'Champions'));
    await tab.click('topbar.language');
    assert.ok((await tab.readTable('segments.table')).rows.some((row) => /\p{Script=Han}/u.test(row[0])));
    assert.equal(await tab.page.evaluate(() => document.documentElement.lang), 'zh-CN');
  }));
});

describe('nothing is lost', () => {
  const bad = {
    'an empty file': Buffer.alloc(0),
    'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'one column': Buffer.from('name\nann\nbob\n'),
    'a quote that never closes': Buffer.from('customer,date,amount\n"ann,2024-01-01,5\n'.padEnd(20 << 20, 'x')),
  };
  test('when a file cannot be used: a clear message, and the former dataset stays', () => withPage({}, async (tab) => {
    await tab.drop([SEED]);
    for (const [what, bytes] of Object.entries(bad)) {
      await tab.drop([{ name: 'bad.csv', bytes }]);
      const problem = await tab.item('problem');
      assert.match(`${problem.label} ${problem.value ?? ''}`, /bad\.csv/, what);
      await goTo(tab, 'overview');
      assert.equal(digits((await tab.item('kpi.customers')).value), 100, what);
    }
  }));

  test('when a load is cancelled', () => withPage({}, async (tab) => {
    await tab.drop([SEED]);
    const line = 'ann,2024-01-01,5\n';
    const bytes = Buffer.concat([Buffer.from('customer,date,amount\n'), Buffer.alloc(60 << 20, line)]);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-'));
    const file = path.join(folder, 'big.csv');
    fs.writeFileSync(file, bytes);
    try {
      const chooser = tab.page.waitForEvent('filechooser');
      const [x, y] = await tab.center('topbar.open');
      await tab.page.mouse.click(x, y);
      await (await chooser).setFiles([file]);
      await tab.page.mouse.click(...await tab.center('arrival.open'));
      await tab.page.mouse.click(...await tab.center('load.cancel'));
      await tab.waitIdle();
      await goTo(tab, 'overview');
      assert.equal(digits((await tab.item('kpi.customers')).value), 100);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }));
});

describe('privacy and rest', () => {
  test('no request after the page has loaded, those of workers included', () => withPage({}, async (tab) => {
    tab.forgetRequests();
    await tab.drop([ORDERS, EVENTS]);
    for (const screen of ['data', 'overview', 'segments', 'customers', 'funnel']) await goTo(tab, screen);
    await tab.saved(async () => {
      await tab.click('topbar.export');
      await tab.click('export.customers.csv_bom');
    });
    await tab.click('topbar.link');
    assert.deepEqual(tab.requests, []);
    assert.deepEqual(tab.served, []);
    assert.deepEqual(await tab.page.evaluate(() => Object.keys(localStorage)), [], 'nothing is stored unasked');
  }));

  test('no frame is drawn at rest', () => withPage({}, async (tab) => {
    await tab.drop([ORDERS]);
    for (const screen of ['data', 'overview', 'segments', 'customers', 'funnel']) {
      await goTo(tab, screen);
      const frames = await tab.frames();
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
      assert.equal(await tab.frames(), frames, screen);
    }
  }));
});

describe('one file from the disk', () => {
  let tab;
  before(async () => { tab = await open({ edition: 'single' }); });
  after(() => tab?.close());

  test('opens, reads a file, asks for nothing', async () => {
    tab.forgetRequests();
    await tab.click('welcome.sample.seed');
    await goTo(tab, 'overview');
    assert.equal(digits((await tab.item('kpi.customers')).value), 100);
    await tab.drop([ORDERS]);
    assert.equal(digits((await tab.item('kpi.customers')).value), reportOf([ORDERS]).rfm.all.customers);
    assert.deepEqual(tab.requests, []);
    assert.deepEqual(tab.errors, []);
  });
});

describe('every width', () => {
  for (const [width, height] of [[390, 844], [1280, 800], [3840, 2160]]) {
    test(`${width} px: every screen is there, nothing stands outside of the page`, () => withPage({ width, height }, async (tab) => {
      await tab.drop([ORDERS, EVENTS]);
      for (const screen of ['data', 'overview', 'segments', 'customers', 'changes', 'retention', 'clusters', 'funnel']) {
        await goTo(tab, screen);
        const items = (await tab.items()).filter(({ w, h }) => w > 0 && h > 0);  // the others are scrolled away
        assert.ok(items.length > 10, screen);
        for (const { x, y, w, h, label } of items) {
          assert.ok(x >= -1 && y >= -1 && x + w <= width + 1 && y + h <= height + 1, `${screen}: ${label}`);
        }
      }
    }));
  }
});
