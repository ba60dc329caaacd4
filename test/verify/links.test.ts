import { expect, it } from 'vitest';
import { verifyDocument } from '../../src/verify/verify.ts';

/** A build of two outputs, of which the other one can be read. */
const site = {
  out: 'guides/a.mdc',
  has: (path: string) => ['guides/a.mdc', 'b.mdc'].includes(path),
  anchors: (path: string) => (path === 'b.mdc' ? new Set(['part']) : undefined),
  urlOf: (path: string) => (path === 'b.mdc' ? 'https://x.example/b/' : undefined),
};

it.each<[source: string, output: string, said: string[]]>([
  ['[a](../b.md)', '[a](../b.mdc)', []],
  ['[a](../b.md#part)', '[a](../b.mdc#part)', []],
  ['[a](../b.md)', '[a](b.mdc)', ['target 3 no output is there: b.mdc']],
  ['[a](../b.md)', '[a](../b.mdc#gone)', ['target 3 no heading is there: ../b.mdc#gone']],
  // What the source says is not the output's fault.
  ['[a](../b.md#gone)', '[a](../b.mdc#gone)', []],
  ['## H\n\n[a](#h)', '## H\n\n[a](#h)', []],
  ['## H\n\n[a](x)', '## H\n\n[a](#h)', []],
  ['## H\n\n[a](x)', '## H\n\n[a](#g)', ['target 5 no heading is there: #g']],
  ['[a](c.txt)', '[a](c.txt)', []],
  ['b', '[b](../b.html)', ['target 3 the source names no such file: ../b.html']],
  ['b', '[b](../c.html)', []],
  ['b `b.html`', '[b](../b.html) `b.html`', []],
  [
    '[a](../b)',
    '[a](../b.txt)',
    [
      'target 3 leads elsewhere: "a" to ../b.txt',
      'target 3 the source names no such file: ../b.txt',
    ],
  ],
  ['[a](https://x.example/b)', '[a](../b.mdc)', []],
  [
    '[a](https://x.example/c)',
    '[a](../b.mdc)',
    ['link 3 link target missing: https://x.example/c'],
  ],
  ['[a](https://a.example/b&#124;c)', '[a](https://a.example/b|c)', []],
  ['[a](?q) [b](/x)', '[a](?q) [b](/x)', []],
])('%j, %j', (source, output, said) => {
  const text = (body: string) => `# T\n\n${body}\n`;
  const { findings } = verifyDocument({
    ...{ path: 'guides/a.md', source: text(source), output: text(output), site },
  });
  expect(findings.map(({ rule, line, what }) => `${rule} ${line} ${what}`)).toEqual(said);
});

it('a heading that an included part names, and that does not exist, is the fault of the part', () => {
  const source = "# T\n\nimport P from './p.mdx'\n\n<P />\n";
  const read = (path: string) => ({ path, text: 'See [a](#gone).\n' });
  const found = (output: string) =>
    verifyDocument({ path: 'guides/a.mdx', source, output, site, read }).findings.map(
      ({ what }) => what,
    );
  expect(found('# T\n\nSee [a](#gone).\n')).toEqual([]);
  expect(found('# T\n\nSee [a](#other).\n')).toContain('no heading is there: #other');
});
