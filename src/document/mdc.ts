import { hash } from 'node:crypto';
import type { DocumentSettings } from '../config/settings.ts';
import type { TokenCounts } from '../contract/index-line.ts';
import { sourceName } from '../files/source-name.ts';
import type { TokenCounter } from './count-tokens.ts';
import type { Document } from './document.ts';
import { writeYaml, type YamlValue } from './yaml-writer.ts';

/** What the front matter of an output is made from. */
export interface MdcSource {
  /** Path of the source, relative to the source root; undefined where there is none. */
  path: string | undefined;
  /** The merged context of the document; what `shows` does not name is not looked at. */
  fields: Readonly<Record<string, unknown>>;
  /** The rendered Markdown. */
  body: string;
  settings: Pick<DocumentSettings, 'frontmatter' | 'repo' | 'ref' | 'license' | 'folder'>;
  /** Names of the fields that stages declare for it; those without a place in the form come last. */
  shows: readonly string[];
  /** Whether the page is no longer than its source with this front matter. Default: always. */
  fits?(frontMatter: string): boolean;
}

type FrontMatter = Readonly<Record<string, YamlValue | undefined>>;

const forms: Readonly<Record<DocumentSettings['frontmatter'], (source: MdcSource) => FrontMatter>> =
  {
    // Lean: what the body says, or another key, is not said again.
    default: ({ path, fields, body }) => {
      const [title, description, url] = [fields.title, fields.description, fields.url].map(text);
      return {
        description: description && isInOpening(description, body) ? undefined : description,
        title: title && isItsHeading(title, body) ? undefined : title,
        ...(url === undefined ? { source: path } : { url }),
      };
    },
    minimal: ({ path, fields }) => ({ title: text(fields.title), source: path }),
    none: () => ({}),
    'mdc-1.0': ({ path, fields, body, settings }) => ({
      schema: 'mdc/1.0',
      source: { repo: settings.repo, ref: settings.ref, path, url: text(fields.url) },
      title: text(fields.title),
      description: text(fields.description),
      topics: list(fields.topics),
      content_hash: contentHash(body),
      slug: text(fields.slug),
      license: settings.license,
      stats: counts(fields.stats),
    }),
  };

/** Fields that forms have a place for, or leave out. */
const placed = new Set(['title', 'description', 'url', 'slug', 'topics', 'stats']);

/**
 * The front matter of an output with its fences and the blank line after it; empty for `none`. The
 * default form leaves out the address, which the index has too, where the page does not fit with it.
 */
export function mdcFrontMatter(source: MdcSource): string {
  const whole = written(source);
  const { settings, fields, fits = () => true } = source;
  if (settings.frontmatter !== 'default' || fits(whole)) return whole;
  return written({ ...source, path: undefined, fields: { ...fields, url: undefined } });
}

function written(source: MdcSource): string {
  const { settings, shows } = source;
  const path = source.path && sourceName(settings.folder ?? '', source.path);
  const fields = Object.fromEntries(shows.map((name) => [name, source.fields[name]]));
  const form = forms[settings.frontmatter]({ ...source, path, fields });
  const others = shows.filter((name) => settings.frontmatter !== 'none' && !placed.has(name));
  const yaml = writeYaml({
    ...form,
    ...Object.fromEntries(others.map((name) => [name, plain(fields[name])])),
  });
  return yaml === '' ? '' : `---\n${yaml}---\n\n`;
}

/** SHA-256 of a rendered body, in hexadecimal. */
export const contentHash = (body: string): string => hash('sha256', body);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function counts(value: unknown): Record<string, number> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const numbers = Object.entries(value).filter((entry) => typeof entry[1] === 'number');
  return Object.fromEntries(numbers) as Record<string, number>;
}

/** JSON data as YAML takes it; without what is null. */
function plain(value: unknown): YamlValue | undefined {
  if (Array.isArray(value)) return value.map(plain).filter((item) => item !== undefined);
  if (typeof value !== 'object') return value as YamlValue | undefined;
  if (value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const shown = plain(inner);
      return shown === undefined ? [] : [[key, shown]];
    }),
  );
}

/** Characters at the beginning of a body that a reader takes in with its title. */
const openingLength = 800;
/** Share of a description's words that make it a repetition of the opening. */
const enough = 0.8;

/** Whether the H1 of a body is this title, whatever its letter case and inline marks. */
function isItsHeading(title: string, body: string): boolean {
  const heading = /^# (.*)/.exec(body)?.[1];
  return heading !== undefined && bare(heading) === bare(title);
}

/** Whether the opening of a body says what a description says: four of five of its words. */
function isInOpening(description: string, body: string): boolean {
  const words = wordsOf(description);
  const said = new Set(wordsOf(body.slice(0, openingLength)));
  return words.filter((word) => said.has(word)).length >= words.length * enough;
}

function bare(text: string): string {
  return text
    .replace(/[\\`*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

interface FrontMatterInputs {
  /** The merged context of the document, what the statistics say of it included. */
  fields: Readonly<Record<string, unknown>>;
  /** Undefined where nothing was counted. */
  count: TokenCounter | undefined;
}

/** The front matter of a document. It has the address, unless that makes the page longer than its source. */
export function frontMatterOf(document: Document, { fields, count }: FrontMatterInputs): string {
  const { path, settings, frontMatterFields: shows } = document;
  const { tokens, stats } = fields as { tokens?: TokenCounts; stats?: { tokens: number } };
  return mdcFrontMatter({
    path,
    fields,
    body: document.body(),
    settings,
    shows,
    ...(tokens &&
      stats &&
      count && { fits: (frontMatter) => count(frontMatter) + stats.tokens <= tokens.before }),
  });
}
