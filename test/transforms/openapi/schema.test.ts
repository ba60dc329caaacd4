import { expect, test } from 'vitest';
import { renderBody } from '../../../src/document/render.ts';
import { paragraph, text } from '../../../transforms/nodes.ts';
import { Schemas } from '../../../transforms/openapi/schema.ts';
import { Spec } from '../../../transforms/openapi/spec.ts';

const schemas = {
  Self: { type: 'object', properties: { self: { $ref: '#/components/schemas/Self' } } },
  'a/b': { type: 'integer' },
  Nothing: null,
};
const spec = new Spec({ components: { schemas } }, 'api.json', {} as never);
const shown = new Schemas(spec, (words) => [paragraph([text(words)])]);
const body = (children: object[]) => renderBody({ type: 'root', children } as never);
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const nested = (depth: number, wrap: (inner: object) => object): object =>
  depth === 0 ? { type: 'string' } : wrap(nested(depth - 1, wrap));
const inList = (items: object) => ({ type: 'array', items });
const inChoice = (inner: object) => ({ oneOf: [inner, { type: 'null' }] });
const inObject = (a: object) => ({ type: 'object', properties: { a } });
const inAll = (inner: object) => ({ allOf: [inner] });

test.each<[what: string, schema: object, type: string]>([
  ['three lists deep', nested(3, inList), 'string[][][]'],
  ['lists that are deeper', nested(4, inList), 'any[][][][]'],
  ['three choices deep', nested(3, inChoice), 'string | null'],
  ['choices that are deeper', nested(4, inChoice), 'any | null'],
  ['what is put together, six deep', nested(6, inAll), 'string'],
  ['what is put together, and deeper', nested(7, inAll), 'object'],
  ['an escaped name', to('a~1b'), 'integer'],
  ['a path through nothing', to('Nothing/x'), 'any'],
])('the type of %s', (_, schema, type) => {
  expect(shown.type(schema)).toBe(type);
});

test.each<[what: string, schema: object, fields: string]>([
  ['a text', { type: 'string' }, '`string`\n'],
  ['an object in itself', to('Self'), '- `self` (`object`)\n'],
])('the content of %s', (_, schema, fields) => {
  expect(body(shown.content(schema))).toBe(fields);
});

test('choices without fields are the type alone', () => {
  const schema = { oneOf: [{ type: 'string' }, { type: 'integer' }] };
  expect(body(shown.fields([{ name: 'a', schema }]))).toBe('- `a` (`string | integer`)\n');
});

test.each([
  [5, 5],
  [6, 5],
])('of objects %i deep, %i are shown', (depth, levels) => {
  expect(body(shown.content(nested(depth, inObject))).match(/`a`/g)).toHaveLength(levels);
});
