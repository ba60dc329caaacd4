import { describe, expect, test } from 'vitest';
import { tokensByFolder } from '../../src/report/data.ts';
import { renderReport } from '../../src/report/report.ts';
import { formatCount, formatSaving } from '../../src/report/table.ts';
import { sample } from './sample.ts';

const page = renderReport(sample);

describe('renderReport', () => {
  test.each([
    ['the title, escaped', 'Sample &lt;docs&gt;: context report'],
    ['totals', '<dd>13,100</dd>'],
    ['the place of a broken link', 'guide/a.md:7:3'],
    ['unknown components', 'Confetti'],
    ['failed documents', 'no such file'],
    ['savings by rule', 'long-code'],
    ['other findings', 'read as Markdown'],
  ])('shows %s', (_, text) => {
    expect(page).toContain(text);
  });

  test('gives the same bytes for the same data', () => {
    expect(renderReport(structuredClone(sample))).toBe(page);
  });

  test('lets no text of a document become markup', () => {
    expect(page).not.toContain('<script>alert');
  });

  test('needs no network', () => {
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/);
  });

  test('says so where there is nothing to show', () => {
    const empty = renderReport({
      ...sample,
      pages: [],
      savings: [],
      unknownComponents: {},
      messages: [],
    });
    expect(empty).toContain('No rule left anything out.');
  });
});

test('tokensByFolder sums by first folder, the largest first', () => {
  expect(tokensByFolder(sample.pages)).toEqual([
    { folder: 'guide', pages: 2, tokens: { before: 9100, after: 6090 } },
    { folder: 'api', pages: 1, tokens: { before: 3000, after: 2310 } },
    { folder: '.', pages: 1, tokens: { before: 1000, after: 1000 } },
  ]);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('formatCount(%d) is %s', (value, text) => {
  expect(formatCount(value)).toBe(text);
});

test.each([
  [{ before: 0, after: 0 }, '0.0 %'],
  [{ before: 200, after: 150 }, '-25.0 %'],
])('formatSaving(%o) is %s', (pair, text) => {
  expect(formatSaving(pair)).toBe(text);
});
