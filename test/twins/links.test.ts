import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressesUnder } from '../../src/twins/addresses.ts';
import { portable } from '../../src/twins/twin.ts';
import { twinPage } from './page.ts';

const addresses = addressesUnder('https://acme.dev/docs');
const page = twinPage('/guide/intro');
const links = {
  twinOf: (out: string) =>
    out === 'guide/setup.mdc' ? 'https://acme.dev/docs/guide/setup.md' : undefined,
  atPath: (path: string) =>
    ({
      '/guide/setup': 'https://acme.dev/docs/guide/setup.md',
      '/logo.png': 'https://acme.dev/docs/logo.png',
    })[path],
  pathOf: addresses.pathOf,
};
const twin = 'https://acme.dev/docs/guide/setup.md';

test.each([
  ['an output beside', '[a](setup.mdc)', `[a](${twin})`],
  ['a heading of an output', '[a](./setup.mdc#keys)', `[a](${twin}#keys)`],
  ['an output of no page', '[a *b*](draft.mdc)', 'a *b*'],
  ['an address of the site', '[a](https://acme.dev/docs/guide/setup)', `[a](${twin})`],
  ['an address from the root', '[a](/docs/guide/setup "t")', `[a](${twin} "t")`],
  ['a page beside, as the site links', '[a](setup#keys)', `[a](${twin}#keys)`],
  ['a file of the site', '![l](/logo.png)', '![l](https://acme.dev/docs/logo.png)'],
  ['a file that is nowhere', '![logo](missing.png)', 'logo'],
  [
    'an image in a link',
    '[![l](/logo.png)](setup.mdc)',
    `[![l](https://acme.dev/docs/logo.png)](${twin})`,
  ],
  ['a heading of the page', '[a](#b)', '[a](#b)'],
  ['an address elsewhere', '[a](https://example.com/x.mdc)', '[a](https://example.com/x.mdc)'],
  ['nothing', '[a]()', 'a'],
  ['mail', '[a](mailto:a@example.com)', '[a](mailto:a@example.com)'],
  [
    'code',
    '`[a](setup.mdc)`\n\n```md\n[a](setup.mdc)\n```',
    '`[a](setup.mdc)`\n\n```md\n[a](setup.mdc)\n```',
  ],
  ['a destination in angle brackets', '[a](<setup.mdc>)', `[a](${twin})`],
  [
    'a cell of a table',
    '| a |\n| - |\n| [x \\| y](setup.mdc) |',
    `| a |\n| - |\n| [x \\| y](${twin}) |`,
  ],
])('a link to %s', (_, before, after) => {
  expect(portable(before, page, links)).toBe(after);
});

test('a folder is left out of the way of relative links only where the page is one', () => {
  const folder = twinPage('/guide', { address: '/guide/' });
  expect(portable('[a](setup)', folder, links)).toBe(`[a](${twin})`);
});

test('text without links that lead to pages stays, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const body = text.replaceAll('](', '] (');
      expect(portable(body, page, links)).toBe(body);
    }),
  );
});
