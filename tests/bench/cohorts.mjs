// The monthly cohort table and the rhythm of purchases of a loaded file: Sluice's engine in the page's worker against
// DuckDB-Wasm in the same Chromium, on the same orders, which both have read before. Both must find the same numbers.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/cohorts.mjs [--lines 10000000] [--runs 3]
//
// Ten lines a customer: the default is a million customers. Needs dist/ (./build-wasm.sh) and
// build/native-release/sluice (./build-wasm.sh native), which tells how the file is read. Times are milliseconds of the
// wall clock, the least of the runs, answer included.
import { withLoadedFile } from './support/loaded_file.mjs';

/** In the worker that holds the dataset: each answer is computed anew, because another spec lies between two of them. */
async function timeAnswers({ spec, runs }) {
  const driver = await engine;
  const ask = (method, params = {}) => {
    const { json } = driver.call(JSON.stringify({ method, params }));
    const answer = JSON.parse(new TextDecoder().decode(json));
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.result;
  };
  const analyze = (change) => ask('analyze', { spec: { ...spec, ...change } });
  const timed = (method) => {
    const started = performance.now();
    const result = ask(method);
    return { result, ms: performance.now() - started };
  };
  const best = { cohorts: Infinity, rhythm: Infinity, rhythmAgain: Infinity, active: 0, orders: 0, customers: 0 };
  for (let run = 0; run < runs; ++run) {
    analyze({ cohorts: { period: 'week' } });
    analyze({ cohorts: { period: 'month' } });
    const { result, ms } = timed('cohorts');
    best.cohorts = Math.min(best.cohorts, ms);
    const sum = (name) => result.cohorts.reduce((all, row) => row.figures[name].reduce((a, b) => a + b, all + row.later[name]), 0);
    Object.assign(best, { active: sum('active'), orders: sum('orders'), customers: result.customers });
    analyze({ rfm: { ...spec.rfm, monetary_measure: run % 2 === 0 ? 'mean' : 'sum' } }); // scores again
    best.rhythm = Math.min(best.rhythm, timed('rhythm').ms);
    analyze({ rfm: { ...spec.rfm, monetary_measure: run % 2 === 0 ? 'mean' : 'sum' }, rhythm: { overdue_at: 3 } });
    best.rhythmAgain = Math.min(best.rhythmAgain, timed('rhythm').ms);
  }
  return best;
}

await withLoadedFile({ lines: 10_000_000, runs: 3 }, async (bench) => {
  const sluice = await bench.sluice(timeAnswers);
  const duckdb = await bench.peer('duckdbCohorts');
  for (const name of ['active', 'orders']) {
    if (sluice[name] !== duckdb[name]) throw new Error(`the programs disagree: ${name} ${sluice[name]}, ${duckdb[name]}`);
  }
  const ms = (time) => Math.round(time).toLocaleString('en');
  bench.table(sluice.customers, [
    ['Sluice, cohort table', ms(sluice.cohorts), ''],
    ['DuckDB-Wasm, cohort table from orders', ms(duckdb.fromOrders), (duckdb.fromOrders / sluice.cohorts).toFixed(1)],
    ['DuckDB-Wasm, cohort table from lines', ms(duckdb.fromLines), (duckdb.fromLines / sluice.cohorts).toFixed(1)],
    ['Sluice, rhythm of purchases', ms(sluice.rhythm), ''],
    ['Sluice, rhythm under another threshold', ms(sluice.rhythmAgain), ''],
  ]);
});
