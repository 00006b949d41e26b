'use strict';

// The page's side of the engine. One worker holds the present dataset and answers in order. A load always runs in a
// fresh worker (a warm spare is kept): when it succeeds that worker takes over, when it fails or is cancelled the old
// one and its dataset are still there. A worker that dies costs one error, never the page.

/**
 * @typedef {{source: string, module: WebAssembly.Module}} EngineParts  address of the worker's Blob, compiled engine
 * @typedef {object} EngineListener
 * @property {(id: number, json: Uint8Array, binary: Uint8Array) => void} answer
 * @property {(id: number, json: string) => void} error
 * @property {(id: number, json: string) => void} progress
 * @property {(done: {frames: number, glyphs: Float32Array}) => void} warmed  the interface was practised: rehearsal.js
 * @property {(handle: number) => File|undefined} file
 * @property {(as: {name: string, mime: string}, bytes: Uint8Array) => void} save
 *
 * @typedef {{files: {handle: number}[], spec?: object}} LoadParams
 */

const ENGINE_ERRORS = {
  cancelled: { en: 'Cancelled.', zh: '已取消。' },
  out_of_memory: {
    en: 'There is not enough memory for this. Close other tabs, or use a file with fewer rows or columns.',
    zh: '内存不足。请关闭其他标签页，或使用行列更少的文件。',
  },
  engine_failed: {
    en: 'The calculation stopped unexpectedly. It has been started afresh; please try again.',
    zh: '计算意外中止，已重新启动，请再试一次。',
  },
  not_found: { en: 'This file is no longer known to the page. Please choose it again.', zh: '页面已不再持有该文件，请重新选择。' },
};

/** A worker and what it still owes. Messages may be posted before the engine has been downloaded. */
class EngineWorker {
  /**
   * @param {Promise<EngineParts>} parts
   * @param {(worker: EngineWorker, message: any) => void} onMessage
   */
  constructor(parts, onMessage) {
    /**
     * Requests without an answer.
     * @type {Map<number, {download?: {name: string, mime: string}, spec?: object, restores?: LoadParams}>}
     */
    this.owed = new Map();
    this.outbox = [];
    this.ended = false;
    const crash = (message) => onMessage(this, { crash: { code: 'engine_failed', message } });
    parts.then(({ source, module }) => {
      if (this.ended) return;
      this.worker = new Worker(source);
      this.worker.onmessage = ({ data }) => onMessage(this, data);
      this.worker.onerror = (event) => crash(event.message);
      this.worker.postMessage({ start: module });
      for (const message of this.outbox) this.worker.postMessage(message);
      this.outbox = [];
    }, (error) => crash(String(error)));
  }

  post(message) {
    if (this.worker) this.worker.postMessage(message);
    else this.outbox.push(message);
  }

  end() {
    this.ended = true;
    this.worker?.terminate();
  }
}

/** An analysis that is to be asked for again has no report yet. @param {Uint8Array} result */
function isInForce(result) {
  const lacking = '"report":null}';
  return new TextDecoder().decode(result.subarray(-lacking.length)) !== lacking;
}

class EngineClient {
  /** @param {Promise<EngineParts>} parts @param {EngineListener} listener */
  constructor(parts, listener) {
    this.parts = parts;
    this.listener = listener;
    this.spare = this.fresh();
    /** @type {EngineWorker|null} holds the present dataset */
    this.current = null;
    /** @type {{id: number, worker: EngineWorker, params: LoadParams}|null} */
    this.loading = null;
    /** @type {LoadParams|null} what the present dataset came from, to have it again after a crash */
    this.loaded = null;
  }

  get idle() {
    return this.loading === null && (this.current === null || this.current.owed.size === 0);
  }

  /** @param {number} id @param {string} json */
  send(id, json) {
    const { method, params, download } = JSON.parse(json);
    if (method === 'load') {
      this.load(id, params);
      return;
    }
    this.current ??= this.takeSpare();
    this.current.owed.set(id, { download, spec: method === 'analyze' ? params.spec : undefined });
    this.current.post({ id, call: json });
  }

  /** @param {number} id */
  cancel(id) {
    if (this.loading?.id === id) {
      this.loading.worker.end();
      this.loading = null;
      this.fail(id, 'cancelled');
    } else if (this.current?.owed.delete(id)) {
      this.fail(id, 'cancelled'); // its answer will find nobody waiting
    }
  }

  /** @param {number} id @param {LoadParams} params */
  load(id, params) {
    if (this.loading) this.cancel(this.loading.id);
    const files = params.files.map(({ handle }) => this.listener.file(handle));
    if (files.includes(undefined)) {
      this.fail(id, 'not_found');
      return;
    }
    const worker = this.takeSpare();
    worker.owed.set(id, {});
    worker.post({ id, load: { files, spec: params.spec ?? null } });
    this.loading = { id, worker, params };
  }

  // ---- what comes back ----

  /** @param {EngineWorker} worker @param {any} message */
  receive(worker, message) {
    if (worker.ended) return;
    if (message.crash) {
      this.bury(worker, message.crash);
      return;
    }
    if (message.warmed !== undefined) {
      this.listener.warmed(message.warmed);
      return;
    }
    const { id, result, binary, error, progress } = message;
    const request = worker.owed.get(id);
    if (request === undefined) return;
    if (progress) {
      if (!request.restores) this.listener.progress(id, JSON.stringify(progress));
      return;
    }
    worker.owed.delete(id);
    if (request.restores) {
      if (error === undefined) this.loaded = request.restores;
      return;
    }
    if (request.spec && error === undefined && this.loaded && isInForce(result)) {
      this.loaded = { ...this.loaded, spec: request.spec };
    }
    if (worker === this.loading?.worker) this.settleLoad(error === undefined);
    if (error !== undefined) {
      this.listener.error(id, error);
    } else if (request.download && binary.length > 0) {
      this.listener.save(request.download, binary);
      this.listener.answer(id, result, new Uint8Array());
    } else {
      this.listener.answer(id, result, binary);
    }
  }

  /** @param {boolean} succeeded */
  settleLoad(succeeded) {
    const { worker, params } = this.loading;
    this.loading = null;
    if (!succeeded) {
      worker.end();
      return;
    }
    const former = this.current;
    this.current = worker;
    this.loaded = params;
    if (former === null) return;
    former.end();
    for (const id of former.owed.keys()) this.fail(id, 'cancelled'); // they asked about a dataset that is gone
  }

  /** @param {EngineWorker} worker @param {{code: string, message: string}} crash */
  bury(worker, crash) {
    worker.end();
    const owed = [...worker.owed.keys()];
    if (worker === this.spare) {
      this.spare = null; // a new one is made when it is needed, and then fails with an answer
    } else if (worker === this.loading?.worker) {
      this.loading = null;
    } else if (worker === this.current) {
      this.current = null;
      this.restore();
    }
    for (const id of owed) this.fail(id, crash.code, crash.message);
  }

  /** Reads the dataset again after a crash. What is asked meanwhile waits behind it in the same worker. */
  restore() {
    const params = this.loaded;
    this.loaded = null; // a second crash on the way does not try for ever
    if (params === null) return;
    const files = params.files.map(({ handle }) => this.listener.file(handle));
    this.current = this.takeSpare();
    this.current.owed.set(0, { restores: params });
    this.current.post({ id: 0, load: { files, spec: params.spec ?? null } });
  }

  fail(id, code, detail = '') {
    if (id === 0) return; // nobody asked for that one
    const message = { ...ENGINE_ERRORS[code] };
    if (detail !== '') for (const language of Object.keys(message)) message[language] += ` (${detail})`;
    // Later, since the application may be in the middle of a frame.
    queueMicrotask(() => this.listener.error(id, JSON.stringify({ code, message })));
  }

  // ---- workers ----

  /**
   * Lets the spare worker practise, if nobody has asked for anything yet.
   * @param {{orders: File, app: {script: string, module: WebAssembly.Module, look: Look}}} by
   */
  warmUp(by) {
    if (this.current === null && this.loading === null) this.spare?.post({ warm: by });
  }

  fresh() {
    return new EngineWorker(this.parts, (worker, message) => this.receive(worker, message));
  }

  takeSpare() {
    const taken = this.spare ?? this.fresh();
    this.spare = null;
    // Not at once: the one that was taken has work to do.
    setTimeout(() => {
      this.spare ??= this.fresh();
    }, 1000);
    return taken;
  }
}
