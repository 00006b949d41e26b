// Input that cannot be used: a clear message that names the place, exit code 1 (2 for wrong usage), nothing on standard
// output, no crash, and neither much time nor much memory. The cases are data: tests/conformance/bad_input/cases.json.
import assert from 'node:assert/strict';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root, run } from './program.mjs';

const folder = `${root}tests/conformance/bad_input/`;
const cases = JSON.parse(readFileSync(`${folder}cases.json`, 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'sluice-bad-input-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const limits = { cwd: folder, seconds: 60, megabytes: 512 };

/** What holds for every refusal. Returns the message. */
async function refused(args, code) {
  const result = await run(args, limits);
  assert.equal(result.signal, null, `ended by ${result.signal}: ${result.stderr}`);
  assert.equal(result.code, code, `exit code ${result.code}: ${result.stderr}`);
  assert.equal(result.stdout.length, 0, `standard output: ${result.stdout}`);
  assert.match(result.stderr, /^sluice: \S.*\n$/, 'one line');
  const message = result.stderr.slice('sluice: '.length, -1);
  assert.ok(message.length > 30 && message.length < 1000, `a sentence, not a word or a dump: ${message}`);
  return message;
}

function speaks(message, { place = '', says }) {
  assert.match(message, new RegExp(place.replaceAll('.', '\\.')), `names the place ${place}`);
  assert.match(message, new RegExp(says, 'i'));
}

for (const entry of cases.files) {
  test(`refuses ${entry.file}: ${entry.about}`, async () => {
    const report = join(scratch, 'report.json');
    rmSync(report, { force: true });
    const message = await refused(['analyze', entry.file, '--report', report], 1);
    assert.ok(message.startsWith(entry.file), `begins with the name of the file: ${message}`);
    speaks(message.slice(entry.file.length), entry);
    assert.ok(!existsSync(report), 'no report is written');
  });
}

for (const entry of cases.specs) {
  test(`refuses a spec with ${entry.name}`, async () => {
    const spec = join(scratch, 'spec.json');
    writeFileSync(spec, entry.text ?? JSON.stringify(entry.spec));
    speaks(await refused(['analyze', 'good_orders.csv', '--spec', spec], 1), entry);
  });
}

test('refuses a spec that is not UTF-8', async () => {
  const spec = join(scratch, 'spec.json');
  writeFileSync(spec, Buffer.from('{"rfm": {"map": "gr\xffid"}}', 'latin1'));
  speaks(await refused(['analyze', 'good_orders.csv', '--spec', spec], 1), { place: ':1', says: 'JSON' });
});

test('refuses a spec of a hundred thousand open brackets', async () => {
  const spec = join(scratch, 'spec.json');
  writeFileSync(spec, '['.repeat(100_000));
  await refused(['analyze', 'good_orders.csv', '--spec', spec], 1);
});

for (const entry of cases.usage) {
  test(`wrong usage: sluice ${entry.arguments.join(' ')}`, async () => {
    speaks(await refused(entry.arguments, 2), entry);
  });
}

test('names a file that is not there', async () => {
  speaks(await refused(['analyze', 'no_such_file.csv'], 1), { place: 'no_such_file.csv', says: 'No such file' });
});

test('names a spec that is not there', async () => {
  const message = await refused(['analyze', 'good_orders.csv', '--spec', 'no_such_spec.json'], 1);
  speaks(message, { place: 'no_such_spec.json', says: 'No such file' });
});

test('refuses a folder', async () => {
  await refused(['analyze', scratch], 1);
});

test('names an output that cannot be written', async () => {
  const path = join(scratch, 'no_such_folder', 'report.json');
  speaks(await refused(['analyze', 'good_orders.csv', '--report', path], 1), { place: path, says: 'write' });
});

test('one bad file among good ones refuses all, and the message names the bad one', async () => {
  const message = await refused(['analyze', 'good_orders.csv', 'picture.csv'], 1);
  assert.ok(message.startsWith('picture.csv'), message);
});

for (const [kind, first, fill] of [['one word', 'a', 'a'], ['one row of cells', 'a', ',a'], ['one quote', '"', 'a']]) {
  test(`refuses 200 MB without a line break: ${kind}`, { timeout: 180_000 }, async () => {
    const path = join(scratch, 'long_line.csv');
    const file = openSync(path, 'w');
    const piece = Buffer.from(fill.repeat((8 << 20) / fill.length));
    writeSync(file, `customer,date,amount\n${first}`);
    for (let i = 0; i < 25; i++) writeSync(file, piece);
    closeSync(file);
    const message = await refused(['analyze', path], 1);
    rmSync(path);
    speaks(message, { place: '^long_line.csv:2', says: 'long|quote' });
  });
}

test('a quote that never closes costs its own line, and the line is named', async () => {
  const result = await run(['analyze', 'truncated_quote.csv', '--report', '-'], limits);
  assert.equal(result.code, 0, result.stderr);
  const { rows_read, rows_kept, rows_rejected, files: [file] } = JSON.parse(result.stdout).import;
  assert.deepEqual({ rows_read, rows_kept, rows_rejected }, { rows_read: 3, rows_kept: 2, rows_rejected: 1 });
  assert.equal(file.rejects[0].first_line, 2);
  assert.ok(file.notes.some(({ en }) => /quote.* line 2/.test(en)), JSON.stringify(file.notes));
});

test('UTF-16 that ends inside a row keeps the rows before it', async () => {
  const result = await run(['analyze', 'utf16_cut_in_row.csv', '--report', '-'], limits);
  assert.equal(result.code, 0, result.stderr);
  const { rows_read, rows_kept, rows_rejected } = JSON.parse(result.stdout).import;
  assert.deepEqual({ rows_read, rows_kept, rows_rejected }, { rows_read: 2, rows_kept: 1, rows_rejected: 1 });
});
