// The command line program: another build of the engine, against which the page is compared.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = process.env.SLUICE_PROGRAM ?? path.join(ROOT, 'build/native-release/sluice');

/** The report of these files, as the text that it is. @param {string[]} files paths @param {string[]} options */
export function reportText(files, options = []) {
  return execFileSync(PROGRAM, ['analyze', ...files, ...options, '--report', '-'], { maxBuffer: 1 << 28 }).toString();
}

/** The scored customers as CSV. @param {string[]} files paths */
export function customersText(files) {
  return execFileSync(PROGRAM, ['analyze', ...files, '--customers', '-'], { maxBuffer: 1 << 28 }).toString();
}

/** @param {string[]} files paths @param {object} spec what differs from the default one */
export function reportOf(files, spec = {}) {
  const input = JSON.stringify({ version: 1, ...spec });
  const options = ['analyze', ...files, '--spec', '-', '--report', '-'];
  return JSON.parse(execFileSync(PROGRAM, options, { input, maxBuffer: 1 << 28 }).toString());
}
