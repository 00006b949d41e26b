'use strict';

// Typing, by a text area that nobody sees, at the caret that the application draws. It takes the focus while a text
// field is active, so that input methods have somewhere to compose and touch devices show their keyboard.

/** Kept in the text area so that a virtual keyboard's backspace has something to delete, and says so. */
const SENTINEL = '\u200b';
const EDIT_KEYS = { deleteContentBackward: 0, deleteContentForward: 1, insertLineBreak: 2, insertParagraph: 2 };

class TextInput {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{text: (text: string) => void, editKey: (key: number) => void}} app
   */
  constructor(canvas, app) {
    this.canvas = canvas;
    this.app = app;
    this.area = /** @type {HTMLTextAreaElement} */ (document.getElementById('keyboard'));
    this.reset();
    this.area.addEventListener('beforeinput', (event) => this.beforeInput(event));
    this.area.addEventListener('input', (event) => {
      if (event.isComposing) this.fitComposition();
      else this.commit();
    });
    this.area.addEventListener('compositionstart', () => this.area.classList.add('composing'));
    this.area.addEventListener('compositionend', () => {
      this.area.classList.remove('composing');
      this.area.style.width = '';
      this.commit();
    });
    // A click on the canvas must not take the focus away from the text area before the application has decided.
    canvas.addEventListener('mousedown', (event) => {
      event.preventDefault();
      if (document.activeElement !== this.area) canvas.focus({ preventScroll: true });
    });
  }

  /** @param {InputEvent} event */
  beforeInput(event) {
    const key = EDIT_KEYS[event.inputType];
    if (event.isComposing || key === undefined) return;
    event.preventDefault();
    this.app.editKey(key);
  }

  /** Room for what is being composed. */
  fitComposition() {
    const { area } = this;
    if (!area.classList.contains('composing')) return;
    area.style.width = '1px';
    area.style.width = `${area.scrollWidth + 2}px`;
  }

  /** Hands over what was typed, in one piece. */
  commit() {
    const text = this.area.value.replaceAll(SENTINEL, '').replace(/[\r\n]+/g, '');
    this.reset();
    if (text !== '') this.app.text(text);
  }

  reset() {
    this.area.value = SENTINEL;
    this.area.setSelectionRange(1, 1);
  }

  /**
   * The application wants text at this caret, or no longer.
   * @param {boolean} wanted @param {number} x @param {number} y @param {number} lineHeight CSS pixels
   */
  place(wanted, x, y, lineHeight) {
    if (!wanted) {
      if (document.activeElement === this.area) this.canvas.focus({ preventScroll: true });
      this.reset();
      return;
    }
    const { style } = this.area;
    style.left = `${Math.min(x, innerWidth - 32)}px`;
    style.top = `${y}px`;
    style.height = `${lineHeight}px`;
    style.setProperty('--caret-height', `${lineHeight}px`);
    if (document.activeElement !== this.area) this.area.focus({ preventScroll: true });
  }
}
