// Ninety days of the shop's visits: sessions that end at some step. Every purchase of the order file that was made
// online is the end of a session here, with its payment in the minute of the order.
import { csvLine, timeText } from './csv.mjs';
import { Random, Weighted } from './random.mjs';
import { lastDay, pickDay, pickTimeOfDay } from './shop.mjs';

const firstEventDay = lastDay - 89;
const devices = { App: 'phone', 'Mini program': 'phone', Web: 'computer' };
const steps = ['visit', 'view', 'cart', 'checkout', 'pay'];

/** Where a session without a purchase ends. */
const lastSteps = Weighted.of([[0, 30], [1, 44], [2, 18], [3, 8]]);

/** @returns {string} the whole file, about `wanted` events, by time */
export function eventsCsv(people, orders, seed, wanted) {
  const random = new Random(seed);
  const events = [];
  for (const order of orders) {
    if (order.time >= firstEventDay * 86400 && !order.isReturn && order.channel !== 'Store') {
      addPurchase(random, events, order);
    }
  }
  const visitors = chooseVisitors(random, people);
  while (events.length < wanted) addVisit(random, events, visitors.pick(random));
  events.sort((a, b) => a.time - b.time);  // stable: events of one second stay in the order of the steps
  const rows = events.map((event) => [timeText(event.time), event.name, event.device, event.customer.id]);
  return [['Event Time', 'Event', 'Device', 'Customer ID'], ...rows].map(csvLine).join('');
}

/** People who still buy come often, former customers now and then. */
function chooseVisitors(random, people) {
  return new Weighted(people, people.map((person) => {
    const eagerness = person.to >= firstEventDay ? 6 : 1;
    return random.heavyTailed(1, 8) * eagerness * (person.channel === 'Store' ? 0.3 : 1);
  }));
}

function addPurchase(random, events, order) {
  const session = { customer: order.customer, device: devices[order.channel] };
  const pay = order.time + random.integer(5, 59);
  const checkout = pay - random.integer(2, 4) - (random.chance(15) ? random.integer(60, 1500) : random.integer(0, 80));
  let time = checkout - random.integer(20, 400);
  if (random.chance(18)) {  // the cart was filled on another day
    time -= 86400 * random.integer(1, 9);
    if (time < firstEventDay * 86400) time += 86400 * 10;
    if (time < checkout) events.push({ ...session, name: 'visit', time: checkout - random.integer(10, 90) });
    else time = checkout - random.integer(20, 400);
  }
  addEvents(random, events, session, 2, time);
  events.push({ ...session, name: 'checkout', time: checkout }, { ...session, name: 'pay', time: pay });
}

function addVisit(random, events, customer) {
  const day = pickDay(random, Math.max(firstEventDay, customer.from - 5), lastDay);
  const time = day * 86400 + pickTimeOfDay(random) + random.integer(0, 59);
  const usual = devices[customer.channel] ?? 'phone';
  const device = random.chance(85) ? usual : random.pick(['tablet', 'computer', 'phone']);
  addEvents(random, events, { customer, device }, lastSteps.pick(random), time);
}

/** One session that reaches `last` and has its last event at `end`; goods are often looked at several times. */
function addEvents(random, events, session, last, end) {
  const names = [];
  for (let step = 0; step <= last; step++) {
    let times = 1;
    if (step === 1) times = random.heavyTailed(1, 3) + random.integer(0, 2);
    if (step === 2 && random.chance(20)) times = 2;
    for (let i = 0; i < times; i++) names.push(steps[step]);
  }
  if (names.length > 1 && random.chance(4)) names.shift();  // came by a link to the goods: no visit of the start page
  let time = end;
  const backwards = names.reverse().map((name) => {
    const event = { ...session, name, time };
    time -= random.heavyTailed(4, 240);
    return event;
  });
  events.push(...backwards.reverse());
}
