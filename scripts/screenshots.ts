// Takes the pictures of docs/images: npm run screenshots. Chromium has to be installed.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';

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

const colorSchemes = ['light', 'dark'] as const;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const scratch = makeScratchFolder();
try {
  await pageActions(browser);
  await report(browser);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}

async function pageActions(browser: Browser): Promise<void> {
  for (const colorScheme of colorSchemes) {
    const viewport = { width: 688, height: 220 };
    const context = await browser.newContext({ colorScheme, viewport });
    const tab = await context.newPage();
    await tab.route('https://acme.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: page }),
    );
    await tab.goto('https://acme.example/keys');
    const content = readFileSync('web/page-actions.js', 'utf8');
    await tab.addScriptTag({ type: 'module', content });
    await tab.getByRole('button').focus();
    await tab.screenshot({ path: `docs/images/page-actions-${colorScheme}.png` });
    await context.close();
  }
}

/** The report of our own documentation, and the comparison of its first page. */
async function report(browser: Browser): Promise<void> {
  const file = join(scratch, 'report.html');
  const options = ['--profile', 'compact', '--out', join(scratch, 'out'), '--report', file];
  execFileSync(process.execPath, ['dist/bin/contextor.js', 'build', '--quiet', ...options]);
  for (const colorScheme of colorSchemes) {
    const viewport = { width: 1_000, height: 920 };
    const context = await browser.newContext({ colorScheme, viewport });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(file).href);
    await tab.screenshot({ path: `docs/images/report-${colorScheme}.png` });
    if (colorScheme === 'light') continue;
    await tab.locator('#page-table button.open').first().press('Enter');
    await tab.locator('.changes pre').first().waitFor();
    await tab.setViewportSize({ width: 1_000, height: 560 });
    await tab.screenshot({ path: 'docs/images/comparison-dark.png' });
  }
}
