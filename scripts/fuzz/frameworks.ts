/** How the pages of one framework use files of their project; each form is given a path and a name. */
export interface Framework {
  name: string;
  /** Files that tell the framework, by path. */
  config: Readonly<Record<string, string>>;
  /** Folder of the pages. */
  src: string;
  pages: readonly ('md' | 'mdx')[];
  /** Ways to include a part, whose path is relative to the page. */
  includes: readonly ((path: string) => string)[];
  /** Where a component is kept, and how a page uses it. */
  component?: {
    folder: string;
    ending: 'tsx' | 'jsx' | 'vue' | 'astro' | 'html';
    use(name: string, random: string): string;
  };
}

/** An identifier from a path. */
const named = (path: string) => `Part${path.replace(/[^a-z0-9]/gi, '')}`;
const imported = (path: string) => {
  const name = named(path);
  return `import ${name} from '${path}';\n\n<${name} label="a" />\n`;
};
const raw = (path: string) =>
  `import raw${named(path)} from '${path}?raw';\n\n<Code code={raw${named(path)}} />\n`;
const jsx = (from: string) => (name: string, text: string) =>
  `import ${name} from '${from}/${name}';\n\n<${name} title="${text}" items={['a', '${text}']} open>\n\n${text}\n\n</${name}>\n`;

export const frameworks: readonly Framework[] = [
  {
    name: 'docusaurus',
    config: {
      'package.json': '{"dependencies":{"@docusaurus/core":"3.0.0"}}',
      'docusaurus.config.js':
        "module.exports = { title: 'Site', url: 'https://example.com', baseUrl: '/', presets: [['classic', {}]] };",
    },
    src: 'docs',
    pages: ['md', 'mdx'],
    includes: [
      imported,
      raw,
      (path) => `import T from '!!raw-loader!${path}';\n\n<CodeBlock>{T}</CodeBlock>\n`,
    ],
    component: { folder: 'src/components', ending: 'tsx', use: jsx('@site/src/components') },
  },
  {
    name: 'vitepress',
    config: {
      'package.json': '{"devDependencies":{"vitepress":"1.0.0"}}',
      'docs/.vitepress/config.mts': "export default { title: 'Site', base: '/docs/' };",
    },
    src: 'docs',
    pages: ['md'],
    includes: [
      (path) => `<!--@include: ${path}-->\n`,
      (path) => `<!--@include: ${path}{2,4}-->\n`,
      (path) => `<<< ${path}\n`,
      (path) => `<<< ${path}#part{1}\n`,
    ],
    component: {
      folder: 'docs/components',
      ending: 'vue',
      use: (name, text) =>
        `<script setup>\nimport ${name} from './components/${name}.vue'\n</script>\n\n<${name} title="${text}" :items="['a', 'b']">${text}</${name}>\n`,
    },
  },
  {
    name: 'starlight',
    config: {
      'package.json': '{"dependencies":{"@astrojs/starlight":"0.30.0"}}',
      'astro.config.mjs':
        "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Site' })] };",
    },
    src: 'src/content/docs',
    pages: ['mdx', 'md'],
    includes: [imported, raw],
    component: {
      folder: 'src/components',
      ending: 'astro',
      use: (name, text) =>
        `import ${name} from '../../components/${name}.astro';\n\n<${name} title="${text}" items={['a', 'b']}>${text}</${name}>\n`,
    },
  },
  {
    name: 'mintlify',
    config: { 'docs/docs.json': '{"name":"Site","navigation":{"pages":["page-0","page-1"]}}' },
    src: 'docs',
    pages: ['mdx'],
    includes: [imported, (path) => `<Snippet file="${path}" />\n`],
    component: { folder: 'docs/snippets', ending: 'jsx', use: jsx('/snippets') },
  },
  {
    name: 'nextra',
    config: { 'package.json': '{"dependencies":{"nextra":"4.0.0"}}' },
    src: 'pages',
    pages: ['mdx'],
    includes: [imported, raw],
    component: { folder: 'components', ending: 'jsx', use: jsx('../components') },
  },
  {
    name: 'fumadocs',
    config: {
      'package.json': '{"dependencies":{"fumadocs-mdx":"11.0.0","fumadocs-core":"15.0.0"}}',
    },
    src: 'content/docs',
    pages: ['mdx'],
    includes: [
      (path) => `<include>${path}</include>\n`,
      (path) => `<include lang="ts" meta='title="x"'>${path}#part</include>\n`,
      imported,
    ],
    component: { folder: 'components', ending: 'tsx', use: jsx('../../components') },
  },
  {
    name: 'hugo',
    config: { 'hugo.toml': 'baseURL = "https://example.com"\ntitle = "Site"\n' },
    src: 'content',
    pages: ['md'],
    includes: [
      (path) => `{{< include "${path}" >}}\n`,
      (path) => `{{% include "${path}" %}}\n`,
      (path) => `{{< readfile file="${path}" code="true" >}}\n`,
    ],
    component: {
      folder: 'layouts/shortcodes',
      ending: 'html',
      use: (name, text) => `{{< ${name} title="${text}" >}}${text}{{< /${name} >}}\n`,
    },
  },
  {
    name: 'mkdocs-material',
    config: {
      'mkdocs.yml':
        'site_name: Site\ntheme: { name: material }\nmarkdown_extensions:\n  - pymdownx.snippets: { base_path: [docs] }\n  - admonition\n',
    },
    src: 'docs',
    pages: ['md'],
    includes: [
      (path) => `--8<-- "${path}"\n`,
      (path) => `\`\`\`\n--8<-- "${path}:2:4"\n\`\`\`\n`,
      (path) => `{!${path}!}\n`,
    ],
  },
  {
    name: 'myst',
    config: { 'docs/myst.yml': 'version: 1\nproject: { title: Site }\nsite: {}\n' },
    src: 'docs',
    pages: ['md'],
    includes: [
      (path) => `\`\`\`{include} ${path}\n\`\`\`\n`,
      (path) => `\`\`\`{literalinclude} ${path}\n:lines: 1-3\n\`\`\`\n`,
    ],
  },
  {
    name: 'markdoc',
    config: { 'package.json': '{"dependencies":{"@markdoc/next.js":"0.3.0"}}' },
    src: 'docs',
    pages: ['md'],
    includes: [(path) => `{% partial file="${path}" /%}\n`],
  },
];

/** Texts of components, which show attributes, children, data and each other. */
export const components: Readonly<Record<string, readonly string[]>> = {
  tsx: [
    'export default function Own({ title, children }) {\n  return <section><h3>{title}</h3>{children}</section>;\n}\n',
    "const rows = [{ a: 'one', b: 1 }, { a: 'two', b: 2 }];\nexport default ({ items = [] }) => <ul>{rows.map((r) => <li key={r.a}>{r.a}: {r.b}</li>)}{items.map((i) => <li>{i}</li>)}</ul>;\n",
    "import Other from './Other';\nexport default function Own(props) {\n  if (!props.open) return null;\n  return <Other {...props}><b>{props.title?.toUpperCase()}</b></Other>;\n}\n",
    "import data from './data.json';\nexport default () => <table><tbody>{Object.entries(data).map(([k, v]) => <tr><td>{k}</td><td>{String(v)}</td></tr>)}</tbody></table>;\n",
    'export default function Own({ title }) {\n  const [open, setOpen] = useState(false);\n  return <button onClick={() => setOpen(!open)}>{open ? title : `more ${title}`}</button>;\n}\n',
  ],
  vue: [
    '<script setup>\ndefineProps({ title: String, items: Array })\n</script>\n<template><h3>{{ title }}</h3><slot /></template>\n',
    '<script setup>\nimport Other from "./Other.vue"\nconst rows = ["one", "two"]\n</script>\n<template><ul><li v-for="row in rows" :key="row">{{ row }}</li></ul><Other v-if="rows.length" /></template>\n',
  ],
  astro: [
    '---\nconst { title, items = [] } = Astro.props;\n---\n<h3>{title}</h3>\n<ul>{items.map((item) => <li>{item}</li>)}</ul>\n<slot />\n',
    '---\nimport data from "./data.json";\nimport Other from "./Other.astro";\n---\n<Other title="x">{Object.keys(data).join(", ")}<slot /></Other>\n',
  ],
  html: [
    '<div class="{{ .Get "title" }}">{{ .Inner | markdownify }}</div>\n',
    '{{ $t := .Get "title" | default "none" }}\n{{ range $i, $e := (slice 1 2 3) }}<p>{{ $i }} {{ $t }}</p>{{ end }}\n{{ with .Inner }}{{ . }}{{ end }}\n',
  ],
};
