import type { TokenPair } from './data.ts';

/** HTML text that is already safe; everything else is escaped when it is put into a template. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = SafeHtml | string | number | readonly SafeHtml[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that control what shows them, or turn the direction of what follows. */
const acting = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu;

function escapeHtml(text: string): string {
  return text
    .replace(acting, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] as string);
}

function toText(value: Value): string {
  if (value instanceof SafeHtml) return value.text;
  if (typeof value === 'object') return value.map((part) => part.text).join('');
  return escapeHtml(String(value));
}

/** Template tag: the values are escaped, unless they are HTML made by this tag. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): SafeHtml =>
  new SafeHtml(String.raw({ raw: strings }, ...values.map(toText)));

/** A cell: text, or a number that sorts by its value whatever its text. */
export type Cell = SafeHtml | string | number | { text: string; value: number; kind?: string };

interface Column {
  title: string;
  /** Aligned right and sorted by value. */
  number?: boolean;
  /** Left out on small screens. */
  wide?: boolean;
  /** No sorting, as for bars. */
  fixed?: boolean;
}

interface TableOptions {
  id: string;
  /** What it lists, for who does not see it. */
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** Puts a search field above the table. */
  search?: string | undefined;
}

/** `12345` -> `12,345`, the same in every locale. */
export const formatCount = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** The saved share, as in `-12.5 %`; growth has a plus. */
export function formatSaving({ before, after }: { before: number; after: number }): string {
  if (before === 0) return after === 0 ? '0.0 %' : 'new';
  const sign = after > before ? '+' : '';
  return `${sign}${(((after - before) / before) * 100).toFixed(1)} %`;
}

const classOf = ({ number, wide }: Column): string =>
  [number ? 'number' : '', wide ? 'wide' : ''].filter(Boolean).join(' ');

function head(column: Column): SafeHtml {
  const title = column.fixed
    ? html`${column.title}`
    : html`<button type="button">${column.title}</button>`;
  return html`<th scope="col" class="${classOf(column)}">${title}</th>`;
}

function cell(value: Cell, column: Column): SafeHtml {
  if (value instanceof SafeHtml || typeof value === 'string') {
    return html`<td class="${classOf(column)}">${value}</td>`;
  }
  const {
    text,
    value: number,
    kind = '',
  } = typeof value === 'number' ? { text: formatCount(value), value } : value;
  return html`<td class="${classOf(column)} ${kind}" data-value="${number}">${text}</td>`;
}

/** A table whose columns sort; complete without the script. */
export function table({ id, label, columns, rows, search }: TableOptions): SafeHtml {
  const field =
    search === undefined
      ? html``
      : html`<input type="search" aria-label="${search}" placeholder="${search}" aria-controls="${id}" aria-describedby="${id}-status">
<p class="hint" id="${id}-status" role="status">${formatCount(rows.length)} of ${formatCount(rows.length)} rows</p>`;
  return html`${field}<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table id="${id}" class="sortable">
<thead><tr>${columns.map(head)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((value, index) => cell(value, columns[index] as Column))}</tr>\n`)}</tbody>
</table></div>`;
}

/** What is left, what was saved and what was added, on a scale that all bars of a table share. */
export function bar({ before, after }: TokenPair, longest: number): SafeHtml {
  const part = (name: string, value: number) =>
    value <= 0
      ? html``
      : html`<span class="${name}" style="width:${((value / Math.max(longest, 1)) * 100).toFixed(2)}%"></span>`;
  return html`<div class="bar" role="img" aria-label="${formatCount(after)} of ${formatCount(before)} tokens">${part('kept', Math.min(before, after))}${part('less', before - after)}${part('more', after - before)}</div>`;
}

/** What the colours of bars and tiles mean. */
export const key: SafeHtml = html`<p class="hint key"><span class="kept"></span>left<span class="less"></span>saved<span class="more"></span>grown</p>`;
