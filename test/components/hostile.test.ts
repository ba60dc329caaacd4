import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { cpuSeconds } from '../setup/cpu-seconds.ts';
import { clean } from '../transforms/clean.ts';

/** Reads one use of a component from a source; whatever it holds, the document's own words stay. */
function read(source: string, ending = 'tsx', use = '<Own title="Kept words">Inside.</Own>') {
  const input = `import Own from './Own.${ending}';\n\nBefore.\n\n${use}\n\nAfter.\n`;
  const files = { [`docs/Own.${ending}`]: source };
  return clean(input, { dialect: 'generic', files });
}

const component = (body: string) => `export default function Own(props) {\n${body}\n}`;
const many = (text: string, count: number) => text.repeat(count);

const hostile: [what: string, source: string][] = [
  ['a loop without end', component('while (true) {}\nreturn <p>never</p>;')],
  [
    'a loop with counter',
    component('let s = ""; for (let i = 0; i < 1e12; i++) s += "x"; return s;'),
  ],
  ['a function that calls itself', component('const f = (n) => f(n + 1);\nreturn f(0);')],
  [
    'a text that doubles',
    component('let s = "x"; for (const i of Array.from({ length: 60 })) s = s + s; return s;'),
  ],
  ['a text repeated', component('return "x".repeat(1e9);')],
  ['a padded text', component('return "x".padEnd(1e9, "y");')],
  ['a list of a billion', component('return Array.from({ length: 1e9 }).map(() => <p>x</p>);')],
  [
    'maps in maps',
    component(
      'const l = Array.from({ length: 1000 }); return l.map(() => l.map(() => l.map(() => <b>x</b>)));',
    ),
  ],
  ['a list in itself', component('const l = []; l.push(l); return l.flat(1e9);')],
  ['an object in itself', component('const o = {}; o.o = o; return JSON.stringify(o);')],
  ['a getter', component('const o = { get a() { while (true) {} } }; return <p>{o.a}</p>;')],
  ['a proxy', component('return <p>{new Proxy({}, { get: () => { while (true) {} } }).x}</p>;')],
  [
    'a prototype',
    component('return <p>{({}).constructor.constructor("return process")().exit(3)}</p>;'),
  ],
  ['nested brackets', component(`return ${many('(', 5000)}1${many(')', 5000)};`)],
  [
    'brackets that a template hides',
    component(`return \`//\${${many('(', 20_000)}1${many(')', 20_000)}}\`;`),
  ],
  ['chained operators', component(`return ${many('!', 20_000)}1;`)],
  ['nested tags', component(`return ${many('<b>', 3000)}x${many('</b>', 3000)};`)],
  ['a program that is not valid', component('return <p>;')],
  ['nothing', ''],
];

test.each(hostile)('%s ends, and nothing of the document is lost', async (_, source) => {
  const seconds = await cpuSeconds(() => {
    const { body } = read(source);
    expect(body).toContain('Before.');
    expect(body).toContain('Inside.');
    expect(body).toContain('After.');
  });
  expect(seconds).toBeLessThan(5);
});

test.each([
  ['Vue', 'vue', `<template>${many('<b>', 20_000)}x${many('</b>', 20_000)}</template>`],
  ['Astro', 'astro', `${many('<b>', 20_000)}x${many('</b>', 20_000)}`],
  ['Astro', 'astro', `${many('{', 20_000)}x${many('}', 20_000)}`],
])(
  'what nests in a file of %s ends, and nothing of the document is lost',
  async (_, ending, source) => {
    const seconds = await cpuSeconds(() => {
      expect(read(source, ending).body).toContain('Inside.');
    });
    expect(seconds).toBeLessThan(5);
  },
);

test('files, processes and the network are out of reach', () => {
  const source = `import { readFileSync } from 'node:fs';
    import { execSync } from 'child_process';
    export default function Own() {
      const secret = readFileSync('package.json', 'utf8');
      execSync('touch /tmp/executed-by-a-component');
      fetch('https://example.com');
      process.exit(3);
      return <p>Shown {secret} {process.env.HOME} {globalThis.process.pid}</p>;
    }`;
  const exit = vi.spyOn(process, 'exit');
  const { body, reports } = read(source, 'tsx', '<Own />');
  expect(body).toBe('Before.\n\nShown\n\nAfter.\n');
  expect(exit).not.toHaveBeenCalled();
  expect(() => readFileSync('/tmp/executed-by-a-component')).toThrow();
  expect(reports.map(({ rule }) => rule)).toEqual(['component-lost']);
  expect(reports[0]?.reason).toContain('secret');
});

test('a component of the document that throws or exits is only read', () => {
  const input =
    'export const Own = () => { process.exit(3); throw new Error(); };\n\n<Own />\n\nEnd.\n';
  expect(clean(input, { dialect: 'generic' }).body).toBe('End.\n');
});

test.each(['tsx', 'astro', 'vue'])('components that show each other end (%s)', (ending) => {
  const sources = {
    tsx: (name: string) => `import N from './${name}.tsx'; export default () => <p>x<N /></p>;`,
    astro: (name: string) => `---\nimport N from './${name}.astro';\n---\n<p>x<N /></p>`,
    vue: (name: string) =>
      `<script setup>\nimport N from './${name}.vue'\n</script>\n<template><p>x<N /></p></template>`,
  };
  const source = sources[ending as keyof typeof sources];
  const files = { [`docs/A.${ending}`]: source('B'), [`docs/B.${ending}`]: source('A') };
  const input = `import A from './A.${ending}';\n\n<A />\n\nEnd.\n`;
  expect(clean(input, { dialect: 'generic', files }).body).toBe('x\n\nx\n\nEnd.\n');
});

test('modules that import each other end', () => {
  const files = {
    'docs/Own.tsx': `import { b } from './b.ts'; export const a = b; export default () => <p>{b} it</p>;`,
    'docs/b.ts': `import { a } from './Own.tsx'; export const b = a;`,
  };
  const input = `import Own from './Own.tsx';\n\n<Own />\n\nEnd.\n`;
  expect(clean(input, { dialect: 'generic', files }).body).toBe('it\n\nEnd.\n');
});

test('uses of many costly components are bounded over the document', async () => {
  const source = component('let n = 0; while (n < 5000) n++; return <p>{n}</p>;');
  const files = { 'docs/Own.tsx': source };
  const input = `import Own from './Own.tsx';\n\n${many('<Own />\n\n', 3000)}`;
  const seconds = await cpuSeconds(() => {
    expect(clean(input, { dialect: 'generic', files }).body).toContain('5000');
  });
  expect(seconds).toBeLessThan(15);
});

test.each(['', '!', 'a'.repeat(70_000), '+([a-a]|a)b', '*a*a*a*a*ab'])(
  'patterns that nobody writes name no pages (%#)',
  async (glob) => {
    const page = `docs/${'a'.repeat(200)}.md`;
    const load = `export default createContentLoader(['${glob}', 'docs/${glob}.md', '!${glob}'])`;
    const files = {
      'docs/a.data.js': `import { createContentLoader } from 'vitepress';\n${load};`,
      [page]: '# A\n',
    };
    const input =
      "<script setup>\nimport { data } from './a.data.js'\n</script>\n\nPages: {{ data.length }}\n";
    const seconds = await cpuSeconds(() => {
      expect(clean(input, { dialect: 'vitepress', files }).body).toMatch(/^Pages: [01]\n$/);
    });
    expect(seconds).toBeLessThan(3);
  },
);
