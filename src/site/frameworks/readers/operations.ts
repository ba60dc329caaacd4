import { posix } from 'node:path';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  type Place,
  type StaticData,
  type StaticObject,
  stringMember,
  Unknown,
  Unset,
} from '../../config/values.ts';
import type { DerivedPage } from '../../record.ts';
import type { Folder } from './folder.ts';

/** An operation of an API, as its description in OpenAPI has it. */
export interface Operation {
  /** `get`; `webhook` for those that the API calls itself. */
  method: string;
  path: string;
  data: StaticObject;
}

const methods = /^(?:get|put|post|delete|options|head|patch|trace)$/;

/** The descriptions of APIs that a site makes pages from, each read once. */
export class Descriptions {
  readonly #folder: Folder;
  readonly #place: Place;
  readonly #known = new Map<string, StaticData>();

  /** @param place where the site names them, for what cannot be read */
  constructor(folder: Folder, place: Place) {
    this.#folder = folder;
    this.#place = place;
  }

  /**
   * The description in a file; undefined where it cannot be read, which is noted.
   *
   * @param file as the site names it, relative to the folder
   */
  read(file: string): StaticData {
    if (this.#known.has(file)) return this.#known.get(file);
    const data = this.#data(file);
    const problem = data instanceof Unknown ? data.why : data === undefined && this.#absence(file);
    if (problem) {
      const why = `${problem}; the pages that the site makes from it are missing`;
      this.#folder.note(`openapi ${file}`, new Unknown(this.#place, why));
    }
    const found = isObject(data) ? data : undefined;
    this.#known.set(file, found);
    return found;
  }

  /** The operations of a description, then its webhooks, in their order. */
  operations(file: string): Operation[] {
    const data = this.read(file);
    const of = (key: string, named?: string) =>
      entriesOf(member(data, key)).flatMap(([path, item]) =>
        entriesOf(this.#resolved(item, file)).flatMap(([method, operation]) =>
          methods.test(method) && isObject(operation)
            ? [{ method: named ?? method, path, data: operation }]
            : [],
        ),
      );
    return [...of('paths'), ...of('webhooks', 'webhook')];
  }

  /** A part, or the one that it refers to by `$ref`, in its own file or another one. */
  #resolved(part: StaticData, file: string): StaticData {
    const reference = stringMember(part, '$ref');
    if (reference === undefined) return part;
    const [other = '', pointer = ''] = reference.split('#');
    const data = this.#data(other === '' ? file : posix.join(posix.dirname(file), other));
    const keys = pointer.split('/').slice(1);
    return member(data, ...keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')));
  }

  #data(file: string): StaticData {
    const isElsewhere = /^\w+:/.test(file) || this.#folder.inProject(file).startsWith('..');
    return isElsewhere ? undefined : this.#folder.aside().data(file);
  }

  #absence(file: string): string {
    return /^\w+:/.test(file) ? 'not in the project' : 'not there';
  }
}

/** Notes a reference of an API that the site makes, and nothing here does. */
export function noteReference(folder: Folder, data: StaticData, key: string): void {
  const said = member(data, key);
  if (said === undefined || said instanceof Unset) return;
  const why = 'the reference of an API; the pages that the site makes from it are missing';
  folder.note(key, new Unknown(folder.placeOf(data, [key]), why));
}

/** The first of its tags. */
export function tagOf({ data }: Operation): string | undefined {
  const [tag] = listOf(data.get('tags'));
  return typeof tag === 'string' && tag !== '' ? tag : undefined;
}

/**
 * The page of an operation, whose document names it in its front matter.
 *
 * @param path of the document, relative to the project root
 * @param from the description, relative to the project root
 */
export function operationPage(
  { method, path: route, data }: Operation,
  {
    path,
    from,
    matter = {},
    content,
  }: Omit<DerivedPage, 'text'> & { matter?: Record<string, unknown>; content?: string | undefined },
): DerivedPage {
  const summary = stringMember(data, 'summary');
  // Blanks stand between the parts of a name.
  const file = posix.relative(posix.dirname(path), from).replaceAll(' ', '%20');
  const openapi = `${file} ${method.toUpperCase()} ${route}`;
  const keys = { ...(summary !== undefined && { title: summary }), ...matter, openapi };
  return writtenPage({ path, from, matter: keys, content });
}

/** A page with this front matter and content. */
export function writtenPage({
  path,
  from,
  matter,
  content,
}: Omit<DerivedPage, 'text'> & {
  matter: Readonly<Record<string, unknown>>;
  content?: string | undefined;
}): DerivedPage {
  const lines = Object.entries(matter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const text = `---\n${lines.join('\n')}\n---\n${content === undefined ? '' : `\n${content}\n`}`;
  return { path, from, text };
}
