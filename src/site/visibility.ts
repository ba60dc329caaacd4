import type { SitePage } from '../document/site.ts';

/** Which pages that the site does not list are wanted all the same. */
export interface VisibilityOptions {
  drafts?: boolean;
  hidden?: boolean;
}

/** Whether a page belongs into what is published: drafts, hidden and unlisted pages do not, unless asked for. */
export function isPublished(
  { visibility }: Pick<SitePage, 'visibility'>,
  { drafts = false, hidden = false }: VisibilityOptions = {},
): boolean {
  if (visibility === undefined) return true;
  return visibility === 'draft' ? drafts : hidden;
}
