// The picture in the README, taken by the tests' own browser of the page in dist/:
//
//   node tests/browser/screenshot.mjs [FILE]        (docs/screenshot.png; needs what tests/run.sh browser installs)
import { fileURLToPath } from 'node:url';
import { open } from './support/page.mjs';

const file = process.argv[2] ?? fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url));
const tab = await open({ query: '?sample=orders', scale: 2, shown: true });
try {
  await tab.click('nav.overview');
  await tab.page.mouse.move(0, 0);
  await tab.waitIdle();
  await tab.screenshot(file);
} finally {
  await tab.close();
}
