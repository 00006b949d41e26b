// A second, independent computation of what the report says, in the plainest JavaScript that does it: no sorting trick,
// no shared code with the product, money in whole units of BigInt or safe integers. Slow and easy to check by hand.

/**
 * RFC 4180, delimiter a comma. Each record has the line on which it begins, from 1. Blank lines are no records.
 * @returns {{line: number, cells: string[]}[]}
 */
export function readCsv(text) {
  const records = [];
  let cells = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begin = 1;
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endRecord = () => {
    endCell();
    if (cells.length > 1 || cells[0].trim() !== '') records.push({ line: begin, cells });
    cells = [];
  };
  for (let i = text.startsWith('\ufeff') ? 1 : 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') line += 1;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"' && cell === '') {
      quoted = true;
    } else if (c === ',') {
      endCell();
    } else if (c === '\n') {
      endRecord();
      begin = line;
    } else if (c !== '\r' || text[i + 1] !== '\n') {
      cell += c;
    }
  }
  if (cell !== '' || cells.length > 0) endRecord();
  return records;
}

/** Records as objects by header. */
export function readTable(text) {
  const [header, ...records] = readCsv(text);
  return {
    header: header.cells,
    rows: records.map(({ line, cells }) => ({
      line,
      cells,
      ...Object.fromEntries(header.cells.map((name, index) => [name, cells[index]])),
    })),
  };
}

/** "12.5" -> 12500n with three decimals; null where it is no plain number with at most so many decimals. */
export function moneyUnits(text, decimals) {
  const match = /^\s*(-?)(\d+)(?:\.(\d*))?\s*$/.exec(text ?? '');
  if (!match || (match[3] ?? '').length > decimals) return null;
  const units = BigInt(match[2] + (match[3] ?? '').padEnd(decimals, '0'));
  return match[1] ? -units : units;
}

/** "2026-06-30 20:15:07" (time optional) -> milliseconds since 1970, or null where there is no such day or time. */
export function timeMs(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d)(?::(\d\d))?)?$/.exec((text ?? '').trim());
  if (!match) return null;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(ms).toISOString().slice(0, 10) === `${match[1]}-${match[2]}-${match[3]}` ? ms : null;
}

export const msPerDay = 86_400_000;
export const dayOf = (ms) => Math.floor(ms / msPerDay);
export const dayText = (day) => new Date(day * msPerDay).toISOString().slice(0, 10);

/**
 * Order lines of a table, and the lines that cannot be used.
 * @param {{header: string[], rows: object[]}} table
 * @param {{customer, name?, order, time, amount: (row) => bigint|null, isReturn: (row) => boolean}} columns headers
 */
export function orderLines(table, columns) {
  const lines = [];
  const rejected = [];
  for (const row of table.rows) {
    const repeatsHeader = row.cells.every((cell, index) => cell === table.header[index]);
    const customer = (row[columns.customer] ?? '').trim();
    const time = timeMs(row[columns.time]);
    const amount = columns.amount(row);
    const ragged = row.cells.length !== table.header.length;
    if (repeatsHeader || ragged || customer === '' || time === null || amount === null) {
      rejected.push(row.line);
      continue;
    }
    const name = columns.name ? row[columns.name] : '';
    lines.push({ customer, name, order: row[columns.order], time, amount, isReturn: columns.isReturn(row) });
  }
  return { lines, rejected };
}

/**
 * Recency, frequency and monetary value of each customer under the rule `net` (domain.md, section 1).
 * @returns {{snapshot: number, customers: Map<string, {recency, frequency, monetary, firstDay, lastDay, name}>,
 *            voidOrders: number, withoutPurchase: number, orders: number, revenue: bigint}}
 */
export function profiles(lines) {
  const snapshot = Math.max(...new Set(lines.map((line) => dayOf(line.time)))) + 1;
  const byCustomer = new Map();
  for (const line of lines) {
    if (!byCustomer.has(line.customer)) byCustomer.set(line.customer, []);
    byCustomer.get(line.customer).push(line);
  }
  const result = { snapshot, customers: new Map(), voidOrders: 0, withoutPurchase: 0, orders: 0, revenue: 0n };
  for (const [customer, own] of byCustomer) {
    const orders = new Map();
    for (const line of own) {
      if (!orders.has(line.order)) orders.set(line.order, []);
      orders.get(line.order).push(line);
    }
    let monetary = 0n;
    const days = []; // on which an order began
    let lastDay = -Infinity; // on which anything of an order was bought
    for (const order of orders.values()) {
      let sum = 0n;
      for (const line of order) sum += line.amount;
      monetary += sum;
      if (sum <= 0n) {
        result.voidOrders += 1;
        continue;
      }
      const bought = order.filter((line) => !line.isReturn);
      const daysOfOrder = (bought.length > 0 ? bought : order).map((line) => dayOf(line.time));
      days.push(Math.min(...daysOfOrder));
      lastDay = Math.max(lastDay, ...daysOfOrder);
    }
    if (days.length === 0) {
      result.withoutPurchase += 1;
      continue;
    }
    result.orders += days.length;
    result.revenue += monetary;
    result.customers.set(customer, {
      recency: snapshot - lastDay,
      frequency: days.length,
      monetary,
      firstDay: Math.min(...days),
      lastDay,
      name: own[0].name,
    });
  }
  return result;
}

/** ceil(k (#worse + #equal / 2) / n), clamped to 1..k, in integers. One score for each value of the list. */
export function midrank(values, bins, lowerIsBetter = false) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const scores = new Map();
  for (const value of counts.keys()) {
    let worse = 0;
    for (const [other, count] of counts) if (lowerIsBetter ? other > value : other < value) worse += count;
    const twice = BigInt(bins) * BigInt(2 * worse + counts.get(value));
    const n2 = BigInt(2 * values.length);
    scores.set(value, Math.min(bins, Math.max(1, Number((twice + n2 - 1n) / n2))));
  }
  return values.map((value) => scores.get(value));
}

/** The 25 cells of recency and frequency, r then f (domain.md, section 3). */
export const grid = {
  11: 'Hibernating', 12: 'Hibernating', 13: 'At Risk', 14: 'At Risk', 15: "Can't Lose Them",
  21: 'Hibernating', 22: 'Hibernating', 23: 'At Risk', 24: 'At Risk', 25: "Can't Lose Them",
  31: 'About To Sleep', 32: 'About To Sleep', 33: 'Need Attention', 34: 'Loyal Customers', 35: 'Loyal Customers',
  41: 'Promising', 42: 'Potential Loyalists', 43: 'Potential Loyalists', 44: 'Loyal Customers', 45: 'Loyal Customers',
  51: 'New Customers', 52: 'Potential Loyalists', 53: 'Potential Loyalists', 54: 'Champions', 55: 'Champions',
};

/** Adds scores and segment to each profile, in place. */
export function score(customers) {
  const all = [...customers.values()];
  const r = midrank(all.map((one) => one.recency), 5, true);
  const f = midrank(all.map((one) => one.frequency), 5);
  const m = midrank(all.map((one) => one.monetary), 5);
  all.forEach((one, i) => {
    one.scores = [r[i], f[i], m[i]];
    one.weighted = 0.08 * r[i] + 0.27 * f[i] + 0.65 * m[i];
    one.segment = grid[`${r[i]}${f[i]}`];
  });
}

/**
 * An ordered event funnel with one event a step (domain.md, section 4): from every event of the first step, the
 * earliest possible chain is followed by looking at each later event in turn.
 * @param {{customer: string, event: string, time: number}[]} events
 * @param {string[]} steps distinct names
 * @param {number} windowMs inclusive, from the first event of the chain
 * @returns {{count: number, times: number[]}[]} for each step: customers, and their times from the first step
 */
export function orderedFunnel(events, steps, windowMs = Infinity) {
  const byCustomer = new Map();
  for (const event of events) {
    if (!byCustomer.has(event.customer)) byCustomer.set(event.customer, []);
    byCustomer.get(event.customer).push(event);
  }
  const result = steps.map(() => ({ count: 0, times: [] }));
  for (const own of byCustomer.values()) {
    const times = steps.map((step) => own.filter((event) => event.event === step).map((event) => event.time)
      .sort((a, b) => a - b));
    const best = steps.map(() => null);  // for each step: when it is reached first, and the latest start that does it
    for (const start of times[0]) {
      let now = start;
      for (let step = 0; step < steps.length; step++) {
        const next = times[step].find((time) => time >= now);
        if (next === undefined || next - start > windowMs) break;
        now = next;
        const known = best[step] ?? { end: Infinity, start: -Infinity };
        if (now < known.end || (now === known.end && start > known.start)) best[step] = { end: now, start };
      }
    }
    best.forEach((chain, step) => {
      if (chain === null) return;
      result[step].count += 1;
      result[step].times.push(chain.end - chain.start);
    });
  }
  return result;
}

/** Type-7 quantile of a list of numbers. */
export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** 95 % Wilson score interval of k out of n. */
export function wilson(k, n) {
  const z = 1.959963984540054;
  const p = k / n;
  const middle = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [(middle - spread) / (1 + (z * z) / n), (middle + spread) / (1 + (z * z) / n)];
}
