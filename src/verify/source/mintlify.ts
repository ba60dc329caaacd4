import { attempt } from '../../attempt.ts';
import { isRecord } from '../../is-record.ts';
import { withSiteValues } from './site-values.ts';

const variable = /\{\{\s*([\w.-]+)\s*\}\}/g;
const attribute = /\s([A-Za-z_$][\w$]*)=/g;
const fence = /^([ \t]*)(`{3,})[^\n]*\n[\s\S]*?^\1\2/gm;

/**
 * A source of Mintlify with the values of its variables.
 *
 * @param config the text of `docs.json`
 */
export function withDocsVariables(source: string, config = ''): string {
  if (!config.includes('"variables"') || !source.includes('{{')) return source;
  const data = attempt((): unknown => JSON.parse(config));
  const values = isRecord(data) && isRecord(data.variables) ? data.variables : {};
  return source.replace(variable, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/**
 * A snippet with what a page gives to its code, as the output shows it.
 *
 * @param givers the page, and the snippets that this one is a part of
 */
export function withPropsInCode(source: string, output: string, givers: string): string {
  const names = [...givers.matchAll(attribute)].map(([, name]) => name!.replaceAll('$', '\\$'));
  if (names.length === 0) return source;
  const prop = new RegExp(`\\{\\s*(${[...new Set(names)].join('|')})\\s*\\}`, 'g');
  return source.replace(fence, (code) => withSiteValues(code, output, prop));
}
