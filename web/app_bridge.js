'use strict';

// Between the page's scripts and the application's module: AppBridge is what the module calls (Module.bridge, see
// src/app/platform), App is what the scripts call (page_exports.cpp). Nothing else touches the module's memory.

/** The application's exported functions, with text and bytes instead of addresses. */
class App {
  /** @param {any} module */
  constructor(module) {
    this.module = module;
    this.encoder = new TextEncoder();
  }

  /** @param {Uint8Array} bytes @param {(address: number, length: number) => void} use */
  lend(bytes, use) {
    const address = this.module._malloc(Math.max(1, bytes.length)) >>> 0;
    if (address === 0) throw new RangeError('out of memory');
    this.module.HEAPU8.set(bytes, address);
    try {
      use(address, bytes.length);
    } finally {
      this.module._free(address);
    }
  }

  /** @param {string} text @param {(address: number, length: number) => void} use */
  lendText(text, use) {
    this.lend(this.encoder.encode(text), use);
  }

  // Frames and the canvas
  animationFrame() { this.module._sluice_animation_frame(); }
  wake() { this.module._sluice_wake(); }
  resize({ width, height, ratio }) { this.module._sluice_resize(width, height, ratio); }
  contextLost() { this.module._sluice_context_lost(); }
  contextRestored() { this.module._sluice_context_restored(); }
  motion(moves) { this.module._sluice_motion(Number(moves)); }
  colorScheme(dark) { this.module._sluice_color_scheme(Number(dark)); }
  fragment(text) { this.lendText(text, (at, length) => this.module._sluice_fragment(at, length)); }

  // Files and answers
  files(arrived) {
    for (const { handle, file } of arrived) {
      this.lendText(file.name, (at, length) => this.module._sluice_file(handle, at, length, file.size));
    }
    this.module._sluice_files_end();
  }
  mapFile(name, text) {
    this.lendText(name, (at, length) => this.lendText(text, (textAt, textLength) =>
      this.module._sluice_map_file(at, length, textAt, textLength)));
  }
  pictureCopied(savedAs) { this.lendText(savedAs, (at, length) => this.module._sluice_picture_copied(at, length)); }
  drag(over) { this.module._sluice_drag(Number(over)); }
  answer(id, json, binary) {
    this.lend(json, (at, length) => this.lend(binary, (binaryAt, binaryLength) =>
      this.module._sluice_answer(id, at, length, binaryAt, binaryLength)));
  }
  error(id, json) { this.lendText(json, (at, length) => this.module._sluice_error(id, at, length)); }
  progress(id, json) { this.lendText(json, (at, length) => this.module._sluice_progress(id, at, length)); }

  /** @param {Float32Array} triples see rehearsal.js */
  expectGlyphs(triples) {
    this.lend(new Uint8Array(triples.buffer), (at, length) => this.module._sluice_expect_glyphs(at, length));
  }

  // Input
  text(text) { this.lendText(text, (at, length) => this.module._sluice_text(at, length)); }
  editKey(key) { this.module._sluice_edit_key(key); }
  clipboardAction(action) { this.module._sluice_clipboard_action(action); }
  releaseKeys() { this.module._sluice_release_keys(); }
  wheel(dx, dy) { this.module._sluice_wheel(dx, dy); }
  touchMove(x, y) { this.module._sluice_touch_move(x, y); }
  touchPress(down) { this.module._sluice_touch_press(Number(down)); }
  touchScroll(x, y, dx, dy) { this.module._sluice_touch_scroll(x, y, dx, dy); }
  takesHold(x, y) { return this.module._sluice_takes_hold(x, y) !== 0; }
  dragsSideways(x, y) { return this.module._sluice_drags_sideways(x, y) !== 0; }
  click(x, y, touch) { this.module._sluice_click(x, y, Number(touch)); }

  // What stands on the screen
  revision() { return this.module._sluice_screen_revision(); }
  screen() { return JSON.parse(this.module.UTF8ToString(this.module._sluice_screen_json())); }
  framesDrawn() { return this.module._sluice_frames_drawn(); }
  resting() { return this.module._sluice_resting() !== 0; }
  busy() { return this.module._sluice_busy() !== 0; }
  glyphs() {
    return { count: this.module._sluice_glyph_count(), milliseconds: this.module._sluice_glyph_milliseconds() };
  }
}

/** What the module asks of the page. `page` is the object that main.js puts together. */
class AppBridge {
  constructor(page) {
    this.page = page;
    this.glyphs = new Glyphs();
    this.wakeTimer = 0;
  }

  // ---- frames ----

  requestFrame() {
    requestAnimationFrame(() => this.page.onAnimationFrame());
  }

  /** Only the last wish counts. @param {number} milliseconds */
  wakeIn(milliseconds) {
    clearTimeout(this.wakeTimer);
    this.wakeTimer = setTimeout(() => this.page.app.wake(), milliseconds);
  }

  canvasSize() {
    return this.page.display.size;
  }

  // ---- how the page was opened ----

  startOption(name) {
    const { searchParams } = new URL(location.href);
    switch (name) {
      case 'language': return navigator.language;
      case 'dark': return this.page.display.dark.matches ? '1' : '';
      case 'motion': return this.page.display.still.matches ? '' : '1';
      case 'sample': return searchParams.get('sample') ?? '';
      case 'fragment': return location.hash.slice(1);
      case 'apple': return /Mac|iPhone|iPad/.test(navigator.platform) ? '1' : '';
      default: return '';
    }
  }

  // ---- the engine and files ----

  send(id, json) { this.page.engine.send(id, json); }
  cancel(id) { this.page.engine.cancel(id); }
  chooseFiles() { this.page.files.choose(); }
  chooseMap() { this.page.files.chooseMap(); }
  openSample(name) {
    this.page.files.openSample(name).catch((error) => this.page.fail(error));
  }
  download(name, type, bytes) { Files.save(name, type, bytes); }
  downloadPng(name, svg, scale) { Files.savePicture(name, svg, Files.png(svg, scale)); }

  // ---- text and clipboard ----

  copyText(text) { this.page.clipboard.copy(text); }
  async copyPng(name, svg, scale) {
    const png = Files.png(svg, scale);
    const copied = await this.page.clipboard.copyPicture(png);
    this.page.app.pictureCopied(copied ? '' : await Files.savePicture(name, svg, png));
  }
  clipboardText() { return this.page.clipboard.text; }
  placeCaret(wanted, x, y, lineHeight) { this.page.textInput.place(wanted, x, y, lineHeight); }

  // ---- the document ----

  pageUrl() { return location.href.replace(/#.*$/, ''); }

  setLanguage(tag) { document.documentElement.lang = tag; }
  setDark(dark) { Display.setDark(dark); }

  // ---- what the user asked to remember; a browser may forbid it ----

  stored(key) {
    return Notice.remembered(key);
  }

  store(key, value) {
    try {
      if (value === '') localStorage.removeItem(STORAGE_PREFIX + key);
      else localStorage.setItem(STORAGE_PREFIX + key, value);
    } catch {
      // the choice holds until the page is closed
    }
  }
}
