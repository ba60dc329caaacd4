/// <reference lib="dom" />
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rendered } from './sample.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const runs = spawnSync(executablePath, ['--version']).status === 0;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Milliseconds for a start or an answer. */
const timeout = 120_000;

describe.skipIf(!runs)('the report in Chromium', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contextor-report-'));
    writeFileSync(join(folder, 'report.html'), rendered());
    browser = await chromium.launch({
      executablePath,
      timeout,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
    page = await browser.newPage();
    page.setDefaultTimeout(timeout);
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const paths = () => page.locator('#page-table tbody tr:visible td:first-child').allTextContents();
  const dialog = () => page.getByRole('dialog');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

  /** Rules of axe that the page breaks, with the elements. */
  async function faults(): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: typeof import('axe-core') }
      ).axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
  }

  test('lists the largest page first', async () => {
    expect(await paths()).toEqual(['guide/a.md', 'api/c.md', 'index.md', 'guide/b.md']);
  });

  test('sorts by a column from the keyboard, and back', async () => {
    const button = page.locator('#page-table th button', { hasText: 'Path' });
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await paths()).toEqual(['api/c.md', 'guide/a.md', 'guide/b.md', 'index.md']);
    await page.keyboard.press('Space');
    expect(await paths()).toEqual(['index.md', 'guide/b.md', 'guide/a.md', 'api/c.md']);
    expect(await button.locator('xpath=..').getAttribute('aria-sort')).toBe('descending');
  });

  test('sorts numbers by value', async () => {
    await page.locator('#page-table th button', { hasText: 'Before' }).click();
    expect(await paths()).toEqual(['guide/a.md', 'api/c.md', 'index.md', 'guide/b.md']);
  });

  test('searches, and says how many rows are shown', async () => {
    const field = page.getByLabel('Search pages');
    await field.fill('guide');
    expect(await paths()).toHaveLength(2);
    expect(await page.locator('#page-table-status').textContent()).toBe('2 of 4 rows');
    await field.fill('');
    expect(await paths()).toHaveLength(4);
  });

  test('a section of the treemap shows its pages, by keyboard', async () => {
    await page.getByRole('link', { name: /^guide -/ }).focus();
    await page.keyboard.press('Enter');
    expect((await paths()).sort()).toEqual(['guide/a.md', 'guide/b.md']);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    expect(await paths()).toHaveLength(4);
  });

  test('areas of the treemap are as the tokens', async () => {
    const area = async (name: RegExp) => {
      const { width, height } = (await page.getByRole('link', { name }).boundingBox())!;
      return width * height;
    };
    const ratio = (await area(/^guide -/)) / (await area(/^api -/));
    expect(ratio).toBeGreaterThan((9210 / 3000) * 0.95);
    expect(ratio).toBeLessThan((9210 / 3000) * 1.05);
  });

  test('compares a page with its source by keyboard alone, as text and rendered', async () => {
    const button = page.locator('#page-table').getByRole('button', { name: 'guide/a.md' });
    await button.focus();
    await page.keyboard.press('Enter');
    const changes = dialog().getByRole('region', { name: 'Changes' });
    await changes.getByText('Auth, after 1 line that says the same').first().waitFor();
    expect(await dialog().getAttribute('aria-labelledby')).toBe('comparison-title');
    expect(await dialog().locator('pre').first().textContent()).toBe(
      [
        '<Ad id="1" />',
        'Take a <b>key</b>, then *wait* for it.',
        '[x](javascript:alert(1))',
        '</script><script>alert(2)</script>',
      ].join('\n\n'),
    );
    expect((await dialog().locator('del').allTextContents()).join(' ')).toContain('for');
    expect(await faults()).toEqual([]);

    expect(await focused()).toBe('');
    await page.keyboard.press('ArrowRight');
    await dialog().locator('.rendered em', { hasText: 'wait' }).waitFor();
    expect(await dialog().getByText('[image: plan]').count()).toBe(1);
    expect(await dialog().locator('a[href^="javascript"], .changes script, img').count()).toBe(0);
    expect(await faults()).toEqual([]);

    await page.keyboard.press('Escape');
    expect(await dialog().count()).toBe(0);
    expect(await focused()).toBe('guide/a.md');
  });

  test('says where nothing differs, and closes by its button', async () => {
    await page.locator('#page-table').getByRole('button', { name: 'api/c.md' }).press('Enter');
    await dialog().getByText('Every line says the same in both.').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Close');
    await page.keyboard.press('Enter');
    expect(await dialog().count()).toBe(0);
  });

  test('runs nothing of the documents, and asks for nothing else', () => {
    expect(requests.filter((url) => !/^(?:data|blob):/.test(url))).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await faults()).toEqual([]);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 23, 26)');
  });

  test('axe finds what is wrong', async () => {
    await page.evaluate(() => {
      document.querySelector('h1')!.insertAdjacentHTML('afterend', '<img id="x" src="data:,">');
    });
    expect(await faults()).toEqual([expect.stringContaining('image-alt')]);
    await page.evaluate(() => document.querySelector('#x')!.remove());
  });

  test('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const { content, screen } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect(content).toBeLessThanOrEqual(screen);
  });
});
