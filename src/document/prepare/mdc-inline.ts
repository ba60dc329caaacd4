import { outsideSpans } from '../lines/spans.ts';
import { withoutAttributeLists } from './attribute-lists.ts';
import { readAttributes } from './attributes.ts';
import { callTag } from './call.ts';
import type { Preparation } from './preparation.ts';

const component = /(?<![\w:/])(!?):([a-z][\w-]*)(?:\[([^\]]*)\](?:\{([^{}]*)\})?|\{([^{}]*)\})/g;
/** A component without anything has to stand between blanks; words with a colon before them are prose. */
const bare = /(?<=^|\s):([a-z][\w-]*)(?=\s|$)/g;
const span = /(?<!!)\[([^\]]+)\]\{([^{}]*)\}/g;

/** Components and attributes within a line: `:badge[new]{color="x"}`, `:br`, `[text]{.class}`, `` `x`{lang="ts"} ``. */
export function inlineTags(preparation: Preparation, line: string): string {
  const tagged = /[:\]]/.test(line) ? outsideSpans(line, (part) => tags(preparation, part)) : line;
  return tagged.includes('}') ? withoutAttributeLists(tagged, { ownLine: false }) : tagged;
}

function tags(preparation: Preparation, text: string): string {
  const macros = preparation.dialect.macros ?? {};
  return text
    .replace(component, (whole, _, name, label, after, props) => {
      const attributes = readAttributes(after ?? props ?? '');
      if (attributes === undefined) return whole;
      const n = preparation.call({ origin: 'macro', name, attributes, source: whole });
      return label === undefined ? callTag.alone(n) : callTag.open(n) + label + callTag.close;
    })
    .replace(bare, (whole, name: string) => {
      if (name === 'br') return '<br>';
      const isComponent =
        Object.hasOwn(macros, name) || text.trim() === whole || name.includes('-');
      if (!isComponent) return whole;
      return callTag.alone(preparation.call({ origin: 'macro', name, attributes: [] }));
    })
    .replace(span, (whole, label, props) => (readAttributes(props) === undefined ? whole : label));
}
