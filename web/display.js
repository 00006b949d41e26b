'use strict';

// The canvas's size in the screen's own pixels, the system's colour scheme, and the graphics context's comings and
// goings.

/** @typedef {{width: number, height: number, ratio: number}} CanvasSize  device pixels; device per CSS pixel */

class Display {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.dark = matchMedia('(prefers-color-scheme: dark)');
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.size = this.rounded();
  }

  /** Where the browser does not count pixels for us. @returns {CanvasSize} */
  rounded() {
    const { width, height } = this.canvas.getBoundingClientRect();
    const ratio = devicePixelRatio;
    return { width: Math.round(width * ratio), height: Math.round(height * ratio), ratio };
  }

  /** @param {(size: CanvasSize) => void} changed */
  watchSize(changed) {
    const update = (/** @type {CanvasSize} */ next) => {
      const { width, height, ratio } = this.size;
      if (next.width === width && next.height === height && next.ratio === ratio) return;
      this.size = next;
      changed(next);
    };
    const observer = new ResizeObserver(([entry]) => {
      const rounded = this.rounded();
      const [exact] = entry.devicePixelContentBoxSize ?? [];
      // The browser's own count of pixels, where it has one that agrees with the ratio (emulated ratios do not).
      const agrees = exact && Math.abs(exact.inlineSize - rounded.width) < 2 &&
        Math.abs(exact.blockSize - rounded.height) < 2;
      update(agrees ? { width: exact.inlineSize, height: exact.blockSize, ratio: rounded.ratio } : rounded);
    });
    try {
      observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(this.canvas);
    }
    // Zooming, or another monitor, may change the ratio and leave the size as it is.
    const checkRatio = () => {
      if (devicePixelRatio !== this.size.ratio) update(this.rounded());
    };
    const watchRatio = () => {
      checkRatio();
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', watchRatio, { once: true });
    };
    watchRatio();
    addEventListener('resize', checkRatio);
  }

  /** @param {(dark: boolean) => void} changed */
  watchColorScheme(changed) {
    this.dark.addEventListener('change', () => changed(this.dark.matches));
  }

  /** @param {(moves: boolean) => void} changed */
  watchMotion(changed) {
    this.still.addEventListener('change', () => changed(!this.still.matches));
  }

  /** @param {() => void} lost @param {() => void} restored */
  watchContext(lost, restored) {
    this.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault(); // says that we can take it back
      lost();
    });
    this.canvas.addEventListener('webglcontextrestored', restored);
  }

  /** @param {boolean} dark */
  static setDark(dark) {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }
}
