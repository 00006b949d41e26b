'use strict';

// Drives the engine module: messages in, answers out, files fed in slices. Runs in the page's worker and, the same
// code, under Node in the tests. A file is anything with name, size and slice(start, end).arrayBuffer(): a File, a
// Blob, or what fs.openAsBlob gives.

/**
 * @typedef {{arrayBuffer(): Promise<ArrayBuffer>}} Slice
 * @typedef {{name: string, size: number, slice(start: number, end: number): Slice}} Source
 * @typedef {{json: Uint8Array, binary: Uint8Array}} Answer  json: {"ok":true,"result":...} or {"ok":false,"error":...}
 * @typedef {{read_bytes: number, total_bytes: number, rows: number, elapsed_ms: number,
 *            expected_rows?: number, expected_bytes?: number, reads_on?: boolean}} Progress
 *   expected: of the whole load, in memory; reads_on: the bytes are there, rows are being taken out of a workbook
 */

class EngineDriver {
  static SLICE_BYTES = 8 << 20;
  static SLICES_IN_FLIGHT = 3;
  static PROGRESS_INTERVAL_MS = 50;
  static MEMORY_BYTES = 3.75 * 2 ** 30; // of the module's 4 GB; the rest is for what lies between the blocks

  /**
   * @param {(options: object) => Promise<any>} createModule  createSluiceEngine
   * @param {WebAssembly.Module} compiled
   */
  static create(createModule, compiled) {
    return new Promise((resolve, reject) => {
      const options = {
        instantiateWasm(imports, done) {
          WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), reject);
          return {};
        },
        onAbort: (reason) => reject(new Error(String(reason))),
      };
      createModule(options).then((module) => resolve(new EngineDriver(module)), reject);
    });
  }

  constructor(module) {
    this.module = module;
  }

  /** @param {string} message @returns {Answer} */
  call(message) {
    const bytes = new TextEncoder().encode(message);
    return this.withCopy(bytes, (address) => this.module._sluice_call(address, bytes.length));
  }

  /** @param {number} fileIndex @param {Uint8Array} bytes @returns {Answer} */
  chunk(fileIndex, bytes) {
    return this.withCopy(bytes, (address) => this.module._sluice_chunk(fileIndex, address, bytes.length));
  }

  /**
   * Lends the engine a copy of `bytes` and takes its answer.
   * @param {Uint8Array} bytes
   * @param {(address: number) => number} ask
   */
  withCopy(bytes, ask) {
    const { module } = this;
    const address = EngineDriver.unsigned(module._sluice_alloc(bytes.length));
    if (address === 0) throw new RangeError('out of memory');
    module.HEAPU8.set(bytes, address);
    const answer = EngineDriver.unsigned(ask(address));
    module._sluice_free(address);
    return this.take(answer);
  }

  /** Addresses beyond 2 GB come out of the module as negative numbers. @param {number} address */
  static unsigned(address) {
    return address >>> 0;
  }

  /** Copies an answer out of the engine's memory and frees it. @returns {Answer} */
  take(address) {
    const { module } = this;
    const heap = module.HEAPU8; // may be a new one: the engine's memory grows
    const [jsonBytes, binaryBytes] = new Uint32Array(heap.slice(address, address + 8).buffer);
    const start = address + 8;
    const json = heap.slice(start, start + jsonBytes);
    const binary = heap.slice(start + jsonBytes, start + jsonBytes + binaryBytes);
    module._sluice_free(address);
    return { json, binary };
  }

  /**
   * Loads files and analyses them. The first error ends it.
   * @param {Source[]} files
   * @param {object|null} spec
   * @param {(progress: Progress) => void} [onProgress]
   * @returns {Promise<Answer>}
   */
  async load(files, spec, onProgress = () => {}) {
    const started = performance.now();
    const list = files.map(({ name, size }) => ({ name, size }));
    const params = { files: list, spec, memory_limit: EngineDriver.MEMORY_BYTES };
    const begun = this.call(JSON.stringify({ method: 'load_begin', params }));
    if (!EngineDriver.succeeded(begun)) return begun;

    const totalBytes = list.reduce((sum, file) => sum + file.size, 0);
    const progress = { read_bytes: 0, total_bytes: totalBytes, rows: 0, elapsed_ms: 0 };
    let reported = -Infinity;
    const report = (seen) => {
      Object.assign(progress, { reads_on: false }, seen);
      progress.elapsed_ms = Math.round(performance.now() - started);
      const fileEnds = seen.reads_on === false; // always said: what comes next may take a while
      if (!fileEnds && progress.elapsed_ms - reported < EngineDriver.PROGRESS_INTERVAL_MS) return;
      reported = progress.elapsed_ms;
      onProgress({ ...progress });
    };
    for (const [index, file] of files.entries()) {
      for await (const bytes of EngineDriver.slices(file)) {
        const answer = this.chunk(index, bytes);
        const { ok, result } = EngineDriver.parse(answer);
        if (!ok) return answer;
        progress.read_bytes += bytes.length;
        report(result);
      }
      for (let more = true; more;) {
        const answer = this.call(JSON.stringify({ method: 'load_on' }));
        const { ok, result } = EngineDriver.parse(answer);
        if (!ok) return answer;
        more = result.reads_on;
        report(result);
        if (more) await EngineDriver.turn();
      }
    }
    return this.call(JSON.stringify({ method: 'load_end', params: {} }));
  }

  /** A file's bytes in order, with the next slices already being read. @param {Source} file */
  static async *slices(file) {
    const reads = [];
    let offset = 0;
    const readAhead = () => {
      while (reads.length < EngineDriver.SLICES_IN_FLIGHT && offset < file.size) {
        const read = file.slice(offset, Math.min(offset + EngineDriver.SLICE_BYTES, file.size)).arrayBuffer();
        read.catch(() => {}); // seen when its turn comes
        reads.push(read);
        offset += EngineDriver.SLICE_BYTES;
      }
    };
    for (readAhead(); reads.length > 0; readAhead()) {
      let bytes;
      try {
        bytes = await reads.shift();
      } catch (error) {
        throw new UnreadableFile(file.name, error);
      }
      yield new Uint8Array(bytes);
    }
  }

  /** Lets messages that have come be seen. */
  static turn() {
    return new Promise((resolve) => {
      setTimeout(resolve);
    });
  }

  /** @param {Answer} answer */
  static parse(answer) {
    return JSON.parse(new TextDecoder().decode(answer.json));
  }

  /** @param {Answer} answer */
  static succeeded(answer) {
    return EngineDriver.parse(answer).ok;
  }

  /**
   * The result inside an answer, as bytes and unread: numbers that JavaScript could not hold stay exact.
   * @param {Answer} answer
   * @returns {Uint8Array|null} null when the answer is an error
   */
  static resultOf(answer) {
    const opening = '{"ok":true,"result":';
    const head = new TextDecoder().decode(answer.json.subarray(0, opening.length));
    if (head === opening) return answer.json.subarray(opening.length, answer.json.length - 1);
    const { ok, result } = EngineDriver.parse(answer);
    return ok ? new TextEncoder().encode(JSON.stringify(result ?? null)) : null;
  }
}

/** The file was moved, changed or forbidden since the user chose it. */
class UnreadableFile extends Error {
  constructor(name, cause) {
    super(`${name}: ${cause.message}`, { cause });
    this.fileName = name;
  }
}

if (typeof module === 'object') module.exports = { EngineDriver, UnreadableFile };
