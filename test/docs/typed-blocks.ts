import { blocks } from './blocks.ts';

/** Names that an excerpt takes from the reader's own program. */
const theirs: Readonly<Record<string, readonly string[]>> = {
  'docs/contexts.md': [
    'context',
    'folder',
    'join',
    'loadRows',
    'open',
    'readFile',
    'url',
    'writeFile',
  ],
  'docs/merging.md': ['frontMatterTitle', 'headingTitle', 'pipeline'],
  'docs/stages.md': ['copyOf', 'loadProfile', 'loadWeather', 'request', 'writeReport'],
};

/** An excerpt as a module: what it begins with, or lacks, is declared. */
function asModule(file: string, code: string): string {
  const continued = code.startsWith('.') ? `declare const before: any;\nbefore${code}` : code;
  const names = (theirs[file] ?? []).filter(
    (name) => !new RegExp(`(?:const|function|import \\{[^}]*) ?\\b${name}\\b`).test(code),
  );
  return `${names.map((name) => `declare const ${name}: any;\n`).join('')}${continued}\nexport {};\n`;
}

/** The TypeScript blocks of the documentation as modules, by names that say where they came from. */
export function typedBlocks(): { name: string; module: string }[] {
  return blocks()
    .filter(({ language }) => language === 'ts')
    .map(({ file, line, code }) => ({
      name: `${file.replace(/\W+/g, '-')}-line-${line}.mts`,
      module: asModule(file, code),
    }));
}
