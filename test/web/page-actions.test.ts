/// <reference lib="dom" />
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import { type SiteServer, serveSite } from '../../src/serve-site.ts';
import { folderWith } from '../setup/folder.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const runs = spawnSync(executablePath, ['--version']).status === 0;
const source = 'web/page-actions.js';
const timeout = 120_000;

test('it is small, and needs nothing else', () => {
  expect(statSync(source).size).toBeLessThan(4_096);
  expect(readFileSync(source, 'utf8')).not.toMatch(/\bimport\b/);
});

const page = (actions: string) =>
  `<!doctype html><html lang="en"><head><title>Keys</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<script type="module" src="/page-actions.js"></script></head>
<body><a href="#main">Skip</a>${actions}<h1 id="main">Keys</h1></body></html>`;
const assistant = '<a href="https://chat.example/?q=Read%20{url}">Open in Chat</a>';

describe.skipIf(!runs)('the actions of a page in Chromium', () => {
  let server: SiteServer;
  let browser: Browser;

  beforeAll(async () => {
    const cwd = folderWith({
      'package.json': '{}',
      'docs/keys.md': '# Keys\n\nMake one: `a` ü 🎉.\n',
      'dist/keys.html': page(`<page-actions>${assistant}</page-actions>`),
      'dist/lost.html': page('<page-actions failed="Leider nicht"></page-actions>'),
      'dist/stated.html': page(
        '<page-actions twin="/keys.md" copy="Kopieren" copied="Kopiert" open="Ansehen"></page-actions>',
      ),
      'dist/page-actions.js': readFileSync(source, 'utf8'),
    });
    const settings = resolveSettings({ site: 'dist', cache: false }, { cwd });
    server = await serveSite(settings);
    await server.update(settings, await build(settings));
    browser = await chromium.launch({
      executablePath,
      timeout,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  }, timeout);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await browser.newContext({
      colorScheme,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const opened = await context.newPage();
    opened.setDefaultTimeout(timeout);
    await opened.goto(server.url + path);
    await opened.getByRole('button').waitFor();
    return opened;
  }

  const copied = (opened: Page) => opened.evaluate(() => navigator.clipboard.readText());

  test(
    'by keyboard alone: copy, open, and each assistant, in this order',
    async () => {
      const opened = await open('/keys');
      const focused: string[] = [];
      for (let at = 0; at < 4; at++) {
        await opened.keyboard.press('Tab');
        focused.push(
          await opened.evaluate(() => {
            const outer = document.activeElement;
            return (outer?.shadowRoot?.activeElement ?? outer)?.textContent ?? '';
          }),
        );
      }
      expect(focused).toEqual(['Skip', 'Copy as Markdown', 'View as Markdown', 'Open in Chat']);
      await opened.getByRole('button', { name: 'Copy as Markdown' }).focus();
      await opened.keyboard.press('Enter');
      await opened.getByRole('status').getByText('Copied').waitFor();
      const twin = await (await fetch(`${server.url}/keys.md`)).text();
      expect(await copied(opened)).toBe(twin);
    },
    timeout,
  );

  test(
    'links lead to the twin, and give its address to assistants',
    async () => {
      const opened = await open('/keys');
      const href = (name: string) =>
        opened.getByRole('link', { name }).evaluate((a) => (a as HTMLAnchorElement).href);
      expect(await href('View as Markdown')).toBe(`${server.url}/keys.md`);
      expect(await href('Open in Chat')).toBe(
        `https://chat.example/?q=Read%20${encodeURIComponent(`${server.url}/keys.md`)}`,
      );
    },
    timeout,
  );

  test(
    'what cannot be copied is said, and the clipboard stays',
    async () => {
      const opened = await open('/lost');
      await opened.evaluate(() => navigator.clipboard.writeText('before'));
      await opened.getByRole('button').click();
      await opened.getByRole('status').getByText('Leider nicht').waitFor();
      expect(await copied(opened)).toBe('before');
    },
    timeout,
  );

  test(
    'address and words can be stated',
    async () => {
      const opened = await open('/stated');
      await opened.getByRole('button', { name: 'Kopieren' }).press('Space');
      await opened.getByRole('status').getByText('Kopiert').waitFor();
      expect(await copied(opened)).toContain('# Keys');
      await opened.getByRole('link', { name: 'Ansehen' }).waitFor();
    },
    timeout,
  );

  test.each(['light', 'dark'] as const)(
    'in a %s page it has the colour of the text around it, and shows its focus',
    async (scheme) => {
      const opened = await open('/keys', scheme);
      const button = opened.getByRole('button');
      await opened.evaluate(() => {
        document.documentElement.style.colorScheme = 'light dark';
      });
      const colours = await button.evaluate((element) => [
        getComputedStyle(element).color,
        getComputedStyle(document.body).color,
      ]);
      expect(colours[0]).toBe(colours[1]);
      await opened.keyboard.press('Tab');
      await opened.keyboard.press('Tab');
      expect(await button.evaluate((element) => getComputedStyle(element).outlineWidth)).toBe(
        '2px',
      );
    },
    timeout,
  );
});
