import { expect, test } from 'vitest';
import { clean } from '../clean.ts';
import { parts, shop } from './shop.ts';

const files = {
  'docs.json': JSON.stringify({ navigation: { tabs: [{ openapi: ['api/shop.json'] }] } }),
  'api/shop.json': JSON.stringify(shop),
  'api/parts.yaml': parts,
};

const page = (openapi: string, body = '') =>
  `---\ntitle: Page\nopenapi: ${openapi}\n---\n\n${body}\n`;
const read = (text: string, more: Record<string, string> = {}) =>
  clean(text, { dialect: 'mintlify', files: { ...files, ...more } });

test('a file may be named without its ending', () => {
  const named = read(page('api/shop GET /orders/{id}'));
  expect(named.body).toBe(read(page('GET /orders/{id}')).body);
});

test('a file that is named is found by a part of its path', () => {
  expect(read(page('/shop.json GET /orders/{id}')).body).toContain('Read an order');
});

test.each(['rest/schema.json', 'spec.yaml', 'rest/v1/shop.yml'])(
  'where no file is named, one above the page describes it: %s',
  (file) => {
    const { body } = clean(page('GET /orders/{id}'), {
      dialect: 'mintlify',
      path: 'rest/orders/get.mdx',
      files: { 'docs.json': '{}', [file]: JSON.stringify(shop) },
    });
    expect(body).toContain('Read an order');
  },
);

test('what the files of docs.json do not describe, one beside them may', () => {
  const { body, reports } = read(page('GET /pots'), {
    'api/pots.yaml':
      'paths:\n  /pots:\n    get:\n      summary: All pots\n      responses: { 200: { description: Pots. } }\n',
  });
  expect(body).toContain('All pots');
  expect(reports).toEqual([]);
});

test('a summary is not said again below the title that the name of the file gives', () => {
  const { body } = clean('---\nopenapi: GET /orders/{id}\n---\n', {
    dialect: 'mintlify',
    path: 'read-an-order.mdx',
    files,
  });
  expect(body).not.toContain('Read an order');
});

test('a slash at the end of a path does not matter; the description says which is shown', () => {
  const get = { responses: { 204: { description: 'Done.' } } };
  const files = { 'openapi.json': JSON.stringify({ paths: { '/a/': { get }, '/b': { get } } }) };
  for (const [asked, shown] of [
    ['/a', '/a/'],
    ['/b/', '/b'],
  ]) {
    const { body, reports } = clean(page(`GET ${asked}`), { dialect: 'mintlify', files });
    expect(body).toBe(`\`GET ${shown}\`\n\n**Response 204**\n\nDone.\n`);
    expect(reports).toEqual([]);
  }
});

test('an operation is rendered from the description that docs.json names', () => {
  const { body, reports } = read(page('GET /orders/{id}', 'Own words.'));
  expect(reports).toEqual([]);
  expect(body).toBe(`\`GET /orders/{id}\`

Read an order

Gives one **order**.

Own words.

**Authorization:** \`key\` (apiKey in header \`X-Key\`)

**Path parameters**

- \`id\` (\`string<uuid>\`, required): Of the order.

**Query parameters**

- \`expand\` (\`any[]\`): One of \`items\`, \`buyer\`

**Headers**

- \`X-Trace\` (\`string\`, required, default: \`off\`)

**Response 200** (\`application/json\`)

The order.

- \`id\` (\`string\`, required)
- \`state\` (\`string\`, required): Where it stands. One of \`open\`, \`paid\`
- \`parent\` (\`object\`): Fields as in Response 200.
- \`payment\` (\`object\`): One of:
  - \`Card\` (\`object\`)
    - \`number\` (\`string\`, required)
  - \`Bill\` (\`object\`)
    - \`address\` (\`string\`, required)
- \`lines\` (\`object[]\`)
  - \`sku\` (\`string\`)
  - \`count\` (\`integer\`, default: \`1\`, at least \`1\`)

**Response 404**

There is none.
`);
});

test('a body from another file, in YAML, of a file that front matter names', () => {
  const { body } = read(page('"/api/shop.json POST /orders"'));
  expect(body).toContain('**Deprecated**');
  expect(body).toContain('**Body** (`application/json`, required)');
  expect(body).toContain('- `items` (`string[]`, required)');
  expect(body).toContain('- `note` (`string | null`, length at most `80`)');
  expect(body).not.toContain('Authorization');
});

test.each<[what: string, media: object, shown: string]>([
  ['of a body', { example: { a: 1 } }, 'Example:\n\n```json\n{\n  "a": 1\n}\n```\n'],
  [
    'with names, by their summary or their key',
    { examples: { one: { value: '1' }, two: { summary: 'The second', value: [2] }, far: {} } },
    'Example (one):\n\n```json\n1\n```\n\nExample (The second):\n\n```json\n[\n  2\n]\n```\n',
  ],
  [
    'of its schema',
    { schema: { type: 'object', example: {} } },
    '`object`\n\nExample:\n\n```json\n{}\n```\n',
  ],
  [
    'of its schema, if it says more than a field',
    { schema: { type: 'string', example: 'a' } },
    '`string`\n',
  ],
])('an example %s', (_, media, shown) => {
  const get = { responses: { 200: { content: { 'application/problem+json': media } } } };
  const api = { openapi: '3.1.0', info: {}, paths: { '/a': { get } } };
  const { body } = read(page('"own.json GET /a"'), { 'docs/own.json': JSON.stringify(api) });
  expect(body.split('(`application/problem+json`)\n\n')[1]).toBe(shown);
});

test.each<[what: string, asked: string, shown: string, rules: string[]]>([
  [
    'one of any file',
    'Card',
    'Pays.\n\n- `number` (`string`, required)\n\nExample:\n\n```json\n{\n  "number": "1"\n}\n```\n',
    [],
  ],
  ['one of a file', '/api/shop.json Bill', '- `address` (`string`, required)\n', []],
  ['none that is described', 'Coin', '', ['operation-missing']],
])('a page of a data model: %s', (_, asked, shown, rules) => {
  const { schemas } = shop.components;
  const Card = { ...schemas.Card, description: 'Pays.', example: { number: '1' } };
  const own = { ...shop, components: { ...shop.components, schemas: { ...schemas, Card } } };
  const text = `---\ntitle: Page\nopenapi-schema: ${asked}\n---\n`;
  const { body, reports } = read(text, { 'api/shop.json': JSON.stringify(own) });
  expect(body).toBe(shown);
  expect(reports.map(({ rule }) => rule)).toEqual(rules);
});

test('a description in YAML that holds itself is none', () => {
  const yaml =
    'openapi: 3.1.0\npaths: { /a: { get: { responses: { 200: &a { content: *a } } } } }\n';
  const { reports } = read(page('"own.yaml GET /a"'), { 'docs/own.yaml': yaml });
  expect(reports.map(({ rule }) => rule)).toEqual(['operation-missing']);
});

test('choices that lead to themselves in many ways end soon', () => {
  const Self = { oneOf: Array.from({ length: 20 }, () => ({ $ref: '#/components/schemas/Self' })) };
  const own = { ...shop, components: { schemas: { Self } } };
  const text = '---\nopenapi-schema: Self\n---\n';
  expect(read(text, { 'api/shop.json': JSON.stringify(own) }).body).toBe('`any`\n');
});

test('headers of a response stand between what it is and its content', () => {
  const headers = { 'X-Rate': { description: 'How often.', schema: { type: 'integer' } } };
  const content = { 'application/json': { schema: { type: 'string' } } };
  const responses = { 200: { description: 'Fine.', headers, content } };
  const api = { openapi: '3.1.0', paths: { '/a': { get: { responses } } } };
  const { body } = read(page('"own.json GET /a"'), { 'docs/own.json': JSON.stringify(api) });
  expect(body).toContain(
    'Fine.\n\nHeaders:\n\n- `X-Rate` (`integer`): How often.\n\nBody:\n\n`string`\n',
  );
});

test('an example in XML is that', () => {
  const content = { 'application/xml': { schema: {}, example: '<a/>\n' } };
  const api = { openapi: '3.1.0', paths: { '/a': { post: { requestBody: { content } } } } };
  const { body } = read(page('"own.json POST /a"'), { 'docs/own.json': JSON.stringify(api) });
  expect(body).toContain('Example:\n\n```xml\n<a/>\n```\n');
});

test('Swagger 2 is read as well', () => {
  const old = {
    swagger: '2.0',
    info: { title: 'Old', version: '1' },
    paths: {
      '/a': {
        get: {
          parameters: [
            { in: 'query', name: 'q', type: 'string', required: true, enum: ['x', 'y'] },
          ],
          responses: { 200: { description: 'Fine.' } },
        },
      },
    },
  };
  const { body } = read(page('"old.json GET /a"'), { 'docs/old.json': JSON.stringify(old) });
  expect(body).toContain('- `q` (`string`, required): One of `x`, `y`');
});

test.each<[what: string, operation: object, components: object, shown: string]>([
  [
    'a scheme of the request',
    { security: [{ s: [] }] },
    { securitySchemes: { s: { type: 'http', scheme: 'bearer' } } },
    '**Authorization:** `s` (http bearer)',
  ],
  [
    'a scheme of which nothing is said',
    { security: [{ s: [] }] },
    { securitySchemes: { s: {} } },
    '**Authorization:** `s`',
  ],
  [
    'a scheme that says where its key is, and not how it is called',
    { security: [{ s: [] }] },
    { securitySchemes: { s: { type: 'apiKey', in: 'query' } } },
    '**Authorization:** `s` (apiKey in query)',
  ],
  [
    'what a schema says of its values',
    {
      parameters: [
        {
          in: 'query',
          name: 'q',
          schema: { type: 'string', nullable: true, deprecated: true, pattern: '^a', minLength: 0 },
        },
        { in: 'query', name: 'r', deprecated: true, schema: { type: 'string', pattern: '' } },
        { in: 'query', name: 's', schema: { type: 'string', nullable: false } },
      ],
    },
    {},
    '- `q` (`string | null`, deprecated, length at least `0`, pattern `^a`)\n- `r` (`string`, deprecated)\n- `s` (`string`)\n',
  ],
  [
    'an example of one line, where neither a default nor a list of values says it',
    {
      parameters: [
        { in: 'query', name: 'q', example: 'a', schema: { type: 'string', example: 'b' } },
        { in: 'query', name: 'r', examples: { one: { value: 1 } }, schema: { type: 'integer' } },
        { in: 'query', name: 's', schema: { type: 'boolean', examples: [false] } },
        { in: 'query', name: 't', schema: { type: 'string', example: 'a\nb' } },
        { in: 'query', name: 'u', schema: { type: 'string', default: 'a', example: 'a' } },
        { in: 'query', name: 'v', schema: { enum: ['a', 'b'], example: 'a' } },
        { in: 'query', name: 'w', schema: { type: 'object', example: { a: 1 } } },
      ],
    },
    {},
    '- `q` (`string`, example: `a`)\n- `r` (`integer`, example: `1`)\n- `s` (`boolean`, example: `false`)\n- `t` (`string`)\n- `u` (`string`, default: `a`)\n- `v` (`any`): One of `a`, `b`\n- `w` (`object`)\n',
  ],
  [
    'choices without names',
    {
      parameters: [
        {
          in: 'query',
          name: 'q',
          schema: {
            oneOf: ['a', 'b'].map((key) => ({
              type: 'object',
              properties: { [key]: { type: 'string' } },
            })),
          },
        },
      ],
    },
    {},
    '- `q` (`object`): One of:\n  - `Option 1` (`object`)\n    - `a` (`string`)\n  - `Option 2` (`object`)\n    - `b` (`string`)',
  ],
])('%s', (_, operation, components, shown) => {
  const api = { openapi: '3.1.0', info: {}, components, paths: { '/a': { get: operation } } };
  const { body } = read(page('"own.json GET /a"'), { 'docs/own.json': JSON.stringify(api) });
  expect(body).toContain(shown);
});

test('without a description the line stays, and the rest is said to be missing', () => {
  const { body, reports } = read(page('GET /nowhere'));
  expect(body).toBe('`GET /nowhere`\n');
  expect(reports.map(({ rule }) => rule)).toEqual(['operation-missing']);
});

test.each([
  ['named by the page', '"own.json GET /a"', {}, 'own.json is not in the project'],
  [
    'named by the settings',
    'GET /a',
    { 'docs.json': '{"api":{"openapi":"/api/v1.json"}}' },
    'api/v1.json is not in the project',
  ],
  ['of any name', 'GET /a', {}, 'GET /a is not described in a file of the project'],
  ['without it', '"own.json GET /a"', { 'docs/own.json': '{}' }, 'GET /a is not described in own'],
])('a description that is not there: %s', (_, asked, files, reason) => {
  const { reports } = read(page(asked), files);
  expect(reports[0]?.reason).toContain(reason);
});

test('`api` in front matter is a line of its own; other values of the key are not', () => {
  expect(read('---\napi: POST https://example.com/v1/jobs\n---\n\nText.\n').body).toBe(
    '`POST https://example.com/v1/jobs`\n\nText.\n',
  );
  expect(read('---\napi: eJzVWW1v\n---\n\nText.\n').body).toBe('Text.\n');
});

/** Names and values that a description holds for one operation, found by walking it without knowing what it means. */
function* facts(value: unknown, seen = new Set<unknown>()): Generator<string> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const part = value as Record<string, unknown>;
  if (typeof part.$ref === 'string' && part.$ref.startsWith('#')) {
    let found: unknown = shop;
    for (const key of part.$ref.slice(2).split('/'))
      found = (found as Record<string, unknown>)[key];
    yield* facts(found, seen);
  }
  if (typeof part.in === 'string') yield `\`${part.name}\``;
  for (const name of Object.keys((part.properties as object) ?? {})) yield `\`${name}\``;
  const required = Array.isArray(part.required) ? part.required : [];
  for (const name of required) yield `required|${name}`;
  for (const item of (part.enum as string[]) ?? []) yield `\`${item}\``;
  for (const item of Object.values(part)) yield* facts(item, seen);
}

test('every parameter, property, required flag and enum value of an operation is on its page', () => {
  const { body } = read(page('GET /orders/{id}'));
  const all = [...facts(shop.paths['/orders/{id}'])];
  expect(all.length).toBeGreaterThan(14);
  const missing = all.filter((fact) => {
    const required = /^required\|(.*)/.exec(fact)?.[1];
    return required === undefined
      ? !body.includes(fact)
      : !new RegExp(`\`${required}\` \\([^)]*required`).test(body);
  });
  expect(missing).toEqual([]);
});

test('a page that only the site fills is reported', () => {
  const { reports } = clean('---\ntitle: T\ntemplate: splash\n---\n\n<Landing />\n', {
    dialect: 'starlight',
  });
  expect(reports.map(({ rule }) => rule)).toEqual(['empty-page', 'component-lost']);
  expect(reports[0]?.reason).toContain('<Landing>');
});
