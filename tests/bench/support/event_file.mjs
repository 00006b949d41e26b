// Events for benchmarks, the same bytes on every machine: sorted by time as a log is, customers drawn by Zipf's law. One
// customer for ten events; what a customer does next depends on how far they have come in the shop.
//
//   node tests/bench/support/event_file.mjs LINES FILE

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from '../../../assets/sample_generator/random.mjs';

/** The steps of the shop, in their order. */
export const STEPS = ['visit', 'view', 'cart', 'checkout', 'pay'];
const OTHERS = ['search', 'review', 'wishlist', 'support', 'newsletter', 'share', 'login'];
const ADVANCE = [1, 0.5, 0.3, 0.45, 0.6]; // how often an event is the next step, by steps taken
const FIRST_SECOND = Date.UTC(2025, 0, 1) / 1000;
const SECONDS = 90 * 24 * 3600;
const EVENTS_A_CUSTOMER = 10;
const BUFFER_BYTES = 4 << 20;
const LONGEST_LINE = 80;

/**
 * @param {string} file where to write
 * @param {{lines: number}} options
 */
export function writeEventFile(file, { lines }) {
  const random = new Random(20250101);
  const customers = Math.max(1, Math.round(lines / EVENTS_A_CUSTOMER));
  const taken = new Uint8Array(customers); // steps, by customer
  const out = fs.openSync(file, 'w');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  let used = buffer.latin1Write('customer_id,event,event_time\n', 0);
  let second = -1;
  let time = '';
  for (let line = 0; line < lines; ++line) {
    if (used > BUFFER_BYTES - LONGEST_LINE) {
      fs.writeSync(out, buffer, 0, used);
      used = 0;
    }
    const now = Math.floor((line / lines) * SECONDS);
    if (now !== second) {
      second = now;
      time = new Date((FIRST_SECOND + now) * 1000).toISOString().slice(0, 19).replace('T', ' ');
    }
    const u = random.unit();
    const rank = Math.floor(customers * u * u * Math.sqrt(u)); // as in order_file.mjs
    const customer = (rank * 7919 + 17) % customers;
    const at = taken[customer];
    let event;
    if (random.unit() < ADVANCE[at]) {
      event = STEPS[at];
      taken[customer] = (at + 1) % STEPS.length;
    } else {
      const v = random.unit();
      event = v < 0.5 ? STEPS[Math.floor(v * 2 * (at + 1))] : OTHERS[Math.floor((v - 0.5) * 2 * OTHERS.length)];
    }
    used += buffer.latin1Write(`C${String(customer).padStart(7, '0')},${event},${time}\n`, used);
  }
  fs.writeSync(out, buffer, 0, used);
  fs.closeSync(out);
}

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) {
  const [lines, file] = process.argv.slice(2);
  writeEventFile(file, { lines: Number(lines) });
}
