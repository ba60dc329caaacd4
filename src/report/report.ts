import type { ReportData } from './data.ts';
import { embedded } from './embedded.ts';
import { html, SafeHtml } from './html.ts';
import { overview } from './overview.ts';
import { sections } from './report-sections.ts';
import { style } from './style.ts';

export interface ReportOptions {
  /** The script of the page, as `web/report` is built. */
  script: string;
  /** Address below which the server gives the comparison of any page; absent in a file. */
  comparisons?: string | undefined;
}

/** Bytes that a report of up to some 500 pages stays under. */
const maxBytes = 1_000_000;

/**
 * The report of a run as one HTML page: no network, no build time, the same bytes for the same data.
 * Texts of documents are escaped; nothing in them runs. It holds the comparisons of as many pages as
 * have room.
 */
export function renderReport(data: ReportData, { script, comparisons }: ReportOptions): string {
  const left = maxBytes - Buffer.byteLength(page(data, script, { all: comparisons }).text);
  const stored = embedded(data, left);
  return page(data, script, { all: comparisons, stored }).text;
}

interface Comparisons {
  all: string | undefined;
  /** By path. */
  stored?: ReadonlyMap<string, string>;
}

function page(data: ReportData, script: string, { all, stored }: Comparisons): SafeHtml {
  const comparable = (path: string) =>
    data.changes.has(path) && (all !== undefined || !stored || stored.has(path));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; connect-src 'self'">
<link rel="icon" href="data:,">
<title>${data.title}: context report</title>
<style>${new SafeHtml(style)}</style>
</head>
<body>
<header>
<h1>${data.title}: context report</h1>
<p class="about">Profile ${data.profile}, dialect ${data.dialect}. Tokens are ${data.tokenizer}.</p>
${overview(data)}
<nav aria-label="Sections">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
</header>
<main>
${sections.map(({ id, title, body }) => html`<section aria-labelledby="${id}"><h2 id="${id}" tabindex="-1">${title}</h2>${body(data, comparable)}</section>\n`)}
</main>
<dialog id="comparison" aria-labelledby="comparison-title"></dialog>
<script type="application/json" id="comparisons" data-address="${all ?? ''}">${json(Object.fromEntries(stored ?? []))}</script>
<script>${new SafeHtml(script)}</script>
</body>
</html>
`;
}

/** JSON that ends no script element. */
function json(value: unknown): SafeHtml {
  return new SafeHtml(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
