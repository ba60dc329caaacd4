import { slug } from './slug.ts';

const named = (names: string): RegExp => new RegExp(`\\s(?:${names})=["']([^"']+)["']`);

/** Components that get an id on the site: from which attribute, or always the same. */
const titled: Readonly<Record<string, { attribute?: RegExp; prefix?: string; id?: string }>> = {
  Accordion: { attribute: named('title') },
  Expandable: { attribute: named('title') },
  Step: { attribute: named('title') },
  Tab: { attribute: named('title') },
  Update: { attribute: named('label') },
  ParamField: { attribute: named('path|query|body|header'), prefix: 'param-' },
  ResponseField: { attribute: named('name'), prefix: 'param-' },
  Recipes: { attribute: named('titleText') },
  Challenges: { id: 'challenges' },
  Recap: { id: 'recap' },
};

const tag = /^<([A-Z][A-Za-z]+)\b([^>]*)/;

/** The id that a site gives to the component whose tag begins the line. */
export function componentIds(line: string): string[] {
  const [, name = '', attributes = ''] = tag.exec(line) ?? [];
  const entry = Object.hasOwn(titled, name) ? titled[name] : undefined;
  if (entry?.id !== undefined) return [entry.id];
  if (entry?.attribute === undefined) return [];
  const value = entry.attribute.exec(attributes)?.[1];
  return value === undefined ? [] : [(entry.prefix ?? '') + slug(value)];
}
