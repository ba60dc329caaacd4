import { boxKind } from './labels.ts';
import {
  addPrompts,
  bareOf,
  beginCode,
  beginFormula,
  closes,
  csvHeadOf,
  type Directive,
  languages,
} from './myst-code.ts';
import type { Aside } from './syntax.ts';

/** A source of MyST with its directives as plain Markdown, on the same lines. */
interface WithoutDirectives {
  text: string;
  /** What the options of directives say. */
  asides: Aside[];
  /** Where arguments and options lead. */
  links: { url: string; line: number }[];
  /** First and last lines of what the output says in another order. */
  loose: [number, number][];
}

const containers = String.raw`^((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)`;
const opener = new RegExp(
  `${containers}(\`{3,}|~{3,}|:{3,})[ \\t]*\\{([\\w:+-]+)(?:,?[ \\t][^{}\\n]*)?\\}[ \\t]*(.*?)[ \\t]*$`,
);
const fence = new RegExp(`${containers}(\`{3,}|~{3,})[^\`]*$`);

/** Directives whose argument is a place or a setting, not words. */
const placed =
  /^(?:figure|image|include|literalinclude|download|iframe|youtube|embed|grid|tab-set(?:-code)?|div|only|ifconfig|figure-md|button-(?:link|ref)|solution(?:-start)?|raw|card-carousel|container|rst-class)$/;
/** Directives that are settings as a whole, or for other formats than a site's. */
const unseen =
  /^(?:toctree|contents|tableofcontents|index|toc|raw:\w+|bibliography|article-info|autodoc2-object|nb-exec-table|show-index|genindex|testsetup|testcleanup|exercise-end|solution-end|py-config|anywidget|(?:py:)?(?:current)?module|highlight|meta|default-(?:role|domain)|(?:section|code|module)author|tabularcolumns)$/;
const isUnseen = ({ name, given }: Directive) =>
  unseen.test(name) || (/^(?:raw|only)$/.test(name) && !/html|^not\b/.test(given));

/** Cells whose tags keep them, or their code, from the page. */
const isRemoved = ({ name, options }: Directive) =>
  name === 'code-cell' &&
  options.some(([key, value]) => /^tags?$/.test(key) && /\bremove[-_](?:cell|input)\b/.test(value));

/** A title that is the name of the box is said by the box. */
const isKind = ({ name, given }: Directive) => name === 'admonition' && boxKind.test(given);

/** The head of a table, which stands in each row where cells are blocks. */
function headOf(lines: readonly string[], { to }: Directive): [number, number] {
  const isRow = (line: string) => /^[ \t>]*[-*][ \t]+[-*](?:[ \t]|$)/.test(line);
  const [, second = to + 1] = lines.flatMap((line, at) => (at > to && isRow(line) ? [at] : []));
  return [to + 2, second];
}

/** The mark of a definition before code, a directive or a comment. */
const defined = /^([ ]*):([ \t]+)(?:(?=`{3}|~{3}|:{3,}[ \t]*\{)|% .*)/;

/** Takes the lines of directives away, but for the words that they show; their code becomes plain fences. */
export const withoutDirectives = (source: string): WithoutDirectives =>
  new DirectiveReader(source.split('\n')).read();

class DirectiveReader {
  readonly #lines: string[];
  readonly #asides: Aside[] = [];
  readonly #links: WithoutDirectives['links'] = [];
  readonly #loose: [number, number][] = [];
  readonly #open: Directive[] = [];
  /** The mark of the code that is open. */
  #code: string | undefined;
  /** How many fences the open code shows that are not closed. */
  #shown = 0;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  read(): WithoutDirectives {
    const lines = this.#lines;
    for (let at = 0; at < lines.length; at++) {
      if (this.#code !== undefined) {
        this.#readCode(at, this.#code);
        continue;
      }
      const line = lines[at]!;
      lines[at] = line.replace(defined, '$1 $2');
      const directive = directiveAt(lines, at);
      if (directive === undefined) {
        this.#readLine(at, line);
      } else {
        this.#readDirective(directive);
        at = directive.to;
      }
    }
    const text = lines.join('\n');
    return { text, asides: this.#asides, links: this.#links, loose: this.#loose };
  }

  #readCode(at: number, code: string): void {
    const line = this.#lines[at]!;
    const isEnd = closes(line, code);
    // A fence that nothing closes ends with its container; one that the code shows has its own end.
    const closed = isEnd || this.#shown > 0 ? -1 : containerEndedBy(line, this.#open);
    if (isEnd || closed !== -1) {
      this.#lines[at] = (isEnd ? line : code).replaceAll(':', '`');
      if (closed !== -1) this.#open.splice(closed);
      this.#code = undefined;
      this.#shown = 0;
    } else if (/^[ \t]*:{3,}/.test(line)) {
      this.#shown += /^[ \t]*:+[ \t]*\S/.test(line) ? 1 : -Number(this.#shown > 0);
    }
  }

  #readLine(at: number, line: string): void {
    const closed = this.#open.findLastIndex(({ mark }) => closes(line, mark));
    if (closed !== -1) this.#open.splice(closed);
    else this.#code = fence.exec(this.#lines[at]!)?.[2];
    if (closed !== -1 || isMark(line, this.#open.at(-1))) this.#lines[at] = '';
  }

  #readDirective(directive: Directive): void {
    const lines = this.#lines;
    const { lead, mark, name, given, from } = directive;
    const head = csvHeadOf(lines, directive);
    lines.fill('', from, directive.to + 1);
    if (Object.hasOwn(languages, name) && !isRemoved(directive)) {
      beginCode(lines, directive, head);
      if (name === 'math' && given !== '') beginFormula(lines, directive);
      if (name === 'terminal') addPrompts(lines, directive);
      this.#code = mark;
      return;
    }
    if (isUnseen(directive) || isRemoved(directive)) {
      while (directive.to + 1 < lines.length && !closes(lines[directive.to + 1]!, mark))
        lines[++directive.to] = '';
    } else {
      lines[from] = placed.test(name) || isKind(directive) ? lead : lead + given;
      if (name === 'list-table') this.#loose.push(headOf(lines, directive));
      this.#asides.push(...saidBy(directive));
      this.#links.push(...ledTo(directive));
    }
    this.#open.push(directive);
  }
}

const containerEndedBy = (line: string, open: readonly Directive[]): number =>
  open.findLastIndex(({ mark }) => mark.startsWith(':') && closes(line, mark));

/** Names of places, comments, breaks between blocks, and what divides a card. */
function isMark(line: string, around: Directive | undefined): boolean {
  if (/^[ \t]*\([^()\n]+\)=[ \t]*$|^%(?:\s|$)|^\+\+\+(?:\s|$)|^:orphan:/.test(line)) return true;
  return /card/.test(around?.name ?? '') && /^(?:\^{3,}|\+{3,})$/.test(bareOf(line));
}

function directiveAt(lines: readonly string[], from: number): Directive | undefined {
  const [, lead = '', mark = '', name = '', given = ''] = opener.exec(lines[from]!) ?? [];
  if (name === '') return undefined;
  const options: [string, string][] = [];
  let to = from;
  if (bareOf(lines[from + 1] ?? '') === '---') {
    const height = lines.slice(from + 2, from + 202).findIndex((line) => bareOf(line) === '---');
    if (height !== -1) to = from + 2 + height;
    for (const line of lines.slice(from + 2, to))
      if (!addOption(options, /^[ \t>]*([\w-]+):(?=\s|$)(.*)$/, line))
        addLine(options.at(-1), line);
  } else while (addOption(options, /^[ \t>]*:([\w-]+):(.*)$/, lines[to + 1] ?? '')) to++;
  return { lead, mark, name, given, from, to, options };
}

function addOption(options: [string, string][], pattern: RegExp, line: string): boolean {
  const [, name, value = ''] = pattern.exec(line) ?? [];
  if (name === undefined) return false;
  const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  options.push([name, bare.replace(/\\[nrt]/g, ' ')]);
  return true;
}

/** A value that goes on in the next line: `caption: |`. */
function addLine(option: [string, string] | undefined, line: string): void {
  if (option !== undefined) option[1] = `${option[1].replace(/^[|>][-+]?$/, '')} ${line.trim()}`;
}

const saidBy = ({ options, from }: Directive): Aside[] =>
  options.flatMap(([name, text]) =>
    /^(?:caption|alt|header|title)$/.test(name) ? [{ text, line: from + 1 }] : [],
  );

const ledTo = ({ given, options, from }: Directive) =>
  [given, ...options.map(([, value]) => value)].flatMap((url) =>
    /^https?:\S+$/.test(url) ? [{ url, line: from + 1 }] : [],
  );
