// The files that several tests read: the product's samples, and real ones that lie beside the project.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { samples, sharedData } from './program.mjs';

/** A file of assets/samples. @returns {{name: string, bytes: Buffer}} */
export const sample = (name) => ({ name, bytes: readFileSync(samples + name) });

/** Real files, by path below shared/data. Those ending in .gz are unpacked by `sharedFile`. */
export const sharedFiles = [
  'seed_rfm_100.csv',
  'cdnow/cdnow_customers_summary.csv',
  'orders/cn_superstore_orders.csv',
  'orders/superstore_bom_mdy.csv',
  'orders/superstore_semicolon_decimalcomma.csv',
  'orders/rfm_r_orders.csv',
  'orders/rfm_r_customers.csv',
  'funnel/bpic2012_ao_events.csv.gz',
  'funnel/crm_sales_pipeline.csv',
  'funnel/olist_mql.csv',
  'funnel/hillstrom.csv',
  'orders/online_retail.csv.gz',
  'xls/cn_superstore.xls',
];

/** @returns {{name: string, bytes: Buffer}|null} null where the file is not there */
export function sharedFile(path) {
  if (!existsSync(sharedData + path)) return null;
  const bytes = readFileSync(sharedData + path);
  const name = path.split('/').at(-1);
  return name.endsWith('.gz') ? { name: name.slice(0, -3), bytes: gunzipSync(bytes) } : { name, bytes };
}
