'use strict';

// The engine's worker: the module's own script and engine_driver.js stand before this one in the same Blob. Messages
// are answered one after the other, in the order in which they came.
//
// in    {start: WebAssembly.Module}            first
//       {id, call: string}                     a request as JSON
//       {id, load: {files: File[], spec}}      a load; nothing else is asked of this worker before it has ended
// out   {id, result: Uint8Array, binary: Uint8Array}, {id, error: string}, {id, progress}
//       {crash: {code, message}}               the engine is gone; the page starts another worker

/** @type {Promise<EngineDriver>} */
let engine;
let queue = Promise.resolve();

self.onmessage = ({ data }) => {
  if (data.start) {
    engine = EngineDriver.create(createSluiceEngine, data.start);
    engine.catch(crash);
  } else {
    queue = queue.then(() => answer(data));
  }
};

async function answer({ id, call, load }) {
  try {
    const driver = await engine;
    const progress = (seen) => self.postMessage({ id, progress: seen });
    const given = load ? await driver.load(load.files, load.spec, progress) : driver.call(call);
    const result = EngineDriver.resultOf(given);
    if (result === null) {
      self.postMessage({ id, error: JSON.stringify(EngineDriver.parse(given).error) });
    } else {
      self.postMessage({ id, result, binary: given.binary }, [result.buffer, given.binary.buffer]);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) self.postMessage({ id, error: JSON.stringify(unreadable(error.fileName)) });
    else crash(error);
  }
}

function unreadable(name) {
  return {
    code: 'cannot_open',
    message: {
      en: `The browser can no longer read ${name}. Was it moved, changed or opened elsewhere? Please choose it again.`,
      zh: `浏览器已无法读取 ${name}。它是否被移动、修改或被其他程序占用？请重新选择该文件。`,
    },
    place: { file: name },
  };
}

/** A trap, an abort or a lack of memory: the engine's memory can no longer be trusted. */
function crash(error) {
  const message = String(error?.message ?? error);
  const memory = /out of memory|OOM|enlarge memory|memory\.grow|allocation failed|typed array length/i.test(message);
  self.postMessage({ crash: { code: memory ? 'out_of_memory' : 'engine_failed', message } });
  self.close();
}
