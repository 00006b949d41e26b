'use strict';

// The canvas as DOM elements, for those who do not see it: screen readers, find-in-page, machines. Every item has an
// element of the same role, name and state over its own rectangle; data tables are real tables. A click that
// assistive technology makes on an element becomes a click on the canvas.

const MIRROR_INTERVAL_MS = 200;

/** Roles that only mean something inside another one. */
const PARENT_ROLES = {
  tab: 'tablist', option: 'listbox', listitem: 'list', treeitem: 'tree', columnheader: 'row', row: 'rowgroup',
  gridcell: 'rowgroup', menuitem: 'menu', menuitemcheckbox: 'menu', menuitemradio: 'menu',
  radio: 'radiogroup',
};
const CLICKABLE = new Set([
  'button', 'checkbox', 'combobox', 'link', 'listitem', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option',
  'radio', 'slider', 'switch', 'tab', 'textbox', 'searchbox', 'treeitem', 'columnheader', 'row', 'gridcell',
]);
/** Their name is a label; what they show is a value. */
const NAMED_BY_LABEL = new Set([
  'textbox', 'searchbox', 'slider', 'combobox', 'img', 'application', 'progressbar', 'meter', 'spinbutton',
]);
/** How a role says that it is on. */
const ON_ATTRIBUTES = {
  checkbox: 'aria-checked', switch: 'aria-checked', radio: 'aria-checked', menuitemcheckbox: 'aria-checked',
  menuitemradio: 'aria-checked', tab: 'aria-selected', option: 'aria-selected', treeitem: 'aria-selected',
  row: 'aria-selected',
};

class Mirror {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{screen: () => any, revision: () => number, click: (x: number, y: number, touch: boolean) => void}} app
   */
  constructor(canvas, app) {
    this.canvas = canvas;
    this.app = app;
    this.root = /** @type {HTMLElement} */ (document.getElementById('mirror'));
    this.keyboard = /** @type {HTMLElement} */ (document.getElementById('keyboard'));
    this.liveRegion = /** @type {HTMLElement} */ (document.getElementById('announcements'));
    this.revision = -1;
    this.announced = 0;
    this.timer = 0;
    this.lastSync = -Infinity;
    /** @type {Map<string, {element: HTMLElement, written: string}>} */
    this.known = new Map();
    this.root.addEventListener('click', (event) => this.onClick(event));
  }

  /** A frame was drawn; follow it, but not more than a few times a second. */
  follow() {
    if (this.timer !== 0 || this.app.revision() === this.revision) return;
    const wait = Math.max(0, this.lastSync + MIRROR_INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.sync();
    }, wait);
  }

  /** Brings the elements up to date now. */
  sync() {
    this.lastSync = performance.now();
    const revision = this.app.revision();
    if (revision === this.revision) return;
    this.revision = revision;
    const { items, tables, announcements } = this.app.screen();
    const kept = new Map();
    /** @type {Map<HTMLElement, HTMLElement[]>} */
    const owners = new Map();
    const children = this.places(items.filter(({ w, h }) => w > 0 && h > 0), kept, owners);
    for (const table of tables) children.push({ element: this.table(kept, table) });
    this.known = kept;
    Mirror.arrange(this.root, children);
    for (const [owner, owned] of owners) {
      if (owned.length > 0) owner.setAttribute('aria-owns', owned.map(({ id }) => id).join(' '));
      else owner.removeAttribute('aria-owns');
    }
    this.pointAtFocus(items, kept);
    this.announce(announcements);
  }

  /**
   * The items as a tree: what stands in a dialog, in a list, in a grid. A grid and its rows keep their own rectangles,
   * so they do not stand in each other; `owners` says what belongs to them.
   */
  places(items, kept, owners) {
    const top = [];
    let siblings = top;
    let group = null;
    let grid = null;
    let row = null;
    for (const item of items) {
      const { role } = item;
      if (role === 'dialog') {
        const dialog = this.dialog(kept, item);
        siblings.push(dialog);
        siblings = dialog.members;
        group = null;
        continue;
      }
      const before = group;
      const parentRole = PARENT_ROLES[role];
      if (parentRole === undefined) group = null;
      else if (group?.role !== parentRole) siblings.push(group = this.group(kept, parentRole));
      const element = this.item(kept, item, role);
      (group?.members ?? siblings).push({ element, x: item.x });
      if (role === 'grid') {
        // The header that stays while the others scroll is drawn last.
        if (before?.role === 'row') before.members.sort((a, b) => a.x - b.x);
        owners.set(grid = element, before?.role === 'row' ? [before.element] : []);
      } else if (role === 'row') {
        if (group !== before && grid) owners.get(grid).push(group.element);
        owners.set(row = element, []);
      } else if (role === 'gridcell') {
        owners.get(row)?.push(element);
      }
    }
    return top;
  }

  /** Puts children in order, touching only what moved. */
  static arrange(parent, children) {
    children.forEach(({ element, members }, index) => {
      if (members) Mirror.arrange(element, members);
      if (parent.childNodes[index] !== element) parent.insertBefore(element, parent.childNodes[index] ?? null);
    });
    while (parent.childNodes.length > children.length) parent.lastChild.remove();
  }

  // ---- elements ----

  /** The element of last time, if there was one, so that a reader's place in the page is kept. */
  take(kept, wanted, make) {
    let key = wanted;
    for (let copy = 2; kept.has(key); copy += 1) key = `${wanted} ${copy}`;
    const entry = this.known.get(key) ?? { element: make(), written: '' };
    kept.set(key, entry);
    return entry;
  }

  group(kept, role) {
    const { element } = this.take(kept, `group ${role}`, () => Mirror.identified('div'));
    element.setAttribute('role', role);
    return { element, role, members: [] };
  }

  /** While one is open nothing beside it can be reached, neither on the canvas nor here. */
  dialog(kept, { key, label }) {
    const { element } = this.take(kept, `dialog ${key}`, () => document.createElement('div'));
    element.dataset.key = key;
    element.setAttribute('role', 'dialog');
    element.setAttribute('aria-modal', 'true');
    element.setAttribute('aria-label', label);
    return { element, members: [] };
  }

  item(kept, item, role) {
    const entry = this.take(kept, `${item.key ?? item.id} ${role}`, () => Mirror.newElement(role));
    const written = JSON.stringify(item);
    if (entry.written === written) return entry.element;
    entry.written = written;
    Mirror.write(entry.element, item, role);
    return entry.element;
  }

  static identified(name) {
    const element = document.createElement(name);
    element.id = `mirror-${Mirror.count += 1}`;
    return element;
  }

  static newElement(role) {
    const element = Mirror.identified('div');
    element.dataset.placed = '';
    if (role !== 'text') element.setAttribute('role', role);
    if (role === 'heading') element.setAttribute('aria-level', '2');
    if (CLICKABLE.has(role)) element.tabIndex = -1;
    return element;
  }

  static write(element, item, role) {
    const { label, value = '', checked = false, disabled = false, expanded = false } = item;
    const set = (name, content) => {
      if (content === null) element.removeAttribute(name);
      else element.setAttribute(name, content);
    };
    if (NAMED_BY_LABEL.has(role)) {
      set('aria-label', (role === 'img' || role === 'application') && value !== '' ? `${label}: ${value}` : label);
      if (role === 'slider' || role === 'progressbar' || role === 'meter') set('aria-valuetext', value);
      element.textContent = value;
    } else if (role === 'row') {
      const cell = element.firstElementChild ?? element.appendChild(Mirror.identified('div'));
      cell.setAttribute('role', 'gridcell');
      cell.textContent = label;
    } else if (role === 'grid') {
      set('aria-label', label);
      set('aria-description', value === '' ? null : value);
      element.textContent = value;
    } else {
      element.textContent = value === '' ? label : `${label}: ${value}`;
    }
    const onAttribute = ON_ATTRIBUTES[role];
    if (onAttribute) set(onAttribute, String(checked));
    else if (role === 'button') set('aria-pressed', checked ? 'true' : null);
    else set('aria-current', checked ? 'true' : null);
    set('aria-disabled', disabled ? 'true' : null);
    set('aria-expanded', role === 'combobox' ? String(expanded) : expanded ? 'true' : null);
    if (item.key) element.dataset.key = item.key;
    const { style } = element;
    style.left = `${item.x}px`;
    style.top = `${item.y}px`;
    style.width = `${item.w}px`;
    style.height = `${item.h}px`;
  }

  table(kept, table) {
    const entry = this.take(kept, `table ${table.key || table.caption}`, () => document.createElement('table'));
    const written = JSON.stringify(table);
    if (entry.written === written) return entry.element;
    entry.written = written;
    if (table.key) entry.element.dataset.key = table.key;
    const element = (name, ...children) => {
      const made = document.createElement(name);
      made.append(...children);
      return made;
    };
    const heading = (text) => {
      const cell = element('th', text);
      cell.scope = 'col';
      return cell;
    };
    entry.element.inert = table.covered === true;
    const cell = (text, exact) => {
      const made = element('td', text);
      if (exact) made.title = exact;
      return made;
    };
    const rows = table.rows.map((row, index) => element('tr',
      ...row.map((text, column) => cell(text, table.exact?.[index][column]))));
    entry.element.replaceChildren(element('caption', table.caption),
      element('thead', element('tr', ...table.header.map(heading))), element('tbody', ...rows));
    return entry.element;
  }

  // ---- focus, speech, clicks ----

  /**
   * The keyboard's focus stays with the canvas or the text area; they name the element that they stand for: of a grid
   * and its row, which both have the focus, the row.
   */
  pointAtFocus(items, kept) {
    const focused = items.filter((item) => item.focused && item.w > 0 && item.h > 0).pop();
    const entry = focused && [...kept.values()].find(({ written }) => written === JSON.stringify(focused));
    for (const element of [this.canvas, this.keyboard]) {
      if (entry) element.setAttribute('aria-activedescendant', entry.element.id);
      else element.removeAttribute('aria-activedescendant');
    }
    this.keyboard.setAttribute('aria-label', focused?.label ?? '');
  }

  announce(announcements) {
    const fresh = announcements.filter(({ number }) => number > this.announced);
    if (fresh.length === 0) return;
    this.announced = fresh[fresh.length - 1].number;
    this.liveRegion.replaceChildren(...fresh.map(({ text }) => {
      const line = document.createElement('p');
      line.textContent = text;
      return line;
    }));
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const element = /** @type {Element} */ (event.target).closest('[data-placed]');
    if (element === null) return;
    const { left, top, width, height } = element.getBoundingClientRect();
    this.app.click(left + width / 2, top + height / 2, false);
  }
}
Mirror.count = 0;
