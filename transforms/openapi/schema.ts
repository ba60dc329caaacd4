import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { inBrackets, inlineCode, joined, list, listItem, paragraph, text } from '../nodes.ts';
import { itemBlocks } from '../renderings/content.ts';
import type { FieldFacts } from './field.ts';
import { isPart, listOf, type Part, type Spec, textIn } from './spec.ts';

/** Objects in objects; what is deeper is named by its type alone. */
export const deepest = 12;

/** Characters of an object's fields that are shown again where it comes again; of a longer one, the place is told. */
const repeated = 80;

/** Where the fields of an object stand: below a label, and in the fields that lead there. */
export type Way = readonly [label: string, ...fields: string[]];

interface Shown {
  way: Way;
  /** Whether the place is told instead of its fields; so it is while they are being written. */
  isLong: boolean;
}

/** Renders schemas as nested lists of fields. */
export class Schemas {
  readonly #spec: Spec;
  readonly #markdown: (text: string) => RootContent[];
  readonly #leftOut: (way: Way) => void;
  readonly #shown = new Map<string, Shown>();
  readonly #held = new Map<Part, boolean>();

  /** @param leftOut is told where an object stands whose fields are not shown */
  constructor(spec: Spec, markdown: (text: string) => RootContent[], leftOut: (way: Way) => void) {
    this.#spec = spec;
    this.#markdown = markdown;
    this.#leftOut = leftOut;
  }

  /** `` - `name` (`type`, required, default: `x`): description `` with its own fields below. */
  fields(fields: readonly FieldFacts[], way: Way): RootContent[] {
    return fields.length === 0 ? [] : [list(fields.map((field) => this.#field(field, way)))];
  }

  /** What a body or response holds, which is below a label. */
  content(schema: unknown, label: string): RootContent[] {
    const inner = this.#inner(this.merged(schema), [label]);
    return inner.length > 0 ? inner : [paragraph([inlineCode(this.type(schema))])];
  }

  #field(field: FieldFacts, way: Way) {
    const { name, schema, required, deprecated, description, example } = field;
    const part = this.merged(schema);
    const facts: PhrasingContent[][] = [[inlineCode(this.type(schema))]];
    if (required) facts.push([text('required')]);
    if (deprecated || part.deprecated === true) facts.push([text('deprecated')]);
    facts.push(...limitsOf(part), ...exampleOf(part, example));
    const lead = [inlineCode(name), ...inBrackets(facts)];
    const said = description ?? textIn(part, 'description');
    const inner = this.#inner(part, [...way, name]);
    const [only] = inner;
    // Where its fields stand is a sentence as well.
    const isSentence = inner.length === 1 && only?.type === 'paragraph';
    const sentences = [this.#values(part), isSentence ? only.children : []];
    const blocks = sentences.reduce(withSentence, said ? this.#markdown(said) : []);
    return listItem(itemBlocks(lead, isSentence ? blocks : [...blocks, ...inner]));
  }

  /** The values that it may have, in words. */
  #values(part: Part): PhrasingContent[] {
    const values = enumOf(part) ?? enumOf(this.merged(part.items));
    if (values === undefined) return [];
    const words = values.map((value) => [inlineCode(plain(value))]);
    return [text('One of '), ...joined(words, ', ')];
  }

  /** The fields of an object, of the objects in a list, or of each choice; or where they stand already. */
  #inner(part: Part, way: Way): RootContent[] {
    if (!this.#holdsFields(part)) return [];
    const { properties, required, items, additionalProperties, oneOf, anyOf } = part;
    const key = JSON.stringify([properties, required, items, additionalProperties, oneOf, anyOf]);
    const before = this.#shown.get(key);
    if (before?.isLong) return [asIn(before.way)];
    if (way.length > deepest) {
      this.#leftOut(way);
      return [];
    }
    const shown = { way, isLong: true };
    this.#shown.set(key, shown);
    const blocks = this.#parts(part, way);
    shown.isLong = blocks.map((block) => plainText(block)).join('').length > repeated;
    return blocks;
  }

  #parts(part: Part, way: Way): RootContent[] {
    const required = new Set(listOf(part.required));
    const fields = Object.entries(propertiesOf(part)).map(
      ([name, schema]): FieldFacts => ({ name, schema, required: required.has(name) }),
    );
    const own = this.fields(fields, way);
    const items = own.length > 0 ? undefined : itemsOf(part);
    const below = items === undefined ? own : this.#inner(this.merged(items), way);
    return [...below, ...this.#choices(part, way)];
  }

  #choices(part: Part, way: Way): RootContent[] {
    const choices = this.#choicesOf(part);
    if (choices.length < 2)
      return choices.flatMap((choice) => this.#inner(this.merged(choice), way));
    if (!choices.some((choice) => this.#holdsFields(choice))) return [];
    const named = choices.map(
      (schema, index): FieldFacts => ({
        name:
          this.#spec.nameOf(schema) ??
          textIn(this.merged(schema), 'title') ??
          `Option ${index + 1}`,
        schema,
      }),
    );
    return [paragraph([text('One of:')]), ...this.fields(named, way)];
  }

  #choicesOf(part: Part): unknown[] {
    const choices = [...listOf(part.oneOf), ...listOf(part.anyOf)];
    return choices.filter((choice) => this.merged(choice).type !== 'null');
  }

  /** Whether it or something in it has fields; of what leads to itself, that is not asked again. */
  #holdsFields(schema: unknown): boolean {
    const seen = this.#spec.resolve(schema);
    const known = this.#held.get(seen);
    if (known !== undefined) return known;
    this.#held.set(seen, false);
    const part = this.merged(schema);
    const inner = [itemsOf(part), ...this.#choicesOf(part)].filter(isPart);
    const holds =
      Object.keys(propertiesOf(part)).length > 0 || inner.some((one) => this.#holdsFields(one));
    this.#held.set(seen, holds);
    return holds;
  }

  /** A schema with its references followed and its `allOf` put together. */
  merged(schema: unknown, depth = 0): Part {
    const part = this.#spec.resolve(schema);
    const all = listOf(part.allOf);
    if (all.length === 0 || depth > deepest) return part;
    const parts = [...all.map((one) => this.merged(one, depth + 1)), part];
    return Object.assign({}, ...parts, {
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      required: parts.flatMap(({ required }) => listOf(required)),
    });
  }

  /** `string`, `User[]`, `integer<int64> | null`. */
  type(schema: unknown, depth = 0): string {
    const part = this.merged(schema);
    const choices = [...listOf(part.oneOf), ...listOf(part.anyOf)];
    if (choices.length > 0 && depth < 3) {
      const types = choices.flatMap((choice) => this.type(choice, depth + 1).split(' | '));
      return [...new Set(types)].join(' | ');
    }
    const types = (Array.isArray(part.type) ? part.type : [part.type]).filter(
      (type) => typeof type === 'string',
    );
    if (part.nullable === true && !types.includes('null')) types.push('null');
    if (types.length === 0) types.push(part.properties ? 'object' : part.items ? 'array' : 'any');
    const words = types.map((type) => {
      if (type === 'array') return `${depth < 3 ? this.type(part.items, depth + 1) : 'any'}[]`;
      return typeof part.format === 'string' && type !== 'null'
        ? `${type}<${part.format}>`
        : String(type);
    });
    return words.join(' | ');
  }
}

const propertiesOf = ({ properties }: Part): Part => (isPart(properties) ? properties : {});

const itemsOf = ({ items, additionalProperties }: Part): unknown =>
  items ?? (isPart(additionalProperties) ? additionalProperties : undefined);

/** What says that fields were described before. */
export const sameFields = 'Fields as in';

/** `Fields as in Response 200, data.owner.` */
const asIn = ([label, ...fields]: Way): RootContent =>
  paragraph([
    text(`${sameFields} ${label}`),
    ...(fields.length > 0 ? [text(', '), inlineCode(fields.join('.'))] : []),
    text('.'),
  ]);

/** What is said of a field is one paragraph. */
function withSentence(said: RootContent[], words: PhrasingContent[]): RootContent[] {
  const last = said.at(-1);
  if (words.length === 0) return said;
  if (last?.type !== 'paragraph') return [...said, paragraph(words)];
  const end = /\p{Punctuation}$/u.test(plainText(last)) ? ' ' : '. ';
  return [...said.slice(0, -1), paragraph([...last.children, text(end), ...words])];
}

function enumOf(part: Part): unknown[] | undefined {
  const values = part.const === undefined ? listOf(part.enum) : [part.const];
  return values.length > 0 ? values : undefined;
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value of one line, as the sites show it; others are no fact in brackets. */
function exampleOf(part: Part, given: unknown): PhrasingContent[][] {
  const example = given ?? part.example ?? listOf(part.examples)[0];
  const isShort =
    /^(?:string|number|boolean)$/.test(typeof example) && /^.{1,80}$/.test(`${example}`);
  const isSaid = example === part.default || enumOf(part) !== undefined;
  return isShort && !isSaid ? [[text('example: '), inlineCode(plain(example))]] : [];
}

function limitsOf(part: Part): PhrasingContent[][] {
  const facts: PhrasingContent[][] = [];
  if (part.default !== undefined) facts.push([text('default: '), inlineCode(plain(part.default))]);
  for (const [key, label] of [
    ['minimum', 'at least'],
    ['maximum', 'at most'],
    ['minLength', 'length at least'],
    ['maxLength', 'length at most'],
    ['pattern', 'pattern'],
  ] as const) {
    const value = part[key];
    if (typeof value === 'number' || (typeof value === 'string' && value !== ''))
      facts.push([text(`${label} `), inlineCode(plain(value))]);
  }
  return facts;
}
