import { posix } from 'node:path';
import { attempt } from '../src/attempt.ts';
import type { Document } from '../src/document/document.ts';
import { yamlData } from '../src/document/yaml-data.ts';
import { BoundedMap, getOrMake } from '../src/maps.ts';
import { readPython } from '../src/site/config/python.ts';
import {
  entriesOf,
  isObject,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../src/site/config/values.ts';
import { toValue } from '../src/static/value.ts';

/** A role of the extension extlinks: https://www.sphinx-doc.org/en/master/usage/extensions/extlinks.html */
interface Role {
  address: string;
  caption: string;
}

/** What a project of MyST says of the texts of its pages. */
export interface MystConfig {
  /** `{{ name }}` -> Markdown. */
  substitutions: ReadonlyMap<string, string>;
  /** Whether `{{ … }}` is more than text. */
  hasSubstitutions: boolean;
  /** Scheme of an address -> the address, with `{{path}}` and `{{fragment}}` in it. */
  schemes: ReadonlyMap<string, string>;
  /** Name of another project, as `xref:name/page` has it -> its address. */
  references: ReadonlyMap<string, string>;
  /** Roles that lead to other sites: their addresses and what they show, with `%s` for what they are given. */
  roles: ReadonlyMap<string, Role>;
  /** Paths of BibTeX files, from the root of the documents. */
  bibliographies: readonly string[];
}

/** Where configuration files have what; an empty path is the top. */
const files: readonly { path: string; at: readonly (readonly string[])[] }[] = [
  { path: '/conf.py', at: [[]] },
  { path: '/_config.yml', at: [[], ['parse'], ['sphinx', 'config']] },
  { path: '/myst.yml', at: [['project']] },
  // docs-builder of Elastic.
  { path: '/docset.yml', at: [[]] },
  { path: '/_docset.yml', at: [[]] },
];
const builtIn: readonly (readonly [string, string])[] = [
  ['wiki', 'https://en.wikipedia.org/wiki/{{path}}#{{fragment}}'],
  ['doi', 'https://doi.org/{{path}}'],
];

/** `with open('names.yaml') as file: myst_substitutions = yaml.safe_load(file.read())`, on lines of its own. */
const loaded =
  /\bwith[ \t]+open\([ \t]*(['"])([^'"\n]+)\1[^()\n]*\)[ \t]+as[ \t]+(\w+):[ \t]*\n[ \t]+myst_substitutions(?:[ \t]*=[ \t]*|\.update\([ \t]*)(?:yaml\.(?:safe_)?load|json\.load)\([ \t]*\3\b/g;

/** The texts of configuration files, read; a project has few of them. */
const known = new BoundedMap<string, StaticData>(20);

/** What the configuration of the project and the front matter of the page say. */
export function mystConfig(document: Document): MystConfig {
  const substitutions = new Map<string, string>();
  const schemes = new Map<string, string>(builtIn);
  const references = new Map<string, string>();
  const bibliographies = new Set<string>();
  const roles = new Map<string, Role>();
  let hasSubstitutions = false;
  const take = (data: StaticData, prefix: string) => {
    const given = member(data, `${prefix}substitutions`);
    const extensions = member(data, `${prefix}enable_extensions`);
    hasSubstitutions ||=
      given !== undefined || (Array.isArray(extensions) && extensions.includes('substitution'));
    fill(substitutions, given);
    fill(schemes, member(data, `${prefix}url_schemes`));
    fill(references, member(data, 'references'));
    fill(references, member(data, 'intersphinx_mapping'));
    for (const [name, pair] of entriesOf(member(data, 'extlinks'))) {
      const [address, caption] = Array.isArray(pair) ? pair : [];
      if (typeof address === 'string')
        roles.set(name, { address, caption: typeof caption === 'string' ? caption : address });
    }
    for (const key of ['bibtex_bibfiles', 'bibliography'])
      for (const path of textsOf(member(data, key))) bibliographies.add(path);
  };
  const takeSubs = (given: StaticData) => {
    hasSubstitutions ||= given !== undefined;
    fill(substitutions, given);
  };
  for (const { path, at } of files) {
    const file = document.include(path);
    if (!file.ok) continue;
    const data = dataOf(file.text, path);
    for (const place of at)
      take(member(data, ...place), path.endsWith('.yml') && path !== '/_config.yml' ? '' : 'myst_');
    if (path.endsWith('docset.yml')) takeSubs(member(data, 'subs'));
    for (const [, , name] of path === '/conf.py' ? file.text.matchAll(loaded) : []) {
      const given = document.include(posix.join('/', name!));
      hasSubstitutions = true;
      if (given.ok) fill(substitutions, dataOf(given.text, given.path));
    }
  }
  const own = toValue(document.frontmatter);
  take(own, '');
  takeSubs(member(own, 'sub'));
  take(member(own, 'myst'), '');
  return {
    substitutions,
    hasSubstitutions,
    schemes,
    references,
    roles,
    bibliographies: [...bibliographies],
  };
}

/** Texts of a dictionary, and those that its members have as `url`. */
function fill(map: Map<string, string>, data: StaticData): void {
  if (!isObject(data)) return;
  for (const [name, value] of entriesOf(data)) {
    // In `intersphinx_mapping`, the address is the first of two values.
    const [first] = Array.isArray(value) ? value : [value];
    const text = ['string', 'number'].includes(typeof first)
      ? String(first)
      : stringMember(first, 'url');
    if (text !== undefined) map.set(name, text);
  }
}

function dataOf(text: string, path: string): StaticData {
  return getOrMake(known, `${path}\0${text}`, () =>
    path.endsWith('.py') ? readPython(text, path) : yamlOf(text),
  );
}

const yamlOf = (text: string): StaticData =>
  attempt(() => toValue(yamlData(text, { strict: true })));

const scheme = /^([A-Za-z][\w+-]*):(?!\/\/)([^#]*)(?:#(.*))?$/s;

/** The web address that a scheme of the project stands for; undefined where it is none. */
export function addressOfScheme(url: string, config: MystConfig): string | undefined {
  const [, name = '', path = '', fragment = ''] = scheme.exec(url) ?? [];
  if (name === 'xref' || name === 'myst') return addressInProject(path, fragment, config);
  // Where in the project a name stands, only its inventory tells.
  if (name === 'inv') return config.references.get(path.replace(/:.*$/s, ''));
  const template = config.schemes.get(name);
  const filled = template
    ?.replaceAll('{{path}}', path)
    .replaceAll('{{fragment}}', fragment)
    .replace(/#$/, '');
  return filled?.includes('{{') ? undefined : filled;
}

/** `guide/figures#small`: where a name has no page, only that project knows on which it stands. */
function addressInProject(path: string, fragment: string, { references }: MystConfig) {
  const [, name = '', rest = ''] = /^([^/]*)(.*)$/s.exec(path) ?? [];
  const base = references.get(name)?.replace(/\/$/, '');
  const id = fragment === '' || rest === '' ? '' : `#${fragment}`;
  return base === undefined ? undefined : base + rest + id;
}
