import { filledMatter } from '../../transforms/metadata/filled-matter.ts';
import { commonTemplate } from '../../transforms/renderings/layout-files.ts';
import {
  bookVariable,
  repositoryValue,
  siteParam,
  siteParamOrData,
} from '../../transforms/renderings/site-data.ts';
import type { DocumentSettings } from '../config/settings.ts';
import type { Dialect } from '../contract/dialect.ts';
import type { Finding } from '../contract/message.ts';
import type { DocumentDependencies } from '../contract/record.ts';
import type { Document, Included, Report } from '../document/document.ts';
import { parseDocument, parseFragment } from '../document/parse.ts';
import { renderBody } from '../document/render.ts';
import { hashOf } from '../files/hash.ts';
import type { IncludeReader } from '../includes/include.ts';
import { includedDefinitions } from '../includes/include-text.ts';
import { appendedSnippets, macroValue } from '../includes/mkdocs-plugins.ts';
import type { RecordingSiteView } from '../site/view.ts';
import { bodies } from './fork-document.ts';
import type { Messages } from './messages.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What all documents of a worker share. */
export interface Bench {
  settings: DocumentSettings;
  /** The dialect of a document, by its path. */
  dialectOf(path: string): Dialect;
  site: RecordingSiteView;
  includes: RecordingIncludes;
  /** Fields that stages declare for the front matter. */
  frontMatterFields: readonly string[];
}

interface Parts {
  path: string;
  text: string;
  bench: Bench;
  messages: Messages;
  watch: Stopwatch;
}

function body(this: Document): string {
  const text = bodies.get(this) ?? renderBody(this.tree);
  bodies.set(this, text);
  return text;
}

/**
 * What the configuration of the site says of a name. `:base` is the path of its address, `:appended`
 * what stands below every page, `:data a` the data of a name as JSON, `:definitions a.md` the definitions of links in a file, and
 * `:template a` the source of a shortcode of Hugo, and `:file a.md` the text of a file.
 */
export const siteValues =
  (
    dialect: Dialect,
    include: (specifier: string, from?: string) => Included,
    { baseUrl, repo }: Partial<Pick<Document['settings'], 'baseUrl' | 'repo'>> = {},
  ) =>
  (name: string, from?: string): string | undefined => {
    const { syntaxes = [] } = dialect;
    const [, file] = /^:definitions (.*)$/.exec(name) ?? [];
    if (file !== undefined) return includedDefinitions(file, include, from).join('\n');
    const [, shortcode] = /^:template (.*)$/.exec(name) ?? [];
    if (shortcode !== undefined) return commonTemplate(shortcode, { include });
    const [, whole] = /^:file (.*)$/.exec(name) ?? [];
    const read = whole === undefined ? undefined : include(whole, from);
    if (whole !== undefined) return read?.ok ? read.text : undefined;
    if (name === ':base') return baseUrl && new URL(baseUrl).pathname.replace(/\/+$/, '');
    if (name === ':appended') return appendedSnippets(include).join('\n');
    if (syntaxes.includes('mdbook')) return bookVariable(name, { include });
    const [, data] = (syntaxes.includes('liquid') && /^:data (.*)$/.exec(name)) || [];
    if (data) return JSON.stringify(siteParamOrData(data.split('.'), { include, dialect }));
    return syntaxes.includes('mkdocs')
      ? macroValue(name, include)
      : (siteParam(name, { include, dialect }) ?? repositoryValue(name, repo));
  };

/** Parses the text and gives it the form that stages work on. */
export function createDocument({ path, text, bench, messages, watch }: Parts): Document {
  const { settings, site, includes } = bench;
  const dialect = bench.dialectOf(path);
  const { parser } = settings;
  const include = (file: string, from = path) => includes.read(file, from);
  const siteValue = siteValues(dialect, include, settings);
  const options = { dialect, parser, siteValue };
  const fill = (data: Record<string, unknown>) => filledMatter(data, { dialect, include });
  const parsed = watch.time('parse', () => parseDocument({ text, path, fill, ...options }));
  for (const message of parsed.messages) messages.add(message);
  const { tree, frontmatter, syntax } = parsed;
  return {
    path,
    text,
    frontmatter,
    syntax,
    dialect,
    settings,
    site,
    tree,
    frontMatterFields: bench.frontMatterFields,
    body,
    included: new Map(),
    linkTexts: [],
    report: (report) => messages.add(findingOf(report)),
    include(specifier, from = path) {
      const included = includes.read(specifier, from);
      if (!included.ok && included.reason === 'private') messages.add(privateFile(included.path));
      return included;
    },
    filesBelow: (folder, from = path) => includes.below(folder, from),
    parse: (fragment, from) =>
      parseFragment(fragment, {
        ...options,
        syntax,
        siteValue: (name) => siteValue(name, from),
        ...(from !== undefined && { path: from }),
        report(finding) {
          // What one part opens, another may close.
          const isOfPart = from !== undefined && from !== path && finding.rule === 'html-unclosed';
          // The text of an attribute need not be MDX.
          const isOfText = from === undefined && finding.rule === 'mdx-repair';
          if (isOfPart || isOfText) return;
          const { line, column, ...elsewhere } = finding;
          // Nor are its lines those of the document.
          messages.add(from === undefined ? elsewhere : finding);
        },
      }),
  };
}

function privateFile(path: string): Finding {
  const reason = `${path} is included, but is not for readers: it is hidden, a key, or of .git or node_modules`;
  return { severity: 'warning', rule: 'include-private', reason, about: path };
}

function findingOf({ at, ...finding }: Report): Finding {
  const start = at?.position?.start;
  return start === undefined ? finding : { ...finding, line: start.line, column: start.column };
}

/** Reads includes, and remembers what each document got. */
interface RecordingIncludes {
  read(specifier: string, from: string): Included;
  below(folder: string, from: string): readonly string[];
  /** The files read or looked for since the last call. */
  taken(): DocumentDependencies['includes'];
}

export function recordingIncludes(reader: IncludeReader): RecordingIncludes {
  const hashes = new Map<string, string>();
  // A description of an API is read for each of its pages.
  let long = { text: '', hash: '' };
  const hashOfText = (text: string): string => {
    if (text.length < 100_000) return hashOf(text);
    if (text !== long.text) long = { text, hash: hashOf(text) };
    return long.hash;
  };
  return {
    read(specifier, from) {
      const included = reader.read(specifier, from);
      if (included.ok) hashes.set(included.path, hashOfText(included.text));
      return included;
    },
    below: (folder, from) => reader.below(folder, from),
    taken() {
      const taken = reader.looked().map(([path, failure, text]): [string, string] => {
        if (text !== undefined) return [path, hashOf(text)];
        const fault = failure === undefined || failure === 'missing' ? '' : failure;
        return [path, hashes.get(path) ?? fault];
      });
      hashes.clear();
      return taken;
    },
  };
}
