import { isJson } from '../../src/is-record.ts';
import { comment, dataMarker, leftOut } from '../../src/marker.ts';
import { shortenCode } from './code.ts';
import { type Cut, cutAt } from './lines.ts';

const jsonLanguages: ReadonlySet<string> = new Set(['json', 'jsonc', 'json5', 'webmanifest']);
const rowLanguages: ReadonlySet<string> = new Set(['csv', 'tsv']);
const otherLanguages: ReadonlySet<string> = new Set(
  'yaml yml toml ini properties xml svg plist'.split(' '),
);

export function isData(language: string | null | undefined): boolean {
  const name = language ?? '';
  return jsonLanguages.has(name) || rowLanguages.has(name) || otherLanguages.has(name);
}

/** The first entries of a long data block; JSON that was valid stays valid. Undefined where it stays. */
export function shortenData(value: string, language: string, limit: number): string | undefined {
  if (value.split('\n').length <= limit) return undefined;
  if (rowLanguages.has(language)) return firstRows(value, language, limit);
  if (jsonLanguages.has(language) && isJson(value)) return shortenJson(value, limit);
  // What is not valid JSON has comments already, or nothing to spoil.
  return shortenCode(value, { language: jsonLanguages.has(language) ? 'jsonc' : language, limit });
}

function firstRows(value: string, language: string, limit: number): string | undefined {
  const lines = value.split('\n');
  const omitted = lines.length - limit;
  if (omitted < 3) return undefined;
  return [...lines.slice(0, limit), comment(language, `… ${leftOut(omitted, 'row')}`)].join('\n');
}

/** Cut between its lines where that leaves valid JSON, else written anew with fewer entries. */
function shortenJson(value: string, limit: number): string | undefined {
  const cut = cutAt(value.split('\n'), limit);
  const byLines = cut && joinJson(cut);
  if (byLines !== undefined && isJson(byLines)) return byLines;
  for (const most of [8, 4, 2]) {
    const text = JSON.stringify(fewer(JSON.parse(value), most), null, 2);
    if (text.split('\n').length <= limit && text.length < value.length) return text;
  }
  return undefined;
}

function joinJson({ head, tail }: Cut): string {
  const lines = [...head];
  for (const part of tail) {
    if ('line' in part) {
      lines.push(part.line.replace(/,\s*$/, ''));
      continue;
    }
    const last = lines.pop() ?? '';
    lines.push(/[[{,]\s*$/.test(last) ? last : `${last},`);
    const { key, text } = dataMarker(entriesIn(part.omitted, part.indent));
    const isObject = part.omitted.some(
      (line) => /^\s*"(?:[^"\\]|\\.)*"\s*:/.test(line) && line.startsWith(`${part.indent}"`),
    );
    lines.push(part.indent + (isObject ? `"${key}": "${text}"` : `"${key} ${text}"`));
  }
  return lines.join('\n');
}

/** Lines at the indentation of the first one begin entries, unless they close one. */
function entriesIn(lines: readonly string[], indent: string): number {
  const begins = lines.filter(
    (line) => line.startsWith(indent) && /^[^\s\]}]/.test(line.slice(indent.length)),
  );
  return Math.max(1, begins.length);
}

function fewer(value: unknown, most: number): unknown {
  if (Array.isArray(value)) {
    const kept = value.slice(0, most).map((entry) => fewer(entry, most));
    const { key, text } = dataMarker(value.length - kept.length);
    return value.length > kept.length ? [...kept, `${key} ${text}`] : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const kept = entries.slice(0, most).map(([key, entry]) => [key, fewer(entry, most)] as const);
  const { key, text } = dataMarker(entries.length - kept.length);
  return Object.fromEntries(entries.length > kept.length ? [...kept, [key, text]] : kept);
}
