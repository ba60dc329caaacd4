import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What somebody would search for by its exact name: names, options, paths and numbers in code, in cells and in headings. */
const name = /[\p{L}_$@-][\p{L}\p{N}_$@./:-]{2,}[\p{L}\p{N}]|\d[\d.,]*\d/gu;

/** The share of the exact names of each page that the page still says. */
export function factsOf(dir: string, whole: string): number {
  let [all, kept] = [0, 0];
  for (const path of readdirSync(whole, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.mdc')) continue;
    const file = join(dir, path);
    const said = existsSync(file) ? readFileSync(file, 'utf8') : '';
    for (const fact of namesIn(readFileSync(join(whole, path), 'utf8'))) {
      all += 1;
      if (said.includes(fact)) kept += 1;
    }
  }
  return all === 0 ? 1 : kept / all;
}

function namesIn(text: string): Set<string> {
  const code = text.match(/^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2|`[^`\n]+`|^#+ .*$|^\|.*$/gm) ?? [];
  return new Set(code.flatMap((part) => part.match(name) ?? []));
}
