'use strict';

// Characters drawn by the browser, one at a time, for the canvas: white on nothing, so that the alpha is the coverage.

const FAMILIES = {
  // The system's own face first; then, for Han characters, which look different in each country, a face of the
  // reader's. Chinese data is the rule here, so Simplified Chinese is what everybody else gets.
  'zh-Hant': '"PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC"',
  ja: '"Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP"',
  ko: '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"',
  'zh-Hans': '"PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC"',
};

/** Joiners, direction marks and variation selectors: they shape their neighbours and show nothing themselves. */
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;

class Glyphs {
  constructor() {
    this.canvas = new OffscreenCanvas(64, 64);
    // Read back after every character: a picture in main memory is faster than one on the graphics card.
    this.context = this.canvas.getContext('2d', { willReadFrequently: true });
    this.family = `system-ui, ${FAMILIES[Glyphs.hanStyle(navigator.languages)]}, sans-serif`;
    this.face = '';
    /** @type {Map<string, number>} face → the widest digit */
    this.digitWidths = new Map();
    this.last = { text: '', x: 0, y: 0, width: 0, height: 0 };
  }

  /** @param {readonly string[]} languages in the reader's order */
  static hanStyle(languages) {
    for (const tag of languages) {
      if (/^zh-(Hant|TW|HK|MO)/i.test(tag)) return 'zh-Hant';
      if (/^zh/i.test(tag)) return 'zh-Hans';
      if (/^ja/i.test(tag)) return 'ja';
      if (/^ko/i.test(tag)) return 'ko';
    }
    return 'zh-Hans';
  }

  /** @param {number} weight @param {number} size device pixels */
  choose(weight, size) {
    const face = `${weight} ${size}px ${this.family}`;
    if (face === this.face) return;
    this.face = face;
    this.context.font = face;
  }

  /** Height of capitals above the baseline. */
  capHeight(weight, size) {
    this.choose(weight, size);
    return this.context.measureText('H').actualBoundingBoxAscent;
  }

  /**
   * Where a character's picture lies from the pen on the baseline, in whole pixels; remembers it for paint().
   * Advances are whole pixels too: all the characters of a line then fall on the same fraction of a pixel.
   */
  measure(weight, size, codePoint) {
    this.choose(weight, size);
    const text = String.fromCodePoint(codePoint);
    if (INVISIBLE.test(text)) return { advance: 0, left: 0, top: 0, width: 0, height: 0 };
    const measured = this.context.measureText(text);
    const digit = codePoint >= 0x30 && codePoint <= 0x39;
    const advance = Math.round(digit ? this.digitWidth() : measured.width);
    const shift = digit ? Math.round((advance - measured.width) / 2) : 0;
    // A pixel around it, because edges are smoothed.
    const left = Math.floor(-measured.actualBoundingBoxLeft) - 1;
    const right = Math.ceil(measured.actualBoundingBoxRight) + 1;
    const top = Math.floor(-measured.actualBoundingBoxAscent) - 1;
    const bottom = Math.ceil(measured.actualBoundingBoxDescent) + 1;
    const blank = measured.actualBoundingBoxRight + measured.actualBoundingBoxLeft <= 0 ||
      measured.actualBoundingBoxAscent + measured.actualBoundingBoxDescent <= 0;
    if (blank) return { advance, left: 0, top: 0, width: 0, height: 0 };
    this.last = { text, x: -left, y: -top, width: right - left, height: bottom - top };
    return { advance, left: left + shift, top, width: right - left, height: bottom - top };
  }

  /** Digits are equally wide, so that numbers stand in columns; canvas has no font-variant-numeric. */
  digitWidth() {
    let width = this.digitWidths.get(this.face);
    if (width === undefined) {
      width = Math.max(...[...'0123456789'].map((digit) => this.context.measureText(digit).width));
      this.digitWidths.set(this.face, width);
    }
    return width;
  }

  /** The picture of the character that was measured last: coverage, or RGBA when it has colours of its own. */
  paint() {
    const { text, x, y, width, height } = this.last;
    if (width > this.canvas.width || height > this.canvas.height) {
      this.canvas.width = Math.max(width, this.canvas.width);
      this.canvas.height = Math.max(height, this.canvas.height);
      this.context.font = this.face; // a resized canvas forgets
    }
    this.context.clearRect(0, 0, width, height);
    this.context.fillStyle = '#fff';
    this.context.fillText(text, x, y);
    const { data } = this.context.getImageData(0, 0, width, height);
    const colored = Glyphs.hasColor(data);
    return { colored, pixels: colored ? data : Glyphs.coverage(data) };
  }

  static hasColor(data) {
    for (let i = 0; i < data.length; i += 4) {
      // Faint pixels are not white either, for want of precision.
      if (data[i + 3] > 64 && Math.min(data[i], data[i + 1], data[i + 2]) < 200) return true;
    }
    return false;
  }

  static coverage(data) {
    const alpha = new Uint8Array(data.length / 4);
    for (let i = 0; i < alpha.length; i += 1) alpha[i] = data[4 * i + 3];
    return alpha;
  }
}
