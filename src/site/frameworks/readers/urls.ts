import type { Place } from '../../config/values.ts';
import type { Setting } from '../../record.ts';

/** Hosts that are the developer's own machine, or reserved for examples: those of templates. */
const standIn = /^(?:0\.0\.0\.0|127\.[\d.]+)$|(?:^|\.)(?:example\.(?:com|net|org)|localhost)$/;

/**
 * The address of a site from its origin and base path; undefined where the origin is none, or one
 * at which nobody can read the site.
 */
export function siteAddress(
  origin: Setting<string> | undefined,
  base: string | undefined,
): Setting<string> | undefined {
  if (origin === undefined) return undefined;
  const spelled = /^https?:\/\//i.test(origin.value) ? origin.value : `https://${origin.value}`;
  if (!URL.canParse(spelled)) return undefined;
  const url = new URL(spelled);
  if (!url.hostname.includes('.') || standIn.test(url.hostname)) return undefined;
  const path = base === undefined ? url.pathname : base;
  const value = (url.origin + trimmed(path)).replace(/\/+$/, '');
  return { ...origin, value };
}

/** `docs/` -> `/docs`; `/` -> empty. */
export function trimmed(path: string): string {
  const inner = path.replace(/^\.?\/+|\/+$/g, '');
  return inner === '' || inner === '.' ? '' : `/${inner}`;
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
