'use strict';

// Copy, cut and paste, by the browser's own events: whoever causes them (Ctrl+C, Command+C, the browser's menu), the
// application does the same, at once, while the event still takes a text. No permission is asked for.

class ClipboardEvents {
  /** @param {{clipboardAction: (action: number) => void}} app @param {Files} files */
  constructor(app, files) {
    this.app = app;
    this.files = files;
    this.text = ''; // what the application last copied or was given to paste
    /** @type {string|null} copied while an event is being handled */
    this.collected = null;
    this.collecting = false;
    this.copyingPicture = false;
    document.addEventListener('copy', (event) => this.onCopy(event, 0));
    document.addEventListener('cut', (event) => this.onCopy(event, 1));
    document.addEventListener('paste', (event) => this.onPaste(event));
    // Safari sends no copy event without a selection unless told that something could be copied.
    for (const name of ['beforecopy', 'beforecut', 'beforepaste']) {
      document.addEventListener(name, (event) => event.preventDefault());
    }
  }

  /** @param {ClipboardEvent} event @param {number} action 0 copy, 1 cut */
  onCopy(event, action) {
    if (this.collected === null && !this.collecting) {
      this.collecting = true;
      this.app.clipboardAction(action);
      this.collecting = false;
    }
    if (this.collected === null) return;
    event.clipboardData.setData('text/plain', this.collected);
    event.preventDefault();
    this.collected = null;
  }

  /** @param {ClipboardEvent} event */
  onPaste(event) {
    event.preventDefault();
    // Excel puts a picture of the cells beside their text: while no text is typed, cells are what is meant.
    const table = KeyFilter.typing() ? null : pastedTable(event.clipboardData);
    if (table !== null) {
      this.files.arrive([table]);
      return;
    }
    const files = [...event.clipboardData.files];
    if (files.length > 0) {
      this.files.arrive(files);
      return;
    }
    this.text = event.clipboardData.getData('text/plain');
    this.app.clipboardAction(2);
  }

  /** The application copies: inside an event to that event, otherwise (a button) by our own. @param {string} text */
  copy(text) {
    this.text = text;
    this.collected = text;
    if (this.collecting) return;
    if (navigator.clipboard) {
      this.collected = null;
      navigator.clipboard.writeText(text).catch(() => this.copyByEvent(text));
    } else {
      this.copyByEvent(text); // a page without https has only this
    }
  }

  /**
   * The promise itself goes to the clipboard: Safari takes a picture only from the user's own press, which is over when
   * the picture is drawn.
   * @param {Promise<Blob>} png @returns {Promise<boolean>} whether the browser took it
   */
  async copyPicture(png) {
    this.copyingPicture = true;
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      return true;
    } catch {
      return false; // not allowed, not known to the browser, or too large to draw
    } finally {
      this.copyingPicture = false;
    }
  }

  /** @param {string} text */
  copyByEvent(text) {
    this.collected = text;
    document.execCommand('copy');
    this.collected = null;
  }
}
