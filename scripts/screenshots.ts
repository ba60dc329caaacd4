// Takes the pictures of docs/images: npm run screenshots. Chromium has to be installed.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const page = `<!doctype html><html lang="en"><head><title>Keys</title>
<link rel="alternate" type="text/markdown" href="/keys.md">
<style>
:root { color-scheme: light dark; }
body { margin: 24px; max-width: 640px; font: 16px/1.5 sans-serif; }
</style></head><body>
<h1>Keys</h1>
<page-actions>
  <a href="https://chat.example/?q=Read%20{url}">Open in Chat</a>
</page-actions>
<p>A key has 32 signs. Make one by the command line, and keep it where no one else reads it.</p>
</body></html>`;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const colorScheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ colorScheme, viewport: { width: 688, height: 220 } });
  const tab = await context.newPage();
  await tab.route('https://acme.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: page }),
  );
  await tab.goto('https://acme.example/keys');
  await tab.addScriptTag({ type: 'module', content: readFileSync('web/page-actions.js', 'utf8') });
  await tab.getByRole('button').focus();
  await tab.screenshot({ path: `docs/images/page-actions-${colorScheme}.png` });
  await context.close();
}
await browser.close();
