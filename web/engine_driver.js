'use strict';

// Drives the engine module: messages in, answers out, files fed in slices. Runs in the page's worker and, the same
// code, under Node in the tests. A file is anything with name, size and slice(start, end).arrayBuffer(): a File, a
// Blob, or what fs.openAsBlob gives.

// In the page it stands before this script.
const Pieces = typeof require === 'function' ? require('./piece_queue.js').PieceQueue : PieceQueue;

/**
 * @typedef {{arrayBuffer(): Promise<ArrayBuffer>}} Slice
 * @typedef {{name: string, size: number, slice(start: number, end: number): Slice}} Source
 * @typedef {{json: Uint8Array, binary: Uint8Array}} Answer  json: {"ok":true,"result":...} or {"ok":false,"error":...}
 * @typedef {{read(from: number, to: number): Promise<Uint8Array>, end(): void}} PieceReader  see piece_queue.js
 * @typedef {{read_bytes: number, total_bytes: number, rows: number, elapsed_ms: number,
 *            expected_rows?: number, expected_bytes?: number, reads_on?: boolean, clusters?: number}} Progress
 *   expected: of the whole load, in memory; reads_on: the bytes are there, rows are being taken out of a workbook;
 *   clusters: share of the search for those that the filter names, which comes last
 */

class EngineDriver {
  static SLICE_BYTES = 8 << 20;
  static SLICES_IN_FLIGHT = 3;
  static PROGRESS_INTERVAL_MS = 500; // a drawn frame takes time that the load could use
  static BEGINNING_BYTES = 1 << 20; // pushed at once by one that reads pieces, until it knows the file
  static ALONE_BYTES = 8 << 20; // with less than this left, nobody is called to help
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

  /** Reads a stretch of the present file apart from the rest. @returns {Uint8Array} packed; empty: it must be read in turn */
  readPiece(from, bytes) {
    return this.withCopy(bytes, (address) => this.module._sluice_read_piece(from, address, bytes.length)).binary;
  }

  /** The next stretch of a file, read elsewhere. @param {number} fileIndex @param {Uint8Array} packed @returns {Answer} */
  addPiece(fileIndex, packed) {
    return this.withCopy(packed, (address) => this.module._sluice_add_piece(fileIndex, address, packed.length));
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
   * @param {(file: Source, spec: object|null, beginning: number) => PieceReader[]} [openReaders]  that help with a
   *   large file; beginning: after so many bytes it is known how it is read
   * @returns {Promise<Answer>}
   */
  async load(files, spec, onProgress = () => {}, openReaders = () => []) {
    const started = performance.now();
    const list = files.map(({ name, size }) => ({ name, size }));
    const params = { files: list, spec, memory_limit: EngineDriver.MEMORY_BYTES };
    const begun = this.call(JSON.stringify({ method: 'load_begin', params }));
    if (!EngineDriver.succeeded(begun)) return begun;

    const totalBytes = list.reduce((sum, file) => sum + file.size, 0);
    const progress = { read_bytes: 0, total_bytes: totalBytes, rows: 0, elapsed_ms: 0 };
    let reported = -Infinity;
    let formerFiles = 0; // bytes
    const tell = (news, atOnce) => {
      Object.assign(progress, news);
      progress.elapsed_ms = Math.round(performance.now() - started);
      if (!atOnce && progress.elapsed_ms - reported < EngineDriver.PROGRESS_INTERVAL_MS) return;
      reported = progress.elapsed_ms;
      onProgress({ ...progress });
    };
    const onStep = ({ rows, position, expected_rows, expected_bytes, reads_on = false }, fileEnds = false) => {
      // The end of a file is always said: what comes next may take a while.
      tell({ read_bytes: formerFiles + position, rows, expected_rows, expected_bytes, reads_on }, fileEnds);
    };
    for (const [index, file] of files.entries()) {
      const failure = await this.loadFile(index, file, (beginning) => openReaders(file, spec, beginning), onStep);
      if (failure) return failure;
      formerFiles += file.size;
    }
    return this.endLoad((clusters) => tell({ clusters }, false));
  }

  /**
   * The figures of what was read.
   * @param {(share: number) => void} onShare  of the search for the clusters that the filter names
   * @returns {Answer}
   */
  endLoad(onShare) {
    while (true) {
      const answer = this.call(JSON.stringify({ method: 'load_end', params: {} }));
      const { ok, result } = EngineDriver.parse(answer);
      if (!ok || result.report) return answer;
      onShare(result.share);
    }
  }

  /**
   * Slice by slice; where much is left that can be read in pieces, others are called to help.
   * @param {number} index
   * @param {Source} file
   * @param {(beginning: number) => PieceReader[]} openReaders  beginning: bytes after which pieces could be read
   * @param {(step: {rows: number, position: number}) => void} onStep
   * @returns {Promise<Answer|null>} the error that ends the load
   */
  async loadFile(index, file, openReaders, onStep) {
    for await (const bytes of EngineDriver.slices(file)) {
      const answer = this.chunk(index, bytes);
      const { ok, result } = EngineDriver.parse(answer);
      if (!ok) return answer;
      onStep(result);
      if (!result.pieces || file.size - result.position < EngineDriver.ALONE_BYTES) continue;
      const readers = openReaders(result.position);
      if (readers.length === 0) continue;
      try {
        const failure = await this.loadPieces(index, file, result.position, readers, onStep);
        if (failure) return failure;
      } finally {
        for (const reader of readers) reader.end();
      }
      break;
    }
    return this.readOn(onStep);
  }

  /** What stands in an archive or workbook is read when all of its bytes are there. @returns {Promise<Answer|null>} */
  async readOn(onStep) {
    for (let more = true; more;) {
      const answer = this.call(JSON.stringify({ method: 'load_on' }));
      const { ok, result } = EngineDriver.parse(answer);
      if (!ok) return answer;
      more = result.reads_on;
      onStep(result, !more);
      if (more) await EngineDriver.turn();
    }
    return null;
  }

  /**
   * The rest of a file: others read stretches of it, this engine puts them together in their order and reads some itself
   * while it waits.
   * @param {number} position
   * @param {PieceReader[]} readers
   * @returns {Promise<Answer|null>}
   */
  async loadPieces(index, file, position, readers, onStep) {
    const queue = new Pieces(position, file.size, readers);
    let own = null;
    while (!queue.done) {
      if (own === null) {
        const claimed = queue.claim();
        if (claimed !== undefined) own = { index: claimed, bytes: EngineDriver.bytesOf(file, queue.stretches[claimed]) };
      }
      const next = queue.take();
      if (next !== undefined) {
        const { failure, result } = await this.takePiece(index, file, next);
        if (failure) return failure;
        onStep(result);
      } else if (own !== null) {
        const { index: read, bytes } = own;
        queue.put(read, this.readPiece(queue.stretches[read].from, await bytes));
        own = null;
        await EngineDriver.turn(); // others may have sent theirs
      } else {
        await queue.news();
      }
    }
    return null;
  }

  /** A stretch that does not fit what stands before it is read again, now that this is known. */
  async takePiece(index, file, { stretch, packed }) {
    let { from } = stretch;
    if (packed.length > 0) {
      const answer = this.addPiece(index, packed);
      const { ok, result } = EngineDriver.parse(answer);
      if (!ok) return { failure: answer };
      if (result.taken) return { result };
      from = result.position;
    }
    const answer = this.chunk(index, await EngineDriver.bytesOf(file, { from, to: stretch.to }));
    const { ok, result } = EngineDriver.parse(answer);
    return ok ? { result } : { failure: answer };
  }

  /**
   * Gets this engine ready to read stretches of a file for another one: pushes its beginning, no more of it than
   * `beginning` bytes. Throws where it cannot.
   */
  async openForPieces(file, spec, beginning) {
    const files = [{ name: file.name, size: 0 }]; // so that it reserves and forecasts nothing
    let answer = this.call(JSON.stringify({ method: 'load_begin', params: { files, spec } }));
    for (let at = 0; at < beginning; at += EngineDriver.BEGINNING_BYTES) {
      const to = Math.min(at + EngineDriver.BEGINNING_BYTES, beginning);
      if (EngineDriver.succeeded(answer)) answer = this.chunk(0, await EngineDriver.bytesOf(file, { from: at, to }));
      const { ok, result, error } = EngineDriver.parse(answer);
      if (!ok) throw new Error(error.message.en);
      if (result.pieces) return;
    }
    throw new Error('the beginning of the file does not tell how it is read');
  }

  /** Lets messages come in. */
  static turn() {
    return new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        resolve();
      };
      channel.port2.postMessage(null);
    });
  }

  /** @param {Source} file @returns {Promise<Uint8Array>} */
  static bytesOf(file, { from, to }) {
    const read = file.slice(from, to).arrayBuffer().then(
      (bytes) => new Uint8Array(bytes),
      (error) => {
        throw new UnreadableFile(file.name, error);
      },
    );
    read.catch(() => {}); // seen when its turn comes
    return read;
  }

  /** A file's bytes in order, with the next slices already being read. @param {Source} file */
  static async *slices(file) {
    const reads = [];
    let offset = 0;
    const readAhead = () => {
      // The first one decides who reads the others.
      const inFlight = offset === 0 ? 1 : EngineDriver.SLICES_IN_FLIGHT;
      while (reads.length < inFlight && offset < file.size) {
        const to = Math.min(offset + EngineDriver.SLICE_BYTES, file.size);
        reads.push(EngineDriver.bytesOf(file, { from: offset, to }));
        offset = to;
      }
    };
    for (readAhead(); reads.length > 0; readAhead()) yield await reads.shift();
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
