/** A directive of MyST, with the options below its first line. */
export interface Directive {
  lead: string;
  mark: string;
  name: string;
  given: string;
  /** Index of its first line, and of the last of its options. */
  from: number;
  to: number;
  options: readonly (readonly [name: string, value: string])[];
}

/** Directives whose body is code, with its language. */
export const languages: Readonly<Record<string, string>> = {
  ...{ code: '', 'code-block': '', 'code-cell': '', sourcecode: '', 'csv-table': '' },
  ...{ doctest: '', 'eval-rst': '', graphviz: '', ipython: '', math: '', mermaid: '' },
  ...{ myst: 'markdown', 'parsed-literal': '', prompt: '', testcode: '' },
  ...{ 'jupyter-execute': '', plantuml: '', uml: '', terminal: '' },
  ...{ bash: '', julia: '', python: '', r: '', sql: '' },
};
export const bareOf = (line: string): string => line.replace(/^[ \t>]*/, '').trimEnd();

export function closes(line: string, mark: string): boolean {
  const bare = bareOf(line);
  return bare.startsWith(mark) && bare === mark[0]!.repeat(bare.length);
}

/** The argument of a formula is its first line; the fence takes the blank line above. */
export function beginFormula(lines: string[], { from, to, lead, given }: Directive): void {
  if ((lines[from - 1] ?? 'text').trim() !== '') return;
  lines[from - 1] = lines[to]!;
  lines[to] = lead + given;
}

/** The first row of a table that an option gives. */
export function csvHeadOf(
  lines: readonly string[],
  { name, from, to }: Directive,
): string | undefined {
  const option = name === 'csv-table' ? /^\s*:header:[ \t]*(.+)$/ : /(?!)/;
  return lines
    .slice(from, to + 1)
    .find((line) => option.test(line))
    ?.replace(option, '$1');
}

/** Writes the fence above the first line of code that is not blank. */
export function beginCode(lines: string[], directive: Directive, head: string | undefined): void {
  while (bareOf(lines[directive.to + 1] ?? directive.mark) === '') directive.to++;
  const { to, lead } = directive;
  if (head !== undefined) lines[to] = lead + head;
  lines[head === undefined ? to : to - 1] = plainFence(directive);
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
export function addPrompts(lines: string[], directive: Directive): void {
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
