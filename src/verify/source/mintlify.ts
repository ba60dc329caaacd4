import { withSiteValues } from './site-values.ts';

const variable = /\{\{\s*[\w.-]+\s*\}\}/g;
const prop = /\{\s*([A-Za-z_$][\w$]*)\s*\}/g;
const fence = /^([ \t]*)(`{3,})[^\n]*\n[\s\S]*?^\1\2/gm;

/** A source of Mintlify with the values of its variables, and in the code of a snippet with what a page gives to it. */
export function withDocsValues(source: string, output: string, { isPart = false } = {}): string {
  const kept = new Set(output.match(variable));
  const names = [...new Set(source.match(variable))]
    .filter((whole) => !kept.has(whole))
    .map((whole) => whole.replace(/[{}\s]/g, '').replaceAll('.', '\\.'));
  const pattern = new RegExp(`\\{\\{\\s*(${names.join('|')})\\s*\\}\\}`, 'g');
  const text = names.length > 0 ? withSiteValues(source, output, pattern) : source;
  return isPart ? text.replace(fence, (code) => withSiteValues(code, output, prop)) : text;
}
