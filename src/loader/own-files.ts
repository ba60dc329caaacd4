import { posix } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { escaped, insideRoot } from './patterns.ts';

/** Files of the project with a block that contextor writes, by the setting that asks for it. */
export const blockFiles = { agentsMd: 'AGENTS.md', claudeMd: 'CLAUDE.md' } as const;

/**
 * Globs of what contextor itself writes below the source root, where that is the project itself:
 * the next build would take it for documents.
 */
export function ownFilesIn({
  sourceRoot,
  cwd,
  agents,
  site,
}: Pick<Settings, 'sourceRoot' | 'cwd' | 'agents' | 'site'>): string[] {
  const blocks = (['agentsMd', 'claudeMd'] as const).filter((name) => agents[name] !== undefined);
  const inside = (path: string) => escaped(insideRoot(path, cwd, { cwd, root: sourceRoot }) ?? '');
  const skills = typeof agents.skill === 'object' ? inside(agents.skill.dir) : '';
  const built = site === undefined ? '' : inside(site.folder);
  return [
    ...blocks.map((name) => inside(blockFiles[name])),
    skills && posix.join(skills, '*/SKILL.md'),
    built && posix.join(built, '**'),
  ].filter((glob) => glob !== '');
}
