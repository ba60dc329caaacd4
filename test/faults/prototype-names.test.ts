import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from '../build/project.ts';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** A page in which a name stands wherever documents name something. */
const page = (name: string) => `---
title: ${name}
${name}: x
topics: [${name}]
tags: [${name}]
nested: { ${name}: { polluted: yes } }
---

import ${name} from './${name}.mdx';

# ${name} {#${name}}

<${name} title="${name}">a</${name}>

<A.${name} ${name}="${name}" />

:::${name} ${name}
words
:::

{{${name}("a")}} [${name}][${name}] [link](${name}.mdx#${name}) [^${name}] {${name}} {frontMatter.${name}}

[${name}]: https://example.com/${name}

[^${name}]: note

\`\`\`${name} ${name}="${name}"
code
\`\`\`
`;

it.each(['generic', 'docusaurus', 'mintlify', 'hugo', 'liquid', 'mdc', 'myst', 'kumascript'])(
  'names of what every object has are names like others: %s',
  async (dialect) => {
    const files = names.flatMap((name) => [
      [`${name}.mdx`, page(name)],
      [`plain/${name}.md`, page(name)],
      [`${name}/index.md`, `# ${name}\n\nwords\n`],
    ]);
    const own = project(Object.fromEntries(files.map(([path, text]) => [path, text])));
    const { metrics, messages } = await build(own.settings({ dialect: dialect as 'generic' }));
    const failures = messages.filter(({ severity }) => severity === 'error');
    expect(failures.filter(({ rule }) => rule !== 'collision')).toEqual([]);
    expect(metrics.documents.failed).toBe(0);
    // Names that begin with an underscore are partials in some dialects.
    expect(metrics.documents.written).toBeGreaterThanOrEqual(12);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);
