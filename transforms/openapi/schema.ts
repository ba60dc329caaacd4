import type { PhrasingContent, RootContent } from 'mdast';
import { inlineCode, list, listItem, paragraph, text } from '../nodes.ts';
import { itemBlocks } from '../renderings/content.ts';
import { isPart, listOf, type Part, type Spec, textIn } from './spec.ts';

/** Objects in objects; what is deeper is named by its type. */
const deepest = 5;

/** A property or parameter, and what is said of it beside its schema. */
export interface FieldFacts {
  name: string;
  schema: unknown;
  required?: boolean;
  deprecated?: boolean;
  description?: string | undefined;
}

/** Renders schemas as nested lists of fields. */
export class Schemas {
  readonly #spec: Spec;
  readonly #markdown: (text: string) => RootContent[];

  constructor(spec: Spec, markdown: (text: string) => RootContent[]) {
    this.#spec = spec;
    this.#markdown = markdown;
  }

  /** `` - `name` (`type`, required, default: `x`): description `` with its own fields below. */
  fields(fields: readonly FieldFacts[], trail: readonly unknown[] = []): RootContent[] {
    return fields.length === 0 ? [] : [list(fields.map((field) => this.#field(field, trail)))];
  }

  /** What a body or response holds. */
  content(schema: unknown, trail: readonly unknown[] = []): RootContent[] {
    const part = this.merged(schema);
    const inner = this.#inner(schema, part, trail);
    if (inner.length > 0) return inner;
    return [paragraph([inlineCode(this.type(schema))])];
  }

  #field(field: FieldFacts, trail: readonly unknown[]) {
    const { name, schema, required, deprecated, description } = field;
    const part = this.merged(schema);
    const facts: PhrasingContent[][] = [[inlineCode(this.type(schema))]];
    if (required) facts.push([text('required')]);
    if (deprecated || part.deprecated === true) facts.push([text('deprecated')]);
    facts.push(...limitsOf(part));
    const lead: PhrasingContent[] = [inlineCode(name)];
    for (const [index, fact] of facts.entries()) {
      lead.push(text(index === 0 ? ' (' : ', '), ...fact);
    }
    lead.push(text(')'));
    const said = description ?? textIn(part, 'description');
    const blocks = withValues(said ? this.#markdown(said) : [], this.#values(part));
    blocks.push(...this.#inner(schema, part, trail));
    return listItem(itemBlocks(lead, blocks));
  }

  /** The values that it may have, in words. */
  #values(part: Part): PhrasingContent[] {
    const values = enumOf(part) ?? enumOf(this.merged(part.items));
    if (values === undefined) return [];
    const words = values.flatMap((value, index): PhrasingContent[] => [
      ...(index > 0 ? [text(', ')] : []),
      inlineCode(plain(value)),
    ]);
    return [text('One of '), ...words];
  }

  /** The fields of an object, of the objects in a list, or of each choice. */
  #inner(schema: unknown, part: Part, trail: readonly unknown[]): RootContent[] {
    const seen = this.#spec.resolve(schema);
    if (trail.includes(seen) || trail.length >= deepest) return [];
    const way = [...trail, seen];
    const required = new Set(listOf(part.required));
    const properties = Object.entries(isPart(part.properties) ? part.properties : {});
    const fields = properties.map(
      ([name, property]): FieldFacts => ({
        name,
        schema: property,
        required: required.has(name),
      }),
    );
    const own = this.fields(fields, way);
    if (own.length > 0) return [...own, ...this.#choices(part, way)];
    const items =
      part.items ?? (isPart(part.additionalProperties) ? part.additionalProperties : undefined);
    const below = items === undefined ? [] : this.#inner(items, this.merged(items), way);
    return [...below, ...this.#choices(part, way)];
  }

  #choices(part: Part, way: readonly unknown[]): RootContent[] {
    const choices = [...listOf(part.oneOf), ...listOf(part.anyOf)];
    const fields = choices.filter((choice) => this.merged(choice).type !== 'null');
    if (fields.length < 2)
      return fields.flatMap((choice) => this.#inner(choice, this.merged(choice), way));
    const named = fields.map(
      (schema, index): FieldFacts => ({
        name:
          this.#spec.nameOf(schema) ??
          textIn(this.merged(schema), 'title') ??
          `Option ${index + 1}`,
        schema,
      }),
    );
    const shown = named.some(
      ({ schema }) => this.#inner(schema, this.merged(schema), way).length > 0,
    );
    return shown ? [paragraph([text('One of:')]), ...this.fields(named, way)] : [];
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

/** Values belong to the sentence that says what a field is. */
function withValues(said: RootContent[], values: PhrasingContent[]): RootContent[] {
  const last = said.at(-1);
  if (values.length === 0) return said;
  if (last?.type !== 'paragraph') return [...said, paragraph(values)];
  return [...said.slice(0, -1), paragraph([...last.children, text(' '), ...values])];
}

function enumOf(part: Part): unknown[] | undefined {
  const values = part.const === undefined ? listOf(part.enum) : [part.const];
  return values.length > 0 ? values : undefined;
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

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
