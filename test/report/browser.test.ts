/// <reference lib="dom" />
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../src/report/report.ts';
import { sample } from './sample.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const runs = spawnSync(executablePath, ['--version']).status === 0;
/** Milliseconds for a start or an answer. */
const timeout = 120_000;

describe.skipIf(!runs)('the report in Chromium', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contextor-report-'));
    writeFileSync(join(folder, 'report.html'), renderReport(sample));
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
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const paths = () => page.locator('#page-table tbody tr:visible td:first-child').allTextContents();

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

  test('runs nothing of the documents and asks for nothing else', async () => {
    expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
  });

  test.each(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const contrast = await page.evaluate(() => {
      const luminance = (color: string) => {
        const channels = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((text) => {
          const value = Number(text) / 255;
          return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!;
      };
      const { color, backgroundColor } = getComputedStyle(document.body);
      const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
      return (light! + 0.05) / (dark! + 0.05);
    });
    expect(contrast).toBeGreaterThan(7);
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
