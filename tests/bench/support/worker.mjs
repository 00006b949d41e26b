// Questions to the engine without the page between: the clock runs in the worker that holds the dataset.

/**
 * Opens the file in the page, then runs `work` in the worker that has read it.
 * @param {(given: object) => Promise<any>} work
 */
export async function askTheWorker(tab, file, work, given) {
  await tab.page.goto(await tab.address());
  await tab.waitIdle();
  await tab.pick('welcome.choose', [file]);
  for (const worker of tab.page.workers()) {
    const result = await worker.evaluate(work, given).catch((error) => error);
    if (!(result instanceof Error)) return result;
    if (!/no_dataset|engine is not defined/.test(result.message)) throw result;
  }
  throw new Error('no worker holds the file');
}
