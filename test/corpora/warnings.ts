import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Message } from '../../src/contract/message.ts';

interface Judged extends Pick<Message, 'path' | 'rule' | 'about'> {
  verdict: 'true' | 'false';
  /** What tells the same today: a page that includes this one, or the component inside. */
  toldAs?: Partial<Pick<Message, 'path' | 'about'>>;
}

/** Warnings of ten projects, judged one by one: all of a project, or a sample of 60. */
const judged: Record<string, Judged[]> = JSON.parse(
  readFileSync('fixtures/projects/warnings.json', 'utf8'),
);

const sampled = 60;

/** Each true one of a project is told. Gives the verdicts of those that are told. */
export function checkWarnings(name: string, messages: readonly Message[]): string[] {
  const found = new Set(messages.map(keyOf));
  const known = new Set(judged[name]!.map(keyOf));
  const unjudged = messages.filter((one) => one.severity === 'warning' && !known.has(keyOf(one)));
  if (judged[name]!.length !== sampled) expect(unjudged.map(keyOf)).toEqual([]);
  const lost = judged[name]!.filter(({ toldAs, ...one }) => {
    return one.verdict === 'true' && !found.has(keyOf({ ...one, ...toldAs }));
  });
  expect(lost.map(keyOf)).toEqual([]);
  return judged[name]!.filter((one) => found.has(keyOf(one))).map(({ verdict }) => verdict);
}

function keyOf({ path, rule, about }: Pick<Message, 'path' | 'rule' | 'about'>): string {
  return [path, rule, about].join('\n');
}
