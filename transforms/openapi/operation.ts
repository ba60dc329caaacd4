import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { inlineCode, paragraph, text } from '../nodes.ts';
import {
  candidateFiles,
  modelName,
  type OperationName,
  operationName,
  statedFiles,
} from './locate.ts';
import { Page } from './page.ts';
import { securityOf } from './security.ts';
import { isPart, type Part, readSpec, Spec, textIn } from './spec.ts';

/** What a page says of its operation: a line above its content, and the details below. */
interface OperationNodes {
  lead: RootContent[];
  details: RootContent[];
  /** Whether a file describes it, be it in few words. */
  isDescribed: boolean;
}

const none: OperationNodes = { lead: [], details: [], isDescribed: false };

/** The operation of an API that a page's front matter names, from its description where that is there. */
export function operationOf(document: Document): Pick<OperationNodes, 'lead' | 'details'> {
  const model = modelName(document.frontmatter);
  if (model !== undefined) return { lead: [], details: modelNodes(model, document) };
  const name = operationName(document.frontmatter);
  if (name === undefined) return none;
  const nodes = operationNodes(name, document);
  if (name.id !== undefined || typeof document.frontmatter.openapi === 'string')
    reportMissing(name, nodes, document);
  return nodes;
}

/** Renders what objects of one kind hold. */
function modelNodes(model: { name: string; file?: string }, document: Document): RootContent[] {
  for (const file of candidateFiles(model, document)) {
    const spec = readSpec(file, document.path, document);
    const { schemas } = spec?.resolve(spec.root.components) ?? {};
    if (spec && isPart(schemas) && Object.hasOwn(schemas, model.name))
      return new Page(spec, document).model({ $ref: `#/components/schemas/${model.name}` });
  }
  missing(model, { about: model.name, what: 'its fields', document });
  return [];
}

function reportMissing(
  name: OperationName,
  { isDescribed }: OperationNodes,
  document: Document,
): void {
  const { method, path, id } = name;
  if (isDescribed) return;
  missing(name, {
    about: id ?? `${method} ${path}`,
    what: 'its parameters and responses',
    document,
  });
}

/** Reports what no description says, or the description that is not there, once for all that need it. */
function missing(
  name: { file?: string },
  { about, what, document }: { about: string; what: string; document: Document },
): void {
  const absent = absentFile(name, document);
  const reason =
    absent === undefined
      ? `${about} is not described in ${name.file ?? 'a file of the project'}; ${what} are missing`
      : `${absent} is not in the project, perhaps because a script makes it; of ${about} ${what} are missing`;
  const cause = absent ?? about;
  document.report({ severity: 'warning', rule: 'operation-missing', about: cause, reason });
}

/** The file that should describe it, by its own name or by the site's settings, where there is none. */
function absentFile(name: { file?: string }, document: Document): string | undefined {
  const files = statedFiles(name, document);
  const isAbsent = files.every((file) => {
    const included = document.include(file);
    return !included.ok && included.reason === 'missing';
  });
  // Those of the settings begin in the folder of the project; what is guessed does not.
  const stated = name.file ?? /^\/(.+)/.exec(files[0] ?? '')?.[1];
  return isAbsent ? stated : undefined;
}

/** Of the title above an operation; without one, it has no title. */
type Depth = 2 | 3;

/** Operations that a component names; what describes them may be any file of the project where its own is none. */
export function namedOperations(
  names: readonly OperationName[],
  { document, depth }: { document: Document; depth?: Depth | undefined },
): RootContent[] {
  return names.flatMap((name) => {
    const own = operationNodes(name, document, depth);
    const { file: _, ...anywhere } = name;
    const nodes = own.isDescribed ? own : operationNodes(anywhere, document, depth);
    reportMissing(name, nodes, document);
    return [...nodes.lead, ...nodes.details];
  });
}

/** An operation from the description that a tag names; undefined where that is no file of the project or lacks it. */
export function describedOperation(
  name: OperationName,
  document: Document,
): RootContent[] | undefined {
  const { lead, details, isDescribed } = operationNodes(name, document);
  return isDescribed ? [...lead, ...details] : undefined;
}

/** All operations of the description in a file, each below its title; none where that is no file of the project, which is reported. */
export function allOperations(file: string, document: Document): RootContent[] {
  const served = document.site.fileOf(file);
  const ofSite = served ? [posix.relative(posix.dirname(document.path), served)] : [];
  for (const candidate of [...ofSite, ...candidateFiles({ file }, document)]) {
    const spec = readSpec(candidate, document.path, document);
    const names = spec ? namesIn(spec) : [];
    const located = names.map((name) => ({ ...name, file: candidate }));
    if (names.length > 0) return namedOperations(located, { document, depth: 3 });
  }
  missing({ file }, { about: file, what: 'its operations', document });
  return [];
}

const methods = /^(?:get|put|post|delete|options|head|patch|trace)$/;

function namesIn(spec: Spec): OperationName[] {
  return Object.entries(spec.resolve(spec.root.paths)).flatMap(([path, item]) =>
    Object.keys(spec.resolve(item))
      .filter((key) => methods.test(key))
      .map((key) => ({ method: key.toUpperCase(), path })),
  );
}

/** Renders the operation that front matter names from the description of the API, below a title of its own if it has one. */
function operationNodes(name: OperationName, document: Document, depth?: Depth): OperationNodes {
  const line = (method: string, path: string) => paragraph([inlineCode(`${method} ${path}`)]);
  for (const file of candidateFiles(name, document)) {
    const spec = readSpec(file, document.path, document);
    const found =
      spec && (name.id === undefined ? findOperation(spec, name) : operationById(spec, name.id));
    if (!spec || !found) continue;
    const { operation, shared, path, method } = found;
    const page = new Page(spec, document);
    const title = depth && titleOf(operation, path);
    return {
      lead: [
        ...headingOf(title, { document, depth }),
        line(method, path),
        ...page.about(operation, title),
      ],
      details: page.details(operation, shared),
      isDescribed: true,
    };
  }
  const { id, method, path } = name;
  return { ...none, lead: id === undefined ? [line(method, path)] : [] };
}

/** As fumadocs-openapi has it; `project.listAll` is called "List All". */
const titleOf = (operation: Part, path: string): string =>
  textIn(operation, 'summary') ?? wordsOf(textIn(operation, 'operationId')) ?? path;

const wordsOf = (id: string | undefined): string | undefined =>
  id
    ?.replace(/^.*\.(?=.)/, '')
    .replace(/-|(?<=[^ -])(?=[A-Z])/g, ' ')
    .replace(/^./, (first) => first.toUpperCase());

const headingOf = (
  title: string | undefined,
  { document, depth = 2 }: { document: Document; depth?: Depth | undefined },
): RootContent[] =>
  title === undefined || title === document.frontmatter.title
    ? []
    : [{ type: 'heading', depth, children: [text(title)] }];

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
    ? { operation, shared, method, path: path.replace(asked, () => key) }
    : undefined;
}

/** The operation with an `operationId`, that of a webhook as well. */
function operationById(spec: Spec, id: string) {
  for (const kind of ['paths', 'webhooks']) {
    for (const [path, item] of Object.entries(spec.resolve(spec.root[kind]))) {
      const shared = spec.resolve(item);
      for (const [key, operation] of Object.entries(shared)) {
        if (!isPart(operation) || (operation.operationId ?? madeId(key, path)) !== id) continue;
        const method = kind === 'webhooks' ? 'WEBHOOK' : key.toUpperCase();
        return { operation, shared, method, path };
      }
    }
  }
  return undefined;
}

/**
 * What ReadMe calls an operation without an `operationId`: `get_v2-user`.
 * https://github.com/readmeio/oas, `getOperationId`
 */
const madeId = (method: string, path: string): string =>
  `${method}_${path
    .replace(/[^a-z\d]+/gi, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()}`;
