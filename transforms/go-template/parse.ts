/** A Go template as Hugo's layouts hold it, as far as it can be read without running it. */
type TemplateNode =
  | { type: 'text'; value: string }
  | { type: 'output'; source: string; pipeline: Pipeline }
  | { type: 'return'; pipeline: Pipeline }
  | { type: 'assign'; name: string; pipeline: Pipeline }
  | {
      type: 'if' | 'with' | 'range';
      /** Variables of the key and of the value. */
      key?: string;
      as?: string;
      /** The pipeline as it is written. */
      source: string;
      pipeline: Pipeline;
      body: Nodes;
      otherwise: Nodes;
    };

export type Nodes = TemplateNode[];

/** `a b | c`: each command gets the value of the one before as its last argument. */
export type Pipeline = Command[];
export type Command = Operand[];

export type Operand =
  | { type: 'literal'; value: string | number | boolean | null }
  | { type: 'function'; name: string }
  /** `.A.B` (root `.`), `$.A` and `$name.A` (root `$`, `$name`). */
  | { type: 'path'; root: string; keys: string[] }
  | { type: 'group'; pipeline: Pipeline; keys: string[] };

const action =
  /\{\{(-?)\s*((?:\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|"(?:\\.|[^"\\])*"|`[^`]*`|(?!\/\*)[^"`])*?)\s*(-?)\}\}/g;

/** What a template holds, and the templates that it defines, by their names. */
interface Template {
  nodes: Nodes;
  defined: ReadonlyMap<string, Nodes>;
}

/** Parses a template; actions that are not output and steer nothing are left out. */
export function parseTemplate(source: string): Template {
  const tree = new TreeBuilder();
  let at = 0;
  let trims = false;
  for (const match of source.matchAll(action)) {
    const [whole, before, inside = '', after] = match;
    const text = source.slice(at, match.index);
    const led = trims ? text.trimStart() : text;
    tree.addText(before ? led.trimEnd() : led);
    at = match.index + whole.length;
    trims = after === '-';
    tree.addAction(inside);
  }
  tree.addText(trims ? source.slice(at).trimStart() : source.slice(at));
  return { nodes: tree.root, defined: tree.defined };
}

type Block = Extract<TemplateNode, { body: Nodes }>;

/** Puts texts and actions into the blocks that are open. */
class TreeBuilder {
  readonly root: Nodes = [];
  readonly defined = new Map<string, Nodes>();
  /** Of each, `depth` is how many blocks its `end` ends: one more for each `else if`. */
  readonly #open: { into: Nodes; block?: Block; depth: number }[] = [{ into: this.root, depth: 0 }];

  addText(value: string): void {
    if (value !== '') this.#add({ type: 'text', value });
  }

  addAction(inside: string): void {
    if (inside.startsWith('/*')) return;
    const [, word = '', rest = ''] = /^(\w+)?\s*([\s\S]*)$/.exec(inside) ?? [];
    if (word === 'if' || word === 'with' || word === 'range') this.#begin(word, rest);
    else if (word === 'define' || word === 'block') this.#define(rest);
    else if (word === 'else') this.#otherwise(rest);
    else if (word === 'end') this.#end();
    else if (word === 'return') this.#add({ type: 'return', pipeline: parsePipeline(rest) });
    else if (!/^(?:break|continue)$/.test(word)) this.#add(statement(inside));
  }

  #add(node: TemplateNode): void {
    this.#open.at(-1)!.into.push(node);
  }

  #begin(type: Block['type'], rest: string, depth = 1): void {
    const [, key, as, expression = rest] =
      /^(?:(\$\w+)\s*,\s*)?(\$\w+)\s*:=\s*([\s\S]*)$/.exec(rest) ?? [];
    const source = expression.trim();
    const node = { type, source, pipeline: parsePipeline(source), body: [], otherwise: [] };
    const block = { ...node, ...(key && { key }), ...(as && { as }) };
    this.#add(block);
    this.#open.push({ into: block.body, block, depth });
  }

  #define(rest: string): void {
    const into: Nodes = [];
    const [, name] = /^"([^"]*)"/.exec(rest) ?? [];
    if (name !== undefined) this.defined.set(name, into);
    this.#open.push({ into, depth: 1 });
  }

  #otherwise(rest: string): void {
    const top = this.#open.at(-1)!;
    if (!top.block) return;
    top.into = top.block.otherwise;
    const [, type, expression] = /^(if|with)\b\s*([\s\S]*)$/.exec(rest) ?? [];
    if (type && expression) this.#begin(type as 'if' | 'with', expression, top.depth + 1);
  }

  #end(): void {
    const { depth } = this.#open.at(-1)!;
    if (this.#open.length > 1) this.#open.splice(-depth);
  }
}

function statement(inside: string): TemplateNode {
  const [, name, expression] = /^(\$\w+)\s*:?=\s*([\s\S]*)$/.exec(inside) ?? [];
  return name
    ? { type: 'assign', name, pipeline: parsePipeline(expression ?? '') }
    : { type: 'output', source: inside, pipeline: parsePipeline(inside) };
}

const token = /"(?:\\.|[^"\\])*"|`[^`]*`|\)[\w.]*|[(|]|[^\s()|]+/g;

function parsePipeline(source: string): Pipeline {
  const tokens = [...source.matchAll(token)].map(([text]) => text);
  let at = 0;
  return pipeline();

  function pipeline(): Pipeline {
    const commands: Pipeline = [[]];
    while (at < tokens.length && !tokens[at]?.startsWith(')')) {
      const text = tokens[at++] as string;
      if (text === '|') commands.push([]);
      else if (text === '(') commands.at(-1)?.push(group());
      else commands.at(-1)?.push(operand(text));
    }
    return commands;
  }

  function group(): Operand {
    const inner = pipeline();
    const keys = (tokens[at++] ?? ')').slice(1).split('.').filter(Boolean);
    return { type: 'group', pipeline: inner, keys };
  }
}

function operand(text: string): Operand {
  if (text.startsWith('"')) return { type: 'literal', value: unquoted(text) };
  if (text.startsWith('`')) return { type: 'literal', value: text.slice(1, -1) };
  if (/^[\d-][\d.]*$/.test(text)) return { type: 'literal', value: Number(text) };
  if (text === 'true' || text === 'false') return { type: 'literal', value: text === 'true' };
  if (text === 'nil') return { type: 'literal', value: null };
  const [, root, rest = ''] = /^(\.|\$\w*)(.*)$/.exec(text) ?? [];
  if (root === undefined) return { type: 'function', name: text };
  return { type: 'path', root, keys: rest.split('.').filter(Boolean) };
}

const unquoted = (text: string) =>
  text
    .slice(1, -1)
    .replace(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark === 't' ? '\t' : mark));

/** Whether nodes print more than what is written in them. */
export const prints = (nodes: Nodes): boolean =>
  nodes.some((node) => node.type === 'output' || ('body' in node && prints(node.body)));

/** The variables that nodes give a value. */
export const assignedIn = (nodes: Nodes): string[] =>
  nodes.flatMap((node) => {
    if ('body' in node) return assignedIn([...node.body, ...node.otherwise]);
    return node.type === 'assign' ? [node.name] : [];
  });

/** Whether nodes set something in a store. */
export const keeps = (nodes: Nodes): boolean =>
  nodes.some((node) => {
    if ('body' in node) return keeps(node.body) || keeps(node.otherwise);
    if (!('pipeline' in node)) return false;
    const [first] = node.pipeline[0] ?? [];
    return first?.type === 'path' && /^(?:Set|Add|SetInMap|Delete)$/.test(first.keys.at(-1) ?? '');
  });

/** Whether nodes return a value. */
export const returns = (nodes: Nodes): boolean =>
  nodes.some((node) =>
    'body' in node ? returns(node.body) || returns(node.otherwise) : node.type === 'return',
  );

/** Whether nodes are for mistakes, which they report. */
export const reports = (nodes: Nodes): boolean =>
  nodes.some((node) => node.type === 'output' && /^(?:error|warn)(?:id)?f\b/.test(node.source));
