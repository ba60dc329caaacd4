import { fn, isScalar, Opaque, unknown, type Value } from './value.ts';

const parts = [
  'hash',
  'host',
  'hostname',
  'href',
  'origin',
  'pathname',
  'protocol',
  'search',
] as const;

/** `new URL('/kilns', 'https://kilns.dev')`: https://developer.mozilla.org/en-US/docs/Web/API/URL */
class Address extends Opaque {
  readonly #url: URL;

  constructor(url: URL) {
    super();
    this.#url = url;
  }

  override member(name: string): Value {
    if (name === 'toString') return fn(() => this.#url.href);
    if (name === 'searchParams') return this.#query();
    const part = parts.find((one) => one === name);
    return part === undefined ? unknown : this.#url[part];
  }

  override setMember(name: string, value: Value): void {
    const part = parts.find((one) => one === name);
    if (part === undefined || part === 'origin' || !isScalar(value)) return;
    const given = String(value);
    // The whole address is the one part that may not be wrong.
    if (part !== 'href' || URL.canParse(given)) this.#url[part] = given;
  }

  #query(): Value {
    const { searchParams } = this.#url;
    const change = (how: 'append' | 'delete' | 'set') =>
      fn((name, value = '') => {
        if (!isScalar(name) || !isScalar(value)) return undefined;
        if (how === 'delete') searchParams.delete(String(name));
        else searchParams[how](String(name), String(value));
        return undefined;
      });
    return new Map<string, Value>([
      ['append', change('append')],
      ['delete', change('delete')],
      ['get', fn((name) => searchParams.get(String(name)))],
      ['set', change('set')],
    ]);
  }
}

/** Unknown where the arguments are no texts that make an address. */
export function addressOf(args: readonly Value[]): Value {
  const [path, base] = args.map((arg) => (isScalar(arg) ? String(arg) : undefined));
  if (path === undefined || (args.length > 1 && base === undefined)) return unknown;
  return URL.canParse(path, base) ? new Address(new URL(path, base)) : unknown;
}
