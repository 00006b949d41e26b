// The order lines of two years, and the file with them: returns, and a few rows as dirty as those of real exports.
import { csvLine, clockText, dayText, money } from './csv.mjs';
import { Random, Weighted } from './random.mjs';
import { discount, firstDay, lastDay, pickDay, pickProduct, pickTimeOfDay, products } from './shop.mjs';

const header = ['Order ID', 'Order Time', 'Customer ID', 'Customer Name', 'City', 'Channel', 'Category', 'Product',
  'Quantity', 'Unit Price', 'Amount'];

const lineCounts = Weighted.of([[1, 31], [2, 27], [3, 19], [4, 12], [5, 7], [6, 4]]);
const pieces = Weighted.of([[1, 74], [2, 19], [3, 5], [4, 2]]);
const companyPieces = Weighted.of([[4, 20], [6, 30], [10, 25], [12, 15], [20, 8], [50, 2]]);

/**
 * @typedef {object} Line
 * @property {{category: string, name: string}} product
 * @property {number} quantity pieces; negative where they came back
 * @property {number} price cents a piece
 *
 * @typedef {object} Order
 * @property {string} id "SO-260630-0012"
 * @property {number} time seconds since 1970, a whole minute
 * @property {import('./people.mjs').Customer} customer
 * @property {string} channel
 * @property {Line[]} lines
 * @property {boolean} isReturn a later return of goods under a number of its own
 */

/** @returns {Order[]} by time */
export function makeOrders(people, seed) {
  const random = new Random(seed);
  const orders = [];
  for (const customer of people) {
    for (let i = 0; i < customer.orders; i++) {
      const day = pickDay(random, customer.from, customer.to, customer.onSale);
      if (day !== null) orders.push(makeOrder(random, customer, day));
    }
  }
  const returned = orders.flatMap((order) => takeBack(random, order));
  orders.push(...returned);
  orders.sort((a, b) => a.time - b.time);
  numberByDay(orders);
  return orders;
}

function makeOrder(random, customer, day) {
  const lines = new Map();
  for (let wanted = lineCounts.pick(random); wanted > 0; wanted--) {
    const product = pickProduct(random, customer.favourite);
    const quantity = (customer.company ? companyPieces : pieces).pick(random);
    const price = Math.floor((product.cents * (100 - discount(day))) / 1000) * 10;  // whole tenths of a yuan
    lines.set(product, { product, quantity, price });
  }
  const channel = random.chance(82) ? customer.channel : random.pick(['App', 'Web', 'Store']);
  return { time: day * 86400 + pickTimeOfDay(random), customer, channel, lines: [...lines.values()], isReturn: false };
}

/**
 * Goods come back in two ways: as a negative line of the same order (some of these orders come back whole), or days
 * later under a number of its own.
 */
function takeBack(random, order) {
  const line = random.pick(order.lines);
  const back = { ...line, quantity: -random.integer(1, line.quantity) };
  if (random.chance(1.4)) {
    order.lines.push(back);
  } else if (random.chance(0.5)) {
    order.lines.push(...order.lines.map((each) => ({ ...each, quantity: -each.quantity })));
  } else if (random.chance(2.2)) {
    const day = Math.floor(order.time / 86400) + random.integer(2, 20);
    if (day <= lastDay) return [{ ...order, time: day * 86400 + pickTimeOfDay(random), lines: [back], isReturn: true }];
  }
  return [];
}

function numberByDay(orders) {
  let day = 0;
  let number = 0;
  for (const order of orders) {
    const itsDay = Math.floor(order.time / 86400);
    number = itsDay === day ? number + 1 : 1;
    day = itsDay;
    order.id = `SO-${dayText(day).slice(2).replaceAll('-', '')}-${`${number}`.padStart(4, '0')}`;
  }
}

function cells(order, line) {
  const { customer } = order;
  return [order.id, `${dayText(Math.floor(order.time / 86400))} ${clockText(order.time)}`, customer.id, customer.name,
    customer.city, order.channel, line.product.category, line.product.name, line.quantity, money(line.price),
    money(line.price * line.quantity)];
}

/** The whole file. */
export function ordersCsv(orders) {
  const rows = orders.flatMap((order) => order.lines.map((line) => cells(order, line)));
  addDirtyRows(rows, orders[0].customer);
  return [header, ...rows].map(csvLine).join('');
}

/** Rows that no reader can use, as they happen in real exports; each is put where its order number belongs. */
function addDirtyRows(rows, customer) {
  const sample = cells({ id: '', time: firstDay * 86400, customer, channel: 'Web' },
    { product: products[0], quantity: 1, price: products[0].cents });
  const put = (id, time, change) => {
    const row = [...sample];
    row[0] = id;
    row[1] = time;
    change(row);
    const place = rows.findIndex((other) => other[0] > id);
    rows.splice(place < 0 ? rows.length : place, 0, row);
  };
  const blankCustomer = (row) => row.fill('', 2, 4);
  put('SO-240815-9001', '2024-08-15 12:04', blankCustomer);
  put('SO-250109-9001', '2025-01-09 20:31', blankCustomer);
  put('SO-250302-9001', '2025-02-30 10:15', () => {});
  put('SO-250711-9001', '2025-07-11 18:22', (row) => row.splice(9, 2, '', 'n/a'));
  put('SO-250918-9001', '2025-09-18 09:40', (row) => row.splice(5));
  put('SO-251224-9001', '', () => {});
  put('SO-260404-9001', '2026-04-04 21:17', blankCustomer);
  const middle = rows.findIndex((row) => row[0] > 'SO-250701');
  rows.splice(middle, 0, header);
}
