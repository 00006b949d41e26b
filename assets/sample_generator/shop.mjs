// The shop of the samples: an invented seller of tea and tableware, its goods, its calendar and its opening hours.
import { dayNumber, dayText } from './csv.mjs';
import { Weighted } from './random.mjs';

export const firstDay = dayNumber('2024-07-01');
export const lastDay = dayNumber('2026-06-30');

/** Name, price in yuan, how often it is bought. */
const goods = {
  'Green tea': [
    ['Longjing, before the rains, 100 g', 268, 4], ['Longjing 250 g', 158, 9], ['Biluochun 125 g', 138, 6],
    ['Jasmine pearls 200 g', 88, 10], ['Yellow mountain tips 100 g', 118, 4],
    ['Roasted green tea bags, 50 pieces', 39, 14],
  ],
  'Black tea': [
    ['Keemun 200 g', 96, 8], ['Lapsang souchong 150 g', 128, 6], ['Golden Yunnan 250 g', 79, 10],
    ['Breakfast blend 500 g', 69, 9], ['Lychee black tea bags, 40 pieces', 42, 10],
  ],
  'Oolong and pu’er': [
    ['Iron goddess 250 g', 168, 8], ['Big red robe 100 g', 298, 3], ['Milk oolong 200 g', 109, 8],
    ['Pu’er cake 2019, 357 g', 218, 5], ['Pu’er mini cakes, 30 pieces', 75, 8],
    ['White peony cake 2021, 350 g', 388, 2],
  ],
  'Herbs and fruit': [
    ['Chrysanthemum flowers 80 g', 36, 10], ['Goji berries 500 g', 58, 8], ['Rose buds 100 g', 45, 7],
    ['Red dates with ginger, 20 cubes', 33, 9], ['Barley tea 600 g', 28, 8],
  ],
  Teaware: [
    ['Gaiwan, white porcelain', 78, 6], ['Yixing teapot 220 ml', 480, 2], ['Glass teapot 600 ml', 99, 6],
    ['Cup "Moon" 120 ml', 32, 9], ['Travel set in a bag', 149, 5], ['Bamboo tray', 118, 3],
    ['Electric kettle 0.8 l', 259, 3], ['Celadon jar 500 ml', 136, 3],
  ],
  Sweets: [
    ['Mung bean cakes, 12 pieces', 38, 9], ['Pineapple shortcakes, 10 pieces', 56, 9], ['Osmanthus jelly 300 g', 25, 7],
    ['Sesame crisps 250 g', 22, 9], ['Candied hawthorn 200 g', 19, 8],
  ],
  Gifts: [
    ['Gift box "Four seasons"', 328, 3], ['Gift box, Spring Festival', 428, 2], ['Gift card 200', 200, 2],
    ['Moon cakes, 8 pieces', 198, 2],
  ],
};

export const products = Object.entries(goods).flatMap(([category, list]) =>
  list.map(([name, yuan, weight]) => ({ category, name, cents: yuan * 100, weight })));

export const categories = Object.keys(goods);

/** A drawer of products whose owner likes one category best. */
const drawers = new Map(categories.map((favourite) => [
  favourite,
  new Weighted(products, products.map((item) => item.weight * (item.category === favourite ? 5 : 1))),
]));

export function pickProduct(random, favourite) {
  return drawers.get(favourite).pick(random);
}

/** Sales days, as MM-DD with how much busier they are and by how much prices fall (percent). */
const sales = {
  '06-16': [1.5, 10], '06-17': [1.8, 10], '06-18': [4, 15],
  '11-09': [1.5, 10], '11-10': [2.2, 10], '11-11': [7, 20], '11-12': [1.6, 10],
  '12-11': [1.4, 10], '12-12': [3.5, 15],
};

const newYears = ['2025-01-29', '2026-02-17'].map(dayNumber);  // Spring Festival
const autumnFeasts = ['2024-09-17', '2025-10-06'].map(dayNumber);  // Mid-Autumn Festival
const monthFactor = [1.0, 0.8, 0.9, 1.0, 1.0, 1.05, 0.85, 0.85, 1.1, 1.0, 1.2, 1.35];
const weekdayFactor = [1.25, 0.85, 0.85, 0.9, 0.95, 1.1, 1.3];  // from Sunday

/** How busy a day is; 1 is usual. */
function busyness(day) {
  const date = new Date(day * 86400000);
  let factor = monthFactor[date.getUTCMonth()] * weekdayFactor[date.getUTCDay()];
  factor *= sales[dayText(day).slice(5)]?.[0] ?? 1;
  for (const feast of newYears) {
    if (day >= feast - 21 && day < feast - 3) factor *= 1.6;
    if (day >= feast - 1 && day <= feast + 6) factor *= 0.3;
  }
  for (const feast of autumnFeasts) if (day >= feast - 12 && day < feast) factor *= 1.5;
  return factor;
}

/** Percent off on that day. */
export function discount(day) {
  return sales[dayText(day).slice(5)]?.[1] ?? 0;
}

const days = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index);
const everyDay = new Weighted(days, days.map(busyness));
const saleDays = new Weighted(days, days.map((day) => (discount(day) > 0 ? busyness(day) : 0)));

/** A day in [from, to], busier days more often. `onSale`: sales days only; null where there is none. */
export function pickDay(random, from, to, onSale = false) {
  return (onSale ? saleDays : everyDay).pickBetween(random, from - firstDay, to - firstDay);
}

const hours = new Weighted(
  [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23],
  [1, 3, 6, 9, 9, 10, 7, 6, 6, 7, 7, 8, 11, 14, 14, 9, 3]);

/** Seconds since midnight, at a time of day when people buy; whole minutes. */
export function pickTimeOfDay(random) {
  return hours.pick(random) * 3600 + random.integer(0, 59) * 60;
}
