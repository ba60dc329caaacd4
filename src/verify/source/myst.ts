import { boxKind } from './labels.ts';
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

interface Directive {
  lead: string;
  mark: string;
  name: string;
  given: string;
  /** Index of its first line, and of the last of its options. */
  from: number;
  to: number;
  options: readonly (readonly [name: string, value: string])[];
}

const containers = String.raw`^((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)`;
const opener = new RegExp(
  `${containers}(\`{3,}|~{3,}|:{3,})[ \\t]*\\{([\\w:+-]+)(?:,?[ \\t][^{}\\n]*)?\\}[ \\t]*(.*?)[ \\t]*$`,
);
const fence = new RegExp(`${containers}(\`{3,}|~{3,})[^\`]*$`);

/** Directives whose body is code, with its language. */
const languages: Readonly<Record<string, string>> = {
  ...{ code: '', 'code-block': '', 'code-cell': '', sourcecode: '', 'csv-table': '' },
  ...{ doctest: '', 'eval-rst': '', graphviz: '', ipython: '', math: '', mermaid: '' },
  ...{ myst: 'markdown', 'parsed-literal': '', prompt: '', testcode: '' },
  ...{ 'jupyter-execute': '', plantuml: '', uml: '', terminal: '' },
  ...{ bash: '', julia: '', python: '', r: '', sql: '' },
};
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
  options.some(([key, value]) => key === 'tags' && /\bremove[-_](?:cell|input)\b/.test(value));

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
    lines.fill('', from, directive.to + 1);
    if (Object.hasOwn(languages, name) && !isRemoved(directive)) {
      lines[directive.to] = plainFence(directive);
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

const bareOf = (line: string): string => line.replace(/^[ \t>]*/, '').trimEnd();

function closes(line: string, mark: string): boolean {
  const bare = bareOf(line);
  return bare.startsWith(mark) && bare === mark[0]!.repeat(bare.length);
}

const containerEndedBy = (line: string, open: readonly Directive[]): number =>
  open.findLastIndex(({ mark }) => mark.startsWith(':') && closes(line, mark));

/** Names of places, comments, breaks between blocks, and what divides a card. */
function isMark(line: string, around: Directive | undefined): boolean {
  if (/^[ \t]*\([^()\n]+\)=[ \t]*$|^%(?:\s|$)|^\+\+\+(?:\s|$)/.test(line)) return true;
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

/** The argument of a formula is its first line; the fence takes the blank line above. */
function beginFormula(lines: string[], { from, to, lead, given }: Directive): void {
  if ((lines[from - 1] ?? 'text').trim() !== '') return;
  lines[from - 1] = lines[to]!;
  lines[to] = lead + given;
}

/** A value that goes on in the next line: `caption: |`. */
function addLine(option: [string, string] | undefined, line: string): void {
  if (option !== undefined) option[1] = `${option[1].replace(/^[|>][-+]?$/, '')} ${line.trim()}`;
}

function plainFence({ lead, mark, name, given, options }: Directive): string {
  const isTable = name === 'csv-table';
  const isMath = name === 'math';
  const wanted = isMath ? /^(?:label|name)$/ : /^(?:caption|filename)$/;
  const caption = options.find(([option]) => wanted.test(option))?.[1];
  const title = (isTable ? given : isMath && caption ? `(${caption})` : caption)
    ?.replace(/["`]/g, "'")
    .trim();
  const isLanguage = !isTable && !isMath && /^[\w+#.-]+$/.test(given);
  const language = isLanguage ? given : languages[name];
  return `${lead}${mark.replaceAll(':', '`')}${language}${title ? ` title="${title}"` : ''}`;
}

/** Writes the prompt of a terminal before its commands. */
function addPrompts(lines: string[], directive: Directive): void {
  const { lead, mark, to, options } = directive;
  const given = new Map(options);
  const who = ['user', 'host'].flatMap((name) => given.get(name) || []).join('@');
  const prompt = `${[who, given.get('dir')].filter(Boolean).join(':')}$ `;
  const input = given.get('input');
  while (directive.to + 1 < lines.length && bareOf(lines[directive.to + 1]!) === '') directive.to++;
  const last = directive.to;
  const fence = lines[to]!;
  lines[to] = '';
  lines[input === undefined ? last : last - 1] = fence;
  if (input !== undefined) lines[last] = `${lead}${prompt}${input}`;
  let isInput = input === undefined && !given.has('output-only');
  for (let at = last + 1; at < lines.length && !closes(lines[at]!, mark); at++) {
    const text = bareOf(lines[at]!);
    const isCommand = text.startsWith(':input:') || (isInput && text !== '');
    if (isCommand) lines[at] = lead + prompt + text.replace(/^:input:[ \t]*/, '');
    isInput = false;
  }
}

const saidBy = ({ options, from }: Directive): Aside[] =>
  options.flatMap(([name, text]) =>
    /^(?:caption|alt|header|title)$/.test(name) ? [{ text, line: from + 1 }] : [],
  );

const ledTo = ({ given, options, from }: Directive) =>
  [given, ...options.map(([, value]) => value)].flatMap((url) =>
    /^https?:\S+$/.test(url) ? [{ url, line: from + 1 }] : [],
  );
