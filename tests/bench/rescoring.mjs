// A changed choice about customers that are already there: another scoring method, another filter, another order of the
// list. Sluice's engine in the page's worker, and DuckDB-Wasm in the same Chromium for the quantile scores, on the same
// orders, which both have read before. Both must put the same customers into the same cells.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/rescoring.mjs [--lines 11500000] [--runs 5]
//
// The default is a million customers. Needs dist/ (./build-wasm.sh) and
// build/native-release/sluice (./build-wasm.sh native), which tells how the file is read. Times are milliseconds of the
// wall clock, the least of the runs, from the question to the whole report as text.
import { withLoadedFile } from './support/loaded_file.mjs';

/** In the worker that holds the dataset. No question is asked twice on end: an answer that is kept would cost nothing. */
async function timeAnswers({ spec, runs }) {
  const driver = await engine;
  const ask = (method, params = {}) => {
    const started = performance.now();
    const { json } = driver.call(JSON.stringify({ method, params }));
    const ms = performance.now() - started;
    const answer = JSON.parse(new TextDecoder().decode(json));
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return { ...answer.result, ms };
  };
  const best = {};
  const take = (name, { ms }) => { best[name] = Math.min(best[name] ?? Infinity, ms); };
  const scored = (method) => {
    const by = (cuts) => ({ method, cuts: method === 'thresholds' ? cuts : [] });
    return { ...spec, rfm: { ...spec.rfm, recency: by([10, 40, 90, 180]), frequency: by([1, 3, 5, 9]), monetary: by([20, 80, 200, 500]) } };
  };
  let cells = [];
  for (let run = 0; run < runs; ++run) {
    for (const method of ['quantile', 'rfm-r', 'ntile', 'thresholds', 'midrank']) {
      const { report, ms } = ask('analyze', { spec: scored(method) });
      take(`scores: ${method}`, { ms });
      if (method === 'quantile') cells = report.rfm.grid.map((cell) => [cell.recency, cell.frequency, cell.customers]);
    }
    for (const map of ['eleven', 'rfm-r', 'eight', 'grid']) {
      take(`map: ${map}`, ask('analyze', { spec: { ...spec, rfm: { ...spec.rfm, map } } }));
    }
    ask('analyze', { spec }); // its scores: only the filter changes from here on
    take('filter: a segment', ask('analyze', { spec: { ...spec, filter: { segments: ['champions'] } } }));
    take('filter: two segments and a range', ask('analyze', { spec: { ...spec,
      filter: { segments: ['champions', 'hibernating'], ranges: [{ dimension: 'monetary', from: 50 }] } } }));
    take('filter: none', ask('analyze', { spec }));
    for (const sort of ['monetary', 'recency', 'frequency', 'weighted_score', 'segment', 'id']) {
      const query = { filter: {}, search: '', sort, descending: run % 2 === 0, offset: 0, limit: 100 };
      take(`list by ${sort}`, ask('customers', { query }));
    }
  }
  return { best, cells };
}

await withLoadedFile({ lines: 11_500_000, runs: 5 }, async (bench) => {
  const sluice = await bench.sluice(timeAnswers);
  const duckdb = await bench.peer('duckdbScores');
  const key = (cells) => JSON.stringify(cells.filter(([, , count]) => count > 0).sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  if (key(sluice.cells) !== key(duckdb.cells)) {
    throw new Error(`the programs disagree:\n${key(sluice.cells)}\n${key(duckdb.cells)}`);
  }
  const customers = sluice.cells.reduce((sum, [, , count]) => sum + count, 0);
  bench.table(customers, [
    ...Object.entries(sluice.best).map(([name, ms]) => [`Sluice, ${name}`, ms.toFixed(0), '']),
    ['DuckDB-Wasm, quantile scores by cell', duckdb.ms.toFixed(0), (duckdb.ms / sluice.best['scores: quantile']).toFixed(1)],
  ]);
});
