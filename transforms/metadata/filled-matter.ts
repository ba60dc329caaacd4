import type { Document } from '../../src/document/document.ts';
import { variable } from '../../src/document/prepare/syntaxes/mintlify.ts';
import { isRecord } from '../../src/is-record.ts';
import { docsVariable, siteDataAt, siteParam } from '../renderings/site-data.ts';
import { withFolderData } from './folder-data.ts';

type Site = Pick<Document, 'include' | 'dialect'>;

const output = /\{\{-?\s*site\.([\w.-]+)\s*-?\}\}|\{%-?\s*data\s+([\w.-]+)\s*-?%\}/g;
const sign = /\{\{-?\s*site\.|\{%-?\s*data\s/;

/** A text of front matter as the layouts of Jekyll and of GitHub Docs show it: with the site's settings and variables. */
export function filledText(text: string, site: Site): string {
  if (!sign.test(text)) return text;
  return text.replace(output, (whole, setting?: string, variable = '') => {
    if (setting !== undefined) return siteParam(setting, site) ?? whole;
    const value = siteDataAt(variable.split('.'), site);
    return typeof value === 'string' ? value.trim() : whole;
  });
}

const withVariables = (text: string, site: Site): string =>
  text.replace(variable, (whole, name: string) => docsVariable(name, site) ?? whole);

/** Front matter with the texts in it filled in, where it is of Liquid or Mintlify. */
export function filledMatter(
  matter: Record<string, unknown>,
  site: Site & Pick<Document, 'path'>,
): Record<string, unknown> {
  const { syntaxes } = site.dialect;
  if (syntaxes?.includes('mintlify')) return withTexts(matter, (text) => withVariables(text, site));
  if (!syntaxes?.includes('liquid')) return matter;
  return withTexts(withFolderData(matter, site), (text) => filledText(text, site));
}

function withTexts(matter: Record<string, unknown>, fill: (text: string) => string) {
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(filled);
    return isRecord(value) ? withTexts(value, fill) : value;
  };
  return Object.fromEntries(Object.entries(matter).map(([key, value]) => [key, filled(value)]));
}
