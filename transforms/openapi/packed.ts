import { inflateSync } from 'node:zlib';
import { isPart, type Part } from './spec.ts';

/** A description of an API that is larger is not one of a single operation. */
const largest = 16 * 2 ** 20;

const read = new WeakMap<object, Part | undefined>();

/**
 * The operation that docusaurus-openapi-docs packs into `api` of a page's front matter, as deflated
 * JSON in Base64 with all references filled in; undefined where there is none.
 */
export function packedOperation(frontmatter: Readonly<Record<string, unknown>>): Part | undefined {
  if (!read.has(frontmatter)) read.set(frontmatter, unpacked(frontmatter.api));
  return read.get(frontmatter);
}

function unpacked(api: unknown): Part | undefined {
  if (typeof api !== 'string' || !/^[\w+/]{20,}={0,2}$/.test(api)) return undefined;
  try {
    const json = inflateSync(Buffer.from(api, 'base64'), { maxOutputLength: largest });
    const operation: unknown = JSON.parse(json.toString('utf8'));
    return isPart(operation) ? operation : undefined;
  } catch {
    return undefined;
  }
}
