import type { RenderingSpec } from '../../src/contract/dialect.ts';

/** The same rendering for all of these names, which blanks separate. */
export const named = (names: string, spec: RenderingSpec): Record<string, RenderingSpec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, spec]));

/** What the fields of an API say, whichever framework they are of. */
export const field = {
  as: 'field',
  type: ['type'],
  default: ['default', 'initialValue'],
  flags: ['required', 'deprecated'],
};

export const fieldsOfApis = {
  ParamField: { ...field, places: ['path', 'query', 'body', 'header'], name: ['name'] },
  ResponseField: { ...field, name: ['name'] },
};
