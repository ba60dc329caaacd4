import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Corpus } from '../corpora.ts';
import { bin } from '../served-command.ts';

/** The docs of a package as they stand in an empty project that has installed it. */
export interface InstalledDocs {
  corpus: Corpus;
  /** Absolute folder of the docs, in `node_modules`. */
  folder: string;
  /** All files, relative to it. */
  files: readonly string[];
  /** As its index lists them. */
  pages: readonly { path: string; out: string }[];
  /** Of all Markdown of the tree, of the sources of the pages that are packed, of these pages, and of all files of the docs. */
  tokens: { all: number; before: number; after: number; shipped: number };
  /** What `contextor deps` says of the first page. */
  read: string;
}

const tokensIn = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

/** Packages a tree, packs it with npm, and installs the tarball in an empty project. */
export function installedDocs(
  corpus: Corpus,
  scratch: string,
  { compress, options }: { compress: unknown; options: readonly string[] },
): InstalledDocs {
  const name = `docs-of-${corpus.name}`;
  const own = join(scratch, 'package');
  cpSync(corpus.folder, join(own, 'sources'), { recursive: true });
  write(own, 'package.json', { name, version: '1.0.0', files: ['docs'] });
  write(own, 'contextor.config.json', { src: 'sources', title: corpus.name, compress });
  packaged(own, 'docs', ...options);
  const user = join(scratch, 'user');
  mkdirSync(user);
  write(user, 'package.json', { name: 'user', private: true, dependencies: {} });
  write(user, 'contextor.config.json', { src: '.', out: '.contextor', deps: [name] });
  install(packedTarball(own, scratch), user);
  const folder = join(user, 'node_modules', name, 'docs');
  const files = filesOf(folder);
  const pages = indexOf(folder);
  const read = execFileSync(process.execPath, [bin, 'deps', name, pages[0]!.out], {
    cwd: user,
    encoding: 'utf8',
  });
  return { corpus, folder, files, pages, tokens: tokensOf({ corpus, folder, files, pages }), read };
}

function packedTarball(cwd: string, scratch: string): string {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', scratch], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return join(scratch, JSON.parse(packed)[0].filename);
}

function install(tarball: string, cwd: string): void {
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...quiet, tarball], { cwd, stdio: 'ignore' });
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

function tokensOf({
  corpus,
  folder,
  files,
  pages,
}: Pick<InstalledDocs, 'corpus' | 'folder' | 'files' | 'pages'>): InstalledDocs['tokens'] {
  const count = (root: string, paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + tokensIn(readFileSync(join(root, path), 'utf8')), 0);
  const all = readdirSync(corpus.folder, { recursive: true, encoding: 'utf8' });
  return {
    all: count(
      corpus.folder,
      all.filter((path) => /\.mdx?$/.test(path)),
    ),
    before: count(
      corpus.folder,
      pages.map(({ path }) => path),
    ),
    after: count(
      folder,
      pages.map(({ out }) => out),
    ),
    shipped: count(folder, files),
  };
}

function packaged(cwd: string, folder: string, ...options: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [bin, 'package', folder, ...options], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
}

function indexOf(folder: string): { path: string; out: string }[] {
  const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function write(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(value));
}
