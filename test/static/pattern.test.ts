import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget, Exceeded } from '../../src/static/budget.ts';
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
  ['[\\s_]+|\\S', 'g'],
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

test.each([
  ['a*?b|a', 'g', 'a'.repeat(20_000)],
  ['(?:[ab]?){1000}[cd]', '', 'ab'.repeat(50_000)],
  [`(${'[ab]?'.repeat(5_000)})c`, '', 'ab'.repeat(5_000)],
])('what takes too long is not known (%#)', (source, flags, text) => {
  expect(new Pattern(source, flags).match(text)).toBe(unknown);
});

test('the first match in a very long text is known, and all matches of what repeats nothing', () => {
  const text = 'a '.repeat(20_000);
  expect(new Pattern('a+ ', '').test(text)).toBe(true);
  expect(new Pattern('a', 'g').replace(text, 'b')).toBe('b '.repeat(20_000));
});

test('searches take steps of the budget, exec of the same text once', () => {
  const text = 'a'.repeat(1_000);
  const budget = new Budget(10_000);
  const pattern = new Pattern('a', 'g', budget);
  for (let at = 0; at < 1_000; at++) expect(pattern.exec(text)).toEqual(['a']);
  const search = () => {
    for (let at = 0; at < 1_000; at++) pattern.test(text + at);
  };
  expect(search).toThrow(Exceeded);
});

test.each([
  ['\\s', 'a\u00a0b', 'a-b'],
  ['[\\s_]', 'a\u2003_b', 'a--b'],
  ['\\S', 'a\ufeffb', '-\ufeff-'],
  ['[\\s\\S]', 'a\u00a0b', '---'],
  ['\\\\s', 'a\\s', 'a-'],
])('%s in %j: blanks are those of JavaScript', (source, text, expected) => {
  expect(text.replace(new RegExp(source, 'g'), '-')).toBe(expected);
  expect(new Pattern(source, 'g').replace(text, '-')).toBe(expected);
});
