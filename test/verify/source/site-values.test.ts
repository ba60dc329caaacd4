import { expect, test } from 'vitest';
import { withoutFilledIn } from '../../../src/verify/source/site-values.ts';

test.each([
  ['see https://a.dev/{{ $site.base }}/kilns now', 'see  now'],
  ['{{ $page.title }}{{ $site.title }} is', ' is'],
  ['这是{{ $site.title }}的', '这是的'],
  ['{{ kiln }}', '{{ kiln }}'],
])('values of Vue that the output has are left out of the source: %s', (source, expected) => {
  expect(withoutFilledIn(source, '')).toBe(expected);
  expect(withoutFilledIn(source, source)).toBe(source);
});

test('a very long address takes time in proportion to its length', () => {
  const image = `data:image/png;base64,${'Ab9+/'.repeat(200_000)}`;
  expect(withoutFilledIn(image, '')).toBe(image);
});
