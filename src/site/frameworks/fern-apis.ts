import { posix } from 'node:path';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  type StaticData,
  type StaticObject,
  stringMember,
  Unknown,
} from '../config/values.ts';
import { kebab } from './addresses/fern.ts';
import type { Folder } from './readers/folder.ts';
import { Descriptions, type Operation, tagOf } from './readers/operations.ts';
import { trimmed } from './readers/urls.ts';

/** An operation, and where Fern puts its page below the reference of its API. */
export interface Endpoint {
  operation: Operation;
  /** Its description, relative to the folder. */
  file: string;
  /** Slugs of the packages that it is in. */
  packages: string[];
  /** What the first of them is called. */
  title: string;
  slug: string;
}

/**
 * The operations of an API that an item of the navigation shows, `- api: API Reference`; each is taken once.
 *
 * https://buildwithfern.com/learn/docs/api-references/generate-api-ref
 */
export class ApiReference {
  #left: Endpoint[];

  constructor(folder: Folder, item: StaticData) {
    const { specs, isWhole } = specsOf(folder, stringMember(item, 'api-name'));
    const place = folder.placeOf(item, ['api']);
    const part = specs.length === 0 ? '' : ' of which a part is not described in OpenAPI';
    const why = `the reference of an API${part}; the pages that the site makes from it are missing`;
    if (!isWhole) folder.note(`api ${stringMember(item, 'api')}`, new Unknown(place, why));
    const descriptions = new Descriptions(folder, place);
    this.#left = specs.flatMap((spec) => endpointsOf(spec, { folder, descriptions }));
  }

  /** The operation that an item names: `GET /kilns/{id}`, `kilns.fire`. */
  take(item: StaticData): Endpoint | undefined {
    const name = typeof item === 'string' ? item : stringMember(item, 'endpoint');
    const found = this.#left.find((one) => name !== undefined && isCalled(one, name.trim()));
    if (found !== undefined) this.#left = this.#left.filter((one) => one !== found);
    return found;
  }

  /** The title of a package with operations; undefined for other names. */
  titleOf(name: string): string | undefined {
    return this.#left.find(({ packages }) => packages[0] === kebab(name))?.title;
  }

  /** The operations that no item took, of one package or of all. */
  takeRest(name?: string): Endpoint[] {
    const isWanted = ({ packages }: Endpoint) => name === undefined || packages[0] === kebab(name);
    const rest = this.#left.filter(isWanted);
    this.#left = this.#left.filter((one) => !isWanted(one));
    return rest;
  }
}

/** `{ kilns: [items] }` of a layout as the section that it is; `kilns` alone has all of its operations. */
export function packageAsSection(item: StaticData, api: ApiReference): StaticData {
  const [key, value] = typeof item === 'string' ? [item, undefined] : (entriesOf(item)[0] ?? []);
  const isPackage = typeof item === 'string' || (isObject(item) && item.size === 1);
  const title = isPackage && key !== undefined ? api.titleOf(key) : undefined;
  if (key === undefined || title === undefined) return item;
  const given = isObject(value) ? entriesOf(value) : [['contents', value ?? []] as const];
  return new Map<string, StaticData>([
    ['section', title],
    ['slug', kebab(key)],
    ...given,
    ['package', key],
  ]);
}

/** A description, and the files that change what it says. */
interface Spec {
  file: string;
  overrides: string[];
}

/** The descriptions in OpenAPI that `generators.yml` names; an API may have others, which nothing here reads. */
function specsOf(folder: Folder, name: string | undefined): { specs: Spec[]; isWhole: boolean } {
  const names = folder.folders('apis');
  const only = names.length === 1 ? [`apis/${names[0]}`] : [];
  const homes = name === undefined ? ['.', ...only] : [`apis/${name}`];
  for (const home of homes) {
    const generators = folder.aside().data(posix.join(home, 'generators.yml'));
    const api = member(generators, 'api');
    const listed = [...listOf(api), ...listOf(member(api, 'specs'))];
    const stated = [member(generators, 'openapi'), ...(listed.length > 0 ? listed : [api])];
    const known = stated.filter((one) => one !== undefined);
    const specs = known.flatMap((one) => specOf(one, home));
    if (specs.length > 0) return { specs, isWhole: specs.length === known.length };
    const usual = ['yml', 'yaml', 'json'].map((end) => posix.join(home, `openapi/openapi.${end}`));
    const file = folder.first(usual);
    if (file !== undefined) return { specs: [{ file, overrides: [] }], isWhole: true };
  }
  return { specs: [], isWhole: false };
}

function specOf(stated: StaticData, home: string): Spec[] {
  const path = ['openapi', 'path'].flatMap((key) => stringMember(stated, key) ?? [])[0];
  const file = typeof stated === 'string' ? stated : path;
  if (file === undefined) return [];
  const overrides = [member(stated, 'overrides')].flat();
  const at = (one: string) => (/^\w+:/.test(one) ? one : posix.join(home, one));
  return [
    {
      file: at(file),
      overrides: overrides.flatMap((one) => (typeof one === 'string' ? at(one) : [])),
    },
  ];
}

function endpointsOf(
  { file, overrides }: Spec,
  { folder, descriptions }: { folder: Folder; descriptions: Descriptions },
): Endpoint[] {
  const changes = overrides.map((name) => folder.aside().data(name));
  return descriptions.operations(file).flatMap((operation) => {
    const data: StaticObject = new Map(operation.data);
    for (const change of changes) {
      const own = member(change, 'paths', operation.path, operation.method);
      for (const [key, value] of entriesOf(own)) data.set(key, value);
    }
    if (member(data, 'x-fern-ignore') === true) return [];
    const changed = { ...operation, data };
    const { packages, id } = placeOf(changed);
    const tag = tagOf(changed);
    const title = tag !== undefined && kebab(tag) === kebab(packages[0] ?? '') ? tag : packages[0];
    return [
      {
        operation: changed,
        file,
        packages: packages.map(kebab),
        title: title ?? '',
        slug: kebab(id),
      },
    ];
  });
}

/**
 * The packages of an operation and its id in them: of the tag and the operation's id what both begin with is said
 * once: https://github.com/fern-api/fern `getEndpointLocation`
 */
function placeOf(operation: Operation): { packages: string[]; id: string } {
  const { method, path, data } = operation;
  const named = stringMember(data, 'x-fern-sdk-method-name');
  if (named !== undefined) {
    const groups = [member(data, 'x-fern-sdk-group-name')].flat();
    return { packages: groups.filter((one) => typeof one === 'string'), id: named };
  }
  const tag = tagOf(operation);
  const id = stringMember(data, 'operationId') ?? `${method}_${path.replaceAll('/', '_')}`;
  if (tag === undefined) return { packages: [], id };
  const [ofTag, ofId] = [tokensOf(tag), tokensOf(id)];
  if (ofTag.join(' ') === ofId.join(' ')) return { packages: [], id: tag };
  // FastAPI ends its ids with the path and the method.
  const end = `${path.replace(/[^a-zA-Z\d{}]+/g, '_').replace(/[{}]/g, '_')}_${method}`;
  if (id.endsWith(end)) return { packages: [tag], id: id.slice(0, -end.length) };
  const isShared = ofTag.every((token, at) => token === ofId[at]);
  return { packages: [tag], id: isShared ? ofId.slice(ofTag.length).join('_') : id };
}

/** The parts of a name in small letters. */
const tokensOf = (name: string): string[] =>
  name
    .split(/^[a-z]+(?:[A-Z][a-z]+)*$/.test(name) ? /(?=[A-Z])/ : /[^a-zA-Z\d]+/)
    .filter((token) => token !== '')
    .map((token) => token.toLowerCase());

function isCalled(
  { operation: { method, path }, packages, slug }: Endpoint,
  name: string,
): boolean {
  const [, wanted, route] = /^([A-Z]+)\s+(\S+)$/.exec(name) ?? [];
  if (wanted !== undefined && route !== undefined)
    return wanted.toLowerCase() === method && plain(route) === plain(path);
  return name.split('.').map(kebab).join('.') === [...packages, slug].join('.');
}

/** Parameters may be written `:id` and `{id}`. */
const plain = (route: string): string => trimmed(route).replace(/:(\w+)/g, '{$1}');

/** Operations that no layout places: those without a package, then those of each. */
export function inPackages(endpoints: readonly Endpoint[]): [title: string, Endpoint[]][] {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    const key = endpoint.packages.length === 0 ? '' : endpoint.title;
    groups.set(key, [...(groups.get(key) ?? []), endpoint]);
  }
  return [...groups].sort(([one], [other]) => Number(one !== '') - Number(other !== ''));
}
