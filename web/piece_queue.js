'use strict';

// The stretches of a file that several engines read at the same time: who reads what, and what was read and waits for
// its turn. Knows nothing of engines; see EngineDriver.loadPieces.

/**
 * A reader works for itself: another worker's engine, or, under Node, another engine of the same thread.
 * @typedef {{read(from: number, to: number): Promise<Uint8Array>}} PieceReader  empty: read it in its turn; rejected:
 *   this reader cannot go on
 */

class PieceQueue {
  static PIECE_BYTES = 8 << 20;
  static CLAIMS_A_READER = 2; // the bytes of one are on their way while the other is read

  /** @param {number} from @param {number} to  of the file @param {PieceReader[]} readers */
  constructor(from, to, readers) {
    this.stretches = [];
    for (let at = from; at < to; at += PieceQueue.PIECE_BYTES) {
      this.stretches.push({ from: at, to: Math.min(at + PieceQueue.PIECE_BYTES, to) });
    }
    this.readers = readers.map((reader) => ({ reader, claims: 0 }));
    this.claimed = 0; // stretches before this one are read or being read
    this.taken = 0;
    /** @type {Map<number, Uint8Array>} */
    this.waiting = new Map();
    this.wake = () => {};
    this.feed();
  }

  get done() {
    return this.taken === this.stretches.length;
  }

  /** The next stretch that nobody reads; undefined where there is none, or too many wait for their turn. */
  claim() {
    const ahead = PieceQueue.CLAIMS_A_READER * (this.readers.length + 1);
    if (this.claimed === this.stretches.length || this.claimed >= this.taken + ahead) return undefined;
    return this.claimed++;
  }

  /** What was read of the stretch whose turn it is; undefined: nobody has read it yet. */
  take() {
    const packed = this.waiting.get(this.taken);
    if (packed === undefined) return undefined;
    this.waiting.delete(this.taken);
    const stretch = this.stretches[this.taken++];
    this.feed();
    return { stretch, packed };
  }

  /** @param {number} index @param {Uint8Array} packed */
  put(index, packed) {
    this.waiting.set(index, packed);
    this.wake();
  }

  /** Resolves when another reader has read something. */
  news() {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  feed() {
    for (const entry of [...this.readers]) {
      while (entry.claims < PieceQueue.CLAIMS_A_READER) {
        const index = this.claim();
        if (index === undefined) return;
        ++entry.claims;
        const { from, to } = this.stretches[index];
        const settle = (packed) => {
          --entry.claims;
          this.put(index, packed);
          this.feed();
        };
        const giveUp = () => {
          this.readers = this.readers.filter((each) => each !== entry);
          settle(new Uint8Array());
        };
        entry.reader.read(from, to).then(settle, giveUp);
      }
    }
  }
}

if (typeof module === 'object') module.exports = { PieceQueue };
