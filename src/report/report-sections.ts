import {
  type BrokenTarget,
  hasGrown,
  type LostComponent,
  type Place,
  type ReportData,
  type ReportFinding,
  type ReportPage,
} from './data.ts';
import { sectionsOf, sizeClasses } from './sections.ts';
import {
  bar,
  type Cell,
  formatCount,
  formatSaving,
  html,
  key,
  type SafeHtml,
  table,
} from './table.ts';
import { nameOf, treemapOf } from './treemap.ts';

/** Whether the comparison of a page can be shown. */
type Comparable = (path: string) => boolean;

interface ReportSection {
  id: string;
  title: string;
  body(data: ReportData, comparable: Comparable): SafeHtml;
}

/** The sections of the report, in order. */
export const sections: readonly ReportSection[] = [
  { id: 'folders', title: 'Tokens by section', body: folders },
  { id: 'sizes', title: 'Sizes of pages', body: sizes },
  { id: 'pages', title: 'Pages', body: pages },
  { id: 'grown', title: 'Pages that grew', body: grown },
  { id: 'savings', title: 'Savings by rule', body: savings },
  { id: 'dropped', title: 'Left out by stages', body: dropped },
  { id: 'links', title: 'Broken links', body: links },
  { id: 'components', title: 'Components not understood', body: components },
  { id: 'failed', title: 'Failed documents', body: ({ failures }) => findings('failed', failures) },
  { id: 'warnings', title: 'Other findings', body: (data) => findings('warning', data.findings) },
];

const none = html`<p>None.</p>`;

function folders({ pages }: ReportData): SafeHtml {
  const rows = sectionsOf(pages);
  if (rows.length === 0) return none;
  const longest = Math.max(...rows.map(({ tokens }) => Math.max(tokens.before, tokens.after)));
  return html`<p class="hint">Areas are tokens before the build, or after it where a section grew. Choose a section to see its pages.</p>
${treemapOf(rows)}${table({
  id: 'folder-table',
  label: 'Tokens by section',
  columns: [
    { title: 'Section' },
    { title: 'Pages', number: true, wide: true },
    { title: 'Before', number: true },
    { title: 'After', number: true },
    { title: 'Change', number: true },
    { title: 'Share', fixed: true, wide: true },
  ],
  rows: rows.map(({ name, pages: count, tokens }) => [
    nameOf(name),
    count,
    tokens.before,
    tokens.after,
    change(tokens),
    bar(tokens, longest),
  ]),
})}`;
}

function sizes({ pages }: ReportData): SafeHtml {
  const rows = sizeClasses(pages);
  if (rows.length === 0) return none;
  const longest = Math.max(...rows.map(({ before, after }) => Math.max(before, after)));
  const line = (name: string, count: number) =>
    html`<span class="${name}" style="width:${((count / longest) * 100).toFixed(2)}%"></span>`;
  return table({
    id: 'size-table',
    label: 'Sizes of pages',
    columns: [
      { title: 'Tokens of a page', fixed: true },
      { title: 'Pages before', number: true, fixed: true },
      { title: 'After', number: true, fixed: true },
      { title: 'Pages', fixed: true },
    ],
    rows: rows.map(({ from, to, before, after }) => [
      to === undefined
        ? `${formatCount(from)} or more`
        : `${formatCount(from)} to ${formatCount(to - 1)}`,
      before,
      after,
      html`<div class="bars" role="img" aria-label="${before} pages before, ${after} after">${line('less', before)}${line('kept', after)}</div>`,
    ]),
  });
}

function pages({ pages, changes }: ReportData, comparable: Comparable): SafeHtml {
  if (pages.length === 0) return none;
  const shown = pages.filter(({ path }) => comparable(path)).length;
  const hint =
    shown === pages.length
      ? html`Choose a page to compare it with its source.`
      : html`Choose a page to compare it with its source: ${formatCount(shown)} of ${formatCount(pages.length)} have room here${changes.size === 0 ? '' : html`, those that lost or gained most; <code>contextor serve</code> shows any of them, and <code>contextor inspect FILE --diff</code> prints one`}.`;
  return html`<p class="hint">${hint}</p>${pageTable('page-table', pages, comparable, (a, b) => b.tokens.after - a.tokens.after)}`;
}

function grown({ pages }: ReportData, comparable: Comparable): SafeHtml {
  const grew = pages.filter(hasGrown);
  if (grew.length === 0) return html`<p>None: no page has more tokens than its source.</p>`;
  const growth = ({ tokens }: ReportPage) => tokens.after - tokens.before;
  return html`<p class="hint">Front matter, resolved links and what a page includes can make it larger than its source.</p>${key}${pageTable('grown-table', grew, comparable, (a, b) => growth(b) - growth(a))}`;
}

function pageTable(
  id: string,
  pages: readonly ReportPage[],
  comparable: Comparable,
  order: (a: ReportPage, b: ReportPage) => number,
): SafeHtml {
  const sorted = [...pages].sort((a, b) => order(a, b) || (a.path < b.path ? -1 : 1));
  const withBars = id === 'grown-table';
  const longest = Math.max(...pages.map(({ tokens }) => Math.max(tokens.before, tokens.after)));
  return table({
    id,
    label: id === 'page-table' ? 'Pages' : 'Pages that grew',
    search: id === 'page-table' ? 'Search pages' : undefined,
    columns: [
      { title: 'Path' },
      { title: 'Title', wide: true },
      { title: 'Before', number: true },
      { title: 'After', number: true },
      { title: 'Change', number: true },
      ...(withBars ? [{ title: 'Growth', fixed: true, wide: true }] : []),
    ],
    rows: sorted.map(({ path, title, tokens, url }): Cell[] => [
      comparable(path)
        ? html`<button type="button" class="open" data-page="${path}" data-url="${url ?? ''}">${path}</button>`
        : path,
      title,
      tokens.before,
      tokens.after,
      change(tokens),
      ...(withBars ? [bar(tokens, longest)] : []),
    ]),
  });
}

function change(tokens: ReportPage['tokens']): Cell {
  const { before, after } = tokens;
  const value = before === 0 ? 0 : after / before;
  return { text: formatSaving(tokens), value, kind: before > 0 && after > before ? 'grown' : '' };
}

function savings({ savings }: ReportData): SafeHtml {
  if (savings.length === 0) return html`<p>No rule left anything out.</p>`;
  return table({
    id: 'saving-table',
    label: 'Savings by rule',
    columns: [
      { title: 'Rule' },
      { title: 'Times', number: true },
      { title: 'Characters', number: true },
    ],
    rows: savings.map(({ rule, count, characters }) => [rule, count, characters]),
  });
}

function dropped({ dropped }: ReportData): SafeHtml {
  if (dropped.length === 0) return none;
  return table({
    id: 'dropped-table',
    label: 'Documents that stages left out',
    columns: [{ title: 'Path' }, { title: 'Stage' }, { title: 'Reason' }],
    rows: dropped.map(({ path, stage, reason }) => [path, stage, reason]),
  });
}

function links({ brokenTargets }: ReportData): SafeHtml {
  if (brokenTargets.length === 0) return none;
  return table({
    id: 'link-table',
    label: 'Broken links by target',
    search: 'Search targets',
    columns: [{ title: 'Target' }, { title: 'Links', number: true }, { title: 'Places' }],
    rows: brokenTargets.map(({ target, reason, places }: BrokenTarget) => [
      html`<code>${target}</code><p class="hint">${reason}</p>`,
      places.length,
      placeList(places),
    ]),
  });
}

function components({ lostComponents }: ReportData): SafeHtml {
  if (lostComponents.length === 0) return none;
  return table({
    id: 'component-table',
    label: 'Components not understood',
    columns: [{ title: 'Component' }, { title: 'Pages', number: true }, { title: 'Example' }],
    rows: lostComponents.map(({ name, reason, places, example }: LostComponent) => [
      html`<code>${name}</code><p class="hint">${reason}</p>`,
      places.length,
      html`${example === '' ? html`` : html`<pre tabindex="0" aria-label="${`Example of ${name}`}">${example}</pre>`}${placeList(places)}`,
    ]),
  });
}

function findings(name: string, messages: readonly ReportFinding[]): SafeHtml {
  if (messages.length === 0) return none;
  return table({
    id: `${name}-table`,
    label: name === 'failed' ? 'Failed documents' : 'Other findings',
    search: name === 'failed' ? 'Search failed documents' : 'Search findings',
    columns: [{ title: 'Place' }, { title: 'Rule', wide: true }, { title: 'Finding' }],
    rows: messages.map((message) => [placeOf(message), message.rule, message.reason]),
  });
}

/** Places beyond these are folded. */
const shownPlaces = 3;

function placeList(places: readonly Place[]): SafeHtml {
  const list = (some: readonly Place[]) =>
    html`<ul>${some.map((place) => html`<li>${placeOf(place)}</li>`)}</ul>`;
  const rest = places.slice(shownPlaces);
  const more =
    rest.length === 0
      ? html``
      : html`<details><summary>${formatCount(rest.length)} more</summary>${list(rest)}</details>`;
  return html`${list(places.slice(0, shownPlaces))}${more}`;
}

function placeOf({ path, line, column, url }: Place): SafeHtml {
  const text = [path, line, column].filter((part) => part !== undefined).join(':');
  return url === undefined ? html`${text}` : html`<a href="${url}">${text}</a>`;
}
