'use strict';

// window.sluice: the page as a test, a benchmark or a curious user reads it. It tells only what is on the screen.

class Testing {
  /** @param {any} page the object that main.js puts together */
  constructor(page) {
    this.page = page;
    this.marks = {};
    this.practised = 0;
  }

  /** @param {string} name a moment of the start, for timings() */
  mark(name) {
    this.marks[name] ??= performance.now();
  }

  /** Practised frames of the interface: there will be no others. @param {number} frames */
  warmed(frames) {
    this.practised = frames;
    this.mark('warmed');
  }

  /** Frames drawn since the start. */
  frames() { return this.page.app.framesDrawn(); }

  /** @returns {any[]} see ScreenItem in src/app/widgets/item_table.h; test_key is `key` */
  items() { return this.page.app.screen().items; }

  /** @returns {{caption: string, key: string, header: string[], rows: string[][]}[]} */
  tables() { return this.page.app.screen().tables; }

  announcements() { return this.page.app.screen().announcements.map(({ text }) => text); }

  /** A visible item by key, else by label. @param {string} name */
  find(name) {
    const visible = this.items().filter(({ w, h }) => w > 0 && h > 0);
    return visible.find(({ key }) => key === name) ?? visible.find(({ label }) => label === name);
  }

  /** Milliseconds since navigation, and what the glyphs have cost. */
  timings() {
    return { ...this.marks, glyphs: this.page.app?.glyphs() };
  }

  /** What the page still waits for; nothing when it is at rest. @returns {string[]} */
  waitingFor() {
    const { app, clipboard, engine, files, pointer, loaded } = this.page;
    if (!app) return ['start'];
    const reasons = { frames: !app.resting(), application: app.busy(), engine: !engine.idle, momentum: pointer.gliding,
      assets: !loaded, samples: files.opening > 0, picture: clipboard.copyingPicture };
    return Object.keys(reasons).filter((name) => reasons[name]);
  }

  /** Everything asked for has been answered and drawn, and the mirror shows it. @param {number} [timeout] ms */
  async whenIdle(timeout = 60_000) {
    const pause = () => new Promise((resolve) => { setTimeout(resolve, 10); });
    const deadline = performance.now() + timeout;
    // Twice in a row: between an answer and the frame that it asks for, all looks quiet.
    for (let quiet = 0; quiet < 2; quiet = this.waitingFor().length === 0 ? quiet + 1 : 0) {
      if (performance.now() > deadline) throw new Error(`not idle: still waiting for ${this.waitingFor().join(', ')}`);
      await pause();
    }
    this.page.mirror.sync();
  }
}
