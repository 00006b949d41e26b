// A static server for this machine only: nothing but 127.0.0.1 can reach it.
//
//   node web/serve.mjs [FOLDER] [--port N] [--open /?sample=orders]
//
// Serves FOLDER (dist) on port N (8080) or the next free one; --open also opens the address when there is a
// display. Tests use it as a module: const server = await serve('dist', 0); ... server.close().

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const COMPRESSIBLE = /^(text\/|application\/(json|wasm|manifest\+json)|image\/svg)/;

// The file that an address means, or undefined; never one outside root, not even through a link.
function fileOf(root, url) {
  let name;
  try {
    name = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    if (name.endsWith('/')) name += 'index.html';
    const file = fs.realpathSync(path.join(root, name));
    if (file.startsWith(root + path.sep) && fs.statSync(file).isFile()) return file;
  } catch {
    // not a file, or not an address
  }
  return undefined;
}

function answer(root, zipped, request, response) {
  const head = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { ...head, Allow: 'GET, HEAD' }).end();
  const file = fileOf(root, request.url);
  if (!file) return response.writeHead(404, { ...head, 'Content-Type': TYPES['.txt'] }).end('There is no such file.\n');
  let body = fs.readFileSync(file);
  head['Content-Type'] = TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  head.ETag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  if (COMPRESSIBLE.test(head['Content-Type'])) {
    head.Vary = 'Accept-Encoding';
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      if (!zipped.has(head.ETag)) zipped.set(head.ETag, gzipSync(body));
      body = zipped.get(head.ETag);
      head['Content-Encoding'] = 'gzip';
    }
  }
  if (request.headers['if-none-match'] === head.ETag) return response.writeHead(304, head).end();
  response.writeHead(200, { ...head, 'Content-Length': body.length });
  return response.end(request.method === 'HEAD' ? undefined : body);
}

// Starts to listen on the first free port from `port` on (0: any) and returns the http.Server.
export async function serve(folder, port = 8080) {
  const root = fs.realpathSync(folder);
  const zipped = new Map();
  for (let candidate = port; ; candidate += 1) {
    const server = http.createServer((request, response) => answer(root, zipped, request, response));
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, '127.0.0.1', resolve);
      });
      return server;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate >= port + 100) throw error;
    }
  }
}

function openInBrowser(address) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn('xdg-open', [address], { detached: true, stdio: 'ignore' }).on('error', () => {}).unref();
}

async function main(words) {
  const value = (name) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const folder = words[0] && !words[0].startsWith('--') ? words[0] : 'dist';
  const server = await serve(folder, Number(value('--port') ?? 8080));
  const address = `http://127.0.0.1:${server.address().port}${value('--open') ?? '/'}`;
  console.log(`Sluice is at ${address} (for this machine only; Ctrl+C stops it)`);
  if (value('--open')) openInBrowser(address);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) await main(process.argv.slice(2));
