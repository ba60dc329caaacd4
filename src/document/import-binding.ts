/** A name that a document takes from another file; `name` is `default`, `*` or the exported name. */
export interface ImportBinding {
  specifier: string;
  name: string;
}

/** Whether a name of a Markdown module is its content, which Astro calls `Content` besides. */
export const isContent = (name: string): boolean => ['default', '*', 'Content'].includes(name);
