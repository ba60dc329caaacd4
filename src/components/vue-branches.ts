import { Choice, isTrue, type Value } from '../static/value.ts';
import type { Reader } from './reader.ts';

interface Condition {
  /** `if`, `else-if` or `else`. */
  name: string;
  source: string | undefined;
}

/** A branch whose condition is not known, and its source. */
type AskedBranch = readonly [condition: string, branch: string];

/** The branches of one condition after the other, among siblings. */
export class Branches {
  readonly #reader: Reader;
  /** Whether no branch of the last condition was shown; undefined if there was no condition. */
  #isOpen: boolean | undefined;
  #asked: AskedBranch[] = [];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Whether a branch before this one was shown, or it only says that something is not there. */
  isPassedOver({ name }: Condition, branch: string): boolean {
    if (name !== 'if' && this.#isOpen === false) return true;
    if (name === 'if') this.#asked = [];
    return name === 'else' && saysAbsence(branch, this.#asked, this.#reader);
  }

  take(
    { source = '' }: Condition,
    branch: string,
    { test, isShown }: { test: Value; isShown: boolean },
  ): void {
    this.#isOpen = test instanceof Choice || !isShown;
    if (isTrue(test) === undefined) this.#asked.push([source, branch]);
  }
}

/** A part of a condition that asks whether there is a value: `page`, `page.items`, `items.length > 0`. */
const presence = /^([A-Za-z_$][\w$]*)(?:\??\.[\w$]+)*(?:\s*>\s*0)?$/;
/** What shows more than fixed words. */
const isFilled = /\{\{|[\s"'](?:v-(?:for|html|text|bind)|:[\w-]+=)|<slot\b/;

/**
 * Whether an element only says that something is not there, as `v-else` does below a branch that shows the
 * value that its condition asks for: `<Part v-if="page" :value="page" />`. Then the conditions are noted.
 */
function saysAbsence(source: string, asked: readonly AskedBranch[], { emitter }: Reader): boolean {
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
