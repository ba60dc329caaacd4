import { readFileSync } from 'node:fs';
import { changes } from '../../src/report/compare.ts';
import type { ReportData } from '../../src/report/data.ts';
import { type ReportOptions, renderReport } from '../../src/report/write.ts';

/** A small run with one of everything, and texts that would be markup if they were not escaped. */
export const sample: ReportData = {
  title: 'Sample <docs>',
  profile: 'balanced',
  dialect: 'docusaurus',
  tokenizer: 'o200k_base',
  totals: {
    documents: 4,
    written: 3,
    unchanged: 0,
    failed: 1,
    warnings: 2,
    tokens: { before: 13_100, after: 9_520 },
  },
  pages: [
    {
      path: 'guide/a.md',
      title: 'Auth & keys',
      tokens: { before: 9000, after: 6000 },
      url: 'https://git.example/docs/guide/a.md',
    },
    { path: 'guide/b.md', title: '<script>alert(1)</script>', tokens: { before: 100, after: 210 } },
    { path: 'api/c.md', title: 'C', tokens: { before: 3000, after: 2310 } },
    { path: 'index.md', title: 'Home', tokens: { before: 1000, after: 1000 } },
  ],
  changes: new Map([
    [
      'guide/a.md',
      changes(
        '# Auth\n\n<Ad id="1" />\n\nTake a <b>key</b>, then *wait* for it.\n\n[x](javascript:alert(1))\n\n</script><script>alert(2)</script>\n\nEnd.\n',
        '# Auth\n\nTake a key, then wait.\n\n![plan](plan.png)\n\n```js\nrun();\n```\n\nEnd.\n',
      ),
    ],
    ['guide/b.md', []],
    ['api/c.md', changes('# C\n', '# C\n')],
  ]),
  dropped: [{ path: 'internal/plan.md', stage: 'filter', reason: 'internal: true' }],
  savings: [{ rule: 'long-code', count: 3, characters: 12_345 }],
  brokenTargets: [
    {
      target: './gone.md',
      reason: 'Link to "./gone.md" leads nowhere',
      places: [
        {
          path: 'guide/a.md',
          line: 7,
          column: 3,
          url: 'https://git.example/docs/guide/a.md#L7',
        },
        ...[1, 2, 3].map((line) => ({ path: 'guide/b.md', line })),
      ],
    },
  ],
  lostComponents: [
    {
      name: 'Confetti',
      reason: '<Confetti> is not a component that the dialect knows.',
      places: [{ path: 'index.md', line: 4 }],
      example: '<Confetti colour="red" />',
    },
  ],
  failures: [{ rule: 'unreadable', reason: 'no such file', path: 'api/d.md' }],
  findings: [{ rule: 'mdx-fallback', reason: 'read as Markdown', path: 'api/c.md', line: 2 }],
};

/** The report with its script. */
export function rendered(
  data: ReportData = sample,
  options: Omit<ReportOptions, 'script'> = {},
): string {
  const script = readFileSync(`${process.env.CONTEXTOR_DIST}/report.js`, 'utf8');
  return renderReport(data, { script, ...options });
}
