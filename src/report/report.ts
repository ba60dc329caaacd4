import type { Message } from '../contract/message.ts';
import { type ReportData, type TokenPair, tokensByFolder } from './data.ts';
import { html, SafeHtml } from './html.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { formatCount, formatSaving, table } from './table.ts';

/**
 * The report of a run as one HTML page: no network, no build time, the same bytes for the same data.
 * Texts of documents are escaped; nothing in them runs.
 */
export function renderReport(data: ReportData): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${data.title}: context report</title>
<style>${new SafeHtml(style)}</style>
</head>
<body>
<header>
<h1>${data.title}: context report</h1>
<p class="about">Profile ${data.profile}, dialect ${data.dialect}. Tokens are ${data.tokenizer}.</p>
${tiles(data)}
<nav aria-label="Sections">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
</header>
<main>
${sections.map(({ id, title, body }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body(data)}</section>\n`)}
</main>
<script>${new SafeHtml(script)}</script>
</body>
</html>
`;
  return page.text;
}

const sections: readonly { id: string; title: string; body: (data: ReportData) => SafeHtml }[] = [
  { id: 'folders', title: 'Tokens by folder', body: folders },
  { id: 'pages', title: 'Pages', body: pages },
  { id: 'savings', title: 'Savings by rule', body: savings },
  { id: 'dropped', title: 'Left out by stages', body: dropped },
  {
    id: 'links',
    title: 'Broken links',
    body: (data) => findings('link-table', data.messages.filter(isLink)),
  },
  { id: 'components', title: 'Unknown components', body: components },
  {
    id: 'failed',
    title: 'Failed documents',
    body: (data) => findings('failed-table', data.messages.filter(isError)),
  },
  {
    id: 'warnings',
    title: 'Other findings',
    body: (data) =>
      findings(
        'warning-table',
        data.messages.filter((m) => !isLink(m) && !isError(m)),
      ),
  },
];

const isLink = ({ rule }: Message): boolean => rule === 'broken-link' || rule === 'broken-anchor';
const isError = ({ severity }: Message): boolean => severity === 'error';

function tiles({ totals }: ReportData): SafeHtml {
  const entries: readonly [string, string, boolean][] = [
    ['Documents', formatCount(totals.documents), false],
    ['Tokens before', formatCount(totals.tokens.before), false],
    ['Tokens after', formatCount(totals.tokens.after), false],
    ['Change', formatSaving(totals.tokens), false],
    ['Failed', formatCount(totals.failed), totals.failed > 0],
    ['Warnings', formatCount(totals.warnings), false],
  ];
  return html`<dl class="tiles">${entries.map(
    ([name, value, bad]) =>
      html`<div class="${bad ? 'bad' : ''}"><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function bar({ before, after }: TokenPair, longest: number): SafeHtml {
  const percent = (value: number) => ((value / Math.max(longest, 1)) * 100).toFixed(2);
  const saved = Math.max(before - after, 0);
  return html`<div class="bar" role="img" aria-label="${formatCount(after)} of ${formatCount(before)} tokens"><span class="after" style="width:${percent(after)}%"></span><span class="saved" style="width:${percent(saved)}%"></span></div>`;
}

function folders({ pages }: ReportData): SafeHtml {
  const rows = tokensByFolder(pages);
  const longest = Math.max(...rows.map(({ tokens }) => Math.max(tokens.before, tokens.after)), 0);
  return html`<p class="hint key"><span style="background:var(--kept)"></span>after<span style="background:var(--saved)"></span>saved</p>${table(
    {
      id: 'folder-table',
      columns: [
        { title: 'Folder' },
        { title: 'Pages', number: true, wide: true },
        { title: 'Before', number: true },
        { title: 'After', number: true },
        { title: 'Share', fixed: true },
      ],
      rows: rows.map(({ folder, pages: count, tokens }) => [
        folder,
        count,
        tokens.before,
        tokens.after,
        bar(tokens, longest),
      ]),
    },
  )}`;
}

function pages({ pages }: ReportData): SafeHtml {
  const largestFirst = [...pages].sort(
    (a, b) => b.tokens.after - a.tokens.after || (a.path < b.path ? -1 : 1),
  );
  return table({
    id: 'page-table',
    search: 'Search pages',
    columns: [
      { title: 'Path' },
      { title: 'Title', wide: true },
      { title: 'Before', number: true },
      { title: 'After', number: true },
      { title: 'Change', number: true },
    ],
    rows: largestFirst.map(({ path, title, tokens }) => [
      path,
      title,
      tokens.before,
      tokens.after,
      { text: formatSaving(tokens), value: tokens.before === 0 ? 0 : tokens.after / tokens.before },
    ]),
  });
}

function savings({ savings }: ReportData): SafeHtml {
  if (savings.length === 0) return html`<p>No rule left anything out.</p>`;
  return table({
    id: 'saving-table',
    columns: [
      { title: 'Rule' },
      { title: 'Times', number: true },
      { title: 'Characters', number: true },
    ],
    rows: savings.map(({ rule, count, characters }) => [rule, count, characters]),
  });
}

function dropped({ dropped }: ReportData): SafeHtml {
  if (dropped.length === 0) return html`<p>None.</p>`;
  return table({
    id: 'dropped-table',
    columns: [{ title: 'Path' }, { title: 'Stage' }, { title: 'Reason' }],
    rows: dropped.map(({ path, stage, reason }) => [path, stage, reason]),
  });
}

function components({ unknownComponents }: ReportData): SafeHtml {
  const rows = Object.entries(unknownComponents);
  if (rows.length === 0) return html`<p>None.</p>`;
  return table({
    id: 'component-table',
    columns: [{ title: 'Component' }, { title: 'Times', number: true }],
    rows,
  });
}

function findings(id: string, messages: readonly Message[]): SafeHtml {
  if (messages.length === 0) return html`<p>None.</p>`;
  return table({
    id,
    search: 'Search findings',
    columns: [{ title: 'Place' }, { title: 'Rule', wide: true }, { title: 'Finding' }],
    rows: messages.map(({ path, line, column, rule, reason }) => [
      [path, line, column].filter((part) => part !== undefined).join(':'),
      rule,
      reason,
    ]),
  });
}
