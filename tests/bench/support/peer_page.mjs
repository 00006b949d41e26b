// The page of the peers, bundled into a folder of its own, and how one of them is run in it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** @param {string} folder that is served afterwards */
export async function buildPeers(folder) {
  const dist = path.join(HERE, '../node_modules/@duckdb/duckdb-wasm/dist');
  for (const name of ['duckdb-browser-eh.worker.js', 'duckdb-eh.wasm']) fs.copyFileSync(path.join(dist, name), path.join(folder, name));
  await esbuild.build({
    entryPoints: [path.join(HERE, 'peers.js')], bundle: true, format: 'esm', outfile: path.join(folder, 'peers.js'),
    logLevel: 'error',
  });
  fs.writeFileSync(path.join(folder, 'index.html'),
    '<!doctype html><input type="file" id="file"><script type="module" src="peers.js"></script>');
}

/** Gives the file to a peer in a fresh page. @returns what the peer returns */
export async function runPeer(tab, address, file, peer, ...given) {
  await tab.page.goto(address);
  await tab.page.waitForFunction(() => window.peers !== undefined);
  await tab.page.setInputFiles('#file', file);
  return tab.page.evaluate(([name, rest]) => window.peers[name](...rest), [peer, given]);
}
