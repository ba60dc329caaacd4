import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Settings } from '../config/settings.ts';
import { loadTokenizer } from '../document/count-tokens.ts';
import { makeScratchFolder, removeFolder } from '../files/scratch-folder.ts';
import { IndexBuilder } from '../search/index-builder.ts';
import { decodeEntry, pageEntry } from '../search/page-entry.ts';
import { chunksFile, indexFile } from '../search/reader.ts';
import type { ContextSource } from '../search/sources.ts';
import { loadStemmer } from '../search/stemmers.ts';
import { bodyStart } from '../site/scan-frontmatter.ts';
import { type InstalledPackage, installedPackages, noDeps } from './installed.ts';
import { readPage, shippedPages } from './pages.ts';

const locale = 'en';

/** The docs of packages, indexed in a temporary folder. */
interface IndexedPackages {
  /** By the names of the packages. */
  sources: ContextSource[];
  remove(): void;
}

/**
 * Indexes the docs that the allowed packages of a project ship.
 *
 * @throws ContextorError `DEPS_NONE`
 */
export async function indexPackages({
  cwd,
  deps,
}: Pick<Settings, 'cwd' | 'deps'>): Promise<IndexedPackages> {
  if (deps.length === 0) throw noDeps();
  const scratch = makeScratchFolder();
  const sources: ContextSource[] = [];
  for (const [at, pack] of installedPackages(cwd, deps).entries()) {
    const dir = join(scratch, String(at));
    mkdirSync(dir);
    await indexPackage(pack, dir);
    sources.push({ dir, name: pack.name });
  }
  return { sources, remove: () => removeFolder(scratch) };
}

/** Writes chunks and search index of the docs that a package ships, marked as texts of others. */
async function indexPackage(pack: InstalledPackage, dir: string): Promise<void> {
  const count = await loadTokenizer();
  const builder = new IndexBuilder(new Map([[locale, await loadStemmer(locale)]]));
  const lines: Buffer[] = [];
  for (const { path, title, description } of shippedPages(pack)) {
    const text = readPage(pack, path);
    if (text === undefined) continue;
    const body = text.slice(bodyStart(text));
    const page = { path, out: path, title, description, url: addressOf(pack, path) };
    const encoded = pageEntry({ ...page, topics: [] }, body, { count });
    const entry = decodeEntry(Buffer.from(encoded));
    builder.addPage({ ...page, tokens: count(body) }, entry);
    lines.push(entry.lines);
  }
  const bytes = Buffer.concat(lines);
  const about = { locales: [locale], foreign: true as const };
  writeFileSync(join(dir, chunksFile), bytes);
  writeFileSync(
    join(dir, indexFile),
    builder.encode({ ...about, bytes: bytes.length, checksum: crc32(bytes) }),
  );
}

/** How a page of a package is named where an address is shown. */
const addressOf = ({ name, version }: InstalledPackage, path: string): string =>
  `npm:${name}@${version}/${path}`;
