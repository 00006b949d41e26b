/** Recency, frequency and monetary value scored in five and counted by cell: what Sluice's report is the least of. */
export const rfmQuery = (file) => `
  WITH orders AS (
    SELECT customer_id, order_id, min(order_time) AS placed, sum(amount) AS amount
    FROM read_csv('${file}', header = true, columns = {'order_id': 'VARCHAR', 'customer_id': 'VARCHAR',
                  'order_time': 'TIMESTAMP', 'amount': 'DECIMAL(18,2)'})
    GROUP BY ALL),
  customers AS (
    SELECT customer_id, max(placed) AS latest, count(*) AS frequency, sum(amount) AS monetary
    FROM orders WHERE amount > 0 GROUP BY customer_id),
  scored AS (
    SELECT *, ntile(5) OVER (ORDER BY latest) AS r, ntile(5) OVER (ORDER BY frequency) AS f,
           ntile(5) OVER (ORDER BY monetary) AS m
    FROM customers)
  SELECT r, f, count(*) AS customers, sum(monetary)::DOUBLE AS revenue FROM scored GROUP BY r, f ORDER BY r, f`;
