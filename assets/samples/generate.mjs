// Makes the sample files of this folder: an invented shop's orders, visits and sales opportunities, all of the same
// customers. The same bytes come out on every machine:
//
//     node assets/samples/generate.mjs
//
// seed_rfm_100.csv, the published table of 100 customers, is not made here.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventsCsv } from '../sample_generator/events.mjs';
import { opportunitiesCsv } from '../sample_generator/opportunities.mjs';
import { makeOrders, ordersCsv } from '../sample_generator/orders.mjs';
import { makePeople } from '../sample_generator/people.mjs';
import { Random } from '../sample_generator/random.mjs';

/** @returns {Map<string, string>} file name to content */
export function makeSamples() {
  const people = makePeople(new Random(20240701), 2380);
  const orders = makeOrders(people, 11);
  return new Map([
    ['orders.csv', ordersCsv(orders)],
    ['events.csv', eventsCsv(people, orders, 12, 29500)],
    ['opportunities.csv', opportunitiesCsv(people, 13, 600)],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = dirname(fileURLToPath(import.meta.url));
  for (const [name, content] of makeSamples()) {
    writeFileSync(join(folder, name), content);
    console.log(`${name}: ${content.split('\n').length - 2} rows, ${Buffer.byteLength(content)} bytes`);
  }
}
