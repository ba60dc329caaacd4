import { changedLines, Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const definition = /^\s*\[([^\]^][^\]]*)\]:/;
const codeSpan = String.raw`(?<!\x60)(?<ticks>\x60+)(?!\x60)[^\n]*?(?<!\x60)\k<ticks>(?!\x60)`;
const text = String.raw`(?<text>(?:[^[\]\n\x60]|\x60(?:[^\x60\n]|\n(?!\s*\n))*\x60|\n(?!\s*\n))+)`;
const gap = String.raw`(?<gap> ?|\n *(?!\[[^[\]\n]*\]:))`;
const reference = String.raw`(?<![\\!\]])\[${text}\]${gap}\[(?<id>[^[\]\n]*)\](?!\()(?<end>[.,;:!?)]*)`;
const either = new RegExp(`${codeSpan}|${reference}`, 'gu');
/** Perhaps with a parameter: `shop.Client(timeout)`. */
const identifier = /^[\p{L}\p{N}_.:+-]*[._:][\p{L}\p{N}_.:+-]*(?:\([\w*]+\))?$/u;
const objectName = /^[A-Za-z_]\w*(?:\.\w+)+$/;
const isCode = /^`[^`]+`$/;
/** Stands where a span of code touches another one: both are one. */
const joint = '\0';
/** Of spans between single backticks: two of them around more are no ends of the same span. */
const endsSpan = /(?<!`)`$/;
const beginsSpan = /`[^`\n]+`(?!`)/y;

/**
 * `[text][package.Name]` and `` [`package.Name`][] `` of autorefs and mkdocstrings lead to a heading
 * of any page; where no definition says where, the text stays. `[text] [id]` is one reference to
 * Python-Markdown, and so are the two on two lines.
 */
export function prepareCrossReferences({ lines, site }: Preparation): Edits {
  const quick = lines.text.map((line, index) => (lines.kind[index] === 'text' ? line : ''));
  if (!quick.some((line) => /\](?: ?\[|$)/.test(line))) return new Edits();
  const references = new CrossReferences(quick, site.mkdocs.references());
  const made = references.written().split('\n');
  return changedLines(quick, (_, index) => made[index]);
}

/** What stands in the brackets and between them, the marks that end its sentence, and where it begins and ends. */
interface Reference extends Record<'text' | 'gap' | 'id' | 'end', string> {
  from: number;
  to: number;
}

class CrossReferences {
  readonly #whole: string;
  readonly #labels: ReadonlySet<string>;
  /** Whether a plugin reads references to objects. */
  readonly #isRead: boolean;

  constructor(lines: readonly string[], isRead: boolean) {
    this.#whole = lines.join('\n');
    const labels = lines.flatMap((line) => definition.exec(line)?.[1] ?? []);
    this.#labels = new Set(labels.map(labelOf));
    this.#isRead = isRead;
  }

  /** The text with the words of references that no definition knows. */
  written(): string {
    return this.#whole
      .replace(either, (whole: string, ...rest: unknown[]) => {
        const [from, , groups] = rest.slice(-3) as [number, string, Reference & { ticks?: string }];
        if (groups.ticks !== undefined) return whole;
        const found = { ...groups, from, to: from + whole.length };
        return (found.gap === '' ? this.#together(found) : this.#apart(found)) ?? whole;
      })
      .replaceAll(`\`${joint}\``, '');
  }

  /** `[text] [id]`, in one line or in two. */
  #apart({ text, gap, id, end }: Reference): string | undefined {
    if (/^[ xX]$/.test(text) || this.#isDefined(text)) return undefined;
    const isBroken = gap.startsWith('\n');
    const tail = end + (isBroken ? gap : '');
    if (this.#isDefined(id)) return `[${text}][${id}]${tail}`;
    return isBroken && identifier.test(id) ? text + tail : undefined;
  }

  /** `[text][id]` */
  #together(found: Reference): string | undefined {
    const { text, id, end, from, to } = found;
    if (!this.#isOfObject(found) || this.#isDefined(id || text)) return undefined;
    if (!isCode.test(text)) return text + end;
    const before = endsSpan.test(this.#whole.slice(Math.max(0, from - 2), from)) ? joint : '';
    beginsSpan.lastIndex = to;
    const after = end === '' && beginsSpan.test(this.#whole) ? joint : '';
    return before + text + after + end;
  }

  /** Whether it leads to an object: other names in brackets may be words. */
  #isOfObject({ text, id, from }: Reference): boolean {
    const isRead = this.#isRead && !/\w/.test(this.#whole[from - 1] ?? '');
    if (id === '') return isCode.test(text) || (isRead && objectName.test(text));
    if (identifier.test(id) || (isRead && /^[A-Za-z_][\w -]+$/.test(id))) return true;
    return isCode.test(text) && /^[A-Za-z_][\w-]+$/.test(id);
  }

  #isDefined(label: string): boolean {
    return this.#labels.has(labelOf(label));
  }
}

const labelOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
