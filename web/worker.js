'use strict';

// The engine's worker: the module's own script, piece_queue.js, engine_driver.js and rehearsal.js stand before this one in
// the same Blob. Messages are answered one after the other, in the order in which they came.
//
// in    {start: WebAssembly.Module}            first
//       {id, call: string}                     a request as JSON
//       {id, load: {files: File[], spec}}      a load; nothing else is asked of this worker before it has ended
//       {warm: {orders: File, app}}            a file to practise on, and the interface (rehearsal.js)
// out   {warmed: {frames, glyphs}}             what was practised of the interface, and characters that it will draw
//       {id, result: Uint8Array, binary: Uint8Array}, {id, error: string}, {id, progress}
//       {crash: {code, message}}               the engine is gone; the page starts another worker
//
// A worker that loads a large file starts others of its kind, which read stretches of it and end with the load (or with
// this worker, when the page ends it):
// in    {start}, {pieces: {file: File, spec, beginning}}  first
//       {from, to}                             a stretch
// out   {packed: Uint8Array}                   what was read of it, in the order in which they were asked for

/** @type {Promise<EngineDriver>} */
let engine;
let queue = Promise.resolve();
const MOST_PIECE_WORKERS = 3; // beyond that, putting together is what takes the time

const WARM_ROUNDS = 3;

let compiled = null;
let asked = false;

self.onmessage = ({ data }) => {
  if (data.start) {
    compiled = data.start;
    engine = EngineDriver.create(createSluiceEngine, compiled);
    engine.catch(crash);
  } else if (data.pieces) {
    readPiecesOf(data.pieces);
  } else if (data.warm) {
    queue = queue.then(() => warmUp(data.warm));
  } else {
    asked = true;
    queue = queue.then(() => answer(data));
  }
};

// ---- before the first question ----

/**
 * Browsers compile a module's functions when they are first called, and well only when they have been called often. So
 * an engine of its own reads a small file some times while the page waits for the user's, and answers the interface's
 * questions about it: the code is the same for the page and all its workers. It stops when something is asked.
 */
async function warmUp({ orders, app }) {
  let frames = 0;
  let rehearsal = null;
  try {
    await engine;
    const practising = await EngineDriver.create(createSluiceEngine, compiled);
    for (let round = 0; round < WARM_ROUNDS && !asked; ++round) {
      await practising.load([orders], null);
      await EngineDriver.turn();
    }
    if (!asked) rehearsal = await Rehearsal.open(app, practising, orders);
    while (rehearsal !== null && !asked && await rehearsal.frame()) {
      ++frames;
      await EngineDriver.turn();
    }
  } catch {
    // The real load says what is wrong.
  }
  self.postMessage({ warmed: { frames, glyphs: rehearsal?.glyphs ?? new Float32Array() } });
}

// ---- stretches of a file for another worker ----

function readPiecesOf({ file, spec, beginning }) {
  const opened = engine.then((driver) => driver.openForPieces(file, spec, beginning));
  opened.catch(crash);
  self.onmessage = ({ data }) => {
    const bytes = EngineDriver.bytesOf(file, data); // on their way while stretches before this one are read
    queue = queue.then(async () => {
      try {
        await opened;
        const packed = (await engine).readPiece(data.from, await bytes);
        self.postMessage({ packed }, [packed.buffer]);
      } catch (error) {
        crash(error); // whoever puts the pieces together reads this one itself, and meets the reason where it matters
      }
    });
  };
}

/** A worker that helps this one. */
class PieceWorker {
  constructor(file, spec, beginning) {
    this.asked = [];
    this.worker = new Worker(self.location.href);
    this.worker.onmessage = ({ data }) => (data.crash ? this.fail(data.crash.message) : this.asked.shift()?.resolve(data.packed));
    this.worker.onerror = ({ message }) => this.fail(message);
    this.worker.postMessage({ start: compiled });
    this.worker.postMessage({ pieces: { file, spec, beginning } });
  }

  read(from, to) {
    if (this.failed) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.worker.postMessage({ from, to });
    });
  }

  fail(message) {
    this.failed = new Error(message);
    for (const { reject } of this.asked.splice(0)) reject(this.failed);
  }

  end() {
    this.worker.terminate();
  }
}

/** One fewer than the machine has cores: this worker reads too, and the page draws little meanwhile. */
function openPieceWorkers(file, spec, beginning) {
  const count = Math.min((navigator.hardwareConcurrency ?? 2) - 1, MOST_PIECE_WORKERS);
  const workers = [];
  try {
    while (workers.length < count) workers.push(new PieceWorker(file, spec, beginning));
  } catch {
    // A browser whose workers start no workers, or no more of them.
  }
  return workers;
}

// ---- requests of the page ----

async function answer({ id, call, load }) {
  try {
    const driver = await engine;
    const progress = (seen) => self.postMessage({ id, progress: seen });
    const given = load ? await driver.load(load.files, load.spec, progress, openPieceWorkers) : driver.call(call);
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
