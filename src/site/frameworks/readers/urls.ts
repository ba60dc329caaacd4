import {
  entriesOf,
  listOf,
  member,
  type Place,
  type StaticData,
  stringMember,
} from '../../config/values.ts';
import type { Redirect, Setting } from '../../record.ts';

/** Hosts that are the developer's own machine, or stand in templates until somebody sets them: Docusaurus has its own. */
const standIn =
  /^(?:0\.0\.0\.0|127\.[\d.]+|your-docusaurus-(?:test-)?site\.com)$|(?:^|\.)(?:example\.(?:com|net|org)|localhost)$/;

/** Hosts of repositories: what is there is the source of a site. */
const codeHost = /^(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)$/;

/** Repositories that stand in templates until somebody sets them. */
const standInRepository =
  /^(?:(?:your|my)-?(?:\w+-)?(?:org|organi[sz]ation|user|username|name|company|account)\/|(?:shuding\/nextra-docs-template|google\/docsy-example|just-the-docs\/just-the-docs-template|imfing\/hextra-starter-template)$)/i;
/** Docusaurus' template has its own folder, and earlier the one of its site. */
const standInEdit =
  /\/facebook\/docusaurus\/(?:edit|tree)\/\w+\/(?:packages\/create-docusaurus|website)\//;

/**
 * The address of a site from its origin and base path; undefined where the origin is not an address
 * at which everybody can read the site.
 *
 * @param base default: the path of the origin
 */
export function siteAddress(
  origin: Setting<string> | undefined,
  base?: string,
): Setting<string> | undefined {
  if (origin === undefined) return undefined;
  const spelled = /^https?:\/\//i.test(origin.value) ? origin.value : `https://${origin.value}`;
  if (!URL.canParse(spelled)) return undefined;
  const url = new URL(spelled);
  if (!url.hostname.includes('.') || standIn.test(url.hostname) || codeHost.test(url.hostname))
    return undefined;
  const value = (url.origin + trimmed(base ?? url.pathname)).replace(/\/+$/, '');
  return { ...origin, value };
}

/** What a configuration says of where the site is served: its address, and its base path, with which links may begin. */
export function servedFrom(
  origin: Setting<string> | undefined,
  base: string | undefined,
): { baseUrl: Setting<string> | undefined; base?: string } {
  const path = trimmed(base ?? '');
  return { baseUrl: siteAddress(origin, base), ...(path !== '' && { base: path }) };
}

/** `docs/` -> `/docs`; `/` -> empty. */
export function trimmed(path: string): string {
  const inner = path.replace(/^\.?\/+|\/+$/g, '');
  return inner === '' || inner === '.' ? '' : `/${inner}`;
}

/** The repository of two settings, one for its owner and one for its name. */
export function repositoryOf(
  owner: Setting<string> | undefined,
  name: Setting<string> | undefined,
): Setting<string> | undefined {
  return owner && name && { ...name, value: `${owner.value}/${name.value}` };
}

/** Repository and branch of an "edit this page" address. */
export function editLink(url: Setting<string> | undefined): {
  repo?: Setting<string>;
  ref?: Setting<string>;
} {
  const parts =
    /^https?:\/\/([\w.-]+)\/([^/\s]+\/[^/\s]+?)(?:\.git)?(?:\/(?:-\/)?(?:edit|blob|tree|raw|_edit|src)\/([^/\s?#:]+))?(?:[/?#].*)?$/.exec(
      url?.value ?? '',
    );
  if (parts === null || url === undefined) return {};
  const [, host, name = '', ref] = parts;
  if (standInRepository.test(name) || standInEdit.test(url.value)) return {};
  const place: Place = { file: url.file, line: url.line };
  const repo = { value: host === 'github.com' ? name : `https://${host}/${name}`, ...place };
  return { repo, ...(ref !== undefined && { ref: { value: ref, ...place } }) };
}

/** The redirects of a list of rules, by the keys that the framework has for both addresses. */
export function redirectList(rules: StaticData, fromKey: string, toKey: string): Redirect[] {
  return listOf(rules).flatMap((rule) => {
    const [from, to] = [stringMember(rule, fromKey), stringMember(rule, toKey)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** The redirects of an object: `{ '/old': '/new' }`, or where a key is given `{ '/old': { [key]: '/new' } }`. */
export function redirectMap(addresses: StaticData, key?: string): Redirect[] {
  return entriesOf(addresses).flatMap(([from, given]) => {
    const to = key === undefined || typeof given === 'string' ? given : member(given, key);
    return typeof to === 'string' ? [{ from, to }] : [];
  });
}
