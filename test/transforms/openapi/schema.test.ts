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
const leftOut: string[] = [];
const schemasOf = () =>
  new Schemas(
    spec,
    (words) => [paragraph([text(words)])],
    (way) => leftOut.push(way.join('.')),
  );
const shown = schemasOf();
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
  ['what is put together, 13 deep', nested(13, inAll), 'string'],
  ['what is put together, and deeper', nested(14, inAll), 'object'],
  ['an escaped name', to('a~1b'), 'integer'],
  ['a path through nothing', to('Nothing/x'), 'any'],
])('the type of %s', (_, schema, type) => {
  expect(shown.type(schema)).toBe(type);
});

test.each<[what: string, schema: object, fields: string]>([
  ['a text', { type: 'string' }, '`string`\n'],
  ['an object in itself', to('Self'), '- `self` (`object`): Fields as in Body.\n'],
])('the content of %s', (_, schema, fields) => {
  expect(body(shown.content(schema, 'Body'))).toBe(fields);
});

test('choices without fields are the type alone', () => {
  const schema = { oneOf: [{ type: 'string' }, { type: 'integer' }] };
  expect(body(shown.fields([{ name: 'a', schema }], ['Body']))).toBe(
    '- `a` (`string | integer`)\n',
  );
});

test.each([
  [12, 12, []],
  [13, 12, [`Body${'.a'.repeat(12)}`]],
])('of objects %i deep, %i are shown; the rest is told', (depth, levels, told) => {
  leftOut.length = 0;
  const schema = nested(depth, inObject);
  expect(body(schemasOf().content(schema, 'Body')).match(/`a`/g)).toHaveLength(levels);
  expect(leftOut).toEqual(told);
});

test('of a long object that comes again, the first place is named; a short one is shown again', () => {
  const object = (...names: string[]) => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  });
  const [long, short] = [object(...'abcdefghi'), object(...'wxyz')];
  const listed = { type: 'array', description: 'All of them.', items: long };
  const all = { ...long, description: 'Another' };
  const schema = { type: 'object', properties: { one: long, all, listed, short, again: short } };
  const schemas = schemasOf();
  expect(body(schemas.content(schema, 'Body'))).toBe(`\
- \`one\` (\`object\`)
  - \`a\` (\`string\`)
  - \`b\` (\`string\`)
  - \`c\` (\`string\`)
  - \`d\` (\`string\`)
  - \`e\` (\`string\`)
  - \`f\` (\`string\`)
  - \`g\` (\`string\`)
  - \`h\` (\`string\`)
  - \`i\` (\`string\`)
- \`all\` (\`object\`): Another. Fields as in Body, \`one\`.
- \`listed\` (\`object[]\`): All of them. Fields as in Body, \`one\`.
- \`short\` (\`object\`)
  - \`w\` (\`string\`)
  - \`x\` (\`string\`)
  - \`y\` (\`string\`)
  - \`z\` (\`string\`)
- \`again\` (\`object\`)
  - \`w\` (\`string\`)
  - \`x\` (\`string\`)
  - \`y\` (\`string\`)
  - \`z\` (\`string\`)
`);
  expect(body(schemas.content(schema, 'Response 200'))).toBe('Fields as in Body.\n');
});
