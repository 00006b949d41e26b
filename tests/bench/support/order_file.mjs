// Order lines for benchmarks, the same bytes on every machine: orders sorted by time, the lines of an order together,
// customers drawn by Zipf's law (few buy often, many once or twice). One customer for ten lines.
//
//   node tests/bench/support/order_file.mjs LINES FILE [--quoted] [--gb18030]

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from '../../../assets/sample_generator/random.mjs';

const FIRST_MINUTE = Date.UTC(2024, 0, 1) / 60_000;
const MINUTES = 2 * 365 * 24 * 60;
const MOST_LINES_OF_AN_ORDER = 5;
const LINES_A_CUSTOMER = 10;
const CITIES = ['杭州', '广州', '苏州', '成都', '上海', '北京', '深圳', '重庆'];
const BUFFER_BYTES = 4 << 20;
const LONGEST_LINE = 160;

/** Bytes of a text in GB18030, by asking the decoder for every two-byte character. @param {string} text */
export function encodeGb18030(text) {
  encodeGb18030.table ??= (() => {
    const decoder = new TextDecoder('gb18030');
    const table = new Map();
    for (let lead = 0x81; lead <= 0xfe; ++lead) {
      for (let trail = 0x40; trail <= 0xfe; ++trail) {
        const character = decoder.decode(new Uint8Array([lead, trail]));
        if (character.length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, [lead, trail]);
      }
    }
    return table;
  })();
  return Buffer.from([...text].flatMap((character) => (
    character < '\x80' ? [character.charCodeAt(0)] : encodeGb18030.table.get(character))));
}

/**
 * @param {string} file where to write
 * @param {{lines: number, quoted?: boolean, gb18030?: boolean}} options  gb18030: Chinese headers and a city besides
 */
export function writeOrderFile(file, { lines, quoted = false, gb18030 = false }) {
  const random = new Random(20240101);
  const customers = Math.max(1, Math.round(lines / LINES_A_CUSTOMER));
  const encode = gb18030 ? encodeGb18030 : (text) => Buffer.from(text);
  const quote = quoted ? '"' : '';
  const cells = (...texts) => texts.map((text) => quote + text + quote).join(',');
  const header = gb18030 ? cells('订单号', '客户号', '下单时间', '实付金额', '城市')
    : cells('order_id', 'customer_id', 'order_time', 'amount');
  const cities = CITIES.map((city) => encode(`,${quote}${city}${quote}\n`));
  const lineEnd = Buffer.from('\n');

  const out = fs.openSync(file, 'w');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  let used = encode(header + '\n').copy(buffer, 0);
  let orders = 0;
  for (let line = 0; line < lines; ++orders) {
    const minute = FIRST_MINUTE + Math.floor((line / lines) * MINUTES);
    const time = new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    const u = random.unit();
    const rank = Math.floor(customers * u * u * Math.sqrt(u)); // u^(1 / (1 - s)): Zipf's law with exponent s = 0.6
    const id = (rank * 7919 + 17) % customers; // those who buy often are not neighbours
    const start = `${quote}SO${String(10_000_000 + orders)}${quote},${quote}C${String(id).padStart(7, '0')}${quote},` +
      `${quote}${time}${quote},${quote}`;
    const city = cities[id % CITIES.length];
    const last = Math.min(lines, line + 1 + Math.floor(random.unit() * MOST_LINES_OF_AN_ORDER));
    for (; line < last; ++line) {
      if (used > BUFFER_BYTES - LONGEST_LINE) {
        fs.writeSync(out, buffer, 0, used);
        used = 0;
      }
      const v = random.unit();
      const cents = 199 + Math.floor(v * v * v * 60_000);
      used += buffer.latin1Write(`${start}${(cents / 100).toFixed(2)}${quote}`, used);
      used += (gb18030 ? city : lineEnd).copy(buffer, used);
    }
  }
  fs.writeSync(out, buffer, 0, used);
  fs.closeSync(out);
}

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) {
  const [lines, file, ...flags] = process.argv.slice(2);
  writeOrderFile(file, { lines: Number(lines), quoted: flags.includes('--quoted'), gb18030: flags.includes('--gb18030') });
}
