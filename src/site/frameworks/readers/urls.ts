import type { Place } from '../../config/values.ts';
import type { Setting } from '../../record.ts';

/** Hosts that are the developer's own machine, or reserved for examples: those of templates. */
const standIn = /^(?:0\.0\.0\.0|127\.[\d.]+)$|(?:^|\.)(?:example\.(?:com|net|org)|localhost)$/;

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
  if (!url.hostname.includes('.') || standIn.test(url.hostname)) return undefined;
  const value = (url.origin + trimmed(base ?? url.pathname)).replace(/\/+$/, '');
  return { ...origin, value };
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
  const [, host, name, ref] = parts;
  const place: Place = { file: url.file, line: url.line };
  const repo = { value: host === 'github.com' ? name! : `https://${host}/${name}`, ...place };
  return { repo, ...(ref !== undefined && { ref: { value: ref, ...place } }) };
}
