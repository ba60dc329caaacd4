import type { PhrasingContent, RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { titleFromPath } from '../../src/site/title.ts';
import { code, inlineCode, paragraph, strong, text } from '../nodes.ts';
import { parameterField } from './field.ts';
import { deepest, Schemas, type Way } from './schema.ts';
import { securityOf } from './security.ts';
import { isPart, listOf, type Part, type Spec, textIn } from './spec.ts';

const places = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['header', 'Headers'],
  ['cookie', 'Cookies'],
] as const;

/** What a page says of an operation, or of a data model. */
export class Page {
  readonly #spec: Spec;
  readonly #document: Document;
  readonly #schemas: Schemas;

  constructor(spec: Spec, document: Document) {
    this.#spec = spec;
    this.#document = document;
    this.#schemas = new Schemas(
      spec,
      (markdown) => this.#markdown(markdown),
      (way) => this.#leaveOut(way),
    );
  }

  #leaveOut([label, ...fields]: Way): void {
    const about = `${label}, ${fields.join('.')}`;
    const reason = `the fields of ${about} are not shown: they are nested more than ${deepest} levels deep`;
    this.#document.report({ severity: 'warning', rule: 'fields-left-out', about, reason });
  }

  #markdown(markdown: string): RootContent[] {
    return this.#document.parse(markdown).children;
  }

  about(operation: Part, given?: string): RootContent[] {
    const { frontmatter, path } = this.#document;
    const title = given ?? frontmatter.title ?? titleFromPath(path);
    const summary = textIn(operation, 'summary');
    const description = textIn(operation, 'description');
    const isSaid = summary === undefined || summary === title || description?.startsWith(summary);
    return [
      ...(operation.deprecated === true ? [paragraph([strong([text('Deprecated')])])] : []),
      ...(isSaid ? [] : [paragraph([text(summary)])]),
      ...(description ? this.#markdown(description) : []),
    ];
  }

  details(operation: Part, shared: Part): RootContent[] {
    return [
      ...securityOf(operation, this.#spec),
      ...this.parameters(operation, shared),
      ...this.body(operation),
      ...this.responses(operation),
    ];
  }

  model(schema: Part): RootContent[] {
    const said = textIn(this.#spec.resolve(schema), 'description');
    const examples = examplesOf({ schema }, 'application/json', this.#spec);
    return [
      ...(said ? this.#markdown(said) : []),
      ...this.#schemas.content(schema, 'Fields'),
      ...examples,
    ];
  }

  parameters(operation: Part, shared: Part): RootContent[] {
    const all = new Map<string, Part>();
    for (const one of [...listOf(shared.parameters), ...listOf(operation.parameters)]) {
      const parameter = this.#spec.resolve(one);
      all.set(`${parameter.in} ${parameter.name}`, parameter);
    }
    return places.flatMap(([place, label]) => {
      const fields = [...all.values()].filter((parameter) => parameter.in === place);
      return fields.length === 0
        ? []
        : [heading(label), ...this.#schemas.fields(fields.map(parameterField), [label])];
    });
  }

  body(operation: Part): RootContent[] {
    const body = this.#spec.resolve(operation.requestBody);
    const isRequired = body.required === true ? ', required' : '';
    const said = textIn(body, 'description');
    return this.#media(body, 'Body', (type) => [
      heading('Body', [text(' ('), inlineCode(type), text(`${isRequired})`)]),
      ...(said ? this.#markdown(said) : []),
    ]);
  }

  responses(operation: Part): RootContent[] {
    const responses = isPart(operation.responses) ? Object.entries(operation.responses) : [];
    return responses.flatMap(([status, value]) => {
      const response = this.#spec.resolve(value);
      const said = textIn(response, 'description');
      const label = `Response ${status}`;
      const about = [...(said ? this.#markdown(said) : []), ...this.#headers(response, label)];
      const content = this.#media(response, label, (type) => [
        heading(label, [text(' ('), inlineCode(type), text(')')]),
        ...about,
      ]);
      return content.length > 0 ? content : [heading(label), ...about];
    });
  }

  #headers({ headers, content }: Part, label: string): RootContent[] {
    const fields = Object.entries(isPart(headers) ? headers : {}).map(([name, header]) =>
      parameterField({ ...this.#spec.resolve(header), name }),
    );
    if (fields.length === 0) return [];
    const shown = this.#schemas.fields(fields, [label, 'headers']);
    const body = isPart(content) ? [paragraph([text('Body:')])] : [];
    return [paragraph([text('Headers:')]), ...shown, ...body];
  }

  #media(part: Part, label: string, lead: (type: string) => RootContent[]): RootContent[] {
    const content = isPart(part.content) ? Object.entries(part.content) : [];
    return content.flatMap(([type, value]) => {
      const media = this.#spec.resolve(value);
      const examples = examplesOf(media, type, this.#spec);
      const fields = media.schema === undefined ? [] : this.#schemas.content(media.schema, label);
      return [...lead(type), ...fields, ...examples];
    });
  }
}

const heading = (label: string, after: PhrasingContent[] = []): RootContent =>
  paragraph([strong([text(label)]), ...after]);

/** Examples of a body that the description itself gives, one below the other; what a tool would make of the schema is none. */
function examplesOf(media: Part, type: string, spec: Spec): RootContent[] {
  return namedExamples(media, spec).flatMap(([name, value]) => [
    paragraph([text(name === undefined ? 'Example:' : `Example (${name}):`)]),
    typeof value === 'string'
      ? code(value.trimEnd(), languageOf(type))
      : code(JSON.stringify(value, null, 2), 'json'),
  ]);
}

type Example = readonly [name: string | undefined, value: unknown];

function namedExamples(media: Part, spec: Spec): Example[] {
  if (media.example !== undefined) return [[undefined, media.example]];
  if (isPart(media.examples)) {
    return Object.entries(media.examples).flatMap(([name, given]): Example[] => {
      const { value, ...example } = spec.resolve(given);
      return value === undefined ? [] : [[textIn(example, 'summary') ?? name, value]];
    });
  }
  const schema = spec.resolve(media.schema);
  const [value] = [schema.example, ...listOf(schema.examples)].filter(isBody);
  return value === undefined ? [] : [[undefined, value]];
}

/** What says more than the type of a field. */
const isBody = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** `xml` for `application/xml`, `json` for `application/problem+json`. */
const languageOf = (type: string): string | undefined =>
  /\b(?:json|xml|yaml|csv|html)\b/.exec(type)?.[0];
