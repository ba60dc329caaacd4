import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fastGlob from 'fast-glob';
import type { Config } from '../../config/settings.ts';
import { evidenceIn } from '../../site/detect.ts';
import { gitFacts } from './git.ts';
import { siteUrl } from './site-url.ts';

/** What a look at a repo tells. */
export interface Survey {
  /** Settings that differ from the defaults, or that people want to see. */
  config: Config;
  /** The frameworks that have left signs, the likeliest first. */
  frameworks: Framework[];
  /** Other folders that hold documents, relative to the project. */
  otherFolders: string[];
}

export interface Framework {
  dialect: string;
  /** The sign, such as `docusaurus.config.js in website`. */
  sign: string;
}

/** Where frameworks keep documents, the usual places first. */
const documentFolders = [
  'src/content/docs',
  'content/docs',
  'website/docs',
  'docs',
  'documentation',
  'doc',
  'content',
  'pages',
  'src/pages',
  'app',
];

const siteFolders = ['.', 'website', 'docs', 'site', 'documentation'];

/** Files that a repo has without having documentation. */
const projectFiles = /^(readme|changelog|contributing|license|code_of_conduct|security)\b/i;

/**
 * Looks at a repo: folders, frameworks, URL, git.
 * @returns undefined where no Markdown was found.
 */
export function survey(folder: string): Survey | undefined {
  const frameworks = findFrameworks(folder);
  const folders = documentFolders.filter((name) => hasDocuments(join(folder, name)));
  const src = sourceOf(folder, folders, frameworks);
  if (src === undefined) return undefined;
  const baseUrl = siteFolders.map((name) => siteUrl(join(folder, name))).find(Boolean);
  return {
    config: {
      src,
      out: '.contextor',
      title: titleOf(folder),
      ...gitFacts(folder),
      ...(baseUrl !== undefined && { baseUrl }),
    },
    frameworks,
    otherFolders: folders.filter((name) => name !== src),
  };
}

function findFrameworks(folder: string): Framework[] {
  const found = new Map<string, string>();
  for (const name of siteFolders) {
    for (const { dialect, what } of evidenceIn(join(folder, name))) {
      const sign = name === '.' ? what.replace(/,$/, '') : `${what} in ${name}`;
      if (!found.has(dialect)) found.set(dialect, sign);
    }
  }
  return [...found].map(([dialect, sign]) => ({ dialect, sign }));
}

function sourceOf(
  folder: string,
  folders: readonly string[],
  frameworks: readonly Framework[],
): string | undefined {
  const atRoot = frameworks[0]?.dialect === 'mintlify' && existsSync(join(folder, 'docs.json'));
  if (!atRoot && folders[0] !== undefined) return folders[0];
  return hasDocuments(folder) ? '.' : undefined;
}

function hasDocuments(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const paths = fastGlob.sync('**/*.{md,mdx,markdown}', {
    cwd: folder,
    deep: 5,
    ignore: ['**/node_modules/**'],
    suppressErrors: true,
  });
  return paths.some((path) => path.includes('/') || !projectFiles.test(path));
}

function titleOf(folder: string): string {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof name === 'string' && name !== '' ? name : basename(folder);
  } catch {
    return basename(folder);
  }
}
