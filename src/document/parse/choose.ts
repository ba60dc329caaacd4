import type { Dialect } from '../../contract/dialect.ts';
import type { Syntax } from '../document.ts';
import { scanLines } from '../lines/lines.ts';

/** The syntax to try first: `.mdx` is MDX; for the rest the dialect says, since parsing as MDX proves nothing. */
export function chooseSyntax(path: string, dialect: Dialect, body: string): Syntax {
  if (/\.mdx$/i.test(path)) return 'mdx';
  if (dialect.markdown === 'mdx') return 'mdx';
  return dialect.markdown === 'evidence' && showsMdx(body) ? 'mdx' : 'markdown';
}

const hint = /^[ \t]*import\s|\{\/\*|=\{|=\s\{/m;
const evidence =
  /^import\s+(?:[\w*{][^'"]*\sfrom\s+)?['"][^'"]+['"];?$|\{\/\*|<[A-Z][\w.]*(?:\s[^<>]*)?\s[\w-]+=\{/;

/** MDX that no Markdown author writes: imports, comments in braces, components with expressions; code aside. */
function showsMdx(body: string): boolean {
  if (!hint.test(body)) return false;
  const { text, kind } = scanLines(body, 'mdx');
  return text.some(
    (line, index) => kind[index] === 'text' && evidence.test(line.replace(/`[^`]*`/g, '')),
  );
}
