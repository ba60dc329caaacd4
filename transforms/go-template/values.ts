/** A thing that has no text of its own. */
export class NamedValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What only a run of the site would know. */
export const unknown = new NamedValue('unknown');

/** The shortcode itself, its page and its site: what `.`, `.Page` and `.Site` stand for. */
export const shortcode = new NamedValue('shortcode');
export const page = new NamedValue('page');
export const site = new NamedValue('site');

/** The body of the shortcode, or a text that is Markdown, HTML or code. */
export class Part {
  readonly source: 'inner' | OtherPage | { text: string };
  readonly as: 'text' | 'markdown' | 'code' | 'html';
  readonly language: string | undefined;

  constructor(source: Part['source'], as: Part['as'], language?: string) {
    this.source = source;
    this.as = as;
    this.language = language;
  }
}

/** Another page of the site. */
export class OtherPage {
  /** Path of its source. */
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;

  constructor(path: string, params: Readonly<Record<string, unknown>>) {
    this.path = path;
    this.params = params;
  }

  /** What `.Title`, `.Description`, `.Params.x` and `.Content` give. */
  value(keys: readonly string[]): Value {
    const [first = '', second] = keys;
    if (/^(?:Raw)?Content$|^RenderShortcodes$/.test(first)) return new Part(this, 'markdown');
    const name =
      first === 'Params' ? second : first === 'LinkTitle' ? 'title' : first.toLowerCase();
    const value = name === undefined ? undefined : this.params[name];
    return typeof value === 'string' ? value : unknown;
  }
}

export type Value =
  | string
  | number
  | boolean
  | null
  | NamedValue
  | OtherPage
  | Part
  | readonly Value[]
  | ReadonlyMap<string, Value>;

/** Whether a part is a text, not the body of the shortcode or of another page. */
export const isText = (part: Part): part is Part & { source: { text: string } } =>
  part.source !== 'inner' && !(part.source instanceof OtherPage);

/** Whether `if` and `with` take a value for true; undefined where that cannot be known. */
export function isTrue(value: Value): boolean | undefined {
  if (value === unknown) return undefined;
  if (value instanceof Part) return !isText(value) || value.source.text !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}

export const textOf = (value: Value | undefined): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Part && isText(value) ? value.source.text : undefined;
};
