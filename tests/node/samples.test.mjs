// The sample files are what their generator makes, and what the product promises of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { makeSamples } from '../../assets/samples/generate.mjs';

const folder = new URL('../../assets/samples/', import.meta.url);
const samples = makeSamples();

for (const [name, content] of samples) {
  test(`${name} is byte for byte what the generator makes`, () => {
    assert.ok(readFileSync(new URL(name, folder)).equals(Buffer.from(content)), 'run node assets/samples/generate.mjs');
  });
}

test('the samples stay small: 400 KB compressed in all', () => {
  const names = [...samples.keys(), 'seed_rfm_100.csv'];
  const sizes = names.map((name) => gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length);
  assert.ok(sizes.reduce((a, b) => a + b) < 400_000, `${sizes}`);
});

test('visitors and company accounts are customers of the order file', () => {
  const column = (name, index) => samples.get(name).split('\n').slice(1, -1).map((line) => line.split(',')[index]);
  const customers = new Set(column('orders.csv', 2));
  const visitors = new Set(column('events.csv', 3));
  const known = [...visitors].filter((visitor) => customers.has(visitor));
  assert.equal(known.length, visitors.size);
  const accounts = new Set(column('opportunities.csv', 1).filter((id) => id.startsWith('C')));
  assert.ok(accounts.size > 30);
  for (const account of accounts) assert.ok(customers.has(account), account);
});

test('a payment online lies in the minute of its order', () => {
  const rows = (name) => samples.get(name).split('\n').slice(1, -1).map((line) => line.split(','));
  const orderMinutes = new Set(rows('orders.csv').map((cells) => `${cells[2]} ${cells[1]}`));
  const payments = rows('events.csv').filter((cells) => cells[1] === 'pay');
  assert.ok(payments.length > 500);
  for (const [time, , , customer] of payments) assert.ok(orderMinutes.has(`${customer} ${time.slice(0, 16)}`), time);
});
