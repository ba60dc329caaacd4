import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { code, inBrackets, inlineCode, link, listItem, paragraph, text } from '../nodes.ts';
import { isScalar, type StaticValue, textsIn } from '../static-value.ts';
import { boldLine, itemBlocks } from './content.ts';
import { defineRendering, isSet, namesOf, type OptionsOf, type RenderEnv } from './rendering.ts';

const options = {
  name: 'names',
  places: 'names',
  type: 'names',
  default: 'names',
  flags: 'names',
  /** Short labels, one or a list. */
  marks: 'names',
  description: 'names',
} as const;
type Options = OptionsOf<typeof options>;

/**
 * A parameter or field: `` - `name` (place, `type`, required, default: `x`): description ``.
 * `places` names attributes that give both the name and its place, such as `query`.
 */
export const field = defineRendering(options, (element, spec, env) => {
  const place = namesOf(spec.places).find((name) => env.text(element, name) !== undefined);
  const name = env.text(element, place ?? spec.name);
  const described = env.prose(element, spec.description);
  const blocks = env.within(name ?? '', () => env.blocks(element));
  const content = described ? [paragraph(described), ...blocks] : blocks;
  const type = env.text(element, spec.type);
  // An argument without a name is called by what it takes.
  if (!name) return type ? [fieldItem(type, [], content)] : content;
  const facts: PhrasingContent[][] = [];
  if (place && !namesOf(spec.name).includes(place)) facts.push([text(place)]);
  facts.push(...factsOf(element, spec, env));
  return [fieldItem(name, facts, content)];
});

/** An element that has a name and a type, such as an option of a command or a parameter of a function. */
export const namedField = (element: ElementNode, env: RenderEnv): RootContent[] =>
  field.render(element, fieldSpec, env);

const fieldSpec = {
  as: 'field',
  name: ['name'],
  type: ['type'],
  default: ['default', 'defaultValue'],
  flags: ['required', 'optional', 'deprecated'],
  description: ['description'],
};

function factsOf(element: ElementNode, spec: Options, env: RenderEnv): PhrasingContent[][] {
  const facts: PhrasingContent[][] = [];
  const type = env.text(element, spec.type);
  if (type) facts.push([inlineCode(type)]);
  for (const flag of namesOf(spec.flags)) {
    if (isSet(element, flag, env)) facts.push([text(flag)]);
  }
  for (const name of namesOf(spec.marks)) {
    facts.push(...textsIn(env.attribute(element, name)).map((label) => [text(label)]));
  }
  const fallback = namesOf(spec.default)
    .map((name) => env.attribute(element, name))
    .find((value) => value !== undefined);
  return [...facts, ...defaultFact(fallback)];
}

const defaultFact = (value: StaticValue | undefined): PhrasingContent[][] =>
  isScalar(value) || typeof value === 'boolean'
    ? [[text('default: '), inlineCode(String(value))]]
    : [];

function fieldItem(name: string, facts: PhrasingContent[][], content: RootContent[]): RootContent {
  const lead = [inlineCode(name), ...inBrackets(facts)];
  return builtList([listItem(itemBlocks(lead, content))], 'field');
}

/** Words that say no more than that there is something below. */
const emptyWords =
  /^(?:show|hide|see|view)\s+(?:all\s+)?|\s*\b(?:properties|child attributes|attributes|details|parameters|fields|object|options)$/gi;

/** Fields below a field; its title is said where it is not the name of what stands above. */
export const nestedFields = defineRendering({ title: 'names' }, (element, spec, env) => {
  const title = env.prose(element, spec.title);
  const content = env.blocks(element);
  const said = title ? plainText(title).replace(emptyWords, '').trim() : '';
  return said === '' || isFieldName(said, env) ? content : [...boldLine(title), ...content];
});

/** Whether words are the name of an enclosing field, or the last part of it. */
const isFieldName = (words: string, env: RenderEnv): boolean => {
  const name = words.toLowerCase();
  return env.fields.some((field) => {
    const known = field.toLowerCase();
    return known === name || known.endsWith(`.${name}`);
  });
};

/** A table of types written as an object: `type={{ name: { type, description, default } }}`. */
export const typeTable = defineRendering({ type: 'names' }, (element, spec, env) => {
  const value = namesOf(spec.type).map((name) => env.attribute(element, name))[0];
  if (!(value instanceof Map)) return env.children(element);
  const rows = [...(value as ReadonlyMap<string, StaticValue>)];
  return rows.flatMap(([name, row]) => (row instanceof Map ? [typeItem(name, row, env)] : []));
});

function typeItem(
  name: string,
  row: ReadonlyMap<string, StaticValue>,
  env: RenderEnv,
): RootContent {
  const facts: PhrasingContent[][] = [];
  // The full signature is what opens below the short one.
  const type = [row.get('typeDescription'), row.get('type')].find(isScalar);
  const url = row.get('typeDescriptionLink');
  if (isScalar(type)) {
    const shown = inlineCode(String(type));
    facts.push([typeof url === 'string' ? link(env.url(url), [shown]) : shown]);
  }
  if (row.get('required') === true) facts.push([text('required')]);
  if (row.get('deprecated') === true) facts.push([text('deprecated')]);
  facts.push(...defaultFact(row.get('default')));
  const description = env.valueProse(row.get('description'));
  const returns = env.valueProse(row.get('returns'));
  return fieldItem(name, facts, [
    ...(description ? [paragraph(description)] : []),
    ...parametersOf(row.get('parameters'), env),
    ...(returns ? [paragraph([text('Returns: '), ...returns])] : []),
  ]);
}

/** The parameters of a function: `[{ name, description }]`. */
const parametersOf = (value: StaticValue | undefined, env: RenderEnv): RootContent[] =>
  (Array.isArray(value) ? (value as StaticValue[]) : []).flatMap((one) =>
    one instanceof Map && isScalar(one.get('name'))
      ? [typeItem(String(one.get('name')), one, env)]
      : [],
  );

/**
 * A type that the site documents from its source: its expression or name in code, with the file
 * that holds it. A declaration of several lines becomes a block of code.
 */
export const typeName = defineRendering(
  { type: 'names', name: 'names', path: 'names' },
  (element, spec, env) => {
    const type = env.text(element, spec.type)?.trim();
    const path = env.text(element, spec.path);
    if (env.flow && type?.includes('\n')) return [code(type, 'ts'), ...env.blocks(element)];
    const shown = type ?? env.text(element, spec.name);
    if (!shown) return env.children(element);
    const place = path ? [text(' ('), inlineCode(path), text(')')] : [];
    const line = [text('Type: '), inlineCode(shown.replace(/\s+/g, ' ')), ...place];
    return env.flow ? [paragraph(line), ...env.blocks(element)] : line;
  },
);

/** A signature that is written as a line of marked-up words: a block of code in the language `lang`. */
export const signature = defineRendering({ lang: 'text' }, (element, { lang }, env) => {
  const value = plainSpaces(env.code(element));
  if (value === '') return [];
  return env.flow ? [code(value, lang)] : [inlineCode(oneLine(value))];
});

/** A member of a type: its signature, then what is said of it, as an item of a list. */
export const member = defineRendering({}, (element, _spec, env) => {
  const parts = env.elements(element);
  const found =
    parts.find(({ entry }) => entry?.spec.as === 'signature') ??
    parts.find(({ element: part }) => isAnchor(part, env) && env.code(part).trim() !== '');
  if (!found) return env.blocks(element);
  const lead = [inlineCode(oneLine(plainSpaces(env.code(found.element))))];
  const blocks = env.render(without(element, found.element));
  return [builtList([listItem(itemBlocks(lead, blocks))], 'member')];
});

/** A heading with a permalink repeats the name of a member; one without is a label, as `See` or `Deprecated`. */
export const memberTitle = defineRendering({}, (element, _spec, env) => {
  const isRepeated = env.elements(element).some(({ element: part }) => isPermalink(part, env));
  return isRepeated ? [] : boldLine(env.line(element));
});

const isPermalink = (part: ElementNode, env: RenderEnv): boolean =>
  /(?:^|\s)tsd-anchor-icon(?:\s|$)/.test(env.text(part, ['class', 'className']) ?? '');

/** The line that repeats a member's name and type beside its permalink; the only one where there is no signature. */
const isAnchor = (part: ElementNode, env: RenderEnv): boolean =>
  /(?:^|\s)tsd-anchor-link(?:\s|$)/.test(env.text(part, ['class', 'className']) ?? '');

const without = (element: ElementNode, part: ElementNode): ReturnType<RenderEnv['render']> =>
  (element.children as ReturnType<RenderEnv['render']>).filter((child) => child !== part);

const plainSpaces = (value: string) => value.replace(/\u00a0/g, ' ');
const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim();
