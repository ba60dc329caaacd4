import { describe, expect, test } from 'vitest';
import { changes } from '../../src/report/compare.ts';
import type { ReportData, ReportPage } from '../../src/report/data.ts';
import { sectionsOf, sizeClasses, tokensByFolder } from '../../src/report/sections.ts';
import { formatCount, formatSaving } from '../../src/report/table.ts';
import { rendered, sample } from './sample.ts';

const page = rendered();

describe('the report', () => {
  test.each([
    ['the title, escaped', 'Sample &lt;docs&gt;: context report'],
    ['totals', '<dd>13,100</dd>'],
    ['what was saved', '<dt>Saved</dt><dd>27.3 % <small>3,580 tokens</small></dd>'],
    ['how many pages grew', '<dt><a href="#grown">Pages that grew</a></dt><dd>1</dd>'],
    ['growth as growth', '<td class="number grown" data-value="2.1">+110.0 %</td>'],
    ['a broken target with how many links name it', 'data-value="4">4</td>'],
    [
      'the line of a link in the repository',
      '<a href="https://git.example/docs/guide/a.md#L7">guide/a.md:7:3</a>',
    ],
    ['further places of a target, folded', '<summary>1 more</summary>'],
    ['an example of a component', '&lt;Confetti colour=&quot;red&quot; /&gt;'],
    ['failed documents', 'no such file'],
    ['savings by rule', 'long-code'],
    ['other findings', 'read as Markdown'],
  ])('shows %s', (_, text) => {
    expect(page).toContain(text);
  });

  test('gives the same bytes for the same data', () => {
    expect(rendered(structuredClone(sample))).toBe(page);
  });

  test('lets no text of a document become markup', () => {
    expect(page).not.toContain('<script>alert');
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });

  test('a path that ends a script element ends none', () => {
    const path = '</script><script>alert(1)</script>.md';
    const evil = { path, title: '', tokens: { before: 1, after: 1 } };
    const text = rendered({ ...sample, pages: [evil], changes: new Map([[path, []]]) });
    expect(text.match(/<\/script>/g)).toHaveLength(2);
  });

  test('needs no network', () => {
    const own = page.slice(0, page.lastIndexOf('<script>'));
    expect(own).not.toMatch(/(?:src|href)="(?!#|data:|https:\/\/git\.example\/)/);
  });

  test('says so where there is nothing to show', () => {
    const empty = rendered({
      ...sample,
      pages: [],
      changes: new Map(),
      savings: [],
      dropped: [],
      brokenTargets: [],
      lostComponents: [],
      failures: [],
      findings: [],
    });
    expect(empty).toContain('No rule left anything out.');
    expect(empty.match(/<p>None\.<\/p>/g)).toHaveLength(8);
  });
});

describe('a report of many pages', () => {
  /** Text that packs badly. */
  const noise = (seed: number, length: number) => {
    let [text, state] = ['', seed + 1];
    while (text.length < length) {
      state = (state * 48_271) % 2_147_483_647;
      text += `${state.toString(36)}\n`;
    }
    return text;
  };
  const many = (count: number, length: number): ReportData => {
    const pages = Array.from({ length: count }, (_, at): ReportPage => {
      const path = `part-${at % 12}/page-${at}.md`;
      return { path, title: `Page ${at}`, tokens: { before: 3000, after: 2000 + at } };
    });
    const own = pages.map(({ path }, at) => [path, changes(noise(at, length), '')] as const);
    return { ...sample, pages, changes: new Map(own) };
  };
  const large = many(500, 4_000);

  test('is under 1 MB for 500 pages, and says which comparisons have no room', () => {
    const text = rendered(large);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    const shown = text.match(/class="open"/g)!.length;
    expect(shown).toBeGreaterThan(100);
    expect(shown).toBeLessThan(500);
    expect(text).toContain(`: ${shown} of 500 have room here`);
    // Those that lost most come first.
    expect(text).toContain('data-page="part-0/page-0.md"');
    expect(text).not.toContain('data-page="part-7/page-499.md"');
  });

  test('has a comparison of each page where they are small, or a server gives them', () => {
    expect(rendered(many(500, 300)).match(/class="open"/g)).toHaveLength(500);
    const served = rendered(large, { comparisons: '/_contextor/comparison' });
    expect(served.match(/class="open"/g)).toHaveLength(500);
  });
});

describe('sections', () => {
  const at = (path: string, before: number, after: number): ReportPage => ({
    path,
    title: '',
    tokens: { before, after },
  });
  const told = (paths: ReportPage[]) =>
    sectionsOf(paths).map(({ path, name, pages, tokens, parts }) => [
      path,
      name,
      pages,
      tokens.before,
      tokens.after,
      parts.map((part) => part.name),
    ]);

  test.each<[string, ReportPage[], unknown]>([
    ['none', [], []],
    [
      'the largest first',
      sample.pages as ReportPage[],
      [
        ['guide/', 'guide', 2, 9100, 6210, ['a.md', 'b.md']],
        ['api/', 'api', 1, 3000, 2310, ['c.md']],
        ['', '.', 1, 1000, 1000, ['index.md']],
      ],
    ],
    [
      'below the folder that all share',
      [at('d/e/a/x.md', 1, 1), at('d/e/b/y.md', 2, 9)],
      [
        ['d/e/b/', 'b', 1, 2, 9, ['y.md']],
        ['d/e/a/', 'a', 1, 1, 1, ['x.md']],
      ],
    ],
    [
      'deeper folders as one part',
      [at('a/b/c/x.md', 1, 1), at('a/b/y.md', 1, 1), at('z.md', 1, 1)],
      [
        ['a/', 'a', 2, 2, 2, ['b']],
        ['', '.', 1, 1, 1, ['z.md']],
      ],
    ],
  ])('are %s', (_, pages, expected) => {
    expect(told(pages)).toEqual(expected);
  });
});

test('sizes are counted in classes, from the first that has pages to the last', () => {
  expect(sizeClasses(sample.pages)).toEqual([
    { from: 100, to: 200, before: 1, after: 0 },
    { from: 200, to: 500, before: 0, after: 1 },
    { from: 500, to: 1000, before: 0, after: 0 },
    { from: 1000, to: 2000, before: 1, after: 1 },
    { from: 2000, to: 5000, before: 1, after: 1 },
    { from: 5000, to: 10_000, before: 1, after: 1 },
  ]);
  expect(sizeClasses([])).toEqual([]);
});

test('tokensByFolder sums by first folder, the largest first', () => {
  expect(tokensByFolder(sample.pages)).toEqual([
    { folder: 'guide', pages: 2, tokens: { before: 9100, after: 6210 } },
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
  [{ before: 200, after: 250 }, '+25.0 %'],
])('formatSaving(%o) is %s', (pair, text) => {
  expect(formatSaving(pair)).toBe(text);
});
