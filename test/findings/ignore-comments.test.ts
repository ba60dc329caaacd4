import { describe, expect, it } from 'vitest';
import { ignoredAt } from '../../src/findings/ignore-comments.ts';

const below = (comment: string) => ignoredAt(`# A\n\n${comment}\n[x](y.md)\n`);

describe('a comment is read in every dialect', () => {
  it.each([
    ['HTML', '<!-- contextor-ignore-next-line broken-link -->'],
    ['MDX', '{/* contextor-ignore-next-line broken-link */}'],
    ['Hugo', '{{/* contextor-ignore-next-line broken-link */}}'],
    ['Hugo, trimmed', '{{- /* contextor-ignore-next-line broken-link */ -}}'],
    ['Hugo, a shortcode', '{{</* contextor-ignore-next-line broken-link */>}}'],
    ['Liquid', '{% comment %} contextor-ignore-next-line broken-link {% endcomment %}'],
    ['Liquid, inline', '{% # contextor-ignore-next-line broken-link %}'],
    ['Markdoc', '{% comment %}contextor-ignore-next-line broken-link{% /comment %}'],
    ['Jinja', '{# contextor-ignore-next-line broken-link #}'],
    ['MyST', '% contextor-ignore-next-line broken-link'],
    ['a link definition', '[//]: # (contextor-ignore-next-line broken-link)'],
  ])('%s', (_, comment) => {
    expect(below(comment)(4, 'broken-link')).toBe(true);
    expect(below(comment)(4, 'broken-anchor')).toBe(false);
  });
});

it('skips blank lines', () => {
  const text = '<!-- contextor-ignore-next-line broken-link -->\n\n\n[x](y.md)\n';
  expect(ignoredAt(text)(4, 'broken-link')).toBe(true);
});

it.each(['broken-link broken-anchor', 'broken-link, broken-anchor'])(
  'takes several: %s',
  (names) => {
    const isIgnored = below(`<!-- contextor-ignore-next-line ${names} -->`);
    expect(isIgnored(4, 'broken-link') && isIgnored(4, 'broken-anchor')).toBe(true);
    expect(isIgnored(4, 'include-missing')).toBe(false);
  },
);

it('without a name stands for every rule', () => {
  expect(below('<!-- contextor-ignore-next-line -->')(4, 'include-missing')).toBe(true);
});

it.each([
  ['of another line', '<!-- contextor-ignore-next-line broken-link -->', 5],
  ['without a line', '<!-- contextor-ignore-next-line broken-link -->', undefined],
  ['below prose that names it', 'Write contextor-ignore-next-line broken-link above.', 4],
  ['below a longer word', '<!-- contextor-ignore-next-lines broken-link -->', 4],
])('does not concern a finding %s', (_, comment, line) => {
  expect(below(comment)(line, 'broken-link')).toBe(false);
});
