/** What is written for a new part, and the lines that its table gets, each before one that is there. */
interface NewPart {
  files(name: string, identifier: string): Record<string, string>;
  table: {
    path: string;
    lines(name: string, identifier: string): { before: string; line: string }[];
  };
  next(name: string): string;
}

export type Kind = 'dialect' | 'transform' | 'reporter' | 'command';

export const kinds: Readonly<Record<Kind, NewPart>> = {
  dialect: {
    files: (name, identifier) => ({
      [`transforms/dialects/${name}.ts`]: `import type { Dialect } from '../../src/contract/dialect.ts';

/** ${name}: its constructs, in one line. */
export const ${identifier}: Dialect<'${name}'> = {
  name: '${name}',
  signs: { packages: ['${name}'], constructs: [] },
  extends: ['generic'],
  markdown: 'evidence',
  components: { Callout: { as: 'alert', type: ['type'], title: ['title'] } },
};
`,
      [`fixtures/dialects/${name}/callouts/input.mdx`]:
        '# Callouts\n\n<Callout type="warning">\n\nMind the gap.\n\n</Callout>\n',
      [`fixtures/dialects/${name}/callouts/expected.md`]:
        '# Callouts\n\n> [!WARNING]\n> Mind the gap.\n',
    }),
    table: {
      path: 'transforms/dialects/records.ts',
      lines: (name, identifier) => [
        { before: 'import { nextra }', line: `import { ${identifier} } from './${name}.ts';\n` },
        { before: '] as const;', line: `  ${identifier},\n` },
      ],
    },
    next: () => 'npx vitest run test/transforms/dialects && npm run docs',
  },
  transform: {
    files: (name, identifier) => ({
      [`transforms/${name}.ts`]: `import { defineTransform } from './define.ts';

/** What it adds to a document's context, in one line. */
export const ${identifier} = defineTransform({
  name: '${name}',
  kind: 'enrich',
  run({ tree }) {
    return { ${identifier}: tree.children.length };
  },
});
`,
      [`test/transforms/${name}.test.ts`]: `import { expect, test } from 'vitest';
import { enriched } from './enriched.ts';

test('counts the blocks of a page', async () => {
  expect(await enriched('# A\\n\\nOne.\\n')).toMatchObject({ ${identifier}: 2 });
});
`,
    }),
    table: {
      path: 'transforms/index.ts',
      lines: (name, identifier) => [
        {
          before: 'import { render, statistics }',
          line: `import { ${identifier} } from './${name}.ts';\n`,
        },
        { before: '  statistics,\n]', line: `  ${identifier},\n` },
      ],
    },
    next: (name) => `npx vitest run test/transforms/${name}.test.ts`,
  },
  reporter: {
    files: (name, identifier) => ({
      [`src/cli/reporters/${name}.ts`]: `import type { Reporter, ReporterSetup } from './reporter.ts';

/** For whom it reports, and where to, in one line. */
export function ${identifier}Reporter({ io }: ReporterSetup): Reporter {
  return {
    event() {},
    finish({ metrics }) {
      io.stdout.write(\`\${metrics.documents.processed} documents\\n\`);
    },
    stop() {},
  };
}
`,
    }),
    table: {
      path: 'src/cli/reporters/index.ts',
      lines: (name, identifier) => [
        {
          before: 'import type { Reporter,',
          line: `import { ${identifier}Reporter } from './${name}.ts';\n`,
        },
        { before: '};', line: `  '${name}': ${identifier}Reporter,\n` },
      ],
    },
    next: (name) => `npm run build && node dist/bin/contextor.js build --reporter ${name}`,
  },
  command: {
    files: (name) => ({
      [`src/cli/commands/${name}.ts`]: `import type { CommandDefinition } from '../command.ts';
import { projectOptions } from '../options.ts';
import { loadProject } from '../project.ts';

/** \`${name}\`: what it does, in one line. */
export default {
  options: projectOptions,
  examples: [{ command: 'contextor ${name}', description: 'What it prints.' }],
  async run(invocation) {
    const { settings } = await loadProject(invocation);
    invocation.io.stdout.write(\`\${settings.outRoot}\\n\`);
    return 0;
  },
} satisfies CommandDefinition;
`,
    }),
    table: {
      path: 'src/cli/commands/index.ts',
      lines: (name) => [
        {
          before: '];',
          line: `  {
    name: '${name}',
    summary: 'What it does.',
    load: async () => (await import('./${name}.ts')).default,
  },
`,
        },
      ],
    },
    next: (name) => `npm run build && node dist/bin/contextor.js ${name} && npm run docs`,
  },
};
