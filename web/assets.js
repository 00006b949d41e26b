'use strict';

// The page's own files by name. In the hosted edition they have addresses; in the single file each is a block of
// gzip in base64. The packager says which, in window.SLUICE_ASSETS.

/** A part of the page did not come. */
class AssetError extends Error {}

class Assets {
  /** @param {Object<string, string>} places name → address, or '#id' of a block in this page */
  constructor(places) {
    this.places = places;
  }

  /**
   * @param {string} name
   * @param {string} [type]
   * @returns {Promise<Response>}
   */
  async open(name, type = 'application/octet-stream') {
    const place = this.places[name];
    if (place === undefined) throw new AssetError(`there is no asset ${name}`);
    if (place.startsWith('#')) {
      return new Response(Assets.unpack(place.slice(1)), { headers: { 'Content-Type': type } });
    }
    const response = await fetch(place).catch((error) => { throw new AssetError(`${place}: ${error.message}`); });
    if (!response.ok) throw new AssetError(`${place}: ${response.status}`);
    return response;
  }

  /** @param {string} id @returns {ReadableStream} */
  static unpack(id) {
    const block = /** @type {HTMLElement} */ (document.getElementById(id));
    const packed = Uint8Array.from(atob(/** @type {string} */ (block.textContent)), (letter) => letter.charCodeAt(0));
    return new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  }

  /** @param {string} name */
  async text(name) {
    return (await this.open(name, 'text/javascript')).text();
  }

  /** @param {string} name */
  async blob(name) {
    return (await this.open(name)).blob();
  }

  /** @param {string} name @returns {Promise<WebAssembly.Module>} */
  async module(name) {
    const response = await this.open(name, 'application/wasm');
    // A host that does not know the type of .wasm files gets no streaming, but gets the page.
    const streams = /application\/wasm/.test(response.headers.get('Content-Type') ?? '');
    return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  }

  /** Runs a classic script of ours. @param {string} name */
  async script(name) {
    const place = this.places[name];
    const inside = place.startsWith('#');
    const source = inside ? URL.createObjectURL(new Blob([await this.text(name)], { type: 'text/javascript' })) : place;
    await new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = source;
      element.onload = resolve;
      element.onerror = () => reject(new AssetError(`${name} did not load`));
      document.head.append(element);
    });
    if (inside) URL.revokeObjectURL(source);
  }
}
