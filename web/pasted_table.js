'use strict';

// Cells that were copied in a spreadsheet or on a web page, as a file of tab-separated text.

const PASTED_NAMES = { en: 'pasted table.tsv', 'zh-CN': '粘贴的表格.tsv' };

/**
 * The table on the clipboard as a file, or null where there is none: a word or a link is no table.
 * @param {DataTransfer} clipboard @returns {File|null}
 */
function pastedTable(clipboard) {
  const plain = clipboard.getData('text/plain');
  const text = isTable(plain) ? plain : tableOfPage(clipboard.getData('text/html'));
  if (text === null) return null;
  const name = PASTED_NAMES[document.documentElement.lang] ?? PASTED_NAMES.en;
  return new File([text], name, { type: 'text/tab-separated-values' });
}

/** Two lines at least, and a mark between columns in the first. @param {string} text */
function isTable(text) {
  const body = text.trim();
  const end = body.indexOf('\n');
  return end > 0 && /[\t,;|]/.test(body.slice(0, end));
}

/** The first table of a copied piece of a page. Its scripts and pictures stay dead. @param {string} html */
function tableOfPage(html) {
  if (html === '') return null;
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null || table.rows.length < 2) return null;
  const lines = [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
    const text = tabSeparated(cell.textContent.trim());
    return [text, ...Array(Math.max(0, cell.colSpan - 1)).fill('')]; // so that the columns below stay in place
  }).join('\t'));
  return `${lines.join('\n')}\n`;
}

/** @param {string} cell */
function tabSeparated(cell) {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
