import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validate } from 'skills-ref';
import { expect } from 'vitest';
import { outputLines } from '../../src/contract/index-line.ts';
import { run, type Where } from './build.ts';

const mostPages = 500;

/**
 * What is for agents: a block that names every page, and a valid skill.
 *
 * @param config what the output was built with, so that the cache has its documents
 * @param documents what the report says of them; default: none is written
 */
export async function checkAgents(
  cwd: string,
  config: { out: string } & Record<string, unknown>,
  where: Where,
  documents: object = { written: 0 },
): Promise<void> {
  // A project may have its own.
  rmSync(join(cwd, 'AGENTS.md'), { force: true });
  const agents = { agentsMd: true, skill: { dir: 'skills-of-this-test' } };
  writeFileSync(join(cwd, 'agents.json'), JSON.stringify({ ...config, agents, llmsTxt: true }));
  const args = ['build', '--config', 'agents.json', '--reporter', 'json'];
  const { code, stdout, stderr } = await run(args, cwd, where);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ documents });
  const block = readFileSync(join(cwd, 'AGENTS.md'), 'utf8');
  expect(Buffer.byteLength(block)).toBeLessThanOrEqual(8_192);
  const published = publishedIn(resolve(cwd, config.out));
  expect(published.length).toBeGreaterThan(10);
  if (published.length <= mostPages) expect(namedIn(block).sort()).toEqual(published.sort());
  const skills = readdirSync(join(cwd, agents.skill.dir));
  expect(skills).toHaveLength(1);
  expect(await validate(join(cwd, agents.skill.dir, skills[0]!))).toEqual([]);
}

/** The outputs that `llms.txt` lists, by their paths or their addresses. */
function publishedIn(out: string): string[] {
  const lines = outputLines(readFileSync(join(out, 'index.jsonl'), 'utf8'));
  const outOf = new Map(lines.flatMap((line) => [line.out, line.url].map((to) => [to, line.out])));
  const listed = readFileSync(join(out, 'llms.txt'), 'utf8');
  const links = listed.matchAll(/^- \[.*?\]\(<?(\S.*?)>?\)(?::|$)/gm);
  return Array.from(links, ([, to]) => outOf.get(to!)!);
}

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
