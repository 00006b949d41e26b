// The invented customers of the samples: who they are and how they behave. Names are drawn from lists of common
// surnames and given names; likeness to anyone is chance.
import { firstDay, lastDay, categories } from './shop.mjs';
import { Weighted } from './random.mjs';

const surnames = Weighted.of([
  ['王', 72], ['李', 72], ['张', 68], ['刘', 54], ['陈', 45], ['杨', 31], ['黄', 22], ['赵', 22], ['吴', 20], ['周', 20],
  ['徐', 14], ['孙', 13], ['马', 13], ['朱', 12], ['胡', 12], ['郭', 11], ['何', 11], ['林', 11], ['高', 10], ['罗', 9],
  ['郑', 8], ['梁', 8], ['谢', 7], ['宋', 7], ['唐', 6], ['许', 6], ['韩', 6], ['冯', 6], ['邓', 6], ['曹', 6],
  ['彭', 5], ['曾', 5], ['肖', 5], ['田', 5], ['董', 5], ['潘', 4], ['袁', 4], ['蔡', 4], ['蒋', 4], ['欧阳', 1], ['司马', 1],
]);
const givenNames = Weighted.of([
  ['伟', 6], ['芳', 6], ['娜', 5], ['敏', 6], ['静', 6], ['丽', 5], ['强', 5], ['磊', 5], ['洋', 4], ['勇', 4], ['艳', 4],
  ['杰', 5], ['娟', 3], ['涛', 4], ['明', 4], ['超', 3], ['霞', 3], ['平', 3], ['刚', 2], ['玲', 3], ['婷', 4], ['雪梅', 2],
  ['建华', 3], ['志强', 3], ['秀英', 3], ['桂兰', 2], ['海燕', 3], ['文静', 3], ['雨涵', 4], ['子轩', 4], ['浩然', 4], ['欣怡', 4],
  ['梓涵', 3], ['思远', 3], ['晓彤', 3], ['佳琪', 3], ['俊杰', 3], ['一鸣', 2], ['诗琪', 2], ['嘉豪', 2], ['若曦', 1], ['予安', 1],
]);
const latinFirst = ['Anna', 'Marco', 'Emily', 'José', 'Lena', 'Noah', 'Sofía', 'Jürgen', 'Claire', 'Ravi', 'Mei Lin',
  'Oliver', 'Ingrid', 'Tomás', 'Priya', 'Luca', 'Hannah', 'Zoë', 'Pierre', 'Aiko', 'Daniel', 'Farah',
  'Chloé', 'Viktor', 'Grace'];
const latinLast = ['Tan', 'Müller', 'Rossi', 'O’Neill', 'Álvarez', 'Dubois', 'Lim', 'Svensson', 'Kowalski', 'Nair',
  'Brown', 'Okafor', 'Silva', 'Nakamura', 'van Dijk', 'Novák', 'Fischer', 'Campbell',
  'Ng', 'Moreau', 'Hughes', 'Haddad', 'Larsen'];
const chineseCities = Weighted.of([['上海', 20], ['北京', 16], ['杭州', 14], ['广州', 10], ['深圳', 10], ['成都', 9], ['苏州', 7],
  ['南京', 6], ['武汉', 5], ['西安', 4], ['厦门', 4], ['青岛', 3], ['昆明', 2]]);
const foreignCities = ['Singapore', 'Kuala Lumpur', 'Sydney', 'Vancouver', 'London', 'Berlin'];
const companyPlaces = ['云栖', '松间', '听雨', '望湖', '半山', '南巷', '青石', '竹里', '明月', '拾光', '知味', '一席'];
const companyKinds = ['茶馆', '酒店', '咖啡馆', '书店', '民宿', '餐厅', '商贸有限公司', '文化传媒有限公司'];
const latinCompanies = ['Harbour Lane Café', 'Blue Lantern Hotel', 'Juniper & Moss', 'Northgate Offices',
  'Maple Street Bakery', 'Willow Court Spa', 'The Paper Crane', 'Eastside Yoga', 'Copper Kettle Ltd', 'Saffron House'];
const channels = Weighted.of([['App', 40], ['Mini program', 30], ['Web', 18], ['Store', 12]]);

/**
 * How customers behave: weight, number of orders, and the days between which they buy. Together they fill every cell
 * of the recency and frequency grid.
 */
const behaviours = Weighted.of([
  [{ orders: () => 1, days: (random) => anyTime(random, 0) }, 18],
  [{ orders: (random) => random.heavyTailed(2, 8), days: (random) => anyTime(random, 200) }, 22],
  [{ orders: (random) => random.integer(2, 6), days: (random) => anyTime(random, 300) }, 11],
  [{ orders: (random) => random.heavyTailed(3, 16), days: (random) => stillHere(random, 600) }, 12],
  [{ orders: (random) => random.heavyTailed(8, 90), days: (random) => stillHere(random, 300) }, 3.4],
  [{ orders: (random) => random.heavyTailed(3, 14), days: gone }, 8],
  [{ orders: (random) => random.heavyTailed(7, 50), days: gone }, 2.2],
  [{ orders: (random) => random.heavyTailed(1, 6), days: justCame }, 9],
  [{ orders: (random) => random.integer(2, 5), days: () => [firstDay, lastDay], onSale: true }, 3],
]);

/** The first possible day of a customer: many were there before the file begins. */
function joined(random, latest) {
  return random.chance(40) ? firstDay : random.integer(firstDay, latest);
}

function anyTime(random, atLeast) {
  const from = joined(random, lastDay - atLeast);
  return [from, random.integer(from + atLeast, lastDay)];
}

function stillHere(random, latestStart) {
  return [joined(random, firstDay + latestStart), lastDay];
}

function gone(random) {
  const from = joined(random, firstDay + 200);
  return [from, random.integer(from + 90, lastDay - 120)];
}

function justCame(random) {
  return [random.integer(lastDay - 70, lastDay), lastDay];
}

/**
 * @typedef {object} Customer
 * @property {string} id "C00001"; numbered in the order of joining
 * @property {string} name
 * @property {string} city
 * @property {string} channel where this customer usually buys
 * @property {boolean} company buys for a company, in larger quantities
 * @property {string} favourite a category
 * @property {number} orders how many to place
 * @property {number} from first day on which an order is possible
 * @property {number} to last such day
 * @property {boolean} onSale buys on sales days only
 */

/** @returns {Customer[]} in the order of joining */
export function makePeople(random, count) {
  const companyNames = new Set();
  const people = Array.from({ length: count }, () => {
    const behaviour = behaviours.pick(random);
    const [from, to] = behaviour.days(random);
    return {
      ...makeIdentity(random, companyNames),
      channel: channels.pick(random),
      favourite: random.pick(categories),
      orders: behaviour.orders(random),
      from,
      to,
      onSale: behaviour.onSale === true,
    };
  });
  people.sort((a, b) => a.from - b.from);  // a stable sort
  people.forEach((person, index) => (person.id = `C${`${index + 1}`.padStart(5, '0')}`));
  return people;
}

function makeIdentity(random, companyNames) {
  if (random.chance(4)) {
    const latin = random.chance(15);
    const name = latin ? random.pick(latinCompanies) : random.pick(companyPlaces) + random.pick(companyKinds);
    if (!companyNames.has(name)) {
      companyNames.add(name);
      return { name, city: chineseCities.pick(random), company: true };
    }
  }
  if (random.chance(16)) {
    const name = `${random.pick(latinFirst)} ${random.pick(latinLast)}`;
    return { name, city: random.pick(foreignCities), company: false };
  }
  return { name: surnames.pick(random) + givenNames.pick(random), city: chineseCities.pick(random), company: false };
}
