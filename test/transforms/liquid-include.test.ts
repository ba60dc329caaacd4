import { expect, test } from 'vitest';
import { filledInclude, parametersOf } from '../../transforms/renderings/liquid-include.ts';

type Given = Readonly<Record<string, string>>;

const kinds = '{% if include.t == "a" %}A{% elsif include.t == "b" %}B{% else %}C{% endif %}';
const ofSite = '{% if site.x %}T{% else %}F{% endif %}';

test.each<[what: string, text: string, given: Given, filled: string]>([
  ['a parameter that is not given is empty', 'a{{ include.none }}.', {}, 'a.'],
  ['what is no parameter stays', '{{ other }}', {}, '{{ other }}'],
  [
    'words after text stay in its line',
    'Text {{ include.a }}',
    { a: 'two words' },
    'Text two words',
  ],
  ['the first branch', kinds, { t: 'a' }, 'A'],
  ['the second branch', kinds, { t: 'b' }, 'B'],
  ['the last branch', kinds, { t: 'c' }, 'C'],
  [
    'both conditions',
    '{% if include.a and include.b %}both{% endif %}',
    { a: '1', b: '2' },
    'both',
  ],
  ['one of two conditions', '{% if include.a or include.b %}one{% endif %}', { b: '2' }, 'one'],
  ['a flag that is set', '{% if include.wide %}wide{% endif %}', { wide: 'true' }, 'wide'],
  ['a flag that is not set', '{% if include.wide %}wide{% endif %}', { wide: 'false' }, ''],
  ['a condition on the site stays, with its tags', ofSite, {}, ofSite],
  [
    'a condition on the site in a branch that is not taken',
    `{% if include.a %}${ofSite}{% endif %}`,
    {},
    '',
  ],
  ['an end without a beginning stays', 'a {% endif %} b', {}, 'a {% endif %} b'],
])('%s', (_, text, given, filled) => {
  const leave = () => expect.unreachable('no loop is left out');
  const site = { data: () => undefined, leave };
  expect(filledInclude(text, new Map(Object.entries(given)), site)).toBe(filled);
});

test('parameters are texts, with the line breaks that were written', () => {
  const attributes = [
    { type: 'mdxJsxAttribute', name: 'a', value: 'x\u2028y' },
    { type: 'mdxJsxAttribute', name: 'flag', value: null },
  ];
  expect(parametersOf({ attributes } as never)).toEqual(new Map([['a', 'x\ny']]));
});
