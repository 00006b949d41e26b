'use strict';

// Which keys the application gets. SDL listens on the window and takes nearly everything; this stands before it and
// keeps back what belongs to the browser, to an input method, or to the clipboard's own events.

/** With Ctrl or Command: editing and moving in a text. Everything else with them is the browser's. */
const EDITING_WITH_COMMAND = new Set([
  'KeyA', 'KeyY', 'KeyZ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Backspace', 'Delete',
  'Enter',
]);

class KeyFilter {
  /** @param {{releaseKeys: () => void}} app */
  constructor(app) {
    addEventListener('keydown', (event) => {
      // AltGr is reported as Ctrl and Alt, but types characters: to the application neither is down.
      if (event.getModifierState?.('AltGraph')) app.releaseKeys();
      if (!KeyFilter.belongsToApplication(event)) event.stopImmediatePropagation();
      // Some browsers open a search of their own; the application has one behind the same key.
      else if (event.key === '/' && !KeyFilter.typing()) event.preventDefault();
    }, true);
    addEventListener('keyup', (event) => {
      // Command keeps the releases of other keys from us; let none stay down.
      if (event.key === 'Meta') app.releaseKeys();
    }, true);
    // Text comes from text_input.js.
    addEventListener('keypress', (event) => event.stopImmediatePropagation(), true);
  }

  static typing() {
    return document.activeElement?.id === 'keyboard';
  }

  /** @param {KeyboardEvent} event */
  static belongsToApplication(event) {
    if (event.target instanceof Element && event.target.closest('#notice')) return false;
    if (event.isComposing || event.keyCode === 229) return false;
    if (/^F\d+$/.test(event.key)) return false;
    if (event.altKey || event.key === 'Alt' || event.key === 'AltGraph') return false;
    const command = event.ctrlKey || event.metaKey;
    const modifier = event.key === 'Control' || event.key === 'Meta' || event.key === 'Shift';
    return !command || modifier || EDITING_WITH_COMMAND.has(event.code);
  }
}
