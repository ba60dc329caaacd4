import { readdirSync, readFileSync } from 'node:fs';

/** A fenced block of the README or of docs/. */
export interface Block {
  file: string;
  /** Line of its fence. */
  line: number;
  /** The backticks that it is between. */
  fence: string;
  language: string;
  code: string;
}

export const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith('.md'),
);

/** All fenced blocks of the documentation. */
export function blocks(): Block[] {
  return pages.flatMap((file) => blocksOf(file, readFileSync(file, 'utf8')));
}

function blocksOf(file: string, text: string): Block[] {
  const found: Block[] = [];
  let open: Block | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^(`{3,})(\S*)/.exec(line);
    if (open !== undefined && line === open.fence) {
      found.push(open);
      open = undefined;
    } else if (open !== undefined) {
      open.code += `${line}\n`;
    } else if (fence !== null) {
      open = { file, line: index + 1, fence: fence[1]!, language: fence[2]!, code: '' };
    }
  }
  return found;
}
