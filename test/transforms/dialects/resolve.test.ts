import { describe, expect, test } from 'vitest';
import { dialectNames } from '../../../src/config/section-settings.ts';
import { dialects, resolveDialect } from '../../../transforms/dialects/index.ts';

test('every name that --dialect takes is a dialect', () => {
  expect(Object.keys(dialects).sort()).toEqual(
    dialectNames.filter((name) => name !== 'auto').toSorted(),
  );
});

test.each(Object.keys(dialects))(
  'the tables of %s name renderings and options that exist',
  (name) => {
    const { components = {}, containers = {}, macros = {} } = dialects[name] ?? {};
    expect(() => resolveDialect(name, { components, containers, macros })).not.toThrow();
  },
);

test('a dialect begins with what it extends', () => {
  const { components, containers } = resolveDialect('docusaurus');
  expect(components).toHaveProperty('TableRow');
  expect(components).toHaveProperty('kbd');
  expect(containers).toHaveProperty('note');
});

test("a user's rows come last", () => {
  const { components } = resolveDialect('mintlify', { components: { Card: 'drop' } });
  expect(components?.Card).toBe('drop');
});

test("a user's partials stand in place of the dialect's", () => {
  expect(resolveDialect('mintlify').partials).not.toEqual(['own/']);
  expect(resolveDialect('mintlify', { partials: ['own/'] }).partials).toEqual(['own/']);
});

const mistakes: [what: string, name: string, row: unknown, code: string, remedy: string][] = [
  ['a dialect', 'docusaurs', 'drop', 'DIALECT_UNKNOWN', 'Did you mean "docusaurus"?'],
  ['a prototype member', 'constructor', 'drop', 'DIALECT_UNKNOWN', 'Known names: generic'],
  ['a rendering', 'generic', 'alerts', 'RENDERING_UNKNOWN', 'Did you mean "alert"?'],
  [
    'an option',
    'generic',
    { as: 'alert', tilte: 'x' },
    'RENDERING_OPTION',
    'Did you mean "title"?',
  ],
  ['a flag', 'generic', { as: 'items', ordered: 'x' }, 'RENDERING_OPTION', 'true or false'],
  ['a value', 'generic', { as: 'alert', title: 3 }, 'RENDERING_OPTION', 'the name of an attribute'],
];

describe('mistakes name what would do', () => {
  test.each(mistakes)('in %s', (_, name, row, code, remedy) => {
    const resolve = () => resolveDialect(name, { components: { MyBox: row as string } });
    expect(resolve).toThrow(expect.objectContaining({ code }));
    expect(resolve).toThrow(expect.objectContaining({ remedy: expect.stringContaining(remedy) }));
  });
});

test.each([
  ['docusaurus', 'numberPrefixes'],
  ['mdc', 'numberPrefixes'],
  ['fumadocs', 'groups'],
  ['nextra', 'groups'],
])('addresses of %s leave out %s', (name, what) => {
  expect(resolveDialect(name).routes).toMatchObject({ [what]: true });
});
