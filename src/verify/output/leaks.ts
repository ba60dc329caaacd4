import type { Output } from './read.ts';

/** A construct of a source format that stands in an output outside code. */
export interface Leak {
  line: number;
  what: string;
}

interface LeakPattern {
  name: string;
  pattern: RegExp;
  /** How the source may write the same as text, on purpose: by an escape or an entity. */
  literal: RegExp;
}

const patterns: readonly LeakPattern[] = [
  {
    name: 'ESM line',
    pattern:
      /^(?:import\s+(?:[\w*{].*\sfrom\s+)?['"][^'"]+['"]|export\s+(?:default|const|let|function|class|async|\{|\*)\s?.*)/m,
    literal: /^\\(?:import|export)/m,
  },
  {
    name: 'tag',
    pattern: /<\/?[A-Za-z][\w.:-]*(?:\s[^<>]*)?\/?>|<\/?>/,
    literal: /\\<|&lt;|&#60;|&#x3c;/i,
  },
  { name: 'MDX comment', pattern: /\{\s*\/\*/, literal: /\\\{|&#123;|&lbrace;|&lcub;|&#x7b;/i },
  { name: 'HTML comment', pattern: /<!--/, literal: /\\<!--|&lt;!--/i },
  { name: 'container mark', pattern: /^[ \t]*:{3,}(?!:*$)|^[ \t]*:{3,}[ \t]*$/m, literal: /\\:/ },
  { name: 'tag of a template language', pattern: /\{%-?\s|\{\{[<%]/, literal: /\\\{|&#123;/ },
  { name: 'heading id', pattern: /\{#[\w-]+\}[ \t]*$/m, literal: /\\\{#/ },
];

/** Finds source syntax that is left outside code; `source` tells what was meant as text. */
export function findLeaks(output: Output, source: string): Leak[] {
  const leaks: Leak[] = [];
  for (const leaf of output.leaves) {
    if (leaf.type === 'html') {
      if (leaf.inCell && /^<br ?\/?>$/.test(leaf.value)) continue;
      leaks.push({ line: leaf.line, what: `HTML: ${shown(leaf.value)}` });
      continue;
    }
    for (const { name, pattern, literal } of patterns) {
      const match = pattern.exec(leaf.value);
      if (match && !literal.test(source) && !titleHolds(source, match[0])) {
        leaks.push({ line: leaf.line, what: `${name}: ${shown(leaf.value.slice(match.index))}` });
      }
    }
  }
  return leaks;
}

/** A title in front matter is text, whatever it looks like: `title: "<form>"`. */
function titleHolds(source: string, text: string): boolean {
  const title = /^---\n(?:.*\n)*?title:(.*)\n/.exec(source)?.[1] ?? '';
  return title.includes(text);
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
