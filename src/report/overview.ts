import type { ReportData } from './data.ts';
import { html, type SafeHtml } from './html.ts';
import { bar, formatCount, formatSaving, key } from './table.ts';

interface Tile {
  name: string;
  value: string;
  /** What it is about, and where more of it stands. */
  note?: string;
  section?: string;
  kind?: 'bad' | 'grown' | '';
}

/** What was saved and what was lost, at a glance. */
export function overview(data: ReportData): SafeHtml {
  const { tokens } = data.totals;
  return html`<dl class="tiles">${[...saved(data), ...lost(data)].map(tile)}</dl>
${bar(tokens, Math.max(tokens.before, tokens.after))}${key}`;
}

function saved({ totals, pages }: ReportData): Tile[] {
  const { before, after } = totals.tokens;
  const grown = pages.filter(({ tokens }) => tokens.after > tokens.before);
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
