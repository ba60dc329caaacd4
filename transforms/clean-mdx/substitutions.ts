import type { Paragraph, PhrasingContent, RootContent, Text } from 'mdast';
import { JinjaPage } from '../../src/document/prepare/syntaxes/jinja.ts';
import { text } from '../nodes.ts';
import { configOf } from './names.ts';
import type { Walk } from './walk.ts';

/** `{{ name }}` and other expressions of Jinja; one that holds code goes on after it. */
const expression = /(\{\{[^{}]*(?:\}\}|$))/;
const named = /^\{\{\s*([\w.-]+)\s*(?:\|([\w.+|\s]+))?\}\}$/;

/** What docs-builder of Elastic makes of a value: `{{ name | trim | uc }}`. */
const operators: Readonly<Record<string, (value: string) => string>> = {
  lc: (value) => value.toLowerCase(),
  uc: (value) => value.toUpperCase(),
  tc: (value) =>
    value.toLowerCase().replace(/(?<![\p{L}'])\p{Ll}/gu, (letter) => letter.toUpperCase()),
  c: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  kc: (value) => wordsOf(value).join('-'),
  sc: (value) => wordsOf(value).join('_'),
  pc: (value) => wordsOf(value).map(operators.c!).join(''),
  cc: (value) =>
    wordsOf(value)
      .map((word, at) => (at === 0 ? word : operators.c!(word)))
      .join(''),
  trim: (value) => /[\p{L}\p{N}_](?:.*[\p{L}\p{N}_])?/su.exec(value)?.[0] ?? '',
  M: (value) => parts(value, 0),
  'M.x': (value) => `${parts(value, 0)}.x`,
  'M.M': (value) => parts(value, 1),
  'M+1': (value) => counted(parts(value, 0)),
  'M.M+1': (value) => counted(parts(value, 1)),
};

const wordsOf = (value: string) => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The first numbers of a version. */
const parts = (version: string, last: number) =>
  version
    .split('.')
    .slice(0, last + 1)
    .join('.');

/** A version with its last number one higher. */
const counted = (version: string) =>
  version.replace(/(?<!\d)\d+$/, (last) => String(Number(last) + 1));

/** A value with what follows its name done to it; undefined where one of that is not known. */
function operated(value: string, names = ''): string | undefined {
  const wanted = names
    .split('|')
    .map((name) => name.trim())
    .filter(Boolean);
  if (!wanted.every((name) => Object.hasOwn(operators, name))) return undefined;
  return wanted.reduce((made, name) => operators[name]!(made), value);
}

/** The text with the values of `{{ name }}` in it; undefined where it has none that are known. */
export function substituted(node: Text, walk: Walk): RootContent[] | undefined {
  if (!node.value.includes('{{')) return undefined;
  let isChanged = false;
  const parts = node.value.split(expression).map((part): PhrasingContent[] => {
    const value = expression.test(part) ? meaningOf(part, walk, node) : undefined;
    if (value === undefined) return part === '' ? [] : [text(part)];
    isChanged = true;
    return within(part, walk, () => walk.elements.inline(value));
  });
  return isChanged ? parts.flat() : undefined;
}

/** The blocks that a `{{ name }}` stands for that is all that a paragraph says. */
export function substitutedBlocks(
  { children: [only, more] }: Paragraph,
  walk: Walk,
): RootContent[] | undefined {
  if (more || only?.type !== 'text' || !named.test(only.value)) return undefined;
  if (!walk.conventions.has('project-names')) return undefined;
  const value = meaningOf(only.value, walk);
  if (!value?.includes('\n')) return undefined;
  return within(only.value, walk, () => walk.flow(walk.place.parse(value).children));
}

/** The value of an expression. One that is not known is reported, if `at` says where it stands. */
function meaningOf(part: string, walk: Walk, at?: Text): string | undefined {
  const { substitutions, hasSubstitutions } = configOf(walk);
  const { open, budget } = walk.place;
  const [, name = '', names] = named.exec(part) ?? [];
  const given = substitutions.get(name);
  const plain = given === undefined ? undefined : operated(given, names);
  // What is more than a name is an expression of Jinja: https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#substitutions-with-jinja2
  const isMore = hasSubstitutions && plain === undefined && /[|(~+[]/.test(part);
  const value = isMore ? new JinjaPage((one) => substitutions.get(one)).render(part) : plain;
  if (value !== undefined && !open.has(keyOf(part))) {
    if (budget.take('included characters', value.length)) return value;
  } else if (hasSubstitutions && at) {
    const reason = `\`${part}\` stands for a value that is not known; it was kept as written`;
    walk.place.report({ severity: 'warning', rule: 'preprocessor-text', about: part, reason, at });
  }
  return undefined;
}

/** A value may name others, and itself. */
function within<T extends RootContent>(part: string, { place }: Walk, render: () => T[]): T[] {
  const key = keyOf(part);
  place.open.add(key);
  const nodes = render();
  place.open.delete(key);
  return nodes;
}

const keyOf = (part: string): string => part.replace(/\s/g, '');
