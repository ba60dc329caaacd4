import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { dist } from '../setup/package.ts';
import { project } from './project.ts';

const stage = (name: string, run: string, more = '') =>
  `export default { name: '${name}', kind: 'enrich', corpus: { fields: { audience: 'overwrite' } },
     ${more} run(document) { ${run} } };`;

function withStages(stages: Record<string, string>) {
  const own = project({ 'a.md': '# A\n\nText.\n', 'b.md': '# B\n' });
  for (const [name, source] of Object.entries(stages)) own.write(`${name}.mjs`, source);
  const transforms = Object.keys(stages).map((name) => `./${name}.mjs`);
  return { ...own, transforms };
}

const disagreeing = {
  first: stage('first', "if (document.path === 'a.md') return { audience: 'users' };"),
  second: stage('second', "if (document.path === 'a.md') return { audience: 'authors' };"),
};

it('fails only the document on which two stages disagree, and names both and the field', async () => {
  const { settings, transforms } = withStages(disagreeing);
  const { metrics, messages } = await build(settings({ transforms }));
  expect(metrics.documents).toMatchObject({ written: 1, failed: 1 });
  expect(messages).toMatchObject([{ path: 'a.md', rule: 'merge-conflict', severity: 'error' }]);
  expect(messages[0]?.reason).toMatch(/'audience'.*first.*second/);
  // What all pages have in common is told once.
  expect(messages[0]?.about).toBe("'audience' of first, second");
});

it.each([
  ['a strategy', { strategy: 'overwrite' }],
  ['the name of a strategy', 'overwrite'],
  ['a field rule', { fields: { audience: 'keep-first' } }],
  ['an owner', { fieldMapping: { first: ['audience'] } }],
])('settles the disagreement by %s', async (_, merge) => {
  const { settings, transforms } = withStages(disagreeing);
  const { metrics } = await build(settings({ transforms, merge }));
  expect(metrics.documents).toMatchObject({ written: 2, failed: 0 });
});

it.each([false, true])(
  'takes a merge spec with functions from a module (parallel: %s)',
  async (parallel) => {
    const { settings, transforms, write, output } = withStages(disagreeing);
    write(
      'merge.mjs',
      "export default { fields: { audience: ({ values }) => values.map((v) => v.value).join(' and ') } };",
    );
    await build(settings({ transforms, merge: './merge.mjs', parallel, inlineThreshold: 1 }));
    expect(output()['manifest.json']).toContain('users and authors');
  },
);

it('rewrites the tree where the configuration puts the stage', async () => {
  const { settings, transforms, output } = withStages({
    shout: `export default (options) => ({ name: 'shout', kind: 'transform', run({ tree }) {
      tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: options.word }] });
    } });`,
  });
  const module = transforms[0]!;
  await build(
    settings({ transforms: [{ module, options: { word: 'LOUD' }, after: ['fix-links'] }] }),
  );
  expect(output()['a.mdc']).toMatch(/Text\.\n\nLOUD\n$/);
});

it('runs a remark plugin by name, with its options and messages', async () => {
  const { settings, output, root, write } = project({ 'a.md': '# A\n\nText.\n' });
  mkdirSync(join(root, 'node_modules/remark-own'), { recursive: true });
  write('node_modules/remark-own/package.json', '{"type":"module","exports":{"import":"./i.js"}}');
  write(
    'node_modules/remark-own/i.js',
    `export default function (options) { return (tree, file) => {
       tree.children.at(-1).children[0].value = options.word;
       file.message('changed', tree.children.at(-1));
     }; }`,
  );
  const transforms = [{ module: 'remark-own', options: { word: 'Other.' } }];
  const { messages } = await build(settings({ transforms }));
  expect(output()['a.mdc']).toContain('Other.');
  expect(messages).toMatchObject([{ rule: 'remark-own', reason: 'changed', line: 3 }]);
});

it.each<[what: string, source: string, code: string, message?: RegExp]>([
  ['that is none', 'export default 42;', 'TRANSFORM_INVALID'],
  ['that does not load', 'import "./nothing.mjs";', 'TRANSFORM_LOAD'],
  ['with a syntax error', 'export default {', 'TRANSFORM_LOAD'],
  ['that throws as it loads', '\nundefined.x;', 'TRANSFORM_LOAD', /\(own\.mjs:2\)$/],
  ['after an unknown stage', stage('own', '', "after: ['nothing'],"), 'TRANSFORM_UNKNOWN_STAGE'],
  ['named as another', stage('outline', ''), 'TRANSFORM_DUPLICATE'],
])('refuses a transform %s before it builds', async (_, source, code, message = /./) => {
  const { settings, transforms, root } = withStages({ own: source });
  const failure = build(settings({ transforms }));
  await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining(root) });
});

it.each([
  ['what it gave that is not a result', 'return 42;', /'own' returned the number 42.*\. Return ok/],
  ['a tree that it returned', 'return document.tree;', /change document.tree in place/],
  [
    'that it read what it does not name',
    "upstream('outline');",
    /\. Add 'outline' to the `after` of/,
  ],
  [
    'that it never ended',
    "if (document.path === 'a.md') return new Promise(() => {});",
    /had not ended: 'own'.*a timeoutMs/,
  ],
])('names a stage and %s', async (_, body, reason) => {
  const own = stage('own', body).replace('(document)', '(document, { upstream })');
  const { settings, transforms } = withStages({ own });
  const { messages } = await build(settings({ transforms, documentTimeoutMs: 2_000 }));
  expect(messages[0]?.reason).toMatch(reason);
});

const throwing =
  "const text: string = 'no luck';\n\nexport const fail = (): never => {\n  throw new Error(text);\n};";
const inTypeScript = (run: string) =>
  `import { fail } from './parts/fail.ts';\ninterface Own {\n  n: number;\n}\n\nconst run = async (): Promise<Own> => {\n  await null;\n  ${run}\n};\nexport default { name: 'own', kind: 'enrich', run };`;

describe.each(['inline', 'threads'] as const)('in %s', (executor) => {
  it.each<[what: string, file: string, source: string, said: string]>([
    [
      'a module',
      'own.mjs',
      `${stage('own', "\nthrow new Error('no luck');")}`,
      'no luck (own.mjs:3)',
    ],
    ['TypeScript', 'own.ts', inTypeScript("throw new Error('no luck');"), 'no luck (own.ts:8)'],
    ['a part of it', 'own.ts', inTypeScript('return fail();'), 'no luck (parts/fail.ts:4)'],
    [
      'what Node says',
      'own.ts',
      inTypeScript("return { port: new URL('nowhere').port };"),
      'Invalid URL (own.ts:8)',
    ],
  ])('an error says where it comes from: %s', async (_, file, source, said) => {
    const { settings, write } = project({ 'a.md': '# A\n' });
    write(file, source);
    write('parts/fail.ts', throwing);
    const { messages } = await build(settings({ executor, transforms: [`./${file}`] }));
    expect(messages.map(({ reason }) => reason)).toEqual([`The stage 'own' failed: ${said}`]);
  });
});

it('an error of a function says where it comes from, and names no folder of the machine', async () => {
  const { settings, root } = project({ 'a.md': '# A\n' });
  const own = {
    ...{ name: 'own', kind: 'enrich' as const, onError: 'skip' as const },
    run: () => void readFileSync(join(root, 'OWNERS')),
  };
  const cwd = import.meta.dirname;
  const { messages } = await build({ ...settings({ transforms: [own] }), cwd });
  const { reason } = messages[0]!;
  expect(reason).toMatch(
    /^The stage 'own' failed and was skipped: ENOENT: .*\(own-stages\.test\.ts:\d+\)$/,
  );
});

it.each(['threads', 'processes'] as const)(
  'a stage in TypeScript that asks for its context where it imports the engine gets that of its worker (%s)',
  async (executor) => {
    const { settings, write, output } = project({ 'a.md': '# A\n' });
    const engine = JSON.stringify(join(dist, 'src/engine/index.js'));
    write(
      'own.ts',
      `import { getContext } from ${engine};
       const run = (): object => ({ audience: \`asked in \${getContext().stage}\` });
       export default {
         name: 'own', kind: 'enrich', corpus: { fields: { audience: 'overwrite' } }, run,
       };`,
    );
    await build(settings({ executor, transforms: ['./own.ts'] }));
    expect(output()['manifest.json']).toContain('asked in own');
  },
);
