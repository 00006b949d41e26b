// Chance for the samples. Only integer operations, division and square roots are used, which every JavaScript engine
// rounds alike; logarithms and powers are not, and would make the bytes depend on the machine.

/** A stream of pseudo-random numbers: sfc32 (Chris Doty-Humphrey, PractRand). */
export class Random {
  #a;
  #b;
  #c;
  #counter = 1;

  /** @param {number} seed integer; equal seeds give equal streams */
  constructor(seed) {
    this.#a = seed | 0;
    this.#b = 0x9e3779b9 | 0;
    this.#c = 0x243f6a88 | 0;
    for (let i = 0; i < 16; i++) this.uint32();
  }

  /** @returns {number} integer in [0, 2^32) */
  uint32() {
    const value = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + value) | 0;
    return value >>> 0;
  }

  /** @returns {number} in (0, 1) */
  unit() {
    return (this.uint32() + 0.5) / 4294967296;
  }

  /** @returns {number} integer in [low, high], both included */
  integer(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** True in `percent` of 100 calls. */
  chance(percent) {
    return this.unit() * 100 < percent;
  }

  /** @template T @param {T[]} list @returns {T} */
  pick(list) {
    return list[Math.floor(this.unit() * list.length)];
  }

  /**
   * An integer in [low, high] with a heavy tail: P(x >= t) falls as (low / t)^2.
   * @param {number} low at least 1
   */
  heavyTailed(low, high) {
    for (;;) {
      const value = Math.floor(low / Math.sqrt(this.unit()));
      if (value <= high) return value;
    }
  }
}

/** Draws from a list with given weights by binary search in their running sums. */
export class Weighted {
  #items;
  #sums = [];

  /** @param {Array} items @param {number[]} weights each >= 0, not all 0 */
  constructor(items, weights) {
    this.#items = items;
    let sum = 0;
    for (const weight of weights) this.#sums.push((sum += weight));
  }

  /** @param {[any, number][]} pairs item and weight */
  static of(pairs) {
    return new Weighted(pairs.map(([item]) => item), pairs.map(([, weight]) => weight));
  }

  pick(random) {
    return this.pickBetween(random, 0, this.#items.length - 1);
  }

  /** Draws among the items first..last only; null where these weigh nothing. */
  pickBetween(random, first, last) {
    const below = first > 0 ? this.#sums[first - 1] : 0;
    const total = this.#sums[last] - below;
    if (!(total > 0)) return null;
    const target = below + random.unit() * total;
    let low = first;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle] > target) high = middle;
      else low = middle + 1;
    }
    return this.#items[low];
  }
}
