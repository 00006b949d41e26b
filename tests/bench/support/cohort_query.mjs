// The monthly cohort table in SQL: from order lines, and from orders that were put together beforehand, as Sluice's
// index holds them.
export const loadLines = (file) => `
  CREATE TABLE lines AS SELECT customer_id, order_id, order_time, amount
  FROM read_csv('${file}', header = true, columns = {'order_id': 'VARCHAR', 'customer_id': 'VARCHAR',
                'order_time': 'TIMESTAMP', 'amount': 'DECIMAL(18,2)'})`;

const ORDERS = `
  SELECT customer_id, order_id, min(order_time) AS placed, sum(amount) AS amount FROM lines GROUP BY ALL`;

export const MAKE_ORDERS = `CREATE TABLE orders AS SELECT customer_id, placed, amount FROM (${ORDERS})`;

const cohorts = (orders) => `
  WITH purchases AS (${orders}),
  firsts AS (
    SELECT customer_id, date_trunc('month', min(placed)) AS cohort FROM purchases WHERE amount > 0 GROUP BY customer_id)
  SELECT cohort, date_diff('month', cohort, placed) AS age,
         count(DISTINCT customer_id) FILTER (amount > 0) AS active, count(*) FILTER (amount > 0) AS orders,
         sum(amount)::DOUBLE AS revenue
  FROM purchases JOIN firsts USING (customer_id) GROUP BY ALL`;

export const FROM_LINES = cohorts(ORDERS);
export const FROM_ORDERS = cohorts('SELECT * FROM orders');
