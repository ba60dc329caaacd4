import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import { attempt } from '../../src/attempt.ts';
import type { Document } from '../../src/document/document.ts';
import { dataIn } from '../../src/document/yaml-data.ts';
import { isRecord } from '../../src/is-record.ts';
import { BoundedMap, getOrMake } from '../../src/maps.ts';

/** An object of a description, whatever it holds. */
export type Part = Readonly<Record<string, unknown>>;

export const isPart: (value: unknown) => value is Part = isRecord;

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const textIn = (part: Part, key: string): string | undefined => {
  const value = part[key];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** A description of an API, with the references between its parts and files. */
export class Spec {
  readonly root: Part;
  readonly path: string;
  readonly #document: Document;
  readonly #others = new Map<string, Spec | undefined>();

  constructor(root: Part, path: string, document: Document) {
    this.root = root;
    this.path = path;
    this.#document = document;
  }

  /** A part itself, or what its `$ref` leads to; an empty part where that is nothing. */
  resolve(value: unknown): Part {
    let part = isPart(value) ? value : {};
    let spec: Spec | undefined = this;
    for (let steps = 0; typeof part.$ref === 'string' && steps < 20; steps += 1) {
      const [file = '', pointer = ''] = part.$ref.split('#');
      if (file !== '') spec = spec === undefined ? undefined : spec.#other(file);
      const found: unknown = spec && at(spec.root, pointer);
      part = isPart(found) ? found : {};
    }
    return part;
  }

  /** The name of what a part refers to, such as `User`. */
  nameOf(value: unknown): string | undefined {
    return isPart(value) && typeof value.$ref === 'string'
      ? value.$ref.split('/').at(-1)
      : undefined;
  }

  #other(file: string): Spec | undefined {
    return getOrMake(this.#others, file, () => readSpec(file, this.path, this.#document));
  }
}

/** What a JSON pointer leads to. */
function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Descriptions that were read last: pages that come one after the other mostly tell of the same one. */
const known = new BoundedMap<string, { text: string; root: Part | undefined }>(16);

/** Reads a description, of Swagger 2 as well; undefined where there is none. */
export function readSpec(file: string, from: string, document: Document): Spec | undefined {
  const included = document.include(file, from);
  if (!included.ok) return undefined;
  const { path, text } = included;
  let entry = known.get(path);
  if (entry?.text !== text) {
    const data = dataIn(text);
    entry = { text, root: isPart(data) && isTree(data) ? upgraded(data) : undefined };
    known.set(path, entry);
  }
  return entry.root && new Spec(entry.root, path, document);
}

/** Whether no part holds itself, as an anchor of YAML may. */
const isTree = (data: Part): boolean => attempt(() => JSON.stringify(data) !== '', false);

function upgraded(data: Part): Part | undefined {
  if (data.swagger === undefined) return data;
  return attempt(() => upgradeFromTwoToThree(structuredClone(data) as never) as unknown as Part);
}
