import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTree } from '../corpora.ts';
import type { Seed } from './mutate.ts';

/** Ways to build one site that may differ in time and in nothing else. */
const ways = {
  'in one thread': ['--no-parallel'],
  'with three workers': ['--max-workers', '3', '--batch-size', '7'],
};

/** Builds documents as one site in each way, and gives those whose output differs. */
export function buildRound(documents: readonly Seed[]): [string, Seed][] {
  const root = mkdtempSync(join(tmpdir(), 'contextor-fuzz-'));
  const src = join(root, 'docs');
  mkdirSync(src);
  const names = documents.map(
    ({ path }, at) => `case-${at}.${path.endsWith('.mdx') ? 'mdx' : 'md'}`,
  );
  documents.forEach(({ text }, at) => {
    writeFileSync(join(src, names[at]!), text);
  });
  const [first, ...others] = Object.entries(ways).map(([way, args], at) => {
    const out = join(root, `out-${at}`);
    const dialect = ['--dialect', documents[0]!.dialect];
    const { code, stderr } = buildTree({ src, out, args: [...dialect, ...args] });
    return { way, code, stderr, files: filesOf(out) };
  });
  const differences: [string, Seed][] = [];
  for (const { way, code, stderr } of [first!, ...others]) {
    if (code !== 0 && code !== 1)
      differences.push([`build: exit ${code} ${way}: ${stderr.slice(0, 200)}`, documents[0]!]);
  }
  for (const other of others) {
    if (other.code !== first!.code)
      differences.push([
        `build: exit ${first!.code} ${first!.way}, ${other.code} ${other.way}`,
        documents[0]!,
      ]);
    documents.forEach((document, at) => {
      const name = names[at]!.replace(/\.mdx?$/, '.mdc');
      if (first!.files.get(name) !== other.files.get(name))
        differences.push([`build: other bytes ${other.way} than ${first!.way}`, document]);
    });
  }
  rmSync(root, { recursive: true });
  return differences;
}

function filesOf(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true }) as string[];
  return new Map(
    names
      .filter((name) => name.endsWith('.mdc'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
