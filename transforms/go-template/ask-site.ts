import { dataAt } from './page-keys.ts';
import { isDataFile } from './paths.ts';
import { DataPath, OtherPage, textOf, type Use, unknown, type Value } from './values.ts';

/** `absURL` of a path: one that begins with a slash counts from the host, others from the site's base. */
function addressOf(path: Value, base = ''): Value {
  const text = textOf(path);
  const isPath = text !== undefined && !/^(?:[a-z][\w+.-]*:|\/\/|[#?])/i.test(text);
  if (!isPath || !/^https?:\/\/./.test(base)) return path;
  return text.startsWith('/') ? new URL(base).origin + text : `${base.replace(/\/*$/, '/')}${text}`;
}

/** `resources.Get "kilns.csv"`: a file of data among the site's assets; of others, only a build knows what becomes of them. */
function assetIn(name: string, use: Use): OtherPage | undefined {
  const path = `/assets/${name.replace(/^\//, '')}`;
  const isThere = isDataFile(name) && use.file(path) !== undefined;
  return isThere ? new OtherPage(path, {}) : undefined;
}

/** `transform.Unmarshal [(dict "delimiter" ";")] TEXT-OR-FILE` */
function unmarshalled(args: readonly Value[], use: Use): Value {
  const given = args.at(-1);
  const text = given instanceof OtherPage ? use.file(given.path) : textOf(given);
  const options = args.length > 1 && args[0] instanceof Map ? args[0] : new Map<string, Value>();
  return text === undefined ? unknown : use.parsed(text, textOf(options.get('delimiter')));
}

/** `getCSV ";" "kilns.csv"`, the path in parts; what is at another address is not fetched. */
function tableIn([separator, ...path]: readonly Value[], use: Use): Value {
  const text = use.file(path.map((part) => textOf(part) ?? '').join(''));
  return text === undefined ? unknown : use.parsed(text, textOf(separator));
}

/** What a function gives that asks the site; undefined for others. */
export function askSite(name: string, args: readonly Value[], use: Use): Value | undefined {
  const [from, ...keys] = args;
  const last = textOf(args.at(-1)) ?? '';
  switch (name.toLowerCase().split('.').at(-1)) {
    case 'getpage':
      return last === '' ? unknown : (use.otherPage(last) ?? use.pageNamed(last) ?? null);
    case 'readfile':
      return use.file(last) ?? unknown;
    case 'fileexists':
      // What is not there may be made before the site is built.
      return use.file(last) === undefined ? unknown : true;
    case 'unmarshal':
      return unmarshalled(args, use);
    case 'getcsv':
      return tableIn(args, use);
    case 'get':
      return assetIn(last, use);
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
