// A funnel of events in SQL: how many customers get how far along the steps, each step within the window since the chain's
// first event, any first event may begin. The window functions carry the latest start by which a step was reached.
export const loadEvents = (file) => `
  CREATE TABLE events AS SELECT customer_id, event, event_time
  FROM read_csv('${file}', header = true, columns = {'customer_id': 'VARCHAR', 'event': 'VARCHAR',
                'event_time': 'TIMESTAMP'})`;

/** @param {string[]} steps different names @param {number} days of the window */
export function funnelQuery(steps, days) {
  const step = `CASE event ${steps.map((name, at) => `WHEN '${name}' THEN ${at + 1}`).join(' ')} END`;
  const latest = (value) => `last_value(${value} IGNORE NULLS) OVER (
      PARTITION BY customer_id ORDER BY event_time, step ROWS UNBOUNDED PRECEDING)`;
  const names = steps.map((_, at) => `start${at + 1}`);
  const tables = names.map((name, at) => {
    const start = at === 0 ? 'event_time' : names[at - 1];
    const inWindow = at === 0 ? '' : ` AND event_time - ${start} <= INTERVAL ${days} DAY`;
    return `reach${at + 1} AS (
    SELECT *, ${latest(`CASE WHEN step = ${at + 1}${inWindow} THEN ${start} END`)} AS ${name}
    FROM ${at === 0 ? 'chosen' : `reach${at}`})`;
  });
  return `
  WITH chosen AS (
    SELECT customer_id, event_time, ${step} AS step FROM events WHERE event IN (${steps.map((name) => `'${name}'`)})),
  ${tables.join(',\n  ')},
  depths AS (
    SELECT ${names.map((name) => `max(${name}) IS NOT NULL AS ${name}`).join(', ')} FROM reach${steps.length} GROUP BY customer_id)
  SELECT ${names.map((name) => `count(*) FILTER (${name}) AS ${name}`).join(', ')} FROM depths`;
}
