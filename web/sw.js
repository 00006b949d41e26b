'use strict';

// Keeps the hosted edition for use without a network, and refuses whatever the page asks for that is not one of its own
// files: a second wall beside the content security policy. The packager fills in the list and the version.

const FILES = [/* sluice:files */];
const CACHE = 'sluice-sluice:version';

const OWN = new Set(FILES.map((file) => new URL(file, self.registration.scope).href));

/** Query and fragment say how the page starts, not which file it is. */
function withoutQuery(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}

/** A name with a hash means one content for ever; the others must not come from an older copy. */
function current(file) {
  return new Request(file, { cache: /\.[0-9a-f]{10}\./.test(file) ? 'default' : 'reload' });
}

// A new version waits until the pages of the old one are closed: those would ask it for files that it does not have.
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map(current))));
});

self.addEventListener('activate', (event) => {
  const forget = async () => {
    const names = await caches.keys();
    const former = names.filter((name) => name.startsWith('sluice-') && name !== CACHE);
    await Promise.all(former.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

async function ownFile(request, address) {
  const kept = await caches.match(address, { cacheName: CACHE });
  return kept ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  let address = withoutQuery(request.url);
  if (address.endsWith('/index.html')) address = address.slice(0, -'index.html'.length);
  if (request.method === 'GET' && OWN.has(address)) {
    event.respondWith(ownFile(request, address));
  } else if (request.mode !== 'navigate') {
    // Going to another document of the same host (the single-file edition, say) is the user's business.
    event.respondWith(new Response('Sluice asks for nothing but its own files.', { status: 403 }));
  }
});
