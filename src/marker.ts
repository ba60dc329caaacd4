/**
 * What replaces the parts of the output that a profile leaves out. The forms are fixed, since
 * `contextor verify` recognises exactly these.
 */

type Wrap = readonly [open: string, close: string];

const line = (open: string): Wrap => [`${open} `, ''];

/** Languages by the comment that they have; what is not listed has none that is safe to assume. */
const commentsOf: readonly (readonly [Wrap, string])[] = [
  [
    line('//'),
    'js jsx ts tsx mjs cjs mts cts javascript typescript java c h cpp c++ cc hpp cs csharp go rust rs ' +
      'swift kotlin kt kts scala dart groovy gradle php objc objectivec objective-c proto protobuf ' +
      'solidity sol zig v jsonc json5 less scss sass glsl wgsl prisma fsharp fs jsonnet thrift cue typespec',
  ],
  [
    line('#'),
    'sh bash shell zsh fish console terminal shellscript shellsession powershell ps1 pwsh python py rb ruby ' +
      'perl pl r yaml yml toml ini conf properties env dotenv editorconfig gitignore dockerignore ignore ' +
      'dockerfile docker make makefile cmake nginx apache elixir ex exs julia jl graphql gql hcl tf ' +
      'terraform nix crystal tcl awk sed robots txt text plain plaintext csv tsv log http output diff patch ' +
      'git-commit ssh-config nim just justfile systemd caddyfile puppet coffee coffeescript rego starlark bzl bazel',
  ],
  [line('--'), 'sql mysql pgsql postgresql postgres plsql sqlite lua haskell hs elm ada vhdl'],
  [line(';'), 'lisp clojure clj cljs scheme racket asm nasm'],
  [line('%'), 'tex latex matlab erlang erl prolog'],
  [line('"'), 'vim viml vimscript'],
  [line("'"), 'vb vbnet vba'],
  [line('REM'), 'bat cmd batch'],
  [['/* ', ' */'], 'css postcss pcss'],
  [
    ['<!-- ', ' -->'],
    'html xml svg vue vue-html svelte markdown md mdx htm xhtml plist angular razor cshtml rss astro mdc mdoc markdoc',
  ],
  [['{/* ', ' */}'], 'mdx-expression'],
  [['{{/* ', ' */}}'], 'go-html-template gotmpl helm'],
  [['{# ', ' #}'], 'jinja jinja2 django twig nunjucks njk'],
  [['{% comment %} ', ' {% endcomment %}'], 'liquid'],
  [['<%# ', ' %>'], 'erb ejs'],
  [['{{!-- ', ' --}}'], 'handlebars hbs mustache'],
  [line('//-'), 'pug jade'],
  [['(* ', ' *)'], 'ocaml ml pascal delphi'],
];

const commentByLanguage: ReadonlyMap<string, Wrap> = new Map(
  commentsOf.flatMap(([wrap, names]) => names.split(' ').map((name) => [name, wrap] as const)),
);

const fallback = line('#');

/** A comment line in the language's syntax, without indentation. */
export function comment(language: string | null | undefined, text: string): string {
  const [open, close] = commentByLanguage.get((language ?? '').toLowerCase()) ?? fallback;
  return `${open}${text}${close}`;
}

/** `3 lines left out`, `1 entry left out`. */
export function leftOut(count: number, unit: 'line' | 'entry' | 'row' = 'line'): string {
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  return `${count} ${count === 1 ? unit : plural} left out`;
}

/** The marker for `count` lines of code: `… 12 lines left out`; with `above` it says that the page has shown them before. */
export const codeMarkerText = (count: number, { above = false } = {}): string =>
  `… ${leftOut(count)}${above ? ', as above' : ''}`;

/** How many lines of the source a line is: those that its marker counts, else itself. */
export const linesStoodFor = (line: string): number =>
  Number(/… (\d+) lines? left out/.exec(line)?.[1] ?? 1);

/** The marker for entries of data without comments, as key and value: `"…": "3 entries left out"`. */
export function dataMarker(count: number): { key: string; text: string } {
  return { key: '…', text: leftOut(count, 'entry') };
}

/** The marker for prose, the text of an emphasised paragraph: `Left out: WHAT.` */
export const proseMarkerText = (what: string): string => `Left out: ${what}.`;
