import type { Document, Report } from '../document/document.ts';

const forked = new WeakMap<Document, Report[]>();
/** What was rendered of each document. */
export const bodies = new WeakMap<Document, string>();

/** A stage has rewritten the tree: what was rendered of it is out of date. */
export function forgetBody(document: Document): void {
  bodies.delete(document);
}

/** A copy whose tree may be rewritten without the original; what it reports is kept until it is adopted. */
export function forkDocument(document: Document): Document {
  const copy = { ...document, tree: structuredClone(document.tree) };
  const reports: Report[] = [];
  copy.report = (report) => void reports.push(report);
  forked.set(copy, reports);
  return copy;
}

/** Takes over what a copy has become. */
export function adoptDocument(document: Document, copy: Document): void {
  document.tree = copy.tree;
  document.frontmatter = copy.frontmatter;
  for (const report of forked.get(copy) ?? []) document.report(report);
}
