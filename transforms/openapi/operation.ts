import type { PhrasingContent, RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { inlineCode, paragraph, strong, text } from '../nodes.ts';
import { examplesOf } from './examples.ts';
import { parameterField } from './field.ts';
import { candidateFiles, type OperationName, operationName } from './locate.ts';
import { deepest, Schemas, type Way } from './schema.ts';
import { securityOf } from './security.ts';
import { isPart, listOf, type Part, readSpec, Spec, textIn } from './spec.ts';

/** What a page says of its operation: a line above its content, and the details below. */
interface OperationNodes {
  lead: RootContent[];
  details: RootContent[];
}

const none: OperationNodes = { lead: [], details: [] };

/** The operation of an API that a page's front matter names, from its description where that is there. */
export function operationOf(document: Document): OperationNodes {
  const name = operationName(document.frontmatter);
  if (name === undefined) return none;
  const nodes = operationNodes(name, document);
  if (typeof document.frontmatter.openapi === 'string') reportMissing(name, nodes, document);
  return nodes;
}

function reportMissing(name: OperationName, { details }: OperationNodes, document: Document): void {
  if (details.length > 0) return;
  const { method, path, file = 'a file of the project' } = name;
  document.report({
    severity: 'warning',
    rule: 'operation-missing',
    about: `${method} ${path}`,
    reason: `${method} ${path} is not described in ${file}; its parameters and responses are missing`,
  });
}

/** Operations that a component names; what describes them may be any file of the project where its own is none. */
export function namedOperations(
  names: readonly OperationName[],
  { document, isTitled }: { document: Document; isTitled: boolean },
): RootContent[] {
  return names.flatMap((name) => {
    const own = operationNodes(name, document, isTitled);
    const { file: _, ...anywhere } = name;
    const nodes = own.details.length > 0 ? own : operationNodes(anywhere, document, isTitled);
    reportMissing(name, nodes, document);
    return [...nodes.lead, ...nodes.details];
  });
}

/** An operation from the description that a tag names; undefined where that is no file of the project or lacks it. */
export function describedOperation(
  name: OperationName,
  document: Document,
): RootContent[] | undefined {
  const { lead, details } = operationNodes(name, document);
  return details.length > 0 ? [...lead, ...details] : undefined;
}

/** Renders the operation that front matter names from the description of the API, below a title of its own if it has one. */
function operationNodes(name: OperationName, document: Document, isTitled = false): OperationNodes {
  const line = (path: string) => paragraph([inlineCode(`${name.method} ${path}`)]);
  for (const file of candidateFiles(name, document)) {
    const spec = readSpec(file, document.path, document);
    const found = spec && findOperation(spec, name);
    if (!spec || !found) continue;
    const { operation, shared, path } = found;
    const page = new Page(spec, document);
    const title = isTitled ? titleOf(operation, path) : undefined;
    return {
      lead: [...headingOf(title, document), line(path), ...page.about(operation, title)],
      details: page.details(operation, shared),
    };
  }
  return { lead: [line(name.path)], details: [] };
}

/** As fumadocs-openapi has it; `project.listAll` is called "List All". */
const titleOf = (operation: Part, path: string): string =>
  textIn(operation, 'summary') ?? wordsOf(textIn(operation, 'operationId')) ?? path;

const wordsOf = (id: string | undefined): string | undefined =>
  id
    ?.replace(/^.*\.(?=.)/, '')
    .replace(/-|(?<=[^ -])(?=[A-Z])/g, ' ')
    .replace(/^./, (first) => first.toUpperCase());

const headingOf = (title: string | undefined, { frontmatter }: Document): RootContent[] =>
  title === undefined || title === frontmatter.title
    ? []
    : [{ type: 'heading', depth: 2, children: [text(title)] }];

/** `security`, `parameters`, `body` or `responses` of an operation that refers to nothing outside of itself. */
export function partOfOperation(
  part: string,
  { operation, document }: { operation: Part; document: Document },
): RootContent[] {
  const { securitySchemes } = operation;
  const root = { ...operation, components: { securitySchemes } };
  const spec = new Spec(root, document.path, document);
  if (part === 'security') return securityOf(operation, spec);
  const page = new Page(spec, document);
  if (part === 'parameters') return page.parameters(operation, {});
  return part === 'body' ? page.body(operation) : page.responses(operation);
}

/** An end of `/` in one of the two names does not matter; the description's is shown. */
function findOperation(spec: Spec, { method, path }: OperationName) {
  const isWebhook = method === 'WEBHOOK';
  const paths = spec.root[isWebhook ? 'webhooks' : 'paths'];
  const asked = path.replace(/^https?:\/\/[^/]+/, '');
  if (!isPart(paths)) return undefined;
  const bare = asked.replace(/\/$/, '');
  const key = [asked, bare, `${bare}/`].find((one) => Object.hasOwn(paths, one));
  if (key === undefined) return undefined;
  const shared = spec.resolve(paths[key]);
  const operation = isWebhook ? Object.values(shared).find(isPart) : shared[method.toLowerCase()];
  return isPart(operation)
    ? { operation, shared, path: path.replace(asked, () => key) }
    : undefined;
}

const places = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['header', 'Headers'],
  ['cookie', 'Cookies'],
] as const;

class Page {
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

  about(operation: Part, title = this.#document.frontmatter.title): RootContent[] {
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
