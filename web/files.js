'use strict';

// Files in and out: the picker, dropping and pasting files, the samples, saving. File objects stay here; the
// application knows them by handle.

const SAMPLES = {
  seed: ['seed_rfm_100.csv'],
  orders: ['orders.csv'],
  events: ['events.csv'],
  opportunities: ['opportunities.csv'],
  shop: ['orders.csv', 'events.csv'],
};

const LONGEST_TEXT = 4 * 1024 * 1024; // bytes
const MAP_ENDING = '.segment-map.json'; // as the map editor saves them

/**
 * @typedef {object} FilesListener
 * @property {(arrived: {handle: number, file: File}[]) => void} files
 * @property {(name: string, text: string) => void} map
 * @property {(over: boolean) => void} drag
 */

class Files {
  /**
   * @param {Assets} assets
   * @param {FilesListener} listener
   */
  constructor(assets, listener) {
    this.assets = assets;
    this.listener = listener;
    /** @type {Map<number, File>} */
    this.byHandle = new Map();
    /** @type {Map<string, Promise<File>>} */
    this.samples = new Map();
    this.opening = 0; // samples that somebody waits for
    this.picker = /** @type {HTMLInputElement} */ (document.getElementById('picker'));
    this.picker.addEventListener('change', () => {
      this.arrive([...this.picker.files]);
      this.picker.value = ''; // the same file may be chosen again
    });
    this.watchDrops();
  }

  /** @param {number} handle */
  get(handle) {
    return this.byHandle.get(handle);
  }

  choose() {
    this.picker.click();
  }

  /** A segment map, whatever its name. */
  chooseMap() {
    const picker = document.createElement('input');
    picker.type = 'file';
    picker.accept = '.json,application/json';
    picker.addEventListener('change', () => {
      if (picker.files[0]) this.openMap(picker.files[0]);
    });
    picker.click();
  }

  /** What is longer is no map; its beginning is enough to say so. @param {File} file */
  async openMap(file) {
    this.listener.map(file.name, await file.slice(0, LONGEST_TEXT).text());
  }

  /** Segment maps among the files are told by their names. @param {File[]} files */
  arrive(files) {
    const isMap = (file) => file.name.toLowerCase().endsWith(MAP_ENDING);
    for (const map of files.filter(isMap)) this.openMap(map);
    const data = files.filter((file) => !isMap(file));
    if (data.length === 0) return;
    const arrived = data.map((file) => {
      const handle = this.byHandle.size + 1;
      this.byHandle.set(handle, file);
      return { handle, file };
    });
    this.listener.files(arrived);
  }

  // ---- dropping ----

  watchDrops() {
    let inside = 0; // every element under the mouse enters and leaves by itself
    const hover = (change) => {
      const before = inside > 0;
      inside = Math.max(0, inside + change);
      if (before !== inside > 0) this.listener.drag(inside > 0);
    };
    const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
    addEventListener('dragenter', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      hover(+1);
    });
    addEventListener('dragover', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    });
    addEventListener('dragleave', (event) => {
      if (carriesFiles(event)) hover(-1);
    });
    addEventListener('drop', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      hover(-inside);
      this.arrive(Files.dropped(event.dataTransfer));
    });
  }

  /** A folder comes as a file that cannot be read; leave it out. @param {DataTransfer} transfer @returns {File[]} */
  static dropped(transfer) {
    const items = [...transfer.items].filter((item) => item.kind === 'file');
    const files = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory).map((item) => item.getAsFile());
    return files.filter((file) => file !== null);
  }

  // ---- samples ----

  /** Part of loading the page: afterwards there are no requests. */
  async fetchSamples() {
    const names = new Set(Object.values(SAMPLES).flat());
    await Promise.all([...names].map((name) => this.sample(name)));
  }

  /** @param {string} name @returns {Promise<File>} */
  sample(name) {
    if (!this.samples.has(name)) {
      const file = this.assets.blob(`samples/${name}`).then((blob) => new File([blob], name, { type: 'text/csv' }));
      file.catch(() => this.samples.delete(name)); // a later click may have more luck
      this.samples.set(name, file);
    }
    return this.samples.get(name);
  }

  /** @param {string} name */
  async openSample(name) {
    this.opening += 1;
    try {
      this.arrive(await Promise.all((SAMPLES[name] ?? []).map((file) => this.sample(file))));
    } finally {
      this.opening -= 1;
    }
  }

  // ---- saving ----

  /** The browser draws the picture, with its own fonts. @param {string} svg @param {number} scale @returns {Promise<Blob>} */
  static async png(svg, scale) {
    const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    try {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.naturalWidth * scale, picture.naturalHeight * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      return await canvas.convertToBlob({ type: 'image/png' });
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  /**
   * Saves the PNG, or the drawing itself where it is too large for the browser to draw.
   * @param {string} name of the PNG @param {string} svg @param {Promise<Blob>} png
   * @returns {Promise<string>} the name of what was saved
   */
  static async savePicture(name, svg, png) {
    try {
      Files.save(name, 'image/png', await png);
      return name;
    } catch {
      const drawing = name.replace(/png$/, 'svg');
      Files.save(drawing, 'image/svg+xml', new Blob([svg]));
      return drawing;
    }
  }

  /** @param {string} name @param {string} type @param {Uint8Array|Blob} bytes */
  static save(name, type, bytes) {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may ask the user first
  }
}
