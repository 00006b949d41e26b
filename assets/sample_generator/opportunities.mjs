// The shop's sales to companies: one row an opportunity with the furthest stage that it reached. Some accounts are the
// companies of the order file, the rest are prospects who have not bought yet.
import { csvLine, dayText } from './csv.mjs';
import { Random, Weighted } from './random.mjs';
import { lastDay } from './shop.mjs';

const header = ['opportunity_id', 'customer_id', 'account', 'owner', 'product', 'source', 'stage', 'status', 'amount',
  'created', 'closed'];
const stages = ['Lead', 'Qualified', 'Proposal', 'Negotiation'];
const owners = Weighted.of([['陈思远', 5], ['Grace Lim', 5], ['王雨涵', 4], ['周建华', 3], ['Marco Rossi', 3], ['李晓彤', 2]]);
/** Product and its usual amount in yuan. */
const offers = Weighted.of([[['Office tea service', 9000], 30], [['Corporate gifts', 24000], 25],
  [['Café supply', 16000], 20], [['Hotel amenities', 42000], 15], [['Private label', 80000], 10]]);
const sources = Weighted.of([['Referral', 22], ['Website', 30], ['Trade fair', 18], ['Cold call', 20],
  ['Existing customer', 10]]);

/** How likely the next stage is, in percent, by source: from Lead, Qualified, Proposal, and to win from Negotiation. */
const progress = {
  Referral: [84, 76, 74, 64],
  Website: [68, 66, 68, 54],
  'Trade fair': [70, 66, 66, 52],
  'Cold call': [52, 58, 62, 44],
  'Existing customer': [90, 82, 78, 70],
};

/** @returns {string} the whole file, by day of creation */
export function opportunitiesCsv(people, seed, count) {
  const random = new Random(seed);
  const companies = people.filter((person) => person.company);
  const prospects = makeProspects();
  const created = Array.from({ length: count }, () => lastDay - random.integer(0, 364)).sort((a, b) => a - b);
  const rows = created.map((day, index) => {
    const source = sources.pick(random);
    const known = source === 'Existing customer' || random.chance(25);
    const account = random.pick(known ? companies : prospects);
    const id = `OP-${`${index + 1}`.padStart(4, '0')}`;
    return [id, account.id, account.name, owners.pick(random), ...course(random, day, source)];
  });
  return [header, ...rows].map(csvLine).join('');
}

/** Companies that have not bought yet, numbered apart from the customers. */
function makeProspects() {
  const places = ['Riverside', 'Pine Hill', 'Grand Bay', 'Old Mill', 'Sunrise'];
  const kinds = ['Hotel', 'Offices', 'Clinic', 'Academy', 'Studio', 'Restaurant'];
  const chinesePlaces = ['和平', '长乐', '东湖', '新港', '银杏'];
  const chineseKinds = ['酒店', '写字楼', '学院', '会所', '餐饮', '诊所'];
  const names = [
    ...places.flatMap((place) => kinds.map((kind) => `${place} ${kind}`)),
    ...chinesePlaces.flatMap((place) => chineseKinds.map((kind) => place + kind)),
  ];
  return names.map((name, index) => ({ id: `P${`${index + 1}`.padStart(5, '0')}`, name }));
}

/** What became of an opportunity by the last day: product, source, stage, status, amount, created, closed. */
function course(random, day, source) {
  const [product, usual] = offers.pick(random);
  const amount = Math.round((usual * random.integer(40, 220)) / 10000) * 100;
  let stage = 0;
  let status = 'Lost';
  let now = day;
  for (;;) {
    now += random.heavyTailed(9, 90);
    if (now > lastDay) {
      status = 'Open';
      break;
    }
    if (!random.chance(progress[source][stage])) break;
    if (stage === stages.length - 1) {
      status = 'Won';
      break;
    }
    stage += 1;
  }
  if (status === 'Lost' && now > lastDay - 60 && random.chance(60)) status = 'Open';  // not given up yet
  return [product, source, stages[stage], status, amount, dayText(day), status === 'Open' ? '' : dayText(now)];
}
