import type { RootContent } from 'mdast';
import { code, paragraph, text } from '../nodes.ts';
import { isPart, listOf, type Part, type Spec, textIn } from './spec.ts';

/** Examples of a body that the description itself gives, one below the other; what a tool would make of the schema is none. */
export function examplesOf(media: Part, type: string, spec: Spec): RootContent[] {
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
