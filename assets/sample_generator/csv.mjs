// Writing the sample files: RFC 4180 cells, money from integer cents, times from integer seconds.

const plain = /^[^",\r\n]*$/;

/** @param {(string|number)[]} cells */
export function csvLine(cells) {
  return cells.map((cell) => (plain.test(cell) ? `${cell}` : `"${`${cell}`.replaceAll('"', '""')}"`)).join(',') + '\n';
}

/** 12950 -> "129.50" */
export function money(cents) {
  const digits = `${Math.abs(cents)}`.padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const two = (number) => `${number}`.padStart(2, '0');

/** Seconds since 1970 on the shop's own clock -> "2026-06-30 20:15:07". */
export function timeText(seconds) {
  return `${dayText(Math.floor(seconds / 86400))} ${clockText(seconds)}:${two(seconds % 60)}`;
}

/** Seconds since 1970 -> "20:15". */
export function clockText(seconds) {
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}`;
}

/** Days since 1970 -> "2026-06-30". */
export function dayText(day) {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

/** "2026-06-30" -> days since 1970. */
export function dayNumber(text) {
  return Date.parse(`${text}T00:00:00Z`) / 86400000;
}
