import { codeSpans, outsideSpans } from '../../lines/spans.ts';
import { readAttributes } from '../attributes.ts';
import { callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const sign = /(?<![\w:/]):[a-z][\w-]*[[{]/i;

/** `:name[label]{key=value}` in a line. Without both it is text, unless the dialect has directives of any name. */
export const textDirectives: SourceSyntax = {
  name: 'text-directives',
  sign,
  prepare(preparation) {
    const edits = new Edits();
    const isAny = preparation.dialect.conventions?.includes('directives') === true;
    const nameOf = ({ name, label, props }: TextDirective) =>
      isAny || (label !== undefined && props !== undefined) ? name : undefined;
    const { text, kind } = preparation.lines;
    for (const [index, line] of text.entries()) {
      if (kind[index] !== 'text' || !sign.test(line)) continue;
      edits.replace(
        index,
        aroundSpans(line, (part) => directiveTags(preparation, part, nameOf)),
      );
    }
    return edits;
  },
};

/** Changes a line as if its spans of code were words, which labels may hold. */
export function aroundSpans(line: string, change: (text: string) => string): string {
  if (line.includes(codeWord)) return outsideSpans(line, change);
  const spans: string[] = [];
  let plain = '';
  let at = 0;
  for (const [start, end] of codeSpans(line)) {
    plain += line.slice(at, start) + codeWord;
    spans.push(line.slice(start, end));
    at = end;
  }
  return change(plain + line.slice(at)).replaceAll(codeWord, () => spans.shift()!);
}

export const codeWord = '\u0002';

const directive =
  /(?<![\w:/])(!?):([a-zA-Z][\w-]*)(?:\[([^\]]{0,2000})\](?:\{([^{}]*)\})?|\{([^{}]*)\}(?:\[([^\]]{0,2000})\])?)/g;

interface TextDirective {
  name: string;
  label: string | undefined;
  props: string | undefined;
}

/** Makes tags of `:name[label]{key=value}` in a text, of which the label or the attributes may be missing. */
export function directiveTags(
  preparation: Preparation,
  text: string,
  /** The dialect's name for it, if it has one. */
  nameOf: (directive: TextDirective) => string | undefined,
): string {
  return text.replace(directive, (whole, _, written, first, after, before, behind) => {
    const label: string | undefined = first ?? behind;
    const props: string | undefined = after ?? before;
    const attributes = readAttributes(props ?? '');
    const name = nameOf({ name: written, label, props });
    if (name === undefined || attributes === undefined || props?.includes(codeWord)) return whole;
    const source = whole.includes(codeWord) ? {} : { source: whole };
    const n = preparation.call({ origin: 'macro', name, attributes, ...source });
    return label === undefined
      ? callTag.alone(n)
      : callTag.open(n) + directiveTags(preparation, label, nameOf) + callTag.close;
  });
}
