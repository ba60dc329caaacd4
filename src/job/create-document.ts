import { filledMatter } from '../../transforms/metadata/filled-matter.ts';
import type { DocumentSettings } from '../config/settings.ts';
import type { Dialect } from '../contract/dialect.ts';
import type { Finding } from '../contract/message.ts';
import type { DocumentDependencies } from '../contract/record.ts';
import type { Document, Included, Report } from '../document/document.ts';
import { parseDocument, parseFragment } from '../document/parse.ts';
import { renderBody } from '../document/render.ts';
import { hashOf } from '../files/hash.ts';
import type { IncludeReader } from '../includes/include.ts';
import { getOrMake } from '../maps.ts';
import type { RecordingSiteView } from '../site/view.ts';
import { bodies } from './fork-document.ts';
import type { Messages } from './messages.ts';
import { siteValues } from './site-values.ts';
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

/** Parses the text and gives it the form that stages work on. */
export function createDocument({ path, text, bench, messages, watch }: Parts): Document {
  const { settings, site, includes } = bench;
  const dialect = bench.dialectOf(path);
  const { parser } = settings;
  const include = (file: string, from = path) => includes.read(file, from);
  const told = { dialect, include, settings };
  const options = { dialect, parser, site: siteValues(told) };
  const fill = (data: Record<string, unknown>) => filledMatter(data, { dialect, include, path });
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
        frontmatter,
        site: siteValues({ ...told, from }),
        ...(from !== undefined && { path: from }),
        report(finding) {
          // What one part opens, another may close.
          const isOfPart = from !== undefined && from !== path && finding.rule === 'html-unclosed';
          // The text of an attribute need not be MDX.
          const isOfText = from === undefined && finding.rule === 'mdx-repair';
          if (isOfPart || isOfText) return;
          const { line, column, ...elsewhere } = finding;
          // Nor are its lines those of the document.
          if (from === undefined) messages.add(elsewhere);
          else
            messages.add(from === path ? finding : { ...elsewhere, reason: inFile(from, finding) });
        },
      }),
  };
}

/** A line of another file is none of the document. */
const inFile = (path: string, { line, reason }: Finding): string =>
  `In ${path}${line === undefined ? '' : `:${line}`}: ${reason}`;

function privateFile(path: string): Finding {
  const reason = `${path} is included, but is not for readers: it is hidden, a key, or of .git or node_modules`;
  return { severity: 'warning', rule: 'include-private', reason, about: path };
}

function findingOf({ at, ...finding }: Report): Finding {
  const start = at?.position?.start;
  return start === undefined ? finding : { ...finding, line: start.line, column: start.column };
}

/**
 * Reads includes, and remembers what each document got: it gets the same again, since shortcodes ask for
 * their templates and for settings hundreds of times: half of the time of pages that are full of them.
 */
interface RecordingIncludes {
  read(specifier: string, from: string): Included;
  below(folder: string, from: string): readonly string[];
  /** The files read or looked for since the last call. */
  taken(): DocumentDependencies['includes'];
}

export function recordingIncludes(reader: IncludeReader): RecordingIncludes {
  const hashes = new Map<string, string>();
  const known = new Map<string, Included>();
  // A description of an API is read for each of its pages.
  let long = { text: '', hash: '' };
  const hashOfText = (text: string): string => {
    if (text.length < 100_000) return hashOf(text);
    if (text !== long.text) long = { text, hash: hashOf(text) };
    return long.hash;
  };
  return {
    read: (specifier, from) =>
      getOrMake(known, `${specifier}\0${from}`, () => {
        const included = reader.read(specifier, from);
        if (included.ok) hashes.set(included.path, hashOfText(included.text));
        return included;
      }),
    below: (folder, from) => reader.below(folder, from),
    taken() {
      const taken = reader.looked().map(([path, failure, text]): [string, string] => {
        if (text !== undefined) return [path, hashOf(text)];
        const fault = failure === undefined || failure === 'missing' ? '' : failure;
        return [path, hashes.get(path) ?? fault];
      });
      hashes.clear();
      known.clear();
      return taken;
    },
  };
}
