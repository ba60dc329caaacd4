import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Link, Parent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { afterAll, describe, expect, test } from 'vitest';
import type { DocumentSettings } from '../../src/config/settings.ts';
import type { Document, Report } from '../../src/document/document.ts';
import type { SiteView } from '../../src/document/site.ts';
import { scanSite } from '../../src/site/scan.ts';
import { siteView } from '../../src/site/view.ts';
import { classifyLink, relativeUrl } from '../../transforms/fix-links/target.ts';
import { fixLinks } from '../../transforms/fix-links.ts';

const sourceRoot = mkdtempSync(join(tmpdir(), 'contextor-links-'));
for (const path of ['guides/shot.png', 'public/logo.svg', 'guides/hidden.txt']) {
  mkdirSync(dirname(join(sourceRoot, path)), { recursive: true });
  writeFileSync(join(sourceRoot, path), '');
}
afterAll(() => rmSync(sourceRoot, { recursive: true }));

const usual: Readonly<Record<string, string>> = {
  'index.md': '# Home\n',
  'guides/index.md': '# Guides\n',
  'guides/auth.md': '# Auth\n\n## Log in {#login}\n\n## Log out\n',
  'guides/page one.md': '# Page one\n',
  'api/users.mdx': '# Users\n\n## Create a user {/*create*/}\n',
};

interface Case {
  path?: string;
  dialect?: string;
  settings?: Partial<DocumentSettings>;
  edit?: (tree: Root) => void;
  render?: boolean;
  /** In place of the usual ones. */
  files?: Readonly<Record<string, string>>;
  /** What the configuration of the site would say. */
  view?: Partial<SiteView>;
}

function fix(
  markdown: string,
  {
    path = 'guides/auth.md',
    dialect = 'generic',
    settings = {},
    edit,
    render = true,
    files = usual,
    view = {},
  }: Case = {},
) {
  const site = scanSite({
    sourceRoot,
    paths: Object.keys(files).sort(),
    dialect: { name: dialect },
    settings,
    sourceName: 'docs',
    readFile: (file) => files[file]!,
  });
  const processor = unified().use(remarkParse).use(remarkGfm).use(remarkStringify);
  const tree: Root = processor.parse(markdown);
  edit?.(tree);
  const reports: Report[] = [];
  const document = {
    path,
    tree,
    site: { ...siteView(site, { sourceRoot }), ...view },
    dialect: { name: dialect },
    settings: { savings: {}, ...settings },
    linkTexts: [],
    report: (report: Report) => reports.push(report),
  } as unknown as Document;
  fixLinks.run(document);
  return { tree, reports, text: render ? processor.stringify(tree).trim() : '' };
}

function urlOf(url: string, options?: Case) {
  const { tree, reports } = fix(`[x](<${url.replaceAll('\\', '\\\\')}>)`, options);
  const link = (tree.children[0] as { children: Link[] }).children[0]!;
  return { url: link.url, rules: reports.map((report) => report.rule) };
}

const ok = (url: string) => ({ url, rules: [] });
const site: Case = { settings: { baseUrl: 'https://example.com/docs', links: 'site' } };
const repo: Case = { settings: { repo: 'acme/site', ref: 'v1', links: 'site' } };

describe('to the sibling output', () => {
  test.each([
    ['./index.md', 'index.mdc'],
    ['../api/users.mdx', '../api/users.mdc'],
    ['../api/users.md', '../api/users.mdc'],
    ['../api/users', '../api/users.mdc'],
    ['../api/users/', '../api/users.mdc'],
    ['../api/users.html', '../api/users.mdc'],
    ['/api/users', '../api/users.mdc'],
    ['/docs/api/users', '../api/users.mdc'],
    ['/api/users.mdx', '../api/users.mdc'],
    ['@site/docs/api/users.mdx', '../api/users.mdc'],
    ['/', '../index.mdc'],
    ['..', '../index.mdc'],
    ['.', 'index.mdc'],
    ['page%20one.md', 'page%20one.mdc'],
    ['../api/users#create', '../api/users.mdc#create-a-user'],
    ['../api/users?tab=js#create', '../api/users.mdc#create-a-user'],
    ['auth.md#log-out', '#log-out'],
    ['../api/users#tag/get/users/{id}', '../api/users.mdc'],
    ['../api/{name}#create', '../api/{name}#create'],
    ['#{id}', '#{id}'],
    ['auth.md', 'auth.mdc'],
    ['shot.png', 'shot.png'],
    ['/logo.svg', '/logo.svg'],
    ['/served/elsewhere.pdf', '/served/elsewhere.pdf'],
    ['#/api/users', '../api/users.mdc'],
    ['#/api/users.html#create', '../api/users.mdc#create-a-user'],
    ['#/api/users?id=create', '../api/users.mdc#create-a-user'],
    ['#!/settings', '#!/settings'],
    ['`Enum.map/2`', '`Enum.map/2`'],
    ['@ref', '@ref'],
    ['@ref kiln-names', '@ref kiln-names'],
  ])('%s -> %s', (url, expected) => {
    expect(urlOf(url)).toEqual(ok(expected));
  });

  test.each([
    ['nextra', 'guides/page one.md', './auth', 'auth.mdc'],
    ['starlight', 'guides/auth.md', '../../api/users/', '../api/users.mdc'],
    ['generic', 'guides/index.md', 'auth', 'auth.mdc'],
    ['generic', 'guides/index.md', 'guides/auth', 'auth.mdc'],
  ])('%s: from %s, %s -> %s', (dialect, path, url, expected) => {
    expect(urlOf(url, { dialect, path })).toEqual(ok(expected));
  });
});

test('a path that leads out of the source root and into it again', () => {
  const view = { source: 'docs' };
  expect(urlOf('../../docs/api/users.mdx', { view })).toEqual(ok('../api/users.mdc'));
  expect(urlOf('../../docs/guides/shot.png', { view }).url).toBe('../../docs/guides/shot.png');
});

test.each([
  ['docusaurus', 'start', 'intro.mdc'],
  ['docusaurus', 'start.md', 'start.mdc'],
  ['generic', 'start', 'start.mdc'],
  ['docusaurus', '/docs/start.md', 'start.mdc'],
  ['generic', '/docs/start.md', 'start.mdc'],
  ['hugo', 'Set-Up', 'start.mdc'],
])('%s: %s is a route or a file', (dialect, url, expected) => {
  const files = {
    'intro.md': '---\nslug: start\n---\n# Intro\n',
    'start.md': '---\nslug: set-up\n---\n# Start\n',
    'a.md': '# A\n',
  };
  expect(urlOf(url, { dialect, path: 'a.md', files })).toEqual(ok(expected));
});

test.each([
  ['hugo', 'api/users.mdx', '../../api/users.mdc', []],
  ['docsify', 'api/users.mdx', '../../api/users.mdc', []],
  ['generic', 'api/users.mdx', '../../api/users.mdc', ['broken-link']],
])('%s: from a folder within, %s counts from the root', (dialect, url, expected, rules) => {
  const files = { ...usual, 'guides/deep/a.md': '# A\n' };
  const found = urlOf(url, { dialect, path: 'guides/deep/a.md', files });
  expect(found).toEqual({ url: expected, rules });
});

test('a heading of an included part is found by the id that its author gave it', () => {
  const edit = ({ children }: Root) => {
    for (const node of children) if (node.type === 'heading') node.data = { id: 'Waits' };
  };
  const { text, reports } = fix('[x](#Waits)\n\n## Timeouts\n\n## Timeouts\n', { edit });
  expect(text).toBe('[x](#timeouts)\n\n## Timeouts\n\n## Timeouts');
  expect(reports).toEqual([]);
});

test('an image of a Hugo page may be named without its ending', () => {
  expect(urlOf('shot', { dialect: 'hugo' })).toEqual(ok('shot.png'));
  expect(urlOf('shot').rules).toEqual(['broken-link']);
});

describe('to the site', () => {
  test.each([
    ['../api/users.mdx#create', 'https://example.com/docs/api/users#create'],
    ['../api/users?tab=js', 'https://example.com/docs/api/users?tab=js'],
    ['./index.md', 'https://example.com/docs/guides'],
    ['/docs/guides/auth#login', '#log-in'],
    ['/logo.svg', 'https://example.com/logo.svg'],
    ['shot.png', 'https://example.com/docs/guides/shot.png'],
  ])('%s -> %s', (url, expected) => {
    expect(urlOf(url, site)).toEqual(ok(expected));
  });
});

describe('to the repository', () => {
  test.each([
    [
      '../api/users.mdx#create',
      'https://github.com/acme/site/blob/v1/docs/api/users.mdx#create-a-user',
    ],
    ['page%20one.md', 'https://github.com/acme/site/blob/v1/docs/guides/page%20one.md'],
    ['hidden.txt', 'https://github.com/acme/site/blob/v1/docs/guides/hidden.txt'],
    ['../../README.md', 'https://github.com/acme/site/blob/v1/README.md'],
  ])('%s -> %s', (url, expected) => {
    expect(urlOf(url, repo)).toEqual(ok(expected));
  });

  test('images lead to the raw file', () => {
    const { text } = fix('![a](shot.png)', repo);
    expect(text).toBe('![a](https://raw.githubusercontent.com/acme/site/v1/docs/guides/shot.png)');
  });

  test.each([
    ['https://gitlab.com/a/b', 'https://gitlab.com/a/b/-/blob/v1/docs/index.md'],
    ['git@github.com:a/b.git', 'https://github.com/a/b/blob/v1/docs/index.md'],
    ['https://bitbucket.org/a/b/', 'https://bitbucket.org/a/b/src/v1/docs/index.md'],
    ['https://codeberg.org/a/b', 'https://codeberg.org/a/b/src/commit/v1/docs/index.md'],
    ['https://gitlab.example.org/a/b', 'https://gitlab.example.org/a/b/-/blob/v1/docs/index.md'],
    ['https://git.example.org/a/b.git', 'https://git.example.org/a/b/blob/v1/docs/index.md'],
  ])('%s', (url, expected) => {
    expect(urlOf('../index.md', { settings: { repo: url, ref: 'v1', links: 'site' } })).toEqual(
      ok(expected),
    );
  });

  test.each([
    'https://',
    'https:',
    'https://[a/b',
    'ftp://example.com/a/b',
    'ssh://example.com/a/b',
  ])('%s is no repository', (url) => {
    const settings = { repo: url, ref: 'v1', links: 'site' } as const;
    expect(urlOf('../index.md', { settings }).url).not.toContain('github.com');
  });
});

test.each([
  ['acme/site', 'https://github.com/acme/site/blob/HEAD/README.md'],
  ['https://gitlab.com/a/b', 'https://gitlab.com/a/b/-/blob/HEAD/README.md'],
  ['https://git.example.org/a/b', undefined],
])('beside the source, in %s of which no ref is known', (repo, expected) => {
  const broken = { url: '../../README.md', rules: ['broken-link'] };
  const found = urlOf('../../README.md', { settings: { repo } });
  expect(found).toEqual(expected === undefined ? broken : ok(expected));
});

test('to GitHub a path from the root is one of the repository', () => {
  expect(urlOf('/lib/a.md', { ...repo, dialect: 'github' }).url).toBe(
    'https://github.com/acme/site/blob/v1/lib/a.md',
  );
  expect(urlOf('/lib/a.md', { dialect: 'github' }).rules).toEqual(['broken-link']);
});

describe('on the page', () => {
  test.each([
    ['#login', '#log-in'],
    ['#login:~:text=Log%20in', '#log-in'],
    ['#log-in', '#log-in'],
    ['#log-out', '#log-out'],
    ['#top', '#top'],
  ])('%s -> %s', (url, expected) => {
    const { text, reports } = fix(`# Auth\n\n## Log in\n\n## Log out\n\n[x](${url})`);
    expect(text).toContain(`[x](${expected})`);
    expect(reports).toEqual([]);
  });

  test('a heading that has the name of an anchor which the page has no more', () => {
    expect(fix('# Auth\n\n## Login\n\n[x](#login)').text).toContain('[x](#login)');
  });

  test('headings that only the tree has, such as those of an included file', () => {
    expect(fix('# Auth\n\n## From a partial\n\n[x](#from-a-partial)').reports).toEqual([]);
  });

  test('headings that only the tree has, where the page may have any anchor', () => {
    const view = { anchor: () => '' };
    const { text } = fix('# Auth\n\n## Made\n\n[x](#made) [y](#other)', { view });
    expect(text).toContain('[x](#made) [y](#)');
  });
});

test('an index.html that is named from the route of the page is the page of its folder', () => {
  const url = '../../guides/auth/index.html';
  expect(urlOf(url, { path: 'api/users.mdx', dialect: 'hugo' }).url).toBe('../guides/auth.mdc');
});

test('a file index.mdx that is not there is not the page itself', () => {
  const missing = { url: 'index.mdx#login', rules: ['broken-link'] };
  expect(urlOf('index.mdx#login', { path: 'api/users.mdx', dialect: 'docusaurus' })).toEqual(
    missing,
  );
});

describe('written for the root', () => {
  test('is reported, and leads to the page that was meant', () => {
    expect(urlOf('api/users')).toEqual({ url: '../api/users.mdc', rules: ['broken-link'] });
  });

  test('is how Docusaurus reads files', () => {
    expect(urlOf('api/users.mdx', { dialect: 'docusaurus' })).toEqual(ok('../api/users.mdc'));
    expect(urlOf('docs/api/users.mdx', { dialect: 'docusaurus' })).toEqual(ok('../api/users.mdc'));
  });
});

describe('a link that another file brought in', () => {
  const fixFrom = (url: string, data: Link['data'], options?: Case) => {
    const { tree, reports } = fix('', {
      ...options,
      edit: (root) =>
        root.children.push({
          type: 'paragraph',
          children: [{ type: 'link', url, data, children: [] }],
        }),
    });
    const link = (tree.children[0] as { children: Link[] }).children[0]!;
    return { url: link.url, rules: reports.map(({ rule }) => rule) };
  };
  const files = { ...usual, 'guides/users.md': '# Users of the guide\n' };
  const source = 'api/_part.mdx';
  // As they come here: the included file says `./users.mdx`, which the page would write `../api/users.mdx`.
  test.each([
    ['the file', 'docusaurus', '../api/users.mdx', '../api/users.mdc'],
    ['the page, where there is no extension', 'docusaurus', '../api/users', 'users.mdc'],
    ['the page, whose text it is', 'mkdocs-material', '../api/users.md', 'users.mdc'],
    ['the page, whose text it is', 'myst', '../api/users.md', 'users.mdc'],
    ['the page, whose text it is', 'liquid', '../api/users.md', 'users.mdc'],
    ['the page, also to a picture', 'liquid', '../api/shot.png', 'shot.png'],
    ['the file', 'generic', '../api/users', '../api/users.mdc'],
    ['the page, where that leads somewhere', 'generic', '../api/index.md', 'index.mdc'],
    ['the file, where only that does', 'mkdocs-material', '../api/../index.md', '../index.mdc'],
  ])('starts from %s: %s, %s', (_where, dialect, url, expected) => {
    expect(fixFrom(url, { source }, { dialect, files })).toEqual(ok(expected));
  });
  test.each(['mkdocs-material', 'myst', 'liquid'])(
    'that leads into the repository, in %s',
    (dialect) => {
      const options = { dialect, files, settings: { repo: 'acme/kilns' } };
      const found = fixFrom('../../LICENSE', { source: '../README.md' }, options);
      expect(found).toEqual(ok('https://github.com/acme/kilns/blob/HEAD/LICENSE'));
    },
  );
  test('that leads nowhere stays as the included file has it, where that is text of the page', () => {
    const found = fixFrom('../api/gone.png#a', { source }, { dialect: 'liquid', files });
    expect(found).toEqual({ url: 'gone.png#a', rules: ['broken-link'] });
  });
  test('from an attribute of a component may start from the root, and has the title of its page', () => {
    const data = { given: true, unnamed: true };
    const { tree, reports } = fix('', {
      edit: (root) =>
        root.children.push({
          type: 'paragraph',
          children: [{ type: 'link', url: 'api/users', data, children: [] }],
        }),
    });
    const [found] = (tree.children[0] as { children: Link[] }).children;
    expect(found).toMatchObject({ url: '../api/users.mdc', children: [{ value: 'Users' }] });
    expect(reports).toEqual([]);
  });
  test('is reported at what stands around it', () => {
    const { reports, tree } = fix('One.\n\nTwo.', {
      edit: ({ children: [, two] }) =>
        (two as Parent).children.push({ type: 'link', url: 'gone.md', children: [] } as never),
    });
    const [{ at } = {}] = reports;
    expect(at?.position?.start.line).toBe(3);
    expect(at).toBe((tree.children[1] as Parent).children[0]);
  });
  test('is not reported twice', () => {
    expect(fixFrom('gone.mdx', { reported: true })).toEqual(ok('gone.mdx'));
  });
});

test.each([
  ['../api/users#top', '../api/users.mdc'],
  ['auth.md#top', '#top'],
])('the top of a page: %s -> %s', (url, expected) => {
  expect(urlOf(url)).toEqual(ok(expected));
});

test('outside the path of baseUrl nothing is known to be broken', () => {
  expect(urlOf('/blog/post', site)).toEqual(ok('https://example.com/blog/post'));
  expect(urlOf('/docs/post', site).rules).toEqual(['broken-link']);
  expect(urlOf('/post', { settings: { baseUrl: 'https://example.com' } }).rules).toEqual([
    'broken-link',
  ]);
});

describe('what is known of the site:', () => {
  const unknown = (kind: string): Partial<SiteView> => ({ isUnknown: (asked) => asked === kind });
  const at = (route: string, address: string) => (asked: string) =>
    asked === route ? address : undefined;
  const served: Partial<SiteView> = {
    fileOf: (path) =>
      ({
        '/pic.png': '../public/pic.png',
        '/spec.html': '../public/spec.html',
        '/demo/index.html': '../public/demo/index.html',
        '/guides/one.png': 'static/one.png',
        '/guides/llms.md': '../public/guides/llms.md',
        '@/logo': 'logo.svg',
        '@/up': '../up.sh',
        '@pics/pic.png': '../public/pic.png',
        '~@shots/a.png': '.vuepress/public/shots/a.png',
        '/shots/a.png': '.vuepress/public/shots/a.png',
      })[path],
  };
  const page = { path: 'guides/auth.md', out: 'guides/auth.mdc', route: '/guides/auth', title: '' };
  const docsOfKilns = (route: string) => (route === '/docs/kilns/index' ? page : undefined);
  const slashed = { ...page, address: '/guides/auth/' };
  const slashes: Partial<SiteView> = {
    pageByPath: (path) => (path === page.path ? slashed : undefined),
  };
  test.each<[what: string, url: string, options: Case, expected: string | undefined]>([
    ['bare names may lead anywhere', 'gone', { view: unknown('bare') }, 'gone'],
    ['of which one is that of a page', 'api/users', { view: unknown('bare') }, '../api/users.mdc'],
    ['paths lead to files', './gone', { view: unknown('bare') }, undefined],
    ['names of files lead to files', 'gone.md', { view: unknown('bare') }, undefined],
    ['names of images lead to files', 'gone.png', { view: unknown('bare') }, undefined],
    ['routes may lead anywhere', '/gone', { view: unknown('root') }, '/gone'],
    ['but not to files of pages', '/gone.md', { view: unknown('root') }, undefined],
    ['an alias', '@/logo', { ...site, view: served }, 'https://example.com/docs/logo.svg'],
    [
      'an alias of a file beside the source, in the repository',
      '@/up',
      { ...repo, view: served },
      'https://github.com/acme/site/blob/v1/up.sh',
    ],
    ['an alias of a file beside the source', '@/up', { ...site, view: served }, '@/up'],
    [
      "a file of Docusaurus' public folder",
      '@site/static/img/a.png',
      site,
      'https://example.com/docs/img/a.png',
    ],
    [
      'a folder beside it',
      '@site/static-pages/a.png',
      site,
      'https://example.com/docs/static-pages/a.png',
    ],
    [
      'an alias into the public folder',
      '~@shots/a.png',
      { ...site, view: served },
      'https://example.com/docs/shots/a.png',
    ],
    [
      'an alias into the public folder beside the source',
      '@pics/pic.png',
      { ...site, view: served },
      'https://example.com/docs/pic.png',
    ],
    [
      'a file of the public folder',
      '.././../public//pic.png',
      { ...site, view: served },
      'https://example.com/docs/pic.png',
    ],
    [
      'the docs of another project',
      '/docs/kilns/fire',
      { ...site, dialect: 'doc-builder' },
      'https://example.com/docs/kilns/fire',
    ],
    [
      'no page of these docs',
      '/docs/kilns/fire',
      { ...site, dialect: 'doc-builder', view: { pageByRoute: docsOfKilns } },
      undefined,
    ],
    ['a page of the public folder', '/spec.html', { view: served }, '/spec.html'],
    ['by its name alone', '/spec', { view: served }, '/spec'],
    ['by its folder', '/demo/', { view: served }, '/demo/'],
    ['no page of another folder', '/demo/spec.html', { view: served }, undefined],
    ['another beside it', '../../public/other.png', { ...site, view: served }, undefined],
    [
      'an image as a browser finds it',
      '../hidden.txt',
      { ...site, view: slashes },
      'https://example.com/docs/guides/hidden.txt',
    ],
    [
      'and one that the site serves there',
      '../one.png',
      { ...site, view: { ...slashes, ...served } },
      'https://example.com/docs/static/one.png',
    ],
    [
      'from a route without a slash',
      '../pic.png',
      { ...site, view: served },
      'https://example.com/docs/pic.png',
    ],
    [
      'a document that the public folder serves as it is',
      '../llms.md',
      { ...site, view: { ...slashes, ...served } },
      'https://example.com/docs/guides/llms.md',
    ],
    ['and no other', '../two.png', { ...site, view: { ...slashes, ...served } }, undefined],
    [
      'a page without output, by its file',
      'gone.md',
      { ...site, view: { elsewhere: at('/guides/gone', '/guides/gone/') } },
      'https://example.com/docs/guides/gone/',
    ],
    [
      'by its route from the page',
      'gone',
      { ...site, view: { elsewhere: at('/guides/gone', '/guides/gone') } },
      'https://example.com/docs/guides/gone',
    ],
    [
      'by its route below the page',
      'gone',
      { ...site, view: { elsewhere: at('/guides/auth/gone', '/x') } },
      'https://example.com/docs/x',
    ],
    [
      'by its route from the root',
      '/gone.md#part',
      { view: { elsewhere: at('/gone', 'https://example.org/gone') } },
      'https://example.org/gone#part',
    ],
    [
      'an address with a part of its own',
      '/gone#part',
      { view: { elsewhere: at('/gone', 'https://example.org/#own') } },
      'https://example.org/#own',
    ],
    ['an address of a site unknown', '/gone', { view: { elsewhere: at('/gone', '/x') } }, '/gone'],
    [
      'a destination that a template replaces',
      '../g',
      { view: { madeRoute: at('g', '/api/users') } },
      '../api/users.mdc',
    ],
    ['a part of the site without documents', '/shop', { view: { isBeside: () => true } }, '/shop'],
    [
      'no file beside the page, of which no address is known',
      'gone',
      { view: { isBeside: () => true } },
      undefined,
    ],
    ['a source of a page under MyST', 'page%20one.rst', { dialect: 'myst' }, 'page%20one.mdc'],
    ['a notebook under MyST', 'page%20one.ipynb', { dialect: 'myst' }, 'page%20one.mdc'],
    ['which is a file elsewhere', 'page%20one.rst', {}, undefined],
  ])('%s (%s)', (_what, url, options, expected) => {
    const broken = { url, rules: ['broken-link'] };
    expect(urlOf(url, options)).toEqual(expected === undefined ? broken : ok(expected));
  });

  test.each([
    ['[Create a user](../g)', '[Create a user](../api/users.mdc#create-a-user)'],
    ['[Other](../g)', '[Other](../api/users.mdc)'],
  ])(
    'a destination that a template replaces leads to the entry of the text: %s',
    (text, expected) => {
      expect(fix(text, { view: { madeRoute: at('g', '/api/users') } }).text).toBe(expected);
    },
  );

  test.each([
    ['setup.md', 'setup.fr.mdc'],
    ['other.md', 'other.mdc'],
  ])('from a translation, %s means %s', (url, expected) => {
    const files = {
      'intro.fr.md': '---\nslug: /fr/intro\n---\n# Intro\n',
      'setup.md': '# Set up\n',
      'setup.fr.md': '---\nslug: /fr/setup\n---\n# Installer\n',
      'other.md': '# Other\n',
    };
    expect(urlOf(url, { dialect: 'docusaurus', path: 'intro.fr.md', files })).toEqual(ok(expected));
  });
});

describe('reported, and left as it is', () => {
  test.each([
    ['gone.md', 'broken-link'],
    ['/gone', 'broken-link'],
    ['gone', 'broken-link'],
    ['gone.png', 'broken-link'],
    ['#gone', 'broken-anchor'],
    ['../../outside.md', 'broken-link'],
    ['..%2f..%2f..%2fetc%2fpasswd', 'broken-link'],
    ['..\\..\\..\\secret.md', 'broken-link'],
    ['/../../etc/passwd', 'broken-link'],
    ['C:\\docs\\a.md', 'broken-link'],
    ['a%00b.md', 'broken-link'],
  ])('%s', (url, rule) => {
    expect(urlOf(url)).toEqual({ url, rules: [rule] });
  });

  test('nothing above the repository is linked', () => {
    expect(urlOf('../../../other/README.md', repo).rules).toEqual(['broken-link']);
  });

  test('a page whose heading is gone is still linked', () => {
    expect(urlOf('../api/users#gone')).toEqual({
      url: '../api/users.mdc',
      rules: ['broken-anchor'],
    });
  });

  test('with line, column and target', () => {
    const { reports } = fix('# Auth\n\nSee [this](gone.md).\n');
    expect(reports[0]).toMatchObject({
      severity: 'warning',
      at: { position: { start: { line: 3, column: 5 } } },
      reason: 'Link to "gone.md" leads nowhere: no such file',
    });
  });
});

test.each([
  'https://example.org/a.md#x',
  '//cdn.example.org/a.js',
  'mailto:a@example.org',
  'vscode://file/x',
  'javascript:void(0)',
])('untouched: %s', (url) => {
  expect(urlOf(url, site)).toEqual(ok(url));
});

test('definitions and images are links too', () => {
  const { text } = fix('[a][b] ![c](../index.md)\n\n[b]: ../api/users.mdx\n');
  expect(text).toBe('[a][b] ![c](../index.mdc)\n\n[b]: ../api/users.mdc');
});

test('a document outside the site keeps its links', () => {
  const { text, reports } = fix('[a](b.md)', { path: 'stdin.md' });
  expect(text).toBe('[a](b.md)');
  expect(reports).toEqual([]);
});

test.each([
  ['https://example.org', 'external'],
  ['/?path=/docs/parts-kiln--docs', 'external'],
  ['mailto:a@example.org', 'mail'],
  ['#a', 'anchor'],
  ['a.md#b', 'internal'],
] as const)('%s is %s', (url, kind) => {
  expect(classifyLink(url)).toBe(kind);
});

test.each([
  ['a/b/c.mdc', 'a/d.mdc', '../d.mdc'],
  ['a/b/c.mdc', 'a/b', '../b'],
  ['a.mdc', 'b c.mdc', 'b%20c.mdc'],
])('from %s, %s is %s', (from, to, url) => {
  expect(relativeUrl(from, to)).toBe(url);
});

describe('boilerplate', () => {
  const body = '# Auth\n\nText.\n\n';
  test.each([
    ['[Edit this page](https://github.com/a/b/edit/main/x.md)'],
    ['✏️ [Edit this page on GitHub](https://github.com/a/b/blob/main/x.md)'],
    ['[← Previous](../index.md) | [Next →](../api/users.mdx)'],
    ['[Previous: Home](../index.md)'],
    ['- [Next: Users](../api/users.mdx)'],
    [
      'Share: [Twitter](https://twitter.com/intent/tweet?text=x) [LinkedIn](https://www.linkedin.com/shareArticle?url=x)',
    ],
  ])('gone: %s', (text) => {
    expect(fix(body + text).text).toBe('# Auth\n\nText.');
  });

  test.each([
    ['See how to [edit this page](https://github.com/a/b) yourself.'],
    ['[Next steps](https://example.org/next)'],
    ['[Next.js](https://nextjs.org)'],
    ['[Share on X](https://x.com/acme)'],
    ['Use [this form](https://twitter.com/intent/tweet) to tweet.'],
    ['[Click here and tell everybody about it!](https://x.com/intent/tweet?text=x)'],
  ])('kept: %s', (text) => {
    expect(fix(body + text).text).toContain(text);
  });

  test('a pager in the middle of a page is text', () => {
    expect(fix(`${body}[Next](../index.md)\n\nMore.`).text).toContain('Next');
  });

  test.each<[what: string, text: string, expected: string]>([
    ['above a rule at the end', `${body}[Next](../index.md)\n\n---`, '# Auth\n\nText.\n\n***'],
    ['below a rule at the end', `${body}---\n\n[Next](../index.md)`, '# Auth\n\nText.'],
    ['of 299 characters', `${body}[Next: ${'x'.repeat(293)}](../index.md)`, '# Auth\n\nText.'],
  ])('a pager goes: %s', (_, text, expected) => {
    expect(fix(text).text).toBe(expected);
  });

  test('a pager of 300 characters stays', () => {
    expect(fix(`${body}[Next: ${'x'.repeat(294)}](../index.md)`).text).toContain('Next');
  });

  test('kept where the rule is off', () => {
    const settings = { savings: { boilerplate: false } };
    expect(fix('[Edit this page](https://x.org)', { settings }).text).toContain('Edit');
  });
});

test.each<[what: string, url: string, data: object, text: string]>([
  ['no page, where it leads to a heading', '#log-out', { unnamed: true }, '[x](#log-out)'],
  ['its own page', 'auth.md', { unnamed: true }, '[Auth](auth.mdc)'],
  [
    'a part of a page, by a component',
    '#log-out',
    { unnamed: true, given: true },
    '[Auth](#log-out)',
  ],
  ['a page', '../api/users.mdx', { unnamed: true }, '[Users](../api/users.mdc)'],
])('a link without words has the name of %s', (_, url, data, text) => {
  const edit = ({ children: [first] }: Root) => {
    Object.assign((first as Parent).children[0] as Link, { data });
  };
  expect(fix(`[x](${url})`, { edit }).text).toBe(text);
});

test('images by an alias of a bundler are not looked for', () => {
  expect(fix('![x](@/a.png)').reports).toEqual([]);
});

test('only Hugo finds pages in another letter case', () => {
  expect(urlOf('/API/users', { dialect: 'hugo' }).url).toBe('../api/users.mdc');
  expect(urlOf('/API/users').rules).toEqual(['broken-link']);
});

test.each([
  ['rspress', 'setup.mdc'],
  ['generic', '../setup.mdc'],
])('%s: from the root, a link in a language leads to %s', (dialect, expected) => {
  const files = { 'zh/a.md': '# A\n', 'zh/setup.md': '# S\n', 'setup.md': '# T\n' };
  expect(urlOf('/setup', { dialect, path: 'zh/a.md', files })).toEqual(ok(expected));
});

test('what is outside may be in the repository, where the source folder is inside of one', () => {
  const [inside] = fix('[x](../../outside.md)').reports;
  expect(inside?.reason).toContain('set `repo` and `ref`');
  const [none] = fix('[x](../../outside.md)', { view: { source: '' } }).reports;
  expect(none?.reason).toMatch(/outside the source folder$/);
});

test('a whole address may be that of a page of another source', () => {
  const page = { path: 'z.md', out: '../z/z.mdc', route: '/z', title: 'Z' };
  const view = { pageByAddress: () => page } as Partial<SiteView>;
  expect(urlOf('https://x.org/a', { view })).toEqual(ok('../../z/z.mdc'));
});

test('MyST: a name of another project leads to its address', () => {
  const view = { elsewhere: () => 'https://p.org/x#some-name' };
  const address = 'https://p.org/x#some-name';
  expect(urlOf('#some-name', { dialect: 'myst', view })).toEqual(ok(address));
});

test('nesting deeper than the stack', () => {
  const edit = (tree: Root) => {
    let inner: Root['children'] = [
      { type: 'paragraph', children: [{ type: 'link', url: '/api/users', children: [] }] },
    ];
    for (let depth = 0; depth < 50_000; depth++)
      inner = [{ type: 'blockquote', children: inner as never }];
    tree.children = inner;
  };
  expect(fix('', { edit, render: false }).reports).toEqual([]);
});
