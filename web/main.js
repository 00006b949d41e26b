'use strict';

// Starts the page: loads the application, and once it has drawn the engine; connects the parts, and says what is
// missing when it cannot.

const WARM_AFTER_MS = 1500; // the page itself comes first

/** @param {Assets} assets @returns {Promise<EngineParts>} */
async function loadEngine(assets) {
  const [module, ...scripts] = await Promise.all([
    assets.module('engine.wasm'),
    ...['engine.js', 'piece_queue.js', 'engine_driver.js', 'rehearsal.js', 'worker.js'].map((name) => assets.text(name)),
  ]);
  // A worker from a Blob obeys the policy of this page; one from an address would not.
  return { source: URL.createObjectURL(new Blob([scripts.join('\n;\n')], { type: 'text/javascript' })), module };
}

/** Keeps the hosted edition for use without a network, and refuses every request that is not its own. */
async function registerServiceWorker() {
  const possible = window.SLUICE_EDITION === 'hosted' && 'serviceWorker' in navigator && isSecureContext;
  if (!possible || !/^https?:$/.test(location.protocol)) return;
  await navigator.serviceWorker.register('sw.js');
  await navigator.serviceWorker.ready;
}

class SluicePage {
  constructor() {
    this.notice = new Notice();
    this.testing = new Testing(this);
    this.loaded = false;
    this.app = null;
  }

  async start() {
    if (typeof WebAssembly !== 'object') return this.notice.trouble('noWebAssembly');
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
    const assets = new Assets(window.SLUICE_ASSETS);
    this.display = new Display(canvas);
    this.connectEngine(assets);
    this.connectInput(canvas);

    const compiled = assets.module('app.wasm');
    await assets.script('app.js');
    const module = await this.instantiate(await compiled, canvas);
    if (module === null) return this.notice.trouble('noWebGl');
    return this.afterFirstFrame(assets, await compiled);
  }

  connectEngine(assets) {
    // The first frame does not need the engine: it comes behind it, and requests wait for it.
    const parts = new Promise((resolve, reject) => {
      this.startEngine = () => loadEngine(assets).then(resolve, reject);
    });
    parts.catch(() => {}); // said by the requests that wait, and by afterFirstFrame
    this.engine = new EngineClient(parts, {
      answer: (id, json, binary) => this.app.answer(id, json, binary),
      error: (id, json) => this.app.error(id, json),
      progress: (id, json) => this.app.progress(id, json),
      warmed: ({ frames, glyphs }) => {
        this.testing.warmed(frames);
        this.app.expectGlyphs(glyphs);
      },
      file: (handle) => this.files.get(handle),
      save: ({ name, mime }, bytes) => Files.save(name, mime, bytes),
    });
    this.files = new Files(assets, {
      files: (arrived) => this.app.files(arrived),
      map: (name, text) => this.app.mapFile(name, text),
      drag: (over) => this.app.drag(over),
    });
  }

  /** @param {HTMLCanvasElement} canvas */
  connectInput(canvas) {
    // Before SDL, which listens as soon as the module runs.
    /** @type {any} */
    const app = new Proxy({}, { get: (_, name) => (...values) => this.app?.[name](...values) });
    this.keyFilter = new KeyFilter(app);
    this.textInput = new TextInput(canvas, app);
    this.clipboard = new ClipboardEvents(app, this.files);
    this.pointer = new Pointer(canvas, app);
    this.mirror = new Mirror(canvas, app);
    this.display.watchSize((size) => app.resize(size));
    this.display.watchColorScheme((dark) => app.colorScheme(dark));
    this.display.watchMotion((moves) => app.motion(moves));
    let lostTimer = 0;
    this.display.watchContext(() => {
      app.contextLost();
      // Usually it is back at once, and nothing need be said.
      lostTimer = setTimeout(() => this.notice.trouble('contextLost'), 1000);
    }, () => {
      clearTimeout(lostTimer);
      app.contextRestored();
      this.notice.recover();
    });
    addEventListener('hashchange', () => app.fragment(location.hash.slice(1)));
  }

  /** Runs the application's main; null when it found no WebGL 2. @param {WebAssembly.Module} compiled */
  async instantiate(compiled, canvas) {
    const module = await createSluiceApp({
      canvas,
      bridge: new AppBridge(this),
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(compiled, imports)
          .then((instance) => done(instance, compiled), (error) => this.fail(error));
        return {};
      },
      noInitialRun: true,
      onAbort: (reason) => this.fail(new Error(String(reason))),
    });
    this.app = new App(module);
    if (module._main(0, 0) === 0) return module;
    this.app = null; // deaf from now on
    return null;
  }

  onAnimationFrame() {
    if (this.notice.final) return;
    this.app.animationFrame();
    this.mirror.follow();
    this.onFirstFrame?.();
  }

  /** The rest of what the page ever loads: from here on it asks for nothing. */
  async afterFirstFrame(assets, compiled) {
    await new Promise((resolve) => { this.onFirstFrame = resolve; });
    this.onFirstFrame = null;
    this.testing.mark('firstFrame');
    this.notice.hide();
    document.getElementById('canvas').focus({ preventScroll: true });
    this.startEngine();
    await this.engine.parts;
    const script = assets.text('app.js');
    await Promise.allSettled([this.files.fetchSamples(), registerServiceWorker(), script]);
    this.testing.mark('loaded');
    this.loaded = true;
    setTimeout(() => this.warmUp(script, compiled), WARM_AFTER_MS);
  }

  /** While the user looks for a file. @param {Promise<string>} script @param {WebAssembly.Module} module */
  async warmUp(script, module) {
    const given = await Promise.all([this.files.sample('orders.csv'), script]).catch(() => null);
    if (given === null) return;
    const look = { ...this.display.size, language: document.documentElement.lang };
    this.engine.warmUp({ orders: given[0], app: { script: given[1], module, look } });
  }

  fail(error) {
    console.error(error);
    this.notice.trouble(error instanceof AssetError ? 'notLoaded' : 'defect');
  }
}

/** Errors of others (an extension, an observer that came too late) are not ours to stop for. */
function fromModule(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.Exception;
}

const sluicePage = new SluicePage();
window.sluice = sluicePage.testing;
addEventListener('error', ({ error }) => {
  if (fromModule(error)) sluicePage.fail(error);
});
sluicePage.start().catch((error) => sluicePage.fail(error));
