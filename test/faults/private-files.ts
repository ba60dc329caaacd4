import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../build/project.ts';

/** What private files hold. */
export const secret = 'HUNTER2';

/** Ways of the dialects to include a file; each shows `open.md`. */
const forms = {
  docusaurus: [
    (path) => `import Part from '${path}';\n\n<Part />\n`,
    (path) =>
      `import Text from '!!raw-loader!${path}';\nimport CodeBlock from '@theme/CodeBlock';\n\n<CodeBlock>{Text}</CodeBlock>\n`,
    (path) => `import text from '${path}?raw';\n\n{text}\n`,
  ],
  vitepress: [(path) => `<!--@include: ${path}-->\n`, (path) => `<<< ${path}\n`],
  mintlify: [(path) => `<Snippet file="${path}" />\n`],
  fumadocs: [
    (path) => `<include>${path}</include>\n`,
    (path) => `<include lang="txt">${path}</include>\n`,
  ],
  hugo: [
    (path) => `{{< include "${path}" >}}\n`,
    (path) => `{{< readfile file="${path}" >}}\n`,
    (path) => `{{% include "${path}" %}}\n`,
  ],
  'mkdocs-material': [
    (path) => `--8<-- "${path}"\n`,
    (path) => `\`\`\`\n--8<-- "${path}"\n\`\`\`\n`,
    (path) => `{!${path}!}\n`,
  ],
  markdoc: [(path) => `{% partial file="${path}" /%}\n`],
  myst: [
    (path) => `\`\`\`{include} ${path}\n\`\`\`\n`,
    (path) => `\`\`\`{literalinclude} ${path}\n\`\`\`\n`,
  ],
  starlight: [
    (path) =>
      `import text from '${path}?raw';\nimport { Code } from '@astrojs/starlight/components';\n\n<Code code={text} />\n`,
  ],
} satisfies Record<string, readonly ((path: string) => string)[]>;

/** Dialects that include files. */
export const formed = Object.keys(forms) as readonly (keyof typeof forms)[];

/** Private files. Links lead to the first two, and out of the project. */
const secrets = [
  '.env',
  '.git/config',
  '.env.local',
  '.npmrc',
  '.ENV',
  '.hidden/page.md',
  'node_modules/a/page.md',
  'Node_Modules/a/page.md',
  'server.pem',
  'id_rsa',
] as const;

export const tempted = ['open.md', ...secrets, 'link.md', 'folder/config', 'out.md'] as const;

/** Every form reads these; as a component, say, `.npmrc` is not looked for. */
const readByAll = [
  '.hidden/page.md',
  'node_modules/a/page.md',
  'Node_Modules/a/page.md',
  'link.md',
];

export interface Tempting {
  /** Pages below the folder, and whether the file that each includes is refused; undefined where a form may not look for it. */
  pages: { path: string; isRefused: boolean | undefined }[];
  exclude: readonly string[];
}

/** Writes private files, and a page for each form of a dialect and each of them; a component that reads one is a form, too. */
export function tempt(own: Project, folder: string, dialect: keyof typeof forms): Tempting {
  const write = (path: string, text: string) => own.write(join(folder, path), text);
  write('open.md', 'OPEN\n');
  for (const path of secrets) write(path, `${secret}\n`);
  symlinkSync('.env', join(own.root, folder, 'link.md'));
  symlinkSync('.git', join(own.root, folder, 'folder'));
  symlinkSync(process.execPath, join(own.root, folder, 'out.md'));
  const ending = ['docusaurus', 'fumadocs', 'mintlify', 'starlight'].includes(dialect)
    ? 'mdx'
    : 'md';
  const pages: Tempting['pages'] = forms[dialect].flatMap((form, number) =>
    tempted.map((target, at) => {
      const path = `page-${number}-${at}.${ending}`;
      write(path, `# Page\n\n${form(dialect === 'mintlify' ? `/${target}` : `./${target}`)}`);
      const isRefused = target === 'open.md' ? false : readByAll.includes(target) || undefined;
      return { path, isRefused };
    }),
  );
  if (dialect === 'docusaurus') {
    for (const [name, target] of Object.entries({ open: 'open.md', closed: '.env' })) {
      write(
        `${name}.jsx`,
        `import text from './${target}?raw';\nexport default () => <p>{text}</p>;\n`,
      );
      write(`${name}.mdx`, `import Own from './${name}.jsx';\n\n# Page\n\n<Own />\n`);
      pages.push({ path: `${name}.mdx`, isRefused: name === 'closed' });
    }
  }
  return { pages, exclude: ['link.md', 'open.md', 'out.md', 'Node_Modules/**'] };
}
