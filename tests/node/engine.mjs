// The WebAssembly engine under Node: the module that the page's Worker runs, behind the driver that the Worker uses.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { root } from './program.mjs';

const require = createRequire(import.meta.url);
const { EngineDriver } = require('../../web/engine_driver.js');
const modulePath = process.env.SLUICE_ENGINE ?? `${root}build/wasm-release/engine.js`;

let compiled = null;

/** @returns {Promise<Engine>} a fresh module with a memory of its own. Rejects where it was not built. */
export async function openEngine() {
  if (!existsSync(modulePath)) throw new Error(`${modulePath} is missing: run ./build-wasm.sh`);
  compiled ??= await WebAssembly.compile(readFileSync(modulePath.replace(/\.js$/, '.wasm')));
  return new Engine(await EngineDriver.create(require(modulePath), compiled));
}

/**
 * @typedef {{ok: boolean, result?: any, error?: {code: string, message: {en, zh}, place: object}}} Answer
 */
export class Engine {
  /** @param {EngineDriver} driver */
  constructor(driver) {
    this.driver = driver;
  }

  /** Bytes of memory that the module holds now. It never gives any back. */
  get memory() {
    return this.driver.module.HEAPU8.length;
  }

  /** Sends any text. @returns {Answer} */
  send(text) {
    return EngineDriver.parse(this.driver.call(text));
  }

  /** @returns {Answer} */
  call(method, params = {}) {
    return this.send(JSON.stringify({ method, params }));
  }

  /** The whole answer to what takes long: asked for until it is there. @returns {Answer} */
  finish(method, params = {}) {
    while (true) {
      const answer = this.call(method, params);
      if (!answer.ok || (answer.result.share ?? 1) === 1) return answer;
    }
  }

  /** The binary part of an answer that must be a success, asked for until it is whole. @returns {Buffer} */
  fetch(method, params = {}) {
    while (true) {
      const answer = this.driver.call(JSON.stringify({ method, params }));
      const json = Buffer.from(answer.json);
      if (!EngineDriver.succeeded(answer)) throw new Error(`${method}: ${json}`);
      if ((JSON.parse(json).result.share ?? 1) === 1) return Buffer.from(answer.binary);
    }
  }

  /** @returns {Answer} */
  chunk(file, bytes) {
    return EngineDriver.parse(this.driver.chunk(file, bytes));
  }

  /**
   * Loads files in pieces of `chunkBytes`. @returns {Answer} the first failure, or the answer of load_end
   * @param {{name: string, bytes: Buffer}[]} files
   */
  load(files, { spec = undefined, chunkBytes = 8 << 20 } = {}) {
    const entries = files.map(({ name, bytes }) => ({ name, size: bytes.length }));
    const begun = this.call('load_begin', { files: entries, spec });
    if (!begun.ok) return begun;
    for (const [index, { bytes }] of files.entries()) {
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        const taken = this.chunk(index, bytes.subarray(at, at + chunkBytes));
        if (!taken.ok) return taken;
      }
    }
    return this.finish('load_end');
  }
}
