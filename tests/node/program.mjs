// Where the built programs are, and a way to run the command line. Tests fail, rather than skip, when a program has not
// been built.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const samples = `${root}assets/samples/`;

/** Real files that are no part of the project; not everybody has them. */
export const shared = `${(process.env.SLUICE_SHARED ?? `${root}../shared`).replace(/\/$/, '')}/`;
export const sharedData = `${shared}data/`;

/** The path of the native command line program. Throws where it was not built. */
export function commandLine() {
  const path = process.env.SLUICE_CLI ?? `${root}build/native-release/sluice`;
  if (!existsSync(path)) throw new Error(`${path} is missing: run ./build-wasm.sh native`);
  return path;
}

/**
 * Runs the command line program to its end.
 * @param {string[]} args
 * @param {{cwd?: string, seconds?: number, megabytes?: number}} [options] `megabytes` limits the address space
 * @returns {Promise<{code: number|null, signal: string|null, stdout: Buffer, stderr: string, seconds: number}>}
 */
export function run(args, { cwd = root, seconds = 60, megabytes = 0 } = {}) {
  const program = commandLine();
  const [command, words] = megabytes > 0
    ? ['/bin/sh', ['-c', `ulimit -v ${megabytes * 1024}; exec "$0" "$@"`, program, ...args]]
    : [program, args];
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
    const out = [];
    const err = [];
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => err.push(data));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({
      code,
      signal,
      stdout: Buffer.concat(out),
      stderr: Buffer.concat(err).toString(),
      seconds: (performance.now() - started) / 1000,
    }));
  });
}
