/** Reads the components of a site from their source; nothing of them is executed. */
export { Content, Library, Partial } from './content.ts';
export { Reader, type Reading } from './reader.ts';
export type { Use } from './use.ts';
