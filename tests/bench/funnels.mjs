// A changed funnel of events that are already loaded: other steps, another window, another mode, another unit. Sluice's
// engine in the page's worker against the same funnel as a query in DuckDB-Wasm in the same Chromium, on the same events,
// which both have read before. Both must count the same customers at every step.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/funnels.mjs [--lines 10000000] [--runs 3]
//
// Ten events a customer: the default is a million customers. Needs dist/ (./build-wasm.sh) and
// build/native-release/sluice (./build-wasm.sh native), which tells how the file is read. Times are milliseconds of the
// wall clock, the least of the runs, from the question to the whole report as text.
import { STEPS } from './support/event_file.mjs';
import { withLoadedFile } from './support/loaded_file.mjs';

const DAYS = 7;
const DAY_MS = 86_400_000;

/** In the worker that holds the dataset. Between two questions lies another spec: an answer that is kept costs nothing. */
async function timeAnswers({ spec, runs, steps, windowMs }) {
  const driver = await engine;
  const ask = (method, params = {}) => {
    const { json } = driver.call(JSON.stringify({ method, params }));
    const answer = JSON.parse(new TextDecoder().decode(json));
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.result;
  };
  const usual = { ...spec.funnel, source: 'events', steps: steps.map((event) => ({ event })), window_ms: windowMs };
  const changes = {
    'ordered, five steps': {},
    'another window': { window_ms: windowMs / 7 },
    'no window': { window_ms: null },
    'three steps': { steps: [steps[0], steps[2], steps[4]].map((event) => ({ event })) },
    'a condition of two events': { steps: steps.map((event) => ({ event, or_events: event === 'view' ? ['search'] : [] })) },
    'an exclusion': { exclusions: [{ event: 'support' }] },
    'first event anchors': { rules: { ...spec.funnel.rules, anchor: 'first' } },
    'strict order': { mode: 'strict' },
    'any order': { mode: 'any' },
    sessions: { unit: 'sessions' },
    entries: { unit: 'entries' },
  };
  const best = {};
  let counts;
  let customers = 0;
  for (let run = 0; run < runs; ++run) {
    for (const [name, change] of Object.entries(changes)) {
      ask('analyze', { spec: { ...spec, funnel: { ...usual, ...change } } });
      const started = performance.now();
      const funnel = ask('funnel');
      best[name] = Math.min(best[name] ?? Infinity, performance.now() - started);
      if (name === 'ordered, five steps') {
        counts = funnel.steps.map((step) => step.count);
        customers = funnel.customers ?? counts[0];
      }
    }
  }
  return { best, counts, customers };
}

await withLoadedFile({ lines: 10_000_000, runs: 3, kind: 'events' }, async (bench) => {
  const sluice = await bench.sluice(timeAnswers, { steps: STEPS, windowMs: DAYS * DAY_MS });
  const duckdb = await bench.peer('duckdbFunnel', { steps: STEPS, days: DAYS });
  if (String(sluice.counts) !== String(duckdb.counts)) {
    throw new Error(`the programs disagree: ${sluice.counts}; ${duckdb.counts}`);
  }
  const usual = sluice.best['ordered, five steps'];
  bench.table(sluice.customers, [
    ...Object.entries(sluice.best).map(([name, ms]) => [`Sluice, ${name}`, ms.toFixed(0), '']),
    ['DuckDB-Wasm, ordered, five steps', duckdb.ms.toFixed(0), (duckdb.ms / usual).toFixed(1)],
  ]);
});
