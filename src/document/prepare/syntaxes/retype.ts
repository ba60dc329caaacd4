import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { outsideSpans } from '../../lines/spans.ts';
import { readArguments, readAttributes } from '../attributes.ts';
import { attribute, attributesFrom, callTag, textValue } from '../call.ts';
import { changedLines, Edits, ownBlock } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

/** Retype: blocks between marks, components in brackets, icons, code of files. https://retype.com/components/ */
export const retype: SourceSyntax = {
  name: 'retype',
  sign: /^[ \t]*(?:!!!|\+\+\+|==[=-]|\|\|\||>>>|:::|\{\{)|\[![a-z]|:icon-|\{%\{|^[ \t>]*```(?:[ \t]+\S|.*#)/m,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  preparation.apply(placeTitles(preparation));
  preparation.apply(placeFiles(preparation));
  preparation.apply(placeComponents(preparation));
  return new Blocks(preparation).read();
}

const opening = /^([ \t>]*`{3,})([ \t]*)(.*)$/;
const highlighted = /(?<=^|[ \t])!?#[\d,-]*(?=[ \t]|$)[ \t]*/;

/** ```` ``` Title ```` has no language, ```` ```js #2-4 ```` highlights lines, `{%{` and `}%}` surround what is shown as it is. */
function placeTitles({ lines: { text, kind } }: Preparation): Edits {
  return changedLines(text, (line, index) => {
    if (kind[index] === 'text')
      return line.includes('{%{') || line.includes('}%}')
        ? outsideSpans(line, (words) => words.replace(/\{%\{|\}%\}/g, ''))
        : undefined;
    const [, fence, blanks, written = ''] =
      kind[index] === 'fence' ? (opening.exec(line) ?? []) : [];
    if (fence === undefined || written === '') return undefined;
    const info = written.replace(highlighted, '');
    return fence + (blanks && /\s/.test(info) ? `text ${info}` : info);
  });
}

/** What stands for a file, on a line of its own: `:::code source="a.js" range="2-4" :::`, `{{ include "part" }}`. */
const files: readonly (readonly [RegExp, string, (given: string) => MdxJsxAttribute[]])[] = [
  [/^([ \t]*):::\s*code\s+(.*?)\s*:::[ \t]*$/, 'code', (given) => readAttributes(given) ?? []],
  [
    /^([ \t]*)\{\{~?\s*include\s+"([^"]+)"\s*~?\}\}[ \t]*$/,
    'include',
    (path) => [attribute('path', path)],
  ],
];

function placeFiles(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text') continue;
    for (const [pattern, name, read] of files) {
      const [, lead = '', given] = pattern.exec(line) ?? [];
      if (given === undefined) continue;
      const n = preparation.call({ origin: 'macro', name, attributes: read(given) });
      edits.replaceByBlock(index, lead, callTag.alone(n));
    }
  }
  return edits;
}

const component = /(?<!\\)\[!(badge|button|card|embed|file|ref)\b([^[\]]*)\](?:\(([^()\s]*)\))?/g;
/** One that is a block; those that follow each other are a list. */
const alone = /^\[!(?:card|embed|file|ref)\b[^[\]]*\]\([^()\s]*\)\s*$/;
const icon = /([ \t]?)(?<![\w:\\]):icon-[a-z\d-]+:(?!\w)([ \t]?)/g;

/** `[!ref Fire it](fire.md)` is a link, `[!badge New|info]` a badge. */
function placeComponents(preparation: Preparation): Edits {
  const { text, kind } = preparation.lines;
  const shown = (_: string, name: string, given: string, url?: string) => {
    const words = wordsOf(name, given);
    if (url) return `[${words.title}](${url})${words.text && ` ${words.text}`}`;
    if (words.title === '') return '';
    const attributes = [attribute('text', words.title)];
    return callTag.inText(preparation.call({ origin: 'macro', name: 'badge', attributes }));
  };
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text' || !/\[![a-z]|:icon-/.test(line)) return undefined;
    const made = outsideSpans(line, (words) =>
      words
        .replace(component, shown)
        .replace(icon, (_, before: string, after: string) => before && after && ' '),
    );
    const isOfList = [text[index - 1], text[index + 1]].some((one) => one && alone.test(one));
    return isOfList && alone.test(line) ? `- ${made.trim()}` : made;
  });
}

/** What a component says: attributes, or words before a variant. A card's only word is its layout. */
function wordsOf(name: string, given: string): { title: string; text: string } {
  const [title, text] = given.includes('=')
    ? ['title', 'text'].map((one) => textValue(readArguments(given), one))
    : [name === 'card' ? undefined : given.replace(/\|.*$/, '').trim()];
  return { title: title ?? text ?? '', text: title === undefined ? '' : (text ?? '') };
}

/** Marks of blocks that have titles and follow each other in a group. */
const groups: Readonly<Record<string, readonly [group: string | undefined, item: string]>> = {
  '+++': ['tabs', 'tab'],
  '>>>': ['steps', 'step'],
  '===': [undefined, 'panel'],
  '|||': [undefined, 'panel'],
};

const mark = /^([ \t]*)(!{3,}|\+{3}|={3}|==-|\|{3}|>{3}|:{3,})(.*)$/;

/** A title, without the list of attributes that may follow it. */
const titled = (written: string) =>
  attributesFrom({ title: written.replace(/\s*\{[#.][^{}]*\}\s*$/, '').trim() });

interface OpenBlock {
  sign: string;
  lead: string;
}

/** The blocks of a page, each of which ends what is still open in it. */
class Blocks {
  readonly #preparation: Preparation;
  readonly #edits = new Edits();
  readonly #open: OpenBlock[] = [];

  constructor(preparation: Preparation) {
    this.#preparation = preparation;
  }

  read(): Edits {
    const { text, kind } = this.#preparation.lines;
    for (const [index, line] of text.entries()) {
      const [, lead = '', written, rest = ''] =
        kind[index] === 'text' ? (mark.exec(line) ?? []) : [];
      if (written === undefined) continue;
      const made = this.#mark(written === '==-' ? '===' : written, rest, lead);
      if (made !== undefined) this.#edits.replace(index, ...made);
    }
    this.#edits.insertAfter(text.length - 1, ...this.#close(0));
    return this.#edits;
  }

  /** The lines in place of a mark; undefined where it is none. */
  #mark(sign: string, rest: string, lead: string): string[] | undefined {
    // A container only has a class.
    if (sign.startsWith(':')) return [''];
    const isBare = rest.trim() === '';
    // Further to the right, a title begins a group within the one that is open.
    const at = this.#open.findLastIndex(
      (one) => one.sign === sign && (isBare || one.lead === lead),
    );
    const group = groups[sign];
    if (isBare && at !== -1) return this.#close(at);
    if (group === undefined) return this.#openAlert(sign, rest, lead);
    if (isBare || (at === -1 && !/^[ \t]/.test(rest))) return undefined;
    const [outer, item] = group;
    const before = this.#close(at === -1 ? this.#open.length : at + (outer === undefined ? 0 : 1));
    const named = titled(item === 'step' ? rest.replace(/^\s*\d+\.(?=\s)/, '') : rest);
    const opened = at === -1 && outer !== undefined ? this.#opened(sign, outer, lead) : [];
    return [
      ...before,
      ...opened,
      ...this.#opened(outer ? `${sign} item` : sign, item, lead, named),
    ];
  }

  /** `!!!danger Title`. */
  #openAlert(sign: string, rest: string, lead: string): string[] {
    const [, variant = '', title = ''] = /^([a-z]*)(?:[ \t]+(.*?))?[ \t]*$/i.exec(rest) ?? [];
    const named = titled(title);
    return this.#opened(sign, variant.toLowerCase() || 'primary', lead, named);
  }

  #opened(sign: string, name: string, lead: string, attributes = attributesFrom({})): string[] {
    this.#open.push({ sign, lead });
    const n = this.#preparation.call({ origin: 'container', name, attributes });
    return ownBlock(lead, callTag.open(n));
  }

  #close(from: number): string[] {
    return this.#open
      .splice(from)
      .reverse()
      .flatMap(({ lead }) => ownBlock(lead, callTag.close));
  }
}
