import type { Dialect } from '../contract/dialect.ts';
import type { Finding } from '../contract/message.ts';
import { unsafeKeys } from '../is-record.ts';
import { readMetaLines } from './meta-lines.ts';
import { readPlain, readPlainValue } from './plain-frontmatter.ts';
import { loadYaml, yamlDocument, yamlRefusal } from './yaml-data.ts';

/** The front matter of a text and where the body after it begins. */
interface Frontmatter {
  data: Record<string, unknown>;
  /** Offset of the first character after the closing line. */
  end: number;
  /** Lines that the front matter takes up. */
  lines: number;
  messages: Finding[];
}

/** Longer front matter is not metadata; it is left out with a warning. */
const maxLength = 256 * 1024;
/** Documentation seldom shares values through aliases; more than these is an attack on memory. */
const maxAliases = 20;

/** Languages that the opening line may name, as gray-matter reads it: `---json`. */
const languages: ReadonlySet<string> = new Set(['yaml', 'yml', 'json', 'toml', 'js', 'javascript']);

/** Lines without a word, above front matter. */
const blankLines = /^(?:[ \t]*\r?\n)+(?=---|\+\+\+)/;

/**
 * Reads the YAML (or TOML) block that a text may begin with. Broken blocks are reported, never thrown.
 * Below blank lines only a map is front matter, as Astro, Hugo and Zola read it: all else is text.
 * To Hugo, TOML may begin beside its mark; to MkDocs, keys may stand without marks.
 */
export function readFrontmatter(text: string, dialect?: Pick<Dialect, 'conventions'>): Frontmatter {
  if (dialect?.conventions?.includes('meta-lines') && /^ {0,3}\w/.test(text))
    return { ...readMetaLines(text), messages: [] };
  const [blank] = blankLines.exec(text) ?? [];
  if (blank === undefined) return readTop(text);
  const { data, end, lines, messages } = readTop(text.slice(blank.length));
  if (messages.length > 0 || Object.keys(data).length === 0) return readTop('');
  return { data, end: end + blank.length, lines: lines + blank.split('\n').length - 1, messages };
}

function readTop(text: string): Frontmatter {
  const fence = text.startsWith('---') ? '---' : text.startsWith('+++') ? '+++' : undefined;
  const block = fence === undefined ? undefined : findBlock(text, fence);
  if (block === undefined) return { data: {}, end: 0, lines: 0, messages: [] };
  const messages: Finding[] = [];
  const data = readBlock(block.source, fence === '+++' ? 'toml' : block.language, messages);
  return { data, end: block.end, lines: block.lines, messages };
}

function findBlock(text: string, fence: string) {
  const opening = text.indexOf('\n');
  if (opening === -1) return undefined;
  const beside = text.slice(3, opening).trim();
  const first = fence === '+++' && /^[\w-]+[ \t]*=/.test(beside) ? `${beside}\n` : '';
  const language = first === '' ? beside : '';
  if (language !== '' && (fence !== '---' || !languages.has(language))) return undefined;
  let lines = 1;
  for (let start = opening + 1; start < text.length; lines++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (text.startsWith(fence, start) && text.slice(start + 3, end).trim() === '') {
      return {
        source: first + text.slice(opening + 1, start),
        language,
        end: Math.min(end + 1, text.length),
        lines: lines + 1,
      };
    }
    start = end + 1;
  }
  return undefined;
}

function readBlock(source: string, language: string, messages: Finding[]): Record<string, unknown> {
  if (source.length > maxLength) {
    messages.push(
      finding(`The front matter is longer than ${maxLength} characters; it was left out.`, 1),
    );
    return {};
  }
  const refusal = yamlRefusal(source);
  if (refusal !== undefined) {
    messages.push(finding(`The front matter was left out: ${refusal}.`, 1));
    return {};
  }
  if (language === 'toml') return readScalars(source, '=');
  if (language === 'json') return readJson(source, messages);
  if (language === 'js' || language === 'javascript') return readLiterals(source);
  return withTitle(readPlain(source) ?? readYaml(source, messages), source);
}

/** A title is a text, also where YAML makes a list or a map of it: `title: {let ...}`. */
function withTitle(data: Record<string, unknown>, source: string): Record<string, unknown> {
  if (typeof data.title !== 'object') return data;
  const written = /^title:[ \t]+([[{].*)$/m.exec(source)?.[1]?.trim();
  return written === undefined ? data : { ...data, title: written };
}

/** JSON; if it does not parse, YAML reads it and says what is wrong. */
function readJson(source: string, messages: Finding[]): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return readYaml(source, messages);
  }
  return asRecord(value, messages);
}

function readYaml(source: string, messages: Finding[]): Record<string, unknown> {
  const { LineCounter } = loadYaml();
  const lineCounter = new LineCounter();
  try {
    const document = yamlDocument(source, { lineCounter, uniqueKeys: false, strict: false });
    const error = document.errors[0];
    if (error !== undefined) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      const reason = `The front matter is not valid YAML (${error.message}); only its plain lines were read.`;
      messages.push({ ...finding(reason, line + 1), column: col });
      return readScalars(source, ':');
    }
    return asRecord(document.toJS({ maxAliasCount: maxAliases }), messages);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    messages.push(finding(`The front matter could not be read (${reason}); it was left out.`, 1));
    return {};
  }
}

function asRecord(value: unknown, messages: Finding[]): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    const kind = Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    messages.push(finding(`The front matter is ${kind}, not a map of keys; it was left out.`, 1));
    return {};
  }
  return harmless(value) as Record<string, unknown>;
}

/** A copy that holds nothing but JSON values and no key that reaches an object's prototype. */
function harmless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(harmless);
  if (value !== null && typeof value === 'object') {
    const copy: Record<string, unknown> = {};
    for (const [key, entry] of Object.entries(value)) {
      if (!unsafeKeys.has(key)) copy[key] = harmless(entry);
    }
    return copy;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'bigint' ? String(value) : value;
}

/** The top-level lines `key: value`, values as text; what is left of a block that no parser takes. */
function readScalars(source: string, separator: ':' | '='): Record<string, unknown> {
  const line = separator === ':' ? /^([\w-]+):[ \t]+(.+)$/ : /^([\w-]+)[ \t]*=[ \t]*(.+)$/;
  const data: Record<string, unknown> = {};
  for (const text of source.split('\n')) {
    if (separator === '=' && text.startsWith('[')) break;
    const [, key = '', given = ''] = line.exec(text) ?? [];
    if (key === '' || unsafeKeys.has(key)) continue;
    const value = given.trim();
    const quoted = /^(["'])(.*)\1$/.exec(value);
    if (quoted !== null) data[key] = quoted[2];
    else if (!/^(?:[[|>"'&*!]|\{(?![#@%]))/.test(value)) data[key] = value;
  }
  return data;
}

const literal = `("[^"\\\\\\n]*"|'[^'\\\\\\n]*'|true|false|[1-9]\\d{0,14})`;
const constants = new RegExp(`^(?:const|let|var)\\s+(\\w+)\\s*=\\s*${literal}\\s*;?\\s*$`, 'gm');

/** Constants with plain values of front matter in JavaScript, which is not run, or such members of its object. */
function readLiterals(source: string): Record<string, unknown> {
  const indent = /^\s*\{[ \t]*\r?\n([ \t]*)/.exec(source)?.[1];
  const members = new RegExp(`^${indent}["']?([\\w-]+)["']?\\s*:\\s*${literal}\\s*,?\\s*$`, 'gm');
  const data: Record<string, unknown> = {};
  for (const [, name = '', value = ''] of source.matchAll(
    indent === undefined ? constants : members,
  ))
    if (!unsafeKeys.has(name)) data[name] = readPlainValue(value);
  return data;
}

function finding(reason: string, line: number): Finding {
  return { severity: 'warning', rule: 'frontmatter', reason, line };
}
