import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** HTML of each text, or why the tool cannot be run here. */
type Rendered = { html: readonly string[] } | { absent: string };
type Renderer = (texts: readonly string[]) => Promise<Rendered>;

/** The frameworks' own tools, by the dialect whose sources they render. */
export const renderers: Readonly<Record<string, Renderer>> = {
  'mkdocs-material': renderMkdocs,
  hugo: renderHugo,
  mdc: renderMdc,
  markdoc: renderMarkdoc,
};

async function renderMkdocs(texts: readonly string[]): Promise<Rendered> {
  const script = resolve('scripts/rendered/mkdocs.py');
  for (const python of ['python3', '/usr/bin/python3']) {
    const input = JSON.stringify(texts);
    const run = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (run.status === 0) return { html: JSON.parse(run.stdout) };
  }
  return { absent: 'Python-Markdown with pymdownx (Debian: python3-markdown python3-pymdownx)' };
}

const builtIn = /^(?:figure|gist|highlight|instagram|param|ref|relref|tweet|vimeo|youtube)$/;
const config = `baseURL = "http://localhost/"
disableKinds = ["taxonomy", "term", "home", "section", "RSS", "sitemap", "404"]
refLinksErrorLevel = "warning"
[markup.goldmark.renderer]
unsafe = true
`;

/** What stands in for a shortcode: its words, in arguments that hold words by their names, and what it holds. */
const stub = `{{ if .IsNamedParams -}}
{{ range slice "title" "text" "caption" "alt" "label" "description" "summary" "heading" -}}
{{ with $.Get . }}{{ . }} {{ end }}{{ end -}}
{{ else }}{{ range .Params }}{{ if not (strings.Contains (string .) "/") }}{{ . }} {{ end }}{{ end }}{{ end }}{{ .Inner }}`;

const shortcode = /\{\{([<%])\s*(\w(?:[\w./-]*\w)?)([^}]*?)\/?([>%])\}\}/g;

/** A text whose shortcodes that hold nothing close themselves, as those with a body must. */
const closed = (text: string): string =>
  text.replace(shortcode, (whole, mark: string, name: string, args: string) => {
    const isPaired = new RegExp(`\\{\\{[<%]\\s*/\\s*${name}\\s*[>%]`).test(text);
    if (isPaired || builtIn.test(name)) return whole;
    return `{{${mark} ${name}${args} /${mark === '<' ? '>' : '%'}}}`;
  });

/** Runs hugo, leaving out each page that it refuses, and gives their number. */
function runHugo(root: string, pages: number): number {
  for (let refused = 0; refused <= pages; refused++) {
    const { stdout, stderr } = spawnSync('hugo', ['--quiet'], { cwd: root, encoding: 'utf8' });
    const [, page] = /content\/(page-\d+\.md)/.exec(stdout + stderr) ?? [];
    if (page === undefined) return refused;
    rmSync(join(root, 'content', page), { force: true });
  }
  return pages;
}

/** Shortcodes of sites and themes are stood in for by what they are given and hold. */
async function renderHugo(texts: readonly string[]): Promise<Rendered> {
  if (spawnSync('hugo', ['version']).status !== 0) return { absent: 'hugo (Debian: hugo)' };
  const root = mkdtempSync(join(tmpdir(), 'contextor-hugo-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    write('config.toml', config);
    write('layouts/_default/single.html', '{{ .Content }}');
    for (const [, , name = ''] of texts.join('\n').matchAll(shortcode)) {
      if (!builtIn.test(name)) write(`layouts/shortcodes/${name}.html`, stub);
    }
    for (const [index, text] of texts.entries())
      write(`content/page-${index}.md`, `---\ntitle: Page\n---\n${closed(text)}`);
    const refused = runHugo(root, texts.length);
    const html = texts.map((_, index) => {
      const file = join(root, `public/page-${index}/index.html`);
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    });
    if (refused > 0)
      console.log(`hugo: ${refused} pages that this hugo does not read are left out`);
    return { html };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A module of a package in the folder that `CONTEXTOR_RENDERERS` names, or in this one. */
async function moduleOf<T>(path: string): Promise<T | undefined> {
  const file = resolve(process.env.CONTEXTOR_RENDERERS ?? '.', 'node_modules', path);
  try {
    return (await import(pathToFileURL(file).href)) as T;
  } catch {
    return undefined;
  }
}

interface MdcNode {
  type: string;
  value?: string;
  children?: MdcNode[];
}

async function renderMdc(texts: readonly string[]): Promise<Rendered> {
  const mdc = await moduleOf<{ parseMarkdown(text: string): Promise<{ body: MdcNode }> }>(
    '@nuxtjs/mdc/dist/runtime/index.js',
  );
  if (!mdc)
    return {
      absent:
        '@nuxtjs/mdc (npm install --no-save @nuxtjs/mdc, here or in the folder that CONTEXTOR_RENDERERS names)',
    };
  const textOf = (node: MdcNode): string =>
    node.type === 'text'
      ? `${node.value ?? ''}`
      : ` ${(node.children ?? []).map(textOf).join('')} `;
  const html: string[] = [];
  for (const text of texts) html.push(escaped(textOf((await mdc.parseMarkdown(text)).body)));
  return { html };
}

interface Markdoc {
  parse(text: string): unknown;
  transform(node: unknown, config: object): unknown;
  renderers: { html(node: unknown): string };
}

async function renderMarkdoc(texts: readonly string[]): Promise<Rendered> {
  const loaded = await moduleOf<{ default?: Markdoc } & Markdoc>('@markdoc/markdoc/dist/index.js');
  const markdoc = loaded?.default ?? loaded;
  if (!markdoc)
    return {
      absent:
        '@markdoc/markdoc (npm install --no-save @markdoc/markdoc, here or in the folder that CONTEXTOR_RENDERERS names)',
    };
  return {
    html: texts.map((text) => markdoc.renderers.html(markdoc.transform(markdoc.parse(text), {}))),
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
