import { posix } from 'node:path';
import type { Document, Included, Report } from '../../src/document/document.ts';
import { parseDocument, parseFragment } from '../../src/document/parse.ts';
import { renderBody } from '../../src/document/render.ts';
import { siteValues } from '../../src/job/site-values.ts';
import { cleanMdx } from '../../transforms/clean-mdx.ts';
import { type DialectAdditions, resolveDialect } from '../../transforms/dialects/index.ts';
import { filledMatter } from '../../transforms/metadata/filled-matter.ts';

export interface CleanOptions extends DialectAdditions {
  dialect: string;
  path?: string;
  parser?: 'native' | 'remark';
  files?: Readonly<Record<string, string>>;
  settings?: Partial<Document['settings']>;
  /** In place of reading `files`. */
  include?: Document['include'];
}

export interface Cleaned {
  tree: Document['tree'];
  body: string;
  reports: Report[];
  contribution: unknown;
  frontmatter: Document['frontmatter'];
}

/** Parses, cleans and renders a text: the way of one document through the stage under test. */
export function clean(text: string, options: CleanOptions): Cleaned {
  const { path = 'docs/page.mdx', parser = 'remark', files = {} } = options;
  const dialect = resolveDialect(options.dialect, options);
  const include =
    options.include ??
    ((specifier: string, from?: string) => includeFrom(files, specifier, from ?? path));
  const told = { dialect, include, settings: options.settings };
  const parsing = { dialect, parser, site: siteValues(told) };
  const fill = (data: Record<string, unknown>) => filledMatter(data, { dialect, include, path });
  const { tree, frontmatter, syntax } = parseDocument({ text, path, fill, ...parsing });
  const reports: Report[] = [];
  const document = {
    path,
    text,
    frontmatter,
    syntax,
    dialect,
    tree,
    settings: {
      profile: 'lossless',
      unknownComponents: 'unwrap',
      savings: {},
      variants: {},
      ...options.settings,
    },
    site: {
      pageByRoute: (route: string) => pageOf(files, route),
      pageByPath: (path: string) => pageAt(files, path),
      pagesBelow: (folder: string) => pagesBelow(files, folder),
      hasAsset: (path: string) => Object.hasOwn(files, path),
      fileOf: (name: string) => fileNamed(files, name),
      pictureIn: (_folder: string, part: string) =>
        Object.keys(files).find((file) => /\.(?:jpg|png)$/.test(file) && file.includes(part)),
    },
    included: new Map(),
    linkTexts: [],
    report: (report: Report) => reports.push(report),
    include,
    filesBelow: (folder: string, from = path) => filesBelow(files, folder, from),
    parse: (fragment: string, of?: string) =>
      parseFragment(fragment, {
        ...parsing,
        syntax,
        frontmatter,
        site: siteValues({ ...told, from: of }),
        ...(of !== undefined && { path: of }),
      }),
  } as unknown as Document;
  const contribution = cleanMdx.run(document);
  const { tree: cleaned, frontmatter: matter } = document;
  return { tree: cleaned, body: renderBody(cleaned), reports, contribution, frontmatter: matter };
}

/** Files whose names begin with `_` are parts of pages. */
function pageAt(files: Readonly<Record<string, string>>, path: string) {
  const found = path.startsWith('::')
    ? Object.keys(files).find((file) => `/${file}`.endsWith(`/${path.slice(2).split('|')[0]}.md`))
    : [path, `${path}.md`].find((file) => Object.hasOwn(files, file));
  if (found === undefined || posix.basename(found).startsWith('_')) return undefined;
  if (!/\.mdx?$/.test(found)) return undefined;
  return { path: found, out: found.replace(/mdx?$/, 'mdc'), route: routeOf(found) };
}

function pagesBelow(files: Readonly<Record<string, string>>, folder: string): string[] {
  const start = folder === '' ? '' : `${folder}/`;
  const below = Object.keys(files).filter((file) => file.startsWith(start));
  return below.filter((file) => /\.mdx?$/.test(file)).map((file) => file.slice(start.length));
}

function filesBelow(
  files: Readonly<Record<string, string>>,
  folder: string,
  from: string,
): string[] {
  const start = posix.join('/', folder.startsWith('/') ? '' : posix.dirname(from), folder, '/');
  const paths = Object.keys(files).map((file) => `/${file}`);
  return paths.flatMap((path) => (path.startsWith(start) ? path.slice(start.length) : [])).sort();
}

function fileNamed(files: Readonly<Record<string, string>>, name: string): string | undefined {
  const isMeant = (file: string) => `:${posix.basename(file)}` === name.split('|')[0];
  return Object.keys(files).find(isMeant);
}

const routeOf = (file: string): string =>
  `/${file.replace(/(?<=^|\/)\d+\./g, '').replace(/\.md$/, '')}`;

/** The files of a test are its site, without the numbers in their names; their first heading is the title. */
function pageOf(files: Readonly<Record<string, string>>, route: string) {
  const path = Object.keys(files).find((file) => file.endsWith('.md') && routeOf(file) === route);
  return path && { path, title: /^# (.*)$/m.exec(files[path]!)?.[1] };
}

function includeFrom(
  files: Readonly<Record<string, string>>,
  specifier: string,
  from: string,
): Included {
  const path = specifier.startsWith('/')
    ? specifier.slice(1)
    : specifier.startsWith('@/')
      ? specifier.slice(2)
      : posix.join(posix.dirname(from), specifier);
  if (path.startsWith('../')) return { ok: false, reason: 'outside', path: specifier };
  for (const file of [path, `${path}.tsx`]) {
    const text = Object.hasOwn(files, file) ? files[file] : undefined;
    if (text !== undefined) return { ok: true, path: file, text };
  }
  const isFolder = Object.keys(files).some((name) => name.startsWith(`${path}/`));
  return { ok: false, reason: isFolder ? 'folder' : 'missing', path };
}
