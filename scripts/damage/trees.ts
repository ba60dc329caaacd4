import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { surveyProject } from '../../src/cli/survey/survey.ts';
import type { VerifyInput } from '../../src/verify/compared.ts';
import { partReader, siteOf } from '../../src/verify/share.ts';
import { buildTree, listCorpora } from '../corpora.ts';

export interface Tree {
  name: string;
  src: string;
  dialect?: string;
}

/** The corpora, and the projects of the folder that `CONTEXTOR_PROJECTS` names. */
export async function listTrees(
  projects = process.env.CONTEXTOR_PROJECTS ?? '../shared/projects',
): Promise<Tree[]> {
  const corpora = listCorpora().map(({ name, folder }) => ({ name, src: folder, dialect: name }));
  if (!existsSync(projects)) return corpora;
  const folders = readdirSync(projects, { withFileTypes: true }).filter((one) => one.isDirectory());
  const found: Tree[] = [];
  for (const { name } of folders) {
    const root = resolve(projects, name);
    const [site] = (await surveyProject(root)).sites;
    if (site) found.push({ name: `${name} (project)`, src: join(root, site.src.value) });
  }
  return [...corpora, ...found.sort((a, b) => (a.name < b.name ? -1 : 1))];
}

export type Pair = Omit<VerifyInput, 'profile'>;

/** Builds a tree in `lossless`; gives each source with its output, in path order. */
export async function builtPairs({ name, src, dialect }: Tree, scratch: string): Promise<Pair[]> {
  const out = join(scratch, 'out', basename(name));
  mkdirSync(out, { recursive: true });
  const args = ['--no-cache', ...(dialect ? ['--dialect', dialect] : [])];
  const { code, stderr } = buildTree({ src, out, args });
  if (code === null || code > 1) throw new Error(`${name}: ${stderr}`);
  const settled = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).settings.dialect;
  const index = readFileSync(join(out, 'index.jsonl'), 'utf8').trim().split('\n');
  const entries = index.map((line) => JSON.parse(line) as { path: string; out: string });
  const site = siteOf(
    out,
    entries.map((entry) => entry.out),
  );
  const read = await partReader({ sourceRoot: src });
  return entries.map(({ path, out: file }) => {
    return {
      path,
      source: readFileSync(join(src, path), 'utf8'),
      output: readFileSync(join(out, file), 'utf8'),
      dialect: settled,
      read,
      site: { ...site, out: file },
    };
  });
}
