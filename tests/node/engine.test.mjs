// The WebAssembly engine as its callers see it: every method, errors that name what is wrong, a failed load that loses
// nothing, specs made by chance, and memory that stops growing.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Random } from '../../assets/sample_generator/random.mjs';
import { openEngine } from './engine.mjs';
import { sample } from './files.mjs';
import { readTable } from './oracle.mjs';

const orders = sample('orders.csv');
const events = sample('events.csv');
const seed = sample('seed_rfm_100.csv');

function succeeded(answer) {
  assert.ok(answer.ok, JSON.stringify(answer.error));
  return answer.result;
}

/** An error has a known code and a sentence in both languages. */
function failed(answer, code) {
  assert.equal(answer.ok, false);
  assert.equal(answer.error.code, code, JSON.stringify(answer.error));
  assert.ok(answer.error.message.en.length > 10, JSON.stringify(answer.error));
  assert.match(answer.error.message.zh, /\p{Script=Han}/u);
  return answer.error;
}

describe('methods', () => {
  let engine;
  let loaded;
  before(async () => {
    engine = await openEngine();
    loaded = succeeded(engine.load([orders, events]));
  });

  test('version', () => {
    const { engine: version, spec_version, report_version } = succeeded(engine.call('version'));
    assert.match(version, /^\d+\.\d+/);
    assert.equal(spec_version, loaded.spec.version);
    assert.equal(report_version, loaded.report.version);
  });

  test('the spec that a load answers gives the same report again', async () => {
    const again = await openEngine();
    const second = succeeded(again.load([orders, events], { spec: loaded.spec }));
    assert.deepEqual(second.spec, loaded.spec);
    assert.deepEqual(second.report.rfm, loaded.report.rfm);
    assert.deepEqual(succeeded(again.call('funnel')), succeeded(engine.call('funnel')));
  });

  test('analyze: a changed spec gives what a load with it gives', async () => {
    const changes = { rfm: { map: 'eight', returns: 'keep' }, funnel: { window_ms: 3_600_000 } };
    const fresh = await openEngine();
    const expected = succeeded(fresh.load([orders, events], { spec: changes }));
    const changed = await openEngine();
    succeeded(changed.load([orders, events]));
    assert.deepEqual(succeeded(changed.call('analyze', { spec: expected.spec })).report, expected.report);
    assert.deepEqual(succeeded(changed.call('funnel')), succeeded(fresh.call('funnel')));
    assert.deepEqual(succeeded(changed.call('analyze', { spec: loaded.spec })).report, loaded.report);
  });

  test('analyze: another way of reading the files is refused', () => {
    const spec = structuredClone(loaded.spec);
    spec.ingest.files[0].date_order = 'day_first';
    assert.equal(failed(engine.call('analyze', { spec }), 'bad_spec').place.pointer, '/ingest');
  });

  test('customers: pages in any order, none twice', () => {
    for (const sort of ['id', 'name', 'recency', 'frequency', 'monetary', 'recency_score', 'frequency_score',
      'monetary_score', 'weighted_score', 'segment', 'tier']) {
      for (const descending of [true, false]) {
        const ids = [];
        let total = 1;
        for (let offset = 0; offset < total; offset += 1000) {
          const page = succeeded(engine.call('customers', { query: { sort, descending, offset, limit: 1000 } }));
          total = page.total;
          ids.push(...page.rows.map((row) => row.id));
        }
        assert.equal(ids.length, loaded.report.rfm.all.customers, sort);
        assert.equal(new Set(ids).size, ids.length, sort);
      }
    }
  });

  test('customers: sorted by money, best first', () => {
    const { rows } = succeeded(engine.call('customers', { query: { sort: 'monetary', limit: 500 } }));
    for (let i = 1; i < rows.length; i++) assert.ok(rows[i - 1].monetary >= rows[i].monetary);
  });

  test('customers: a search finds parts of identifiers and names', () => {
    const byId = succeeded(engine.call('customers', { query: { search: 'c0001' } }));
    assert.ok(byId.total > 0 && byId.rows.every((row) => row.id.startsWith('C0001') || /c0001/i.test(row.name)));
    const byName = succeeded(engine.call('customers', { query: { search: '欧阳' } }));
    assert.ok(byName.total > 0 && byName.rows.every((row) => row.name.includes('欧阳')));
    assert.equal(succeeded(engine.call('customers', { query: { search: 'nobody at all' } })).total, 0);
  });

  test('customers: a filter leaves the segment that the report counts', () => {
    for (const segment of loaded.report.rfm.segments) {
      const query = { filter: { segments: [segment.id] }, limit: 10000 };
      const page = succeeded(engine.call('customers', { query }));
      assert.equal(page.total, segment.customers, segment.id);
      assert.ok(page.rows.every((row) => row.segment === segment.id));
    }
  });

  test('customers: a page beyond the end is empty', () => {
    const page = succeeded(engine.call('customers', { query: { offset: 1e9, limit: 10 } }));
    assert.equal(page.rows.length, 0);
    assert.equal(page.total, loaded.report.rfm.all.customers);
  });

  test('customer: explains every score of a customer', () => {
    const { rows } = succeeded(engine.call('customers', { query: { limit: 50 } }));
    for (const row of rows) {
      const explanation = succeeded(engine.call('customer', { id: row.id }));
      assert.deepEqual(explanation.customer, row);
      explanation.dimensions.forEach((dimension, index) => {
        assert.equal(dimension.score, row.scores[index]);
        const { worse, equal, better } = dimension;
        assert.equal(worse + equal + better, loaded.report.rfm.all.customers);
        const rank = (5 * (2 * worse + equal)) / (2 * loaded.report.rfm.all.customers);
        assert.equal(Math.min(5, Math.max(1, Math.ceil(rank - 1e-12))), row.scores[index]);
      });
      const spent = explanation.purchases.reduce((sum, purchase) => sum + purchase.amount, 0);
      assert.ok(spent > 0);
    }
  });

  test('customer: an unknown one is not found', () => {
    failed(engine.call('customer', { id: 'C99999' }), 'not_found');
  });

  test('rejects: as many as the report counts, in the order of the lines', () => {
    const page = succeeded(engine.call('rejects', { offset: 0, limit: 1000 }));
    assert.equal(page.total, loaded.report.import.rows_rejected);
    assert.equal(page.rows.length, page.total);
    const lines = page.rows.map((row) => row.line);
    assert.deepEqual(lines, [...lines].sort((a, b) => a - b));
    for (const row of page.rows) assert.ok(row.text.en && row.text.zh && row.raw !== '', JSON.stringify(row));
  });

  test('export_customers: one row a customer, in both languages', () => {
    for (const language of ['en', 'zh-CN']) {
      const text = engine.fetch('export_customers', { language, format: 'csv_bom' }).toString();
      assert.ok(text.startsWith('\ufeff'), 'a byte order mark, for Excel');
      const { header, rows } = readTable(text);
      assert.equal(rows.length, loaded.report.rfm.all.customers);
      assert.ok(rows.every((row) => row.cells.length === header.length));
    }
  });

  test('export_customers: only those whom the query leaves', () => {
    const query = { filter: { tiers: ['vip'] } };
    const { rows } = readTable(engine.fetch('export_customers', { query, language: 'en' }).toString());
    assert.equal(rows.length, loaded.report.rfm.groupings[0].groups[0].customers);
  });

  test('export_rejects', () => {
    const { rows } = readTable(engine.fetch('export_rejects', { language: 'en' }).toString());
    assert.equal(rows.length, loaded.report.import.rows_rejected);
  });

  test('ledger_rows and export_ledger_rows: as many rows as the ledger says', () => {
    const opening = loaded.report.ledger.entries.filter(({ opens }) => opens);
    assert.ok(opening.length > 5);
    for (const { id, rows } of opening) {
      const page = succeeded(engine.call('ledger_rows', { entry: id, offset: 0, limit: 10 }));
      assert.equal(page.total, rows, id);
      assert.equal(page.rows.length, Math.min(10, rows), id);
      const table = readTable(engine.fetch('export_ledger_rows', { entry: id, language: 'en' }).toString());
      assert.equal(table.rows.length, rows, id);
    }
    failed(engine.call('ledger_rows', { entry: 'read' }), 'not_found');
  });

  test('export_report is the report of the load with what is asked for on its own', () => {
    const whole = JSON.parse(engine.fetch('export_report'));
    const apart = ['funnel', 'cohorts', 'rhythm', 'value', 'clusters', 'migration', 'comparison', 'scatter', 'crossing'];
    for (const name of apart) assert.ok(whole[name], name);
    assert.deepEqual({ ...whole, ...Object.fromEntries(apart.map((name) => [name, null])) }, loaded.report);
    for (const name of apart) {
      const answer = succeeded(engine.call(name));
      assert.deepEqual(whole[name], answer, name);
    }
  });

  test('the lost of a funnel: as many as it counts, whoever asks', () => {
    const { steps } = succeeded(engine.call('funnel'));
    for (let step = 1; step < steps.length; step++) {
      const query = { step, lost: true };
      const people = succeeded(engine.call('people', { query: { ...query, limit: 10 } }));
      assert.equal(people.total, steps[step].drop_off);
      const { customers, scored, segments } = succeeded(engine.call('people_segments', { query }));
      assert.equal(customers, people.total);
      assert.equal(segments.reduce((sum, segment) => sum + segment.customers, 0), customers);
      const afterwards = succeeded(engine.call('afterwards', { query: { step, depth: 2, floor: 0 } }));
      assert.equal(afterwards.lost, people.total);
      for (const { events, flows } of afterwards.levels) {
        events.forEach(({ count }, index) => {
          const into = flows.filter(({ to }) => to === index);
          assert.equal(into.reduce((sum, flow) => sum + flow.count, 0), count);
        });
      }
      const spec = structuredClone(loaded.spec);
      spec.filter.funnel = { outcome: 'lost', step };
      const { report } = succeeded(engine.call('analyze', { spec }));
      assert.equal(report.rfm.selection.customers, scored);
      succeeded(engine.call('analyze', { spec: loaded.spec }));
    }
    assert.equal(failed(engine.call('afterwards', { query: { depth: 7 } }), 'bad_spec').place.pointer, '/query/depth');
  });

  test('the funnel by its window, its mode and the time of entry', () => {
    let answer;
    do answer = succeeded(engine.call('sensitivity')); while (answer.share < 1);
    const { points, modes } = answer;
    const { steps, window_ms, mode } = succeeded(engine.call('funnel'));
    const counts = steps.map(({ count }) => count);
    const inForce = points.find(({ present }) => present);
    assert.deepEqual([inForce.window_ms, inForce.counts], [window_ms, counts]);
    assert.deepEqual(modes.find(({ present }) => present).steps.map(({ count }) => count), counts);
    const spec = structuredClone(loaded.spec);
    for (const point of points) {
      spec.funnel = { ...loaded.spec.funnel, window_ms: point.window_ms };
      succeeded(engine.call('analyze', { spec }));
      assert.deepEqual(succeeded(engine.call('funnel')).steps.map(({ count }) => count), point.counts);
    }
    for (const other of modes) {
      spec.funnel = { ...loaded.spec.funnel, mode: other.mode };
      succeeded(engine.call('analyze', { spec }));
      assert.deepEqual(succeeded(engine.call('funnel')).steps.map(({ count }) => count),
        other.steps.map(({ count }) => count), `${other.mode} beside ${mode}`);
    }
    spec.funnel = loaded.spec.funnel;
    for (const grain of ['automatic', 'day', 'week', 'month']) {
      spec.funnel_time = { grain };
      succeeded(engine.call('analyze', { spec }));
      const { periods, entered, converted } = succeeded(engine.call('funnel_over_time'));
      const sum = (member) => periods.reduce((all, period) => all + period[member], 0);
      assert.deepEqual([sum('entered'), sum('converted')], [counts[0], counts.at(-1)], grain);
      assert.deepEqual([entered, converted], [counts[0], counts.at(-1)]);
    }
    succeeded(engine.call('analyze', { spec: loaded.spec }));
  });

  test('segment: explains as many customers as the report counts', () => {
    for (const { id, customers, revenue } of loaded.report.rfm.segments) {
      const { totals } = succeeded(engine.call('segment', { id }));
      assert.deepEqual([totals.customers, totals.revenue], [customers, revenue], id);
    }
    failed(engine.call('segment', { id: 'nobody' }), 'not_found');
  });

  test('the customers behind the flows are those that the matrix counts', () => {
    for (const kind of ['migration', 'comparison']) {
      const { matrix } = succeeded(engine.call(kind));
      for (const { before, after, figures } of matrix.flows) {
        const query = { kind, before, after };
        assert.equal(succeeded(engine.call('flow_customers', { query })).total, figures.customers);
        const table = readTable(engine.fetch('export_flow_customers', { query, language: 'en' }).toString());
        assert.equal(table.rows.length, figures.customers);
      }
    }
  });
});

describe('exported files', () => {
  const formats = ['csv', 'csv_bom', 'xlsx', 'json'];
  const fileName = (format) => `again.${format.replace('_bom', '')}`;
  let engine;
  let report;
  before(async () => {
    engine = await openEngine();
    ({ report } = succeeded(engine.load([orders])));
  });

  /** Values, scores and segment of all customers of an engine. */
  const scored = (of, filter = {}) => {
    const { rows } = succeeded(of.call('customers', { query: { sort: 'id', filter, limit: 10_000 } }));
    return rows.map(({ id, name, recency, frequency, monetary, scores, segment }) =>
      ({ id, name, recency, frequency, monetary, scores, segment }));
  };

  for (const format of formats) {
    test(`customers as ${format}, read again, have the same scores`, async () => {
      const bytes = engine.fetch('export_customers', { language: 'zh-CN', format });
      const again = await openEngine();
      succeeded(again.load([{ name: fileName(format), bytes }]));
      assert.deepEqual(scored(again), scored(engine));
    });

    test(`an audience as ${format}, read again under the same cut points, has the same scores`, async () => {
      const filter = { tiers: ['vip', 'key'], segments: [report.rfm.segments[0].id] };
      const wanted = scored(engine, filter);
      assert.ok(wanted.length > 10 && wanted.length < report.rfm.all.customers, `${wanted.length}`);
      const bytes = engine.fetch('export_customers', { language: 'en', format, query: { filter } });
      const again = await openEngine();
      const dimensions = report.rfm.dimensions.map(({ name, cuts }) => [name, { method: 'thresholds', cuts }]);
      const rfm = Object.fromEntries(dimensions);
      succeeded(again.load([{ name: fileName(format), bytes }], { spec: { rfm } }));
      assert.deepEqual(scored(again), wanted);
    });
  }

  test('every list says the same in every format', async () => {
    const flow = succeeded(engine.call('migration')).matrix.flows[0];
    const lists = [
      ['export_customers', { clusters: true }, report.rfm.all.customers],
      ['export_overdue', {}, succeeded(engine.call('overdue')).total],
      ['export_flow_customers', { query: { before: flow.before, after: flow.after } }, flow.figures.customers],
      ['export_rejects', {}, report.import.rows_rejected],
      ['export_cohorts', {}, null],
    ];
    for (const { id, rows, opens } of report.ledger.entries) {
      if (opens) lists.push(['export_ledger_rows', { entry: id }, rows]);
    }
    for (const [method, params, expected] of lists) {
      const file = (format) => engine.fetch(method, { ...params, format });
      const members = JSON.parse(file('json'));
      if (expected !== null) assert.equal(members.length, expected, method);
      const { header, rows } = readTable(file('csv').toString());
      assert.equal(file('csv_bom').toString(), `\ufeff${file('csv')}`);
      assert.equal(file('xlsx').subarray(0, 4).toString('latin1'), 'PK\x03\x04');
      assert.deepEqual(header, Object.keys(members[0]), method);
      rows.forEach(({ cells }, index) => cells.forEach((cell, column) => {
        const value = members[index][header[column]];
        const said = typeof value === 'number' ? Number(cell) : cell;
        assert.equal(said, value ?? '', `${method}: ${header[column]} in row ${index}`);
      }));
    }
  });
});

describe('a sales pipeline', () => {
  let engine;
  let loaded;
  before(async () => {
    engine = await openEngine();
    loaded = succeeded(engine.load([sample('opportunities.csv')]));
  });

  test('is part of the exported report', () => {
    const pipeline = succeeded(engine.call('pipeline'));
    assert.deepEqual(JSON.parse(engine.fetch('export_report')).pipeline, pipeline);
    const { open, won, lost, opportunities } = pipeline.totals;
    assert.equal(open + won + lost, opportunities);
    assert.equal(pipeline.stages.reduce((sum, stage) => sum + stage.open.opportunities, 0), open);
  });

  test('lists as many rotten opportunities as it counts, sorted, and saves them in every format', () => {
    const { rotten } = succeeded(engine.call('pipeline'));
    for (const sort of ['id', 'customer', 'stage', 'value', 'age', 'over']) {
      const { total, rows } = succeeded(engine.call('rotten', { query: { sort, limit: 10_000 } }));
      assert.equal(total, rotten);
      assert.equal(new Set(rows.map(({ id }) => id)).size, rotten, sort);
      assert.ok(rows.every(({ age, limit }) => age > limit));
      if (sort === 'age') rows.forEach(({ age }, i) => assert.ok(i === 0 || rows[i - 1].age >= age));
      const members = JSON.parse(engine.fetch('export_rotten', { query: { sort }, format: 'json' }));
      assert.deepEqual(members.map(({ opportunity }) => opportunity), rows.map(({ id }) => id));
      const table = readTable(engine.fetch('export_rotten', { query: { sort }, language: 'en' }).toString());
      assert.deepEqual(table.rows.map(({ cells }) => cells[0]), rows.map(({ id }) => id));
    }
  });

  test('refuses what the file does not have when it is asked for', () => {
    const spec = structuredClone(loaded.spec);
    spec.pipeline.property = 'nothing of the kind';
    succeeded(engine.call('analyze', { spec }));
    assert.equal(failed(engine.call('pipeline'), 'bad_spec').place.pointer, '/pipeline/property');
    failed(engine.call('rotten'), 'bad_spec');
    succeeded(engine.call('analyze', { spec: loaded.spec }));
    succeeded(engine.call('pipeline'));
  });

  test('needs opportunities', async () => {
    const other = await openEngine();
    succeeded(other.load([orders]));
    for (const method of ['pipeline', 'rotten', 'export_rotten']) failed(other.call(method), 'not_applicable');
  });
});

describe('an A/B test', () => {
  const table = { name: 'arms.csv', bytes: Buffer.from('arm,sent,converted,spend\ncontrol,1000,20,300\nnew,1000,60,900\n') };

  test('is answered in steps, and is part of the exported report', async () => {
    const engine = await openEngine();
    const loaded = succeeded(engine.load([table]));
    let answer;
    do answer = succeeded(engine.call('experiment')); while (answer.share < 1);
    const { control, arms } = answer;
    assert.equal(control, 'control');
    assert.deepEqual(arms.map(({ people, outcomes }) => [people, outcomes[0].count]), [[1000, 20], [1000, 60]]);
    assert.deepEqual(JSON.parse(engine.fetch('export_report')).experiment, answer);
    const spec = structuredClone(loaded.spec);
    spec.experiment.control = 'nobody';
    succeeded(engine.call('analyze', { spec }));
    assert.equal(failed(engine.call('experiment'), 'bad_spec').place.pointer, '/experiment/control');
  });
});

describe('a filter by clusters', () => {
  test('is told about while the page waits for it, and gives what is known later', async () => {
    const engine = await openEngine();
    const { spec } = succeeded(engine.load([orders]));
    spec.filter.clusters = ['1'];
    const first = succeeded(engine.call('analyze', { spec }));
    assert.ok(first.share < 1 && first.report === undefined);
    const { report } = succeeded(engine.finish('analyze', { spec }));
    const { driver } = await openEngine();
    const { PROGRESS_INTERVAL_MS } = driver.constructor;
    const steps = [];
    driver.constructor.PROGRESS_INTERVAL_MS = 0;
    const source = Object.assign(new Blob([orders.bytes]), { name: orders.name });
    const answer = driver.constructor.parse(await driver.load([source], spec, (step) => steps.push(step)));
    driver.constructor.PROGRESS_INTERVAL_MS = PROGRESS_INTERVAL_MS;
    assert.deepEqual(succeeded(answer).report.rfm, report.rfm);
    const shares = steps.map(({ clusters = 0 }) => clusters).filter((share) => share > 0);
    assert.ok(shares.length > 0);
    assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
    assert.ok(shares.at(-1) < 1 && steps.at(-1).read_bytes === orders.bytes.length);
  });
});

describe('the driver of the Worker', () => {
  const source = ({ name, bytes }) => Object.assign(new Blob([bytes]), { name });

  test('reads several files slice by slice and tells how far it is', async () => {
    const { driver } = await openEngine();
    const steps = [];
    const answer = await driver.load([source(orders), source(events)], null, (progress) => steps.push(progress));
    const { ok, result } = JSON.parse(Buffer.from(answer.json));
    assert.ok(ok);
    assert.deepEqual(result.report.import.files.map((file) => file.name), ['orders.csv', 'events.csv']);
    assert.ok(steps.length > 0);
    for (const { read_bytes, total_bytes, rows } of steps) {
      assert.equal(total_bytes, orders.bytes.length + events.bytes.length);
      assert.ok(read_bytes > 0 && read_bytes <= total_bytes && rows <= result.report.import.rows_read);
    }
  });

  test('gives the result of an answer as it stands', async () => {
    const { driver } = await openEngine();
    const EngineDriver = driver.constructor;
    const inner = EngineDriver.resultOf(driver.call('{"method":"version"}'));
    assert.ok('engine' in JSON.parse(Buffer.from(inner)));
    assert.equal(EngineDriver.resultOf(driver.call('{"method":"fly"}')), null);
  });
});

describe('errors', () => {
  test('questions before a file', async () => {
    const engine = await openEngine();
    for (const method of ['analyze', 'customers', 'customer', 'rejects', 'ledger_rows', 'export_customers',
      'export_rejects', 'export_ledger_rows', 'export_report', 'export_overdue', 'export_cohorts', 'migration',
      'comparison', 'flow_customers', 'export_flow_customers', 'pipeline', 'rotten', 'export_rotten', 'experiment',
      'people', 'export_people', 'prospects', 'export_prospects']) {
      failed(engine.call(method), 'no_dataset');
    }
  });

  test('messages that are none', async () => {
    const engine = await openEngine();
    for (const text of ['', '{', 'null{', '\ufffd', '{"method":"version"', '['.repeat(50_000)]) {
      failed(engine.send(text), 'bad_json');
    }
    for (const text of ['null', '1', '[]', '"version"', '{}', '{"method":1}', '{"method":"fly"}']) {
      failed(engine.send(text), 'bad_request');
    }
    const { place } = failed(engine.call('customers', { query: { limit: 'all' } }), 'bad_spec');
    assert.equal(place.pointer, '/query/limit');
  });

  test('parts of files out of turn', async () => {
    const engine = await openEngine();
    failed(engine.chunk(0, Buffer.from('a,b\n')), 'bad_request');
    failed(engine.call('load_end'), 'bad_request');
    failed(engine.call('load_begin', { files: [] }), 'bad_request');
    succeeded(engine.call('load_begin', { files: [{ name: 'a.csv', size: 1 }, { name: 'b.csv', size: 1 }] }));
    failed(engine.chunk(2, Buffer.from('a,b\n')), 'bad_request');
    failed(engine.call('load_end'), 'bad_request');  // the failed chunk ended the load
  });

  test('a load that fails leaves what was loaded', async () => {
    const engine = await openEngine();
    succeeded(engine.load([seed]));
    const before = engine.fetch('export_report');
    const picture = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(4096), picture, Buffer.from('a\nb\nc\n')]) {
      const { error } = engine.load([{ name: 'bad.csv', bytes }]);
      assert.equal(error?.place.file, 'bad.csv', JSON.stringify(error));
      assert.ok(engine.fetch('export_report').equals(before));
    }
    assert.equal(engine.load([orders], { spec: { rfm: { bins: 'five' } } }).error.code, 'bad_spec');
    assert.equal(engine.load([orders], { spec: { rfm: { snapshot: '1999-01-01' } } }).error.code, 'bad_spec');
    assert.ok(engine.fetch('export_report').equals(before));
    succeeded(engine.call('customer', { id: '客户95' }));
  });

  test('a load that is begun again forgets the first one', async () => {
    const engine = await openEngine();
    succeeded(engine.call('load_begin', { files: [{ name: 'orders.csv', size: 0 }] }));
    succeeded(engine.chunk(0, orders.bytes.subarray(0, 1_500_000)));
    const { report } = succeeded(engine.load([seed]));
    assert.equal(report.rfm.all.customers, 100);
  });
});

describe('chance', () => {
  /** Any JSON value, sometimes a likely one. */
  function anything(random, depth = 0) {
    const likely = ['grid', 'eleven', 'eight', 'rfm-r', 'pymc', 'midrank', 'thresholds', 'net', 'events', 'orders', 'pay',
      '54', 'vip', ''];
    const kinds = [
      () => null,
      () => random.chance(50),
      () => random.integer(-3, 12),
      () => random.unit() * random.pick([1, 1e3, -1, 1e308, 1e-308]),
      () => random.pick(likely),
      () => random.pick(['2026-07-01', '2025-02-30', '𠮷', '\u0000', 'x'.repeat(3000)]),
      () => Array.from({ length: random.integer(0, 6) }, () => anything(random, depth + 1)),
      () => ({ [random.pick(['event', 'name', 'role', 'x'])]: anything(random, depth + 1) }),
    ];
    return random.pick(depth > 3 ? kinds.slice(0, 6) : kinds)();
  }

  /** Replaces a few members, anywhere in the document. */
  function mutate(random, document) {
    const spec = structuredClone(document);
    for (let i = random.integer(1, 3); i > 0; i--) {
      let place = spec;
      for (;;) {
        const key = random.pick(Object.keys(place));
        const value = place[key];
        if (value !== null && typeof value === 'object' && Object.keys(value).length > 0 && random.chance(80)) {
          place = value;
        } else {
          place[key] = anything(random);
          break;
        }
      }
    }
    return spec;
  }

  /** Choices that a user could make, each valid by itself. */
  const choices = [
    (random, spec) => (spec.rfm.map = random.pick(['grid', 'eleven', 'eight', 'rfm-r'])),
    (random, spec) => Object.assign(spec.rfm, { bins: 4, map: 'pymc' }),
    (random, spec) => (spec.rfm.returns = random.pick(['net', 'drop', 'keep'])),
    (random, spec) => (spec.rfm.frequency_measure = random.pick(['orders', 'days', 'lines'])),
    (random, spec) => (spec.rfm.monetary_measure = random.pick(['sum', 'mean'])),
    (random, spec) => (spec.rfm.snapshot = random.pick(['', '2024-07-02', '2025-11-12', '2026-07-01', '2030-01-01'])),
    (random, spec) => Object.assign(spec.rfm, { bins: random.integer(3, 10), map: 'eight' }),
    (random, spec) => Object.assign(spec.rfm.monetary, { method: 'thresholds', cuts: [100, 500, 1000, 5000] }),
    (random, spec) => (spec.rfm.weights = { recency: 0.5, frequency: 0.25, monetary: 0.25 }),
    (random, spec) => (spec.rfm.eight = { split: 'own', recency: 100, frequency: 3, monetary: random.integer(0, 999) }),
    (random, spec) => (spec.rfm.tiers = { vip: random.pick([0, 0.01, 0.5]), key: random.pick([0, 0.15, 0.5]) }),
    (random, spec) => (spec.filter.cells = [random.pick(['11', '55', '31'])]),
    (random, spec) => (spec.filter.tiers = [random.pick(['vip', 'ordinary'])]),
    (random, spec) => (spec.filter.attributes = [{ attribute: 'City', values: [random.pick(['杭州', ''])] }]),
    (random, spec) => (spec.funnel.source = random.pick(['automatic', 'events', 'orders'])),
    (random, spec) => (spec.funnel.window_ms = random.pick([null, 0, 1, 3_600_000, 2 ** 53 - 1])),
    (random, spec) => (spec.funnel.purchases = random.integer(2, 12)),
    (random, spec) => (spec.funnel.steps = ['view', 'view', 'pay'].map((event) => ({ event }))),
  ];

  test('specs made by chance are taken or refused with a pointer, and do no harm', async () => {
    const engine = await openEngine();
    const { spec, report } = succeeded(engine.load([orders, events]));
    const random = new Random(7);
    const counts = { taken: 0, refused: 0 };
    for (let round = 0; round < 1200; round++) {
      let choice = structuredClone(spec);
      for (let i = random.integer(0, 4); i > 0; i--) random.pick(choices)(random, choice);
      if (random.chance(60)) choice = mutate(random, choice);
      const answer = engine.finish('analyze', { spec: choice });
      const what = JSON.stringify([answer.error, { ...choice, ingest: null }]);
      if (answer.ok) {
        counts.taken += 1;
        assert.ok(answer.result.report.rfm.all.customers > 0, what);
      } else {
        counts.refused += 1;
        const { code, place } = answer.error;
        assert.ok(['bad_spec', 'not_applicable', 'no_usable_rows'].includes(code), what);
        if (code === 'bad_spec') assert.match(place.pointer, /^\//, what);
      }
    }
    assert.ok(counts.taken > 300 && counts.refused > 300, JSON.stringify(counts));
    assert.deepEqual(succeeded(engine.finish('analyze', { spec })).report, report);
  });

  test('queries made by chance are answered', async () => {
    const engine = await openEngine();
    succeeded(engine.load([seed]));
    const random = new Random(8);
    const filter = { segments: [], cells: [], tiers: [], attributes: [] };
    const query = { filter, search: '', sort: 'id', descending: true, offset: 0, limit: 10 };
    for (let round = 0; round < 500; round++) {
      const answer = engine.call('customers', { query: mutate(random, query) });
      if (!answer.ok) assert.equal(answer.error.code, 'bad_spec', JSON.stringify(answer.error));
    }
  });

  test('files cut and spoiled by chance are read or refused', async () => {
    const engine = await openEngine();
    const random = new Random(9);
    const whole = orders.bytes.subarray(0, 30_000);
    const meaningful = [...Buffer.from('",\n\r\0;')];
    for (let round = 0; round < 300; round++) {
      const bytes = Buffer.from(whole.subarray(random.integer(0, 300), random.integer(301, whole.length)));
      for (let i = random.integer(0, 40); i > 0; i--) {
        const byte = random.chance(50) ? random.integer(0, 255) : random.pick(meaningful);
        bytes[random.integer(0, bytes.length - 1)] = byte;
      }
      const answer = engine.load([{ name: 'spoiled.csv', bytes }], { chunkBytes: random.integer(1, 5000) });
      if (answer.ok) {
        const { rows_read, rows_kept, rows_rejected } = answer.result.report.import;
        assert.equal(rows_kept + rows_rejected, rows_read);
      } else {
        assert.notEqual(answer.error.code, 'engine_failed', JSON.stringify(answer.error));
        assert.notEqual(answer.error.code, 'out_of_memory', JSON.stringify(answer.error));
      }
    }
  });
});

describe('files that may be too large', () => {
  /** A file of any size whose bytes are made when they are asked for: order lines of the same length, by time. */
  function generated(size) {
    const header = 'customer,order,time,amount\n'.padStart(48);
    const line = (i) => `C${(i * 7919) % 10_000_019},SO${i},${new Date(1.7e12 + i * 1000).toISOString().slice(0, 19)},`
      .padEnd(43) + '9.50\n';
    const reads = [];
    const slice = (start, end) => ({
      async arrayBuffer() {
        reads.push(start);
        let text = '';
        for (let i = Math.floor(start / 48); i * 48 < end; i++) text += i === 0 ? header : line(i);
        return new TextEncoder().encode(text.slice(start % 48, start % 48 + end - start)).buffer;
      },
    });
    return { source: { name: 'orders 2020-2024.csv', size, slice }, reads };
  }

  test('one hundred million orders are declined after the first slice, with a way on', async () => {
    const { driver } = await openEngine();
    const { source, reads } = generated(4.8e9);
    const steps = [];
    const answer = await driver.load([source], null, (progress) => steps.push(progress));
    const error = failed(driver.constructor.parse(answer), 'out_of_memory');
    assert.match(error.message.en, /about 100 million rows/);
    assert.match(error.message.en, /there are 4 GB here/);
    assert.match(error.message.en, /sluice analyze 'orders 2020-2024.csv' --customers customers.csv/);
    assert.match(error.message.zh, /1 亿行/);
    assert.deepEqual(steps, []);
    assert.ok(reads.length <= driver.constructor.SLICES_IN_FLIGHT, `${reads}`);
    assert.ok(driver.module.HEAPU8.length < 256 << 20, `${driver.module.HEAPU8.length}`);
  });

  test('what fits is loaded, and was forecast', async () => {
    const { driver } = await openEngine();
    const { source } = generated(48 * 500_000);
    const steps = [];
    const answer = await driver.load([source], null, (progress) => steps.push(progress));
    const { rfm } = succeeded(driver.constructor.parse(answer)).report;
    const told = steps.at(-1);
    assert.ok(Math.abs(told.expected_rows - told.rows) < told.rows / 50, JSON.stringify(told));
    assert.ok(rfm.all.customers > 0);
    const memory = driver.module.HEAPU8.length;
    assert.ok(told.expected_bytes > memory * 0.6 && told.expected_bytes < memory * 1.6, `${memory} ${told.expected_bytes}`);
  });
});

test('memory does not grow over twenty loads', async () => {
  const engine = await openEngine();
  const sizes = [];
  for (let i = 0; i < 20; i++) {
    succeeded(engine.load([orders, events]));
    engine.fetch('export_customers', { language: 'en' });
    engine.fetch('export_report');
    sizes.push(engine.memory);
  }
  assert.equal(sizes[19], sizes[9], `${sizes}`);
  assert.ok(sizes[19] < 128 << 20, `${sizes[19]} bytes for 50,000 rows`);
});
