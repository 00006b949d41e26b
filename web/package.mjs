// Puts the page together: from web/, assets/ and the two WebAssembly modules to dist/.
//
//   node web/package.mjs --modules build/wasm-release --output dist [--notice NAME=FILE]...
//
// Two editions come out of the same template, web/index.html:
//   dist/index.html   hosted: small, every other file has its hash in its name and can be cached for ever;
//                     sw.js keeps all of them for use without a network
//   dist/sluice.html  one file that works from the disk: modules, samples and worker are data blocks in it
//
// The template holds three marks: <!-- sluice:csp -->, <!-- sluice:styles -->, <!-- sluice:scripts -->.
// Page scripts read window.SLUICE_EDITION ("hosted" or "single") and window.SLUICE_ASSETS, which says for
// each asset ("app.wasm", "worker.js", "samples/orders.csv") its address or, in the single file, "#id" of a
// <script type="application/octet-stream;base64"> element that holds it, compressed with gzip.
//
// web/sw.js holds two marks: a list with /* sluice:files */ in it, and a string "sluice:version".
// The same input gives the same bytes.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const WEB = path.dirname(fileURLToPath(import.meta.url));
const ASSETS = path.join(WEB, '..', 'assets');

// ---- what goes in ----------------------------------------------------------------------------------

function options(words) {
  const result = { notices: [] };
  for (let i = 0; i < words.length; i += 2) {
    if (words[i] === '--notice') result.notices.push(words[i + 1]);
    else result[words[i].replace(/^--/, '')] = words[i + 1];
  }
  if (!result.modules || !result.output) stop('usage: package.mjs --modules FOLDER --output FOLDER [--notice NAME=FILE]...');
  return result;
}

function stop(message) {
  console.error(`package: ${message}`);
  process.exit(1);
}

const text = (file) => fs.readFileSync(file, 'utf8');
const names = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => !name.startsWith('.')).sort() : []);

function need(file, why) {
  if (!fs.existsSync(file)) stop(`${path.relative(process.cwd(), file)} is missing: ${why}`);
  return file;
}

// Page scripts, in the order in which they run.
function pageScripts() {
  const list = path.join(WEB, 'scripts.txt');
  const wanted = fs.existsSync(list) ? text(list).split(/\r?\n/).map((line) => line.replace(/#.*/, '').trim()).filter(Boolean) : ['bridge.js'];
  return wanted.map((name) => ({ name, source: text(need(path.join(WEB, name), 'web/scripts.txt names it')) }));
}

// Everything that page scripts load by name: the modules, the worker's scripts, samples, licences.
function loadedAssets(modules, notices, scripts) {
  const assets = [];
  for (const name of ['app.js', 'app.wasm', 'engine.js', 'engine.wasm']) {
    assets.push({ name, bytes: fs.readFileSync(need(path.join(modules, name), 'the module was not built (has it any sources yet?)')) });
  }
  const taken = new Set([...scripts.map((script) => script.name), 'sw.js']);
  for (const name of names(WEB)) {
    if (name.endsWith('.js') && !taken.has(name)) assets.push({ name, bytes: fs.readFileSync(path.join(WEB, name)) });
  }
  for (const name of names(path.join(ASSETS, 'samples'))) {
    if (/\.(csv|tsv|txt|json|ndjson|xlsx)$/.test(name)) assets.push({ name: `samples/${name}`, bytes: fs.readFileSync(path.join(ASSETS, 'samples', name)) });
  }
  assets.push({ name: 'licenses.txt', bytes: Buffer.from(licences(notices)) });
  return assets;
}

function licences(notices) {
  const parts = [['Sluice', path.join(WEB, '..', 'LICENSE')], ...notices.map((notice) => notice.split(/=(.*)/s))];
  return parts.map(([name, file]) => `${name}\n${'='.repeat(name.length)}\n\n${text(file).trim()}\n`).join('\n\n');
}

// ---- pieces of a page ------------------------------------------------------------------------------

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

function hashedName(name, bytes) {
  const { dir, name: stem, ext } = path.posix.parse(name);
  return path.posix.join(dir, `${stem}.${hashOf(bytes)}${ext}`);
}

const inlineHash = (source) => `'sha256-${createHash('sha256').update(source, 'utf8').digest('base64')}'`;
const inlineScript = (source) => `<script>${source.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--')}</script>`;
const elementId = (name) => `asset-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;

function assetsScript(edition, map) {
  return inlineScript(`window.SLUICE_EDITION=${JSON.stringify(edition)};window.SLUICE_ASSETS=${JSON.stringify(map)};`);
}

// The policy names the hash of every script and style that stands in the page itself.
function policy(html, edition) {
  const hashes = (tag, ignore) =>
    [...html.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'gi'))]
      .filter(([, attributes = '']) => !ignore.test(attributes))
      .map(([, , source]) => inlineHash(source));
  const scripts = hashes('script', /\ssrc\s*=|type\s*=\s*"application\//i);
  const styles = hashes('style', /^$a/);
  const hosted = edition === 'hosted';
  const own = hosted ? ["'self'"] : [];
  const rules = {
    'default-src': ["'none'"],
    'script-src': [...own, 'blob:', "'wasm-unsafe-eval'", ...scripts],
    'worker-src': [...own, 'blob:'],
    'style-src': [...own, ...styles],
    'connect-src': hosted ? ["'self'"] : ["'none'"],
    'img-src': [...own, 'blob:', 'data:'],
    ...(hosted ? { 'manifest-src': ["'self'"] } : {}),
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  const content = Object.entries(rules).map(([name, values]) => `${name} ${values.length ? values.join(' ') : "'none'"}`).join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`;
}

function fill(template, parts, edition) {
  let html = template;
  for (const mark of ['styles', 'scripts']) {
    if (!html.includes(`<!-- sluice:${mark} -->`)) stop(`web/index.html has no <!-- sluice:${mark} -->`);
    html = html.replace(`<!-- sluice:${mark} -->`, () => parts[mark]);
  }
  if (!html.includes('<!-- sluice:csp -->')) stop('web/index.html has no <!-- sluice:csp -->');
  return html.replace('<!-- sluice:csp -->', () => policy(html, edition));
}

const MIME = { '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.webp': 'image/webp' };

// Icons keep their names ("icons/sluice.svg") for the manifest. In the page they are written into the link itself: a
// browser fetches a tab's icon when it likes, and nothing may be asked for once the page has loaded.
function icons() {
  return [path.join(ASSETS, 'icons'), path.join(WEB, 'icons')]
    .flatMap((folder) => names(folder).map((name) => ({ name, file: path.join(folder, name) })))
    .filter(({ name }) => path.extname(name) in MIME)
    .map(({ name, file }) => ({ name: `icons/${name}`, bytes: fs.readFileSync(file) }));
}

// ---- the two editions ------------------------------------------------------------------------------

function hostedEdition(template, scripts, style, assets, write) {
  const map = {};
  for (const { name, bytes } of assets) {
    map[name] = hashedName(name, bytes);
    write(map[name], bytes);
  }
  const styleName = hashedName('style.css', style);
  write(styleName, style);
  // One script, and the first module announced: a policy in the page keeps the browser from looking ahead in it, so
  // that a dozen scripts would come one after the other and the modules after them.
  const script = scripts.map(({ source }) => source).join('\n');
  const scriptName = hashedName('page.js', script);
  write(scriptName, script);
  const files = [...Object.values(map), styleName, scriptName];
  for (const { name, bytes } of icons()) {
    write(name, bytes);
    files.push(name);
  }
  const manifest = path.join(WEB, 'manifest.webmanifest');
  if (fs.existsSync(manifest)) {
    write('manifest.webmanifest', fs.readFileSync(manifest));
    files.push('manifest.webmanifest');
  }
  const html = fill(withIcons(template), {
    styles: [
      `<link rel="stylesheet" href="${styleName}">`,
      `<link rel="preload" as="fetch" crossorigin href="${map['app.wasm']}">`,
      `<link rel="preload" as="script" href="${map['app.js']}">`,
    ].join('\n'),
    scripts: [assetsScript('hosted', map), `<script src="${scriptName}"></script>`].join('\n'),
  }, 'hosted');
  write('index.html', html);
  serviceWorker(['./', ...files].sort(), html, write);
}

function serviceWorker(files, html, write) {
  const source = path.join(WEB, 'sw.js');
  if (!fs.existsSync(source)) return;
  const list = files.map((name) => JSON.stringify(name)).join(', ');
  // Names carry the hashes of their files, save for the page, the icons and the manifest.
  const fixed = [...icons().map((icon) => icon.bytes), Buffer.from(html)];
  const version = hashOf(Buffer.concat([Buffer.from(list), ...fixed]));
  const script = text(source);
  for (const mark of ['/* sluice:files */', 'sluice:version']) if (!script.includes(mark)) stop(`web/sw.js has no ${mark}`);
  write('sw.js', script.replace('/* sluice:files */', () => list).replaceAll('sluice:version', version));
}

function singleEdition(template, scripts, style, assets, write) {
  const map = {};
  const blocks = assets.map(({ name, bytes }) => {
    map[name] = `#${elementId(name)}`;
    return `<script type="application/octet-stream;base64" id="${elementId(name)}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>`;
  });
  let page = template.replace(/[ \t]*<link[^>]*rel="manifest"[^>]*>\r?\n?/gi, '');
  page = withIcons(page);
  const html = fill(page, {
    styles: `<style>${style}</style>`,
    scripts: [...blocks, assetsScript('single', map), ...scripts.map(({ source }) => inlineScript(source))].join('\n'),
  }, 'single');
  write('sluice.html', html);
}

function withIcons(page) {
  return icons().reduce((html, { name, bytes }) => (
    html.replaceAll(`"${name}"`, `"data:${MIME[path.extname(name)]};base64,${bytes.toString('base64')}"`)), page);
}

// ---- out ---------------------------------------------------------------------------------------------

function sizesTable(written) {
  const number = (value) => value.toLocaleString('en-US');
  const rows = written.map(({ name, bytes }) => [name, number(bytes.length), number(gzipSync(bytes, { level: 9 }).length)]);
  rows.unshift(['file', 'bytes', 'gzip']);
  const width = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map(([name, raw, zipped]) => `  ${name.padEnd(width[0])}  ${raw.padStart(width[1])}  ${zipped.padStart(width[2])}`).join('\n');
}

function main() {
  const { modules, output, notices } = options(process.argv.slice(2));
  const template = text(need(path.join(WEB, 'index.html'), 'it is the template of the page'));
  const style = text(need(path.join(WEB, 'style.css'), 'it holds the styles of the page'));
  const scripts = pageScripts();
  const assets = loadedAssets(modules, notices, scripts);

  const partial = `${output}.partial`;
  fs.rmSync(partial, { recursive: true, force: true });
  const written = [];
  const write = (name, content) => {
    const bytes = Buffer.from(content);
    fs.mkdirSync(path.dirname(path.join(partial, name)), { recursive: true });
    fs.writeFileSync(path.join(partial, name), bytes);
    written.push({ name, bytes });
  };
  hostedEdition(template, scripts, style, assets, write);
  singleEdition(template, scripts, style, assets, write);
  fs.rmSync(output, { recursive: true, force: true });
  fs.renameSync(partial, output);
  console.log(sizesTable(written));
}

main();
