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

const count = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

/** Packages a tree, packs it with npm, and installs the tarball in an empty project. */
export function installedDocs(
  corpus: Corpus,
  scratch: string,
  { compress, options }: { compress: unknown; options: readonly string[] },
): InstalledDocs {
  const own = join(scratch, 'package');
  const user = join(scratch, 'user');
  const name = `docs-of-${corpus.name}`;
  cpSync(corpus.folder, join(own, 'sources'), { recursive: true });
  mkdirSync(user);
  write(own, 'package.json', { name, version: '1.0.0', files: ['docs'] });
  write(own, 'contextor.config.json', { src: 'sources', title: corpus.name, compress });
  write(user, 'package.json', { name: 'user', private: true, dependencies: {} });
  write(user, 'contextor.config.json', { src: '.', out: '.contextor', deps: [name] });
  packaged(own, 'docs', ...options);
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', scratch], {
    cwd: own,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tarball = join(scratch, JSON.parse(packed)[0].filename);
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...quiet, tarball], { cwd: user, stdio: 'ignore' });
  const folder = join(user, 'node_modules', name, 'docs');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const pages = indexOf(folder);
  const sum = (texts: readonly string[]) => texts.reduce((total, one) => total + count(one), 0);
  const sources = (paths: readonly string[]) =>
    sum(paths.map((path) => readFileSync(join(corpus.folder, path), 'utf8')));
  const raw = readdirSync(corpus.folder, { recursive: true, encoding: 'utf8' });
  const read = execFileSync(process.execPath, [bin, 'deps', name, pages[0]!.out], {
    cwd: user,
    encoding: 'utf8',
  });
  return {
    corpus,
    folder,
    files,
    pages,
    tokens: {
      all: sources(raw.filter((path) => /\.mdx?$/.test(path))),
      before: sources(pages.map(({ path }) => path)),
      after: sum(pages.map(({ out }) => text(out))),
      shipped: sum(files.map(text)),
    },
    read,
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
