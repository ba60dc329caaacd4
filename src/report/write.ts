import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ContextorError } from '../errors.ts';
import { distFile } from '../files/dist-file.ts';
import { makeFolders } from '../files/make-folders.ts';
import { collectReport, type ReportSource } from './collect.ts';
import { hasGrown, type ReportData } from './data.ts';
import { embedded } from './embedded.ts';
import { sections } from './report-sections.ts';
import { style } from './style.ts';
import { bar, formatCount, formatSaving, html, key, SafeHtml } from './table.ts';

/**
 * Writes the HTML report of a finished build.
 *
 * @throws ContextorError `REPORT_UNWRITABLE` where the path is a folder or cannot be written.
 */
export async function writeReport(file: string, source: ReportSource): Promise<void> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ContextorError(`the report cannot be written to ${file}: it is a folder`, {
      code: 'REPORT_UNWRITABLE',
      remedy: `Name a file, such as --report ${join(file, 'report.html')}.`,
    });
  }
  try {
    makeFolders(dirname(file));
    writeFileAtomic.sync(file, await reportText(source));
  } catch (cause) {
    throw new ContextorError(`the report cannot be written to ${file}`, {
      code: 'REPORT_UNWRITABLE',
      remedy: 'Choose another file with --report.',
      cause,
    });
  }
}

/** The HTML report of a finished build. */
export const reportText = async (source: ReportSource): Promise<string> =>
  renderData(await collectReport(source));

/** @param comparisons address at which a server gives the comparison of any page */
export function renderData(data: ReportData, comparisons?: string): string {
  const script = readFileSync(distFile('report.js'), 'utf8');
  return renderReport(data, { script, comparisons });
}

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

/** JSON that ends no script element, and shows characters that act as they are written. */
function json(value: unknown): SafeHtml {
  const escaped = (character: string) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return new SafeHtml(JSON.stringify(value).replace(/<|\p{Cc}|\p{Bidi_Control}/gu, escaped));
}

interface Tile {
  name: string;
  value: string;
  /** What it is about, and where more of it stands. */
  note?: string;
  section?: string;
  kind?: 'bad' | 'grown' | '';
}

/** What was saved and what was lost, at a glance. */
function overview(data: ReportData): SafeHtml {
  const { tokens } = data.totals;
  return html`<dl class="tiles">${[...saved(data), ...lost(data)].map(tile)}</dl>
${bar(tokens, Math.max(tokens.before, tokens.after))}${key}`;
}

function saved({ totals, pages }: ReportData): Tile[] {
  const { before, after } = totals.tokens;
  const grown = pages.filter(hasGrown);
  return [
    { name: 'Pages', value: formatCount(totals.documents), section: 'pages' },
    { name: 'Tokens before', value: formatCount(before) },
    { name: 'Tokens after', value: formatCount(after) },
    {
      name: after > before ? 'Grown' : 'Saved',
      // The name of the tile says in which direction.
      value: formatSaving(totals.tokens).replace(/^[-+]/, ''),
      note: `${formatCount(Math.abs(before - after))} tokens`,
      kind: after > before ? 'grown' : '',
    },
    {
      name: 'Pages that grew',
      value: formatCount(grown.length),
      section: 'grown',
      kind: grown.length > 0 ? 'grown' : '',
    },
  ];
}

function lost(data: ReportData): Tile[] {
  const { savings, dropped, lostComponents, brokenTargets, totals } = data;
  const characters = savings.reduce((total, saving) => total + saving.characters, 0);
  const count = (name: string, value: number, section: string): Tile => ({
    name,
    value: formatCount(value),
    section,
  });
  return [
    {
      ...count('Left out by rules', characters, 'savings'),
      note: `characters, ${formatCount(savings.length)} ${savings.length === 1 ? 'rule' : 'rules'}`,
    },
    count('Left out by stages', dropped.length, 'dropped'),
    count('Components not understood', lostComponents.length, 'components'),
    count('Broken targets', brokenTargets.length, 'links'),
    { ...count('Failed', totals.failed, 'failed'), kind: totals.failed > 0 ? 'bad' : '' },
    { name: 'Warnings', value: formatCount(totals.warnings) },
  ];
}

function tile({ name, value, note = '', section, kind = '' }: Tile): SafeHtml {
  const label = section === undefined ? html`${name}` : html`<a href="#${section}">${name}</a>`;
  return html`<div class="${kind}"><dt>${label}</dt><dd>${value}${note === '' ? html`` : html` <small>${note}</small>`}</dd></div>`;
}
