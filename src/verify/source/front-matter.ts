import { codeKey } from './marks.ts';

/** Whether lines say keys and their values, as front matter below blank lines does. */
function isMap(block: string): boolean {
  const [first, ...rest] = block.split('\n').filter((line) => /^[^\s#]/.test(line));
  const key = /^["']?[\w.-]+["']?:(?:\s|$)/;
  return key.test(first ?? '') && rest.every((line) => key.test(line) || /^-\s/.test(line));
}

/** The body of a document, and what its front matter says of the page. */
export function splitFrontmatter(text: string) {
  const match =
    /^([ \t]*\n)*---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text) ??
    /^()?\+\+\+[ \t]*\n([\s\S]*?\n)?\+\+\+[ \t]*(?:\n|$)/.exec(text);
  const [, blank, block = ''] = match ?? [];
  if (!match || (blank !== undefined && !isMap(block)))
    return { body: text, bodyLine: 1, title: '', operation: [] };
  const title = /^title(?::|[ \t]*=)[ \t]*(.*)$/m.exec(block)?.[1] ?? '';
  const api = /^(?:openapi|api):.*?\b((?:GET|POST|PUT|PATCH|DELETE) \/[^\s"']*)/m.exec(block)?.[1];
  return {
    operation: api === undefined ? [] : [{ key: codeKey(api), line: 1 }],
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
    title: /^[|>]/.test(title) ? '' : title.replace(/\s#.*$/, '').replace(/\\[nrt]/g, ' '),
  };
}
