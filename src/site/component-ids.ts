import { slug } from 'github-slugger';

/** Components that get an id on the site: from which attribute, or always the same. */
const titled: Readonly<Record<string, { attribute?: string; prefix?: string; id?: string }>> = {
  Accordion: { attribute: 'title' },
  Expandable: { attribute: 'title' },
  Step: { attribute: 'title' },
  Tab: { attribute: 'title' },
  Update: { attribute: 'label' },
  ParamField: { attribute: 'path|query|body|header', prefix: 'param-' },
  ResponseField: { attribute: 'name', prefix: 'param-' },
  Recipes: { attribute: 'titleText' },
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
  const value = new RegExp(`\\s(?:${entry.attribute})=["']([^"']+)["']`).exec(attributes)?.[1];
  return value === undefined ? [] : [(entry.prefix ?? '') + slug(value)];
}
