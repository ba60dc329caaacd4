import { askSite } from './ask-site.ts';
import { Store } from './collections.ts';
import { callFunction } from './functions.ts';
import { paramOf } from './page-keys.ts';
import {
  OtherPage,
  OuterShortcode,
  resources,
  shortcode,
  textOf,
  page as thisPage,
  type Use,
  unknown,
  type Value,
} from './values.ts';

/** A method with arguments, as `.Page.GetMatch "kiln.png"`. */
interface Called {
  /** What the path of the call is but for its last name. */
  owner: Value;
  /** In small letters. */
  method: string;
  args: readonly Value[];
  /** Whether nothing tells that the call is reached. */
  isUnsure: true | undefined;
}

export function callMethod({ owner, method, args, isUnsure }: Called, use: Use): Value {
  const name = textOf(args[0]) ?? '';
  if (owner instanceof Store) return owner.call(method, args, isUnsure);
  const called = owner instanceof OuterShortcode ? owner.use : owner === shortcode && use;
  if (method === 'get' && called) return called.args.get(name) ?? null;
  const file = owner instanceof OtherPage ? ofPage(owner, method, name, use) : undefined;
  if (file !== undefined) return file;
  if (owner === resources && method === 'bytype') return owner;
  if (owner === resources && isGet.test(method)) return use.resource(name, undefined);
  switch (method) {
    case 'ref':
    case 'relref':
    case 'renderstring':
      return callFunction(method, args);
    case 'getpage':
      return owner === thisPage ? pageFrom(name, use) : (askSite(method, args, use) ?? null);
    case 'format':
      return callFunction(method, [args[0] ?? null, owner]);
    case 'param':
      return paramOf(name, use);
    default:
      return unknown;
  }
}

const isGet = /^get(?:match)?$/;
/** What is done to a picture. */
const isFilter = /^(?:resize|fit|fill|crop|filter|process)$/;

function ofPage(page: OtherPage, method: string, name: string, use: Use): Value | undefined {
  if (isFilter.test(method)) return page;
  if (isGet.test(method)) return use.resource(name, page);
  if (method !== 'getpage') return undefined;
  return pageFrom(name, use, page);
}

/** A page by its path from another one. */
const pageFrom = (path: string, use: Use, page?: OtherPage): Value =>
  path === '' ? unknown : (use.otherPage(path, page) ?? null);

/** What a path begins with: what `.` stands for, or a variable. */
export function rootOf(
  root: string,
  { dot, scope }: { dot: Value; scope: ReadonlyMap<string, Value> },
): Value {
  const value = root === '.' ? dot : scope.get(root);
  return value === undefined ? unknown : value;
}
