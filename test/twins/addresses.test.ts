import { expect, test } from 'vitest';
import { addressesUnder } from '../../src/twins/addresses.ts';

test.each([
  [undefined, 'guide/a.md', '/guide/a.md'],
  ['/docs/', 'guide/a.md', '/docs/guide/a.md'],
  ['https://acme.dev', 'guide/a.md', 'https://acme.dev/guide/a.md'],
  ['https://acme.dev/docs/', 'a b.md', 'https://acme.dev/docs/a%20b.md'],
])('under %s the file %s is at %s', (base, path, address) => {
  expect(addressesUnder(base).of(path)).toBe(address);
});

test.each([
  ['https://acme.dev/docs', 'https://acme.dev/docs/a', '/a'],
  ['https://acme.dev/docs', 'https://acme.dev/docs', '/'],
  ['https://acme.dev/docs', 'https://acme.dev/docsy', undefined],
  ['https://acme.dev/docs', 'https://acme.dev.example/docs/a', undefined],
  ['https://acme.dev/docs', '/docs/a', '/a'],
  ['https://acme.dev/docs', '/a', '/a'],
  [undefined, '/a', '/a'],
  ['/docs/', '/docs/a', '/a'],
  ['/docs/', '/a', '/a'],
  [undefined, 'https://acme.dev/a', undefined],
])('under %s the address %s leads to %s', (base, address, path) => {
  expect(addressesUnder(base).pathOf(address)).toBe(path);
});
