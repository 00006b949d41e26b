// A file that is worth several workers: they read it together, and the report is the one that a single thread of the
// command line program writes.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { writeOrderFile } from '../bench/support/order_file.mjs';
import { open } from './support/page.mjs';
import { customersText, reportText } from './support/program.mjs';

describe('a file of 600,000 lines', () => {
  let folder;
  let file;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-large-'));
    file = path.join(folder, 'orders.csv');
    writeOrderFile(file, { lines: 600_000, quoted: true });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  test('is read by several workers', async () => {
    const tab = await open();
    try {
      // The worker that will load it counts what it asks of others, and what comes back.
      await Promise.all(tab.page.workers().map((worker) => worker.evaluate(() => {
        self.seen = { asked: 0, answered: 0 };
        const { read } = PieceWorker.prototype;
        PieceWorker.prototype.read = async function (...stretch) {
          ++self.seen.asked;
          const packed = await read.apply(this, stretch);
          if (packed.length > 0) ++self.seen.answered;
          return packed;
        };
      })));
      await tab.pick('welcome.choose', [file]);
      const alone = reportText([file], ['--threads', '1']);
      assert.equal(JSON.parse(alone).import.rows_kept, 600_000);
      assert.equal(await tab.exportedText(), alone);
      const seen = await Promise.all(tab.page.workers().map((worker) => worker.evaluate(() => self.seen ?? { asked: 0, answered: 0 })));
      const asked = Math.max(...seen.map((each) => each.asked));
      assert.ok(asked > 0, 'others were asked');
      assert.ok(seen.some(({ answered }) => answered > 0), 'and answered');
      // Sixty thousand customers are written in steps.
      const { bytes } = await tab.saved(async () => {
        await tab.click('topbar.export');
        await tab.click('export.customers.csv_bom');
      });
      assert.equal(bytes.toString(), customersText([file]));
      assert.deepEqual(tab.errors, []);
    } finally {
      await tab.close();
    }
  });
});
