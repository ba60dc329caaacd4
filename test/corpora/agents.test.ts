import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'skills-ref';
import { afterAll, expect, test } from 'vitest';
import { listTrees, type Tree } from '../../scripts/afdocs/trees.ts';
import { build } from '../../src/build.ts';
import { surveyProject } from '../../src/cli/survey/survey.ts';
import { resolveSettings } from '../../src/config/resolve.ts';

const scratch = mkdtempSync(join(tmpdir(), 'contextor-agents-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const trees = listTrees();
const mostPages = 500;

function sourceOf({ cwd, args }: Tree): string {
  if (args.includes('--no-config')) return cwd;
  return join(cwd, surveyProject(cwd).sites[0]!.src.value);
}

test.skipIf(trees.length < 2).each(trees)(
  '$name: the block names every page, and the skill is valid',
  async (tree) => {
    const cwd = join(scratch, tree.name);
    mkdirSync(cwd);
    const agents = { agentsMd: true, skill: { dir: 'skills' } };
    const config = {
      src: sourceOf(tree),
      title: tree.name,
      agents,
      llmsTxt: true,
      cache: false,
    } as const;
    await build(resolveSettings(config, { cwd }));
    const block = readFileSync(join(cwd, 'AGENTS.md'), 'utf8');
    expect(Buffer.byteLength(block)).toBeLessThanOrEqual(8_192);
    const listed = readFileSync(join(cwd, '.contextor/llms.txt'), 'utf8');
    const published = [...listed.matchAll(/^- \[.*?\]\(<?(\S.*?\.mdc)>?\)(?::|$)/gm)].map(
      ([, out]) => out!,
    );
    if (published.length <= mostPages) expect(namedIn(block).sort()).toEqual(published.sort());
    expect(await validate(join(cwd, 'skills', tree.name.replaceAll('.', '-')))).toEqual([]);
  },
);

/** The outputs that the index of a block stands for, as an agent would read it. */
function namedIn(block: string): string[] {
  const index = block
    .split('\nIndex:\n')[1]!
    .split(/\n\nWhat (?:some of )?the[my] are about:/)[0]!
    .split('<!--')[0]!;
  return index
    .split('\n')
    .filter((line) => line !== '' && !/: \d+ pages$/.test(line))
    .flatMap((line) => {
      const [, folder, names] = /^(.*)\{(.*)\}$/.exec(line) ?? [line, '', line];
      return names!.split(',').map((name) => `${folder}${name.replaceAll('"', '')}.mdc`);
    });
}
