import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Message } from '../../src/contract/message.ts';
import { runCli } from '../cli/run-cli.ts';
import { scratch } from './build.ts';

const projects = resolve(process.env.CONTEXTOR_PROJECTS ?? '../shared/projects');

interface Judged extends Pick<Message, 'path' | 'rule' | 'about'> {
  verdict: 'true' | 'false';
  /** What tells the same today: a page that includes this one, or the component inside. */
  toldAs?: Partial<Pick<Message, 'path' | 'about'>>;
}

/** Warnings of ten projects, up to 60 each, judged one by one. */
const judged: Record<string, Judged[]> = JSON.parse(
  readFileSync('fixtures/projects/warnings.json', 'utf8'),
);

const { folder, remove } = scratch();
afterAll(remove);

test.skipIf(!existsSync(projects))(
  'of the judged warnings, at least 95 in a hundred are true, and each true one is told',
  () => {
    const told = Object.keys(judged).flatMap((name) => {
      const cwd = join(folder, name);
      cpSync(join(projects, name), cwd, { recursive: true });
      const { stdout } = runCli(['build', '--dry-run', '--reporter', 'json'], { cwd });
      const { messages } = JSON.parse(stdout) as { messages: Message[] };
      const found = new Set(messages.map(keyOf));
      const known = new Set(judged[name]!.map(keyOf));
      // A project with fewer than 60 has a verdict on each.
      const unjudged = messages.filter(
        (one) => one.severity === 'warning' && !known.has(keyOf(one)),
      );
      if (judged[name]!.length < 60) expect([name, unjudged.map(keyOf)]).toEqual([name, []]);
      const lost = judged[name]!.filter(({ toldAs, ...one }) => {
        return one.verdict === 'true' && !found.has(keyOf({ ...one, ...toldAs }));
      });
      expect([name, lost.map(keyOf)]).toEqual([name, []]);
      return judged[name]!.filter((one) => found.has(keyOf(one)));
    });
    const wrong = told.filter(({ verdict }) => verdict === 'false');
    expect(told.length).toBeGreaterThan(250);
    expect(wrong.length / told.length).toBeLessThanOrEqual(0.05);
  },
);

function keyOf({ path, rule, about }: Pick<Message, 'path' | 'rule' | 'about'>): string {
  return [path, rule, about].join('\n');
}
