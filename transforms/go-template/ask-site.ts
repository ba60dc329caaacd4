import { dataAt } from './page-keys.ts';
import { DataPath, textOf, type Use, unknown, type Value } from './values.ts';

/** `absURL` of a path: one that begins with a slash counts from the host, others from the site's base. */
function addressOf(path: Value, base = ''): Value {
  const text = textOf(path);
  const isPath = text !== undefined && !/^(?:[a-z][\w+.-]*:|\/\/|[#?])/i.test(text);
  if (!isPath || !/^https?:\/\/./.test(base)) return path;
  return text.startsWith('/') ? new URL(base).origin + text : `${base.replace(/\/*$/, '/')}${text}`;
}

/** What a function gives that asks the site; undefined for others. */
export function askSite(name: string, args: readonly Value[], use: Use): Value | undefined {
  const [from, ...keys] = args;
  const last = textOf(args.at(-1)) ?? '';
  switch (name.toLowerCase().split('.').at(-1)) {
    case 'getpage':
      return last === '' ? unknown : (use.otherPage(last) ?? null);
    case 'readfile':
      return use.file(last) ?? unknown;
    case 'fileexists':
      // What is not there may be made before the site is built.
      return use.file(last) === undefined ? unknown : true;
    case 'unmarshal':
      return textOf(args.at(-1)) === undefined ? unknown : use.parsed(last);
    case 'absurl':
    case 'abslangurl':
      return addressOf(args.at(-1) ?? null, use.siteSetting('BaseURL'));
    case 'relurl':
    case 'rellangurl':
      return args.at(-1) ?? null;
    case 'index':
      if (!(from instanceof DataPath)) return undefined;
      return dataAt([...from.keys, ...keys.flat().map((key) => textOf(key as Value) ?? '')], use);
    default:
      return undefined;
  }
}

/** An address of the site without the site's host, as links in a page have it. */
export function onSite(address: string, use: Use): string {
  const host = /^https?:\/\/[^/]+(?=\/)/.exec(use.siteSetting('BaseURL') ?? '')?.[0];
  return host && address.startsWith(`${host}/`) ? address.slice(host.length) : address;
}
