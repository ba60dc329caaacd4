import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/config/settings.ts';
import type { Project } from '../build/project.ts';
import { type Attack, attacks, mystAttacks, part } from './attacks.ts';
import { combined, evilPages } from './evil-texts.ts';
import { formed, tempt } from './private-files.ts';

/** What is expected of a hostile document. */
interface Expected {
  /** Path below the folder of all sources. */
  path: string;
  /** Some message about it. */
  told?: RegExp | undefined;
  /** No message about it. */
  untold?: RegExp;
  /** Its output. */
  says?: string;
  isFailed?: boolean;
}

/** A source of the table: its dialect, and its documents. */
export interface HostileSource {
  /** Below the folder of all sources. */
  src: string;
  dialect: Config['dialect'];
  exclude: string[];
  documents: readonly Expected[];
}

const refused = /is not for readers/;

/** Writes every hostile document there is into a project, a source for each dialect. */
export function writeHostileSources(own: Project, scale: number): HostileSource[] {
  own.write('package.json', '{}');
  return [
    pages(own, scale),
    directives(own, scale),
    evil(own),
    ...formed.map((dialect) => tempting(own, dialect)),
  ];
}

/** Nesting, repetition, links to what cannot be read, and files that are too large. */
function pages(own: Project, scale: number): HostileSource {
  const src = 'pages';
  const at = (path: string) => join(own.src, src, path);
  const documents = written(own, src, attacks(scale));
  own.write('docs/pages/LICENSE', 'MIT\n');
  own.write('docs/pages/_part.mdx', part(scale));
  own.write('docs/pages/_closed.md', '# Closed\n\n## Part\n');
  own.write('docs/pages/closed.png', 'x');
  for (const name of ['closed.png', '_closed.md']) chmodSync(at(name), 0);
  symlinkSync('loop.md', at('loop.md'));
  own.write('docs/pages/good.md', '# Good\n\nAll is well.\n');
  own.write('docs/pages/sparse.md', '');
  truncateSync(at('sparse.md'), 3 * 1024 ** 3);
  own.write('docs/pages/.gitignore', 'a'.repeat(3_000_000));
  return {
    ...{ src, dialect: 'generic', exclude: ['_*'] },
    documents: [
      ...documents,
      { path: 'pages/good.md', says: 'All is well.' },
      { path: 'pages/sparse.md', told: /`documentLimitMb` allows/, isFailed: true },
    ],
  };
}

/** Directives without end, and files about the site that are folders, a device, a link to itself and too much. */
function directives(own: Project, scale: number): HostileSource {
  const src = 'directives';
  for (const name of ['tsconfig.json', 'docs.json', 'meta.json', '_meta.js', '_category_.json'])
    own.write(`docs/${src}/${name}/a.txt`, '');
  symlinkSync('/dev/zero', join(own.src, src, 'mkdocs.yml'));
  symlinkSync('mint.json', join(own.src, src, 'mint.json'));
  own.write(`docs/${src}/myst.yml`, '['.repeat(2_000_000));
  return { src, dialect: 'myst', exclude: [], documents: written(own, src, mystAttacks(scale)) };
}

/** Names, titles and descriptions that steer whoever reads them. */
function evil(own: Project): HostileSource {
  const src = 'evil';
  const files = Object.entries(evilPages(combined)).map(([path, text]) => ({ path, text }));
  const documents = written(own, src, files).filter(({ path }) => path.endsWith('.md'));
  return { src, dialect: 'docusaurus', exclude: [], documents };
}

/** Pages that include private files, in each form of a dialect. */
function tempting(own: Project, dialect: (typeof formed)[number]): HostileSource {
  const src = `private-${dialect}`;
  const { pages, exclude } = tempt(own, `docs/${src}`, dialect);
  const documents = pages.map(({ path, isRefused }) => ({
    path: `${src}/${path}`,
    ...(isRefused === true && { told: refused }),
    ...(isRefused === false && { untold: refused, says: 'OPEN' }),
  }));
  return { src, dialect, exclude: [...exclude], documents };
}

function written(own: Project, src: string, files: readonly Attack[]): Expected[] {
  return files.map(({ path, text, told }) => {
    own.write(`docs/${src}/${path}`, text);
    return { path: `${src}/${path}`, told };
  });
}
