// A large file that several engines read at the same time gives what one engine gives, also where one of them fails.
// The page's workers run the same driver; here all engines live in one thread.
import assert from 'node:assert/strict';
import { afterEach, before, describe, test } from 'node:test';
import { createRequire } from 'node:module';
import { Random } from '../../assets/sample_generator/random.mjs';
import { openEngine } from './engine.mjs';

const { EngineDriver } = createRequire(import.meta.url)('../../web/engine_driver.js');
const { PieceQueue } = createRequire(import.meta.url)('../../web/piece_queue.js');

function orderFile(seed, bytes) {
  const random = new Random(seed);
  const rows = ['customer,order,date,amount,note'];
  for (let size = 0, row = 0; size < bytes; ++row) {
    const note = row % 97 === 0 ? '"two\nlines"' : row > 40_000 && row % 50 === 0 ? '老客户' : 'plain';
    const day = String(1 + (row % 28)).padStart(2, '0');
    const amount = row % 1000 === 0 ? 'much' : random.integer(1, 9000) / 100;
    rows.push(`c${random.integer(1, 3000)},o${row >> 1},2024-0${1 + (row % 9)}-${day},${amount},${note}`);
    size += rows.at(-1).length + 1;
  }
  return Object.assign(new Blob([rows.join('\n')]), { name: 'large.csv' });
}

/** An engine that reads pieces for another one, as a worker does. */
class LocalReader {
  static ended = 0;
  static answered = new Map();

  constructor(file, spec, beginning) {
    this.file = file;
    this.opened = openEngine().then(async ({ driver }) => {
      await driver.openForPieces(file, spec, beginning);
      return driver;
    });
  }

  async read(from, to) {
    const driver = await this.opened;
    const packed = driver.readPiece(from, await EngineDriver.bytesOf(this.file, { from, to }));
    LocalReader.answered.set(this.constructor, (LocalReader.answered.get(this.constructor) ?? 0) + 1);
    return packed;
  }

  end() {
    ++LocalReader.ended;
  }
}

/** One that dies at its third piece. */
class DyingReader extends LocalReader {
  asked = 0;

  async read(from, to) {
    if (++this.asked >= 3) throw new Error('this worker is gone');
    return super.read(from, to);
  }
}

/** One that can tell of every other piece only that it must be read in its turn. */
class UnsureReader extends LocalReader {
  asked = 0;

  async read(from, to) {
    return ++this.asked % 2 === 0 ? new Uint8Array() : super.read(from, to);
  }
}

describe('a file read in pieces', () => {
  const { ALONE_BYTES } = EngineDriver;
  const { PIECE_BYTES } = PieceQueue;
  const file = orderFile(7, 5 << 20);
  let alone;

  before(async () => {
    alone = Buffer.from((await (await openEngine()).driver.load([file], null)).json);
  });

  afterEach(() => {
    EngineDriver.ALONE_BYTES = ALONE_BYTES;
    PieceQueue.PIECE_BYTES = PIECE_BYTES;
    EngineDriver.SLICE_BYTES = 8 << 20;
  });

  async function loadWith(readers, pieceBytes) {
    EngineDriver.ALONE_BYTES = 1;
    EngineDriver.SLICE_BYTES = 1 << 20;
    PieceQueue.PIECE_BYTES = pieceBytes;
    const steps = [];
    const { driver } = await openEngine();
    const added = [];
    const addPiece = driver.addPiece.bind(driver);
    driver.addPiece = (...given) => {
      const answer = addPiece(...given);
      added.push(EngineDriver.parse(answer).result.taken);
      return answer;
    };
    const answer = await driver.load([file], null, (step) => steps.push(step),
      (source, spec, beginning) => readers.map((Reader) => new Reader(source, spec, beginning)));
    return { json: Buffer.from(answer.json), steps, added };
  }

  for (const [name, readers, pieceBytes] of [
    ['by two', [LocalReader], 700_001],
    ['by four, in small pieces', [LocalReader, LocalReader, LocalReader], 65_537],
    ['by two of which one is unsure again and again', [UnsureReader], 200_003],
    ['by three of which one dies', [DyingReader, LocalReader], 100_003],
  ]) {
    test(name, async () => {
      const ended = LocalReader.ended;
      LocalReader.answered.clear();
      const { json, steps, added } = await loadWith(readers, pieceBytes);
      assert.ok(json.equals(alone));
      assert.ok(added.filter(Boolean).length > added.length / 2, `${added.filter(Boolean).length} of ${added.length} fit`);
      assert.equal(LocalReader.ended - ended, readers.length);
      if (readers.includes(DyingReader)) {
        assert.equal(LocalReader.answered.get(DyingReader), 2);
        assert.ok(LocalReader.answered.get(LocalReader) > 8, 'the other one goes on helping');
      }
      assert.equal(steps.at(-1).read_bytes, file.size, 'the end is said');
      for (let i = 1; i < steps.length; ++i) assert.ok(steps[i].read_bytes >= steps[i - 1].read_bytes);
    });
  }

  test('ends with the first error, and says that the file cannot be read', async () => {
    const broken = Object.assign(new Blob([]), {
      name: 'gone.csv',
      slice: (from, to) => (from < 2 << 20 ? file.slice(from, to) : { arrayBuffer: () => Promise.reject(new Error('gone')) }),
    });
    Object.defineProperty(broken, 'size', { value: file.size });
    EngineDriver.ALONE_BYTES = 1;
    EngineDriver.SLICE_BYTES = 1 << 20;
    PieceQueue.PIECE_BYTES = 500_000;
    const { driver } = await openEngine();
    await assert.rejects(driver.load([broken], null, undefined, (...given) => [new LocalReader(...given)]), /gone\.csv/);
  });

  test('calls nobody for a file that cannot be read in pieces', async () => {
    const rows = ['user,event,time'];
    for (let row = 0; row < 90_000; ++row) rows.push(`u${row % 700},${row % 3 ? 'view' : 'pay'},2024-01-01 10:00`);
    const events = Object.assign(new Blob([rows.join('\n')]), { name: 'events.csv' });
    EngineDriver.ALONE_BYTES = 1;
    EngineDriver.SLICE_BYTES = 1 << 20;
    const { driver } = await openEngine();
    const answer = await driver.load([events], null, undefined, () => assert.fail('somebody was called'));
    assert.ok(EngineDriver.succeeded(answer));
  });
});
