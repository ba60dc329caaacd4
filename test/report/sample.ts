import type { ReportData } from '../../src/report/data.ts';

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
    tokens: { before: 13_100, after: 9_400 },
  },
  pages: [
    { path: 'guide/a.md', title: 'Auth & keys', tokens: { before: 9000, after: 6000 } },
    { path: 'guide/b.md', title: '<script>alert(1)</script>', tokens: { before: 100, after: 90 } },
    { path: 'api/c.md', title: 'C', tokens: { before: 3000, after: 2310 } },
    { path: 'index.md', title: 'Home', tokens: { before: 1000, after: 1000 } },
  ],
  dropped: [{ path: 'internal/plan.md', stage: 'filter', reason: 'internal: true' }],
  savings: [{ rule: 'long-code', count: 3, characters: 12_345 }],
  unknownComponents: { Confetti: 2 },
  messages: [
    {
      severity: 'warning',
      rule: 'broken-link',
      reason: './gone.md leads nowhere',
      path: 'guide/a.md',
      line: 7,
      column: 3,
    },
    {
      severity: 'warning',
      rule: 'mdx-fallback',
      reason: 'read as Markdown',
      path: 'api/c.md',
      line: 2,
    },
    { severity: 'error', rule: 'unreadable', reason: 'no such file', path: 'api/d.md' },
  ],
};
