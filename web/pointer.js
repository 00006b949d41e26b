'use strict';

// The wheel, and fingers. SDL hears neither: its wheel knows only steps, and it would take every touch, so that two
// fingers could no longer zoom the page.
//
// One finger scrolls what is drawn under it, and goes on for a while when it is lifted in motion. A tap is a click. A
// finger that rests, or lands on a slider or scrollbar, or sets out sideways over bars that are chosen by a drag, holds
// the mouse button.

const TAP_DISTANCE = 10; // CSS pixels
const HOLD_MS = 400;
const MOMENTUM_MS = 325; // in which speed falls to 1/e
const SLOWEST = 0.02; // CSS pixels per ms

class Pointer {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {App} app
   */
  constructor(canvas, app) {
    this.canvas = canvas;
    this.app = app;
    /** @type {{id: number, x: number, y: number, mode: string, path: {x: number, y: number, t: number}[]}|null} */
    this.finger = null;
    this.glide = 0; // animation frame of the momentum
    this.watchWheel();
    this.watchFingers();
    this.watchZoom();
    // Drags go on outside the canvas, and no menu of the browser's opens over it.
    canvas.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'touch') canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  get gliding() {
    return this.glide !== 0;
  }

  watchWheel() {
    addEventListener('wheel', (event) => {
      if (event.target !== this.canvas) return;
      event.stopImmediatePropagation();
      if (event.ctrlKey) return; // zooms the page
      event.preventDefault();
      const unit = [1, 16, innerHeight][event.deltaMode];
      let { deltaX, deltaY } = event;
      // The browser has turned Shift's wheel sideways already, and so would Dear ImGui.
      if (event.shiftKey && deltaY === 0) [deltaX, deltaY] = [0, deltaX];
      this.app.wheel(-deltaX * unit, -deltaY * unit);
    }, { capture: true, passive: false });
  }

  // ---- fingers ----

  watchFingers() {
    const options = { capture: true, passive: false };
    const only = (handle) => (event) => {
      if (event.target !== this.canvas) return;
      event.stopImmediatePropagation();
      handle(event);
    };
    addEventListener('touchstart', only((event) => this.start(event)), options);
    addEventListener('touchmove', only((event) => this.move(event)), options);
    addEventListener('touchend', only((event) => this.lift(event)), options);
    addEventListener('touchcancel', only(() => this.drop()), options);
  }

  /** @param {TouchEvent} event */
  start(event) {
    this.stopGliding();
    if (event.touches.length > 1) {
      this.drop(); // two fingers are the browser's
      return;
    }
    const { identifier: id, clientX: x, clientY: y } = event.changedTouches[0];
    this.app.touchMove(x, y);
    const holds = this.app.takesHold(x, y);
    this.finger = { id, x, y, mode: holds ? 'hold' : 'undecided', path: [{ x, y, t: event.timeStamp }] };
    if (holds) this.app.touchPress(true);
    else this.holdTimer = setTimeout(() => this.hold(), HOLD_MS);
  }

  hold() {
    if (this.finger?.mode !== 'undecided') return;
    this.finger.mode = 'hold';
    this.app.touchPress(true);
  }

  /** @param {TouchEvent} event */
  move(event) {
    const { finger } = this;
    const touch = [...event.changedTouches].find(({ identifier }) => identifier === finger?.id);
    if (!finger || !touch) return;
    const { clientX: x, clientY: y } = touch;
    if (finger.mode === 'undecided' && Math.hypot(x - finger.x, y - finger.y) > TAP_DISTANCE) {
      clearTimeout(this.holdTimer);
      const sideways = Math.abs(x - finger.x) > Math.abs(y - finger.y);
      if (sideways && this.app.dragsSideways(finger.x, finger.y)) this.hold(); // where it landed
      else finger.mode = 'scroll';
    }
    if (finger.mode === 'undecided') return;
    if (event.cancelable) event.preventDefault();
    const before = finger.path[finger.path.length - 1];
    if (finger.mode === 'hold') this.app.touchMove(x, y);
    else this.app.touchScroll(finger.x, finger.y, x - before.x, y - before.y);
    finger.path.push({ x, y, t: event.timeStamp });
    if (finger.path.length > 8) finger.path.shift();
  }

  /** @param {TouchEvent} event */
  lift(event) {
    const { finger } = this;
    if (!finger || ![...event.changedTouches].some(({ identifier }) => identifier === finger.id)) return;
    event.preventDefault(); // no mouse events after it
    const { mode } = finger;
    this.finger = null;
    clearTimeout(this.holdTimer);
    if (mode === 'hold') this.app.touchPress(false);
    else if (mode === 'scroll') this.letGlide(finger, event.timeStamp);
    else this.app.click(finger.x, finger.y, true);
  }

  drop() {
    if (this.finger?.mode === 'hold') this.app.touchPress(false);
    clearTimeout(this.holdTimer);
    this.finger = null;
  }

  // ---- momentum ----

  letGlide(finger, now) {
    const recent = finger.path.filter(({ t }) => now - t < 100);
    if (recent.length < 2) return;
    const first = recent[0];
    const last = recent[recent.length - 1];
    const elapsed = Math.max(1, last.t - first.t);
    let [vx, vy] = [(last.x - first.x) / elapsed, (last.y - first.y) / elapsed];
    let before = performance.now();
    const step = (time) => {
      const passed = Math.max(0, time - before);
      before = time;
      const decay = Math.exp(-passed / MOMENTUM_MS);
      this.app.touchScroll(finger.x, finger.y, vx * passed, vy * passed);
      [vx, vy] = [vx * decay, vy * decay];
      this.glide = Math.hypot(vx, vy) > SLOWEST ? requestAnimationFrame(step) : 0;
    };
    this.glide = requestAnimationFrame(step);
  }

  stopGliding() {
    cancelAnimationFrame(this.glide);
    this.glide = 0;
  }

  /** A page that is zoomed in is panned by one finger, like any other. */
  watchZoom() {
    visualViewport?.addEventListener('resize', () => {
      this.canvas.style.touchAction = visualViewport.scale > 1.01 ? 'auto' : '';
    });
  }
}
