'use strict';

// The interface drawn into the void, in a worker (src/app/rehearsal.h says what for). An engine of the worker's answers
// it; stands before worker.js in the same Blob.

/** @typedef {{width: number, height: number, ratio: number, language: string}} Look  of the page, in device pixels */

class Rehearsal {
  static FILE_BYTES = 1 << 18; // of a larger file: what is drawn does not depend on how much there is

  /** What the interface asks of the page, of which there is none. @param {Look} look */
  static bridge(look, send, wish) {
    const glyph = { advance: 7, left: 0, top: -10, width: 7, height: 10 };
    const glyphs = {
      capHeight: (weight, size) => 0.7 * size,
      measure(weight, size, codePoint) {
        wish(weight, size / look.ratio, codePoint);
        return glyph;
      },
      paint: () => ({ pixels: new Uint8Array(glyph.width * glyph.height), colored: false }),
    };
    const startOption = (name) => (name === 'language' ? look.language : '');
    const nothing = ['requestFrame', 'wakeIn', 'cancel', 'setLanguage', 'setDark', 'store', 'placeCaret'];
    return { ...Object.fromEntries(nothing.map((name) => [name, () => {}])), glyphs, startOption, send,
      stored: () => '', pageUrl: () => '' };
  }

  /**
   * @param {{script: string, module: WebAssembly.Module, look: Look}} app  app.js, app.wasm
   * @param {EngineDriver} driver
   * @param {File} orders
   */
  static async open({ script, module: compiled, look }, driver, orders) {
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    importScripts(address);
    URL.revokeObjectURL(address);
    const asked = [];
    const wishes = new Map();
    const wish = (...glyph) => wishes.set(glyph.join(), glyph);
    const module = await new Promise((resolve, reject) => {
      createSluiceApp({
        bridge: Rehearsal.bridge(look, (id, json) => asked.push({ id, json }), wish),
        instantiateWasm(imports, done) {
          WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), reject);
          return {};
        },
        noInitialRun: true,
        onAbort: (reason) => reject(new Error(String(reason))),
      }).then(resolve, reject);
    });
    const part = new File([orders.slice(0, Rehearsal.FILE_BYTES)], orders.name);
    module._sluice_rehearse(part.size, look.width / look.ratio, look.height / look.ratio, look.ratio);
    return new Rehearsal(module, driver, { file: part, asked, wishes });
  }

  constructor(module, driver, { file, asked, wishes }) {
    Object.assign(this, { module, driver, file, asked, wishes });
  }

  /** The characters that were wanted so far. @returns {Float32Array} triples: weight, size in CSS pixels, code point */
  get glyphs() {
    return Float32Array.from([...this.wishes.values()].flat());
  }

  /** @returns {Promise<boolean>} false: there is nothing left to look at */
  async frame() {
    if (this.module._sluice_rehearsal_frame() === 0) return false;
    for (const { id, json } of this.asked.splice(0)) await this.answer(id, json);
    return true;
  }

  async answer(id, json) {
    const { method, params } = JSON.parse(json);
    const given = method === 'load' ? await this.driver.load([this.file], params.spec ?? null) : this.driver.call(json);
    const result = EngineDriver.resultOf(given);
    if (result !== null) this.hand(id, result, this.module._sluice_rehearsal_answer);
    else this.hand(id, new TextEncoder().encode(JSON.stringify(EngineDriver.parse(given).error)), this.module._sluice_rehearsal_error);
  }

  hand(id, bytes, receive) {
    const address = this.module._malloc(bytes.length) >>> 0;
    this.module.HEAPU8.set(bytes, address);
    receive(id, address, bytes.length);
    this.module._free(address);
  }
}
