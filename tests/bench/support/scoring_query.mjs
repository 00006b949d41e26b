// Quantile scores of customers in SQL, counted by cell of R and F: the least part of what Sluice reports when the
// scoring changes. The customers were put together beforehand, as Sluice holds them.
export const MAKE_CUSTOMERS = `
  CREATE TABLE customers AS
  WITH purchases AS (
    SELECT customer_id, order_id, min(order_time) AS placed, sum(amount) AS amount
    FROM lines GROUP BY ALL HAVING sum(amount) > 0),
  snapshot AS (SELECT max(order_time)::DATE + 1 AS day FROM lines)
  SELECT customer_id, date_diff('day', max(placed)::DATE, any_value(day))::DOUBLE AS recency,
         count(*)::DOUBLE AS frequency, sum(amount)::DOUBLE AS monetary
  FROM purchases, snapshot GROUP BY customer_id`;

const FIFTHS = [1, 2, 3, 4];

/** Cuts that are equal count once, and one at the smallest or largest value separates nobody. */
const cuts = (value) => FIFTHS.map((i) => `
    CASE WHEN q${value}[${i}] > min${value} AND q${value}[${i}] < max${value}
         ${i > 1 ? `AND q${value}[${i}] > q${value}[${i - 1}]` : ''} THEN q${value}[${i}] END AS ${value}${i}`);
const over = (column, value) => FIFTHS.map((i) => `coalesce((${column} > ${value}${i})::INTEGER, 0)`).join(' + ');
const quantiles = (column, value) => `quantile_cont(${column}, [0.2, 0.4, 0.6, 0.8]) AS q${value},
           min(${column}) AS min${value}, max(${column}) AS max${value}`;

export const QUANTILE_SCORES = `
  WITH spread AS (
    SELECT ${quantiles('recency', 'r')}, ${quantiles('frequency', 'f')}, ${quantiles('monetary', 'm')} FROM customers),
  edges AS (SELECT ${['r', 'f', 'm'].flatMap(cuts).join(', ')} FROM spread),
  scored AS (
    SELECT 5 - (${over('recency', 'r')}) AS r, 1 + ${over('frequency', 'f')} AS f, 1 + ${over('monetary', 'm')} AS m,
           monetary
    FROM customers, edges)
  SELECT r, f, m, count(*) AS customers, sum(monetary) AS revenue FROM scored GROUP BY ALL`;
