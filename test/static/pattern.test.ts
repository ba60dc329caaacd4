import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pattern } from '../../src/static/pattern.ts';
import { unknown, type Value } from '../../src/static/value.ts';

describe.each<[source: string, flags: string]>([
  ['b', ''],
  ['a+', 'g'],
  ['(a)|(b)', 'g'],
  ['(?<first>a)(?<more>b*)', 'g'],
  ['^a|b$', 'gm'],
  ['[^a]', 'i'],
  ['a*?', 'g'],
  ['(?:^|\\s)((?:&(?:\\w+);)|[_]|[^\\w\\s])', 'g'],
  ['\\b\\w', 'g'],
  ['', 'g'],
])('/%s/%s does as in JavaScript:', (source, flags) => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '\n', '_', '&b;') });
  const native = () => new RegExp(source, flags);
  const same = (ours: (text: string) => Value, theirs: (text: string) => unknown) =>
    fc.assert(
      fc.property(text, (one) => {
        expect(ours(one)).toEqual(theirs(one));
      }),
    );

  test('test', () => {
    same(
      (one) => new Pattern(source, flags).test(one),
      (one) => native().test(one),
    );
  });

  test.each(['-', '<$1>', '[$&|$<first>|$9]', '$$'])('replace by %s', (to) => {
    same(
      (one) => new Pattern(source, flags).replace(one, to),
      (one) => one.replace(native(), to),
    );
  });

  test('match and exec, call by call', () => {
    same(
      (one) => new Pattern(source, flags).match(one),
      (one) => plain(one.match(native())),
    );
    const calls = (call: () => Value) => Array.from({ length: 4 }, call);
    same(
      (one) => {
        const pattern = new Pattern(source, flags);
        return calls(() => pattern.exec(one));
      },
      (one) => {
        const expression = native();
        return calls(() => plain(expression.exec(one)) as Value);
      },
    );
  });

  test('split', () => {
    // What is empty has no parts or one, whatever it is split by.
    fc.assert(
      fc.property(text, (one) => {
        fc.pre(one !== '');
        expect(new Pattern(source, flags).split(one)).toEqual(one.split(native()));
      }),
    );
  });
});

const plain = (match: readonly string[] | null) => match && [...match];

test.each(['(?=a)', '(?<!a)', '(a)\\1', '(', 'a{1001}'])('%s is not tried, but read', (source) => {
  const pattern = new Pattern(source, '');
  expect(pattern.replace('a'.repeat(400), '')).toBe(unknown);
  expect(pattern.source).toBe(source);
});

test.each(['^(a+)+$', '(a*)*b', '.*.*.*x', `${'a?'.repeat(30)}${'a'.repeat(30)}$`])(
  '%s takes time in proportion to the text',
  (source) => {
    expect(new Pattern(source, '').test(`${'a'.repeat(10_000)}!`)).toBe(false);
  },
);

test('what has very many matches in a very long text is not known', () => {
  expect(new Pattern('a', 'g').match('a'.repeat(20_000))).toBe(unknown);
});
