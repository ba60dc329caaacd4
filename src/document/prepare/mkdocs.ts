import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import { prepareMkdocsInline } from './mkdocs-inline.ts';
import type { Preparation } from './preparation.ts';

interface Block {
  /** Column of its opening line, and how far its body has to move left. */
  indent: number;
  name: string;
  /** The tabs of one group share an element around them. */
  group: boolean;
}

const opener = /^([ ]*)(!!!|\?\?\?\+?|===[+!]?)[ ]+(.*?)[ ]*$/;
const fence = /^(`{3,}|~{3,})/;

/**
 * MkDocs Material: `!!! note "Title"`, `??? note`, `=== "Tab"`. Their bodies are indented by four
 * columns, which is code to Markdown, so they move left by as much as they are deep.
 */
export function prepareMkdocs(preparation: Preparation): Edits {
  const { text } = preparation.lines;
  if (text.some((line) => opener.test(line))) preparation.apply(new Blocks(preparation).read());
  return prepareMkdocsInline(preparation);
}

class Blocks {
  readonly #preparation: Preparation;
  readonly #edits = new Edits();
  readonly #open: Block[] = [];
  #fence: string | undefined;

  constructor(preparation: Preparation) {
    this.#preparation = preparation;
  }

  read(): Edits {
    const { text } = this.#preparation.lines;
    for (let index = 0; index < text.length; index++) this.#line(text[index]!, index);
    if (this.#open.length > 0) this.#edits.insertAfter(text.length - 1, ...this.#close(0));
    return this.#edits;
  }

  #line(line: string, index: number): void {
    if (line.trim() === '') return;
    const indent = line.length - line.trimStart().length;
    const match = this.#fence === undefined ? opener.exec(line) : null;
    const head = match === null ? undefined : readHead(match[2]!, match[3]!);
    const before: string[] = [];
    while (this.#open.length > 0 && indent < this.#bodyIndent()) {
      if (head?.tab === true && this.#open.at(-1)!.group && this.#open.at(-1)!.indent === indent)
        break;
      before.push(...this.#close(this.#open.length - 1));
      this.#fence = undefined;
    }
    const lead = ' '.repeat(Math.max(0, indent - this.#shift()));
    if (head === undefined) {
      this.#trackFence(line.trim());
      this.#edits.replace(index, ...before, lead + line.slice(indent));
      return;
    }
    const lines = [...before, ''];
    if (head.tab && this.#open.at(-1)?.group !== true)
      lines.push(lead + this.#begin('tabs', [], indent, true), '');
    const tag = this.#begin(head.name, head.attributes, indent, false);
    this.#edits.replace(index, ...lines, lead + tag, '');
  }

  #begin(
    name: string,
    attributes: ReturnType<typeof attribute>[],
    indent: number,
    group: boolean,
  ): string {
    this.#open.push({ indent, name, group });
    return callTag.open(this.#preparation.call({ origin: 'container', name, attributes }));
  }

  /** Column at which the body of the innermost block has to begin; a group holds what begins at its own. */
  #bodyIndent(): number {
    const { indent, group } = this.#open.at(-1)!;
    return group ? indent + 1 : indent + 4;
  }

  #shift(): number {
    return this.#open.filter(({ group }) => !group).length * 4;
  }

  /** The closing tags down to a depth. */
  #close(depth: number): string[] {
    const lines: string[] = [];
    while (this.#open.length > depth) {
      const { indent } = this.#open.pop()!;
      lines.push('', ' '.repeat(Math.max(0, indent - this.#shift())) + callTag.close, '');
    }
    return lines;
  }

  #trackFence(content: string): void {
    const marker = fence.exec(content)?.[1];
    if (this.#fence === undefined) this.#fence = marker;
    else if (marker?.startsWith(this.#fence) === true && content === marker)
      this.#fence = undefined;
  }
}

function readHead(mark: string, rest: string) {
  const match = /^((?:[\p{L}\p{N}_-]+[ ]*)*)(?:"(.*)")?$/u.exec(rest);
  if (match === null) return undefined;
  const [name, ...classes] = match[1]!.trim().split(/[ ]+/);
  const title = match[2];
  const attributes = title === undefined ? [] : [attribute('title', title)];
  if (mark.startsWith('===')) {
    return title === undefined || name !== '' ? undefined : { name: 'tab', attributes, tab: true };
  }
  if (name === undefined || name === '') return undefined;
  if (classes.length > 0) attributes.push(attribute('class', classes.join(' ')));
  if (mark.startsWith('???')) attributes.push(attribute('collapsible', null));
  return { name, attributes, tab: false };
}
