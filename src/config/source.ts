import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname } from 'node:path';
import type { Document, Node } from 'yaml';
import { attempt } from '../attempt.ts';
import { ContextorError } from '../errors.ts';

const require = createRequire(import.meta.url);

/** The place of a key in its file; both from 1. */
interface Place {
  line: number;
  column: number;
}

/** What a configuration file holds, and where. */
export interface ConfigSource {
  /** Absolute path of the file. */
  file: string;
  /** What the file says; undefined for a program, which may give something else the next time. */
  text: string | undefined;
  /**
   * What it holds; null or undefined where that is no configuration.
   * @throws ContextorError `CONFIG_SYNTAX`
   */
  data(): Promise<unknown>;
  /** Where a key was written; undefined for configurations that are code. */
  locate(path: readonly PropertyKey[]): Promise<Place | undefined>;
}

/**
 * Reads a JSON or YAML configuration. JSON is YAML too, so both have places; the YAML reader is
 * loaded only for YAML, for JSON with a mistake, and where a place is asked for.
 */
export function readStaticSource(file: string): ConfigSource {
  const text = readText(file);
  const prefix = basename(file) === 'package.json' ? ['contextor'] : [];
  let read: ReadYaml | undefined;
  return {
    file,
    text,
    async data() {
      const plain = tryJson(text);
      if (plain === undefined) read ??= readYaml(file, text);
      const root = plain ?? read?.document.toJS();
      return prefix.reduce((data, key) => data?.[key], root);
    },
    async locate(path) {
      read ??= readYaml(file, text);
      const offset = offsetOf(read.document, [...prefix, ...path]);
      return offset === undefined ? undefined : read.placeAt(offset);
    },
  };
}

interface ReadYaml {
  document: Document;
  placeAt(offset: number): Place;
}

function readYaml(file: string, text: string): ReadYaml {
  const { LineCounter, parseDocument }: typeof import('yaml') = require('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = document.errors;
  if (error === undefined) return { document, placeAt };
  const { line, column } = placeAt(error.pos[0]);
  const format = extname(file) === '.json' ? 'JSON' : 'YAML';
  throw new ContextorError(`${file}:${line}:${column}: is not valid ${format}: ${error.message}`, {
    code: 'CONFIG_SYNTAX',
    remedy: `Fix the file, or pass --no-config to run without it.`,
  });
}

/** Undefined where the text is not JSON; never for what a configuration can be. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the file holds, until it is validated
function tryJson(text: string): any {
  return attempt(() => JSON.parse(text) ?? undefined);
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  if (path.length === 0) return document.contents?.range?.[0];
  const parent = document.getIn(path.slice(0, -1), true) as
    | { items?: readonly unknown[] }
    | undefined;
  const last = path.at(-1);
  const item =
    typeof last === 'number'
      ? (parent?.items?.[last] as Node | undefined)
      : parent?.items?.map(pairKey).find((key) => String(key?.value) === String(last));
  return item?.range?.[0];
}

const pairKey = (item: unknown): (Node & { value?: unknown }) | undefined =>
  (item as { key?: Node & { value?: unknown } }).key;

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ContextorError(`${file}: the configuration cannot be read (${code})`, {
      code: 'CONFIG_UNREADABLE',
      remedy: 'Check the path that --config names, or leave the option out to search for one.',
      cause,
    });
  }
}
