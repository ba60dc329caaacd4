import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { session, withSession } from '../../scripts/session.ts';
import { bin } from '../setup/package.ts';

test("the agent's session in docs/ask.md is what the commands and the server say", async () => {
  const page = readFileSync('docs/ask.md', 'utf8');
  expect(withSession(page, await session(bin))).toBe(page);
  expect(page).toContain('await acme.retry(42);');
});
