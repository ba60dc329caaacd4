import { afterAll, expect, test } from 'vitest';
import { buildExample, snippet } from '../../scripts/hosts/example.ts';
import { cloudflare, netlify } from '../../scripts/hosts/functions.ts';
import { startNginx } from '../../scripts/hosts/nginx.ts';
import { problemsOf } from '../../scripts/hosts/questions.ts';
import { folderWith } from '../setup/folder.ts';
import '../setup/package.ts';

const site = buildExample(folderWith({}));

test.each([
  ['Netlify', netlify],
  ['Cloudflare', cloudflare],
] as const)('the function for %s answers as docs/site.md says', async (_, host) => {
  const { ask } = await host(site);
  expect((await problemsOf(ask)).problems).toEqual([]);
});

test('the configuration for Vercel is JSON', () => {
  const { redirects, headers } = JSON.parse(snippet('"redirects"'));
  expect(redirects.length).toBeGreaterThan(0);
  expect(headers.length).toBeGreaterThan(0);
});

const nginx = await startNginx(site, folderWith({})).catch(() => undefined);
afterAll(() => nginx?.close());

test.skipIf(nginx === undefined)('nginx answers as docs/site.md says', async () => {
  expect((await problemsOf(nginx!.ask)).problems).toEqual([]);
});
