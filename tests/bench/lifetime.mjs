// What customers will bring, of a million of them in the page: the models fitted and checked, every customer's
// estimates, and the report on their value, by each purchase model; and the longest step, for which all other questions
// wait. In the engine alone, BG/NBD stands beside the same fit customer by customer: tests/bench/lifetime_bench.cpp.
//
//   npm --prefix tests ci && npm --prefix tests/bench ci
//   node tests/bench/lifetime.mjs [--lines 11500000] [--runs 3]
//
// Needs dist/ (./build-wasm.sh) and build/native-release/sluice (./build-wasm.sh native). Times are milliseconds of the
// wall clock in the worker that holds the dataset, the least of the runs.
import { withLoadedFile } from './support/loaded_file.mjs';

async function timeValues({ spec, runs }) {
  const driver = await engine;
  const answer = (method, params = {}) => {
    const { json } = driver.call(JSON.stringify({ method, params }));
    const parsed = JSON.parse(new TextDecoder().decode(json));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.result;
  };
  const found = {};
  for (let run = 0; run < runs; ++run) {
    for (const model of ['bg_nbd', 'mbg_nbd', 'pareto_nbd']) {
      answer('analyze', { spec: { ...spec, rfm: { ...spec.rfm, lifetime: { ...spec.rfm.lifetime, model } } } });
      let whole = 0, longest = 0, result;
      do {
        const started = performance.now();
        result = answer('value');
        const ms = performance.now() - started;
        whole += ms;
        longest = Math.max(longest, ms);
      } while (result.share !== undefined);
      const before = found[model] ?? { whole: Infinity, longest: Infinity };
      found[model] = {
        whole: Math.min(before.whole, whole),
        longest: Math.min(before.longest, longest),
        verdict: result.check ? result.check.verdict : result.no_models.en,
        customers: result.models ? result.models.purchases.customers : 0,
      };
    }
  }
  return { found, customers: answer('analyze', { spec }).report.rfm.all.customers };
}

await withLoadedFile({ lines: 11_500_000, runs: 3 }, async (bench) => {
  const { found, customers } = await bench.sluice(timeValues);
  bench.table(customers, Object.entries(found).flatMap(([model, { whole, longest, verdict }]) => [
    [`Sluice, value by ${model} (${verdict})`, whole.toFixed(0), ''],
    [`Sluice, its longest step`, longest.toFixed(0), ''],
  ]));
});
