import type { Reader } from './reader.ts';

/** A branch whose condition is not known, and its source. */
export type AskedBranch = readonly [condition: string, branch: string];

/** A part of a condition that asks whether there is a value: `page`, `page.items`, `items.length > 0`. */
const presence = /^([A-Za-z_$][\w$]*)(?:\??\.[\w$]+)*(?:\s*>\s*0)?$/;
/** What shows more than fixed words. */
const isFilled = /\{\{|[\s"'](?:v-(?:for|html|text|bind)|:[\w-]+=)|<slot\b/;

/**
 * Whether an element only says that something is not there, as `v-else` does below a branch that shows the
 * value that its condition asks for: `<Part v-if="page" :value="page" />`. Then the conditions are noted.
 */
export function saysAbsence(
  source: string,
  asked: readonly AskedBranch[],
  { emitter }: Reader,
): boolean {
  if (isFilled.test(source) || !asked.some(showsWhatItAsks)) return false;
  for (const [condition] of asked) emitter.findings.note(condition);
  return true;
}

const showsWhatItAsks = ([condition, branch]: AskedBranch): boolean =>
  condition
    .split('&&')
    .map((part) => presence.exec(part.trim())?.[1])
    .some((name) => name !== undefined && uses(branch, name) > uses(condition, name));

const uses = (source: string, name: string): number =>
  source.split(/[^\w$]+/).filter((word) => word === name).length;
