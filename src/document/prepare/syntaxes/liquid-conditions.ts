import { type Branch, hiddenParts, type Range } from './branches.ts';

interface Condition {
  /** What `when` compares with. */
  subject: string;
  branches: Branch[];
}

/** What a condition is for a page, as Liquid writes it; undefined where that is not known. */
type Holds = (condition: string) => boolean | undefined;

const tag = /^\{%-?\s*(\w+)\s*([\s\S]*?)\s*-?%\}$/;

/** The conditions of a text, read tag by tag: what of them is known not to be shown. */
export class LiquidConditions {
  readonly cuts: Range[] = [];
  readonly #open: Condition[] = [];
  readonly #holds: Holds;

  constructor(holds: Holds) {
    this.#holds = holds;
  }

  /** Takes a tag into account, such as `{% if page.beta %}`. */
  read(whole: string, { start, end }: Range): void {
    const [, name = '', said = ''] = tag.exec(whole) ?? [];
    const last = this.#open.at(-1);
    if (name === 'case') this.#open.push({ subject: said, branches: [] });
    else if (name === 'if' || name === 'unless') {
      const holds = this.#holds(said);
      const is = name === 'unless' && holds !== undefined ? !holds : holds;
      this.#open.push({ subject: '', branches: [{ start, end, is }] });
    } else if (name === 'else') last?.branches.push({ start, end, is: true });
    else if (/^el(?:s?e?)if$/.test(name))
      last?.branches.push({ start, end, is: this.#holds(said) });
    else if (name === 'when') {
      const is = last && this.#holds(alternatives(last.subject, said));
      last?.branches.push({ start, end, is });
    } else if (name.startsWith('end'))
      this.cuts.push(...hiddenParts(this.#open.pop()?.branches ?? [], { start, end }));
  }
}

const value = /"[^"]*"|'[^']*'|[^\s,"']+/g;

/** `when 2, 3` and `when 2 or 3`. */
const alternatives = (subject: string, said: string): string =>
  (said.match(value) ?? [])
    .filter((one) => one !== 'or')
    .map((one) => `${subject} == ${one}`)
    .join(' or ');
