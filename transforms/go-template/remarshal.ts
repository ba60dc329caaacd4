import { stringify } from 'smol-toml';
import { loadYaml } from '../../src/document/yaml-data.ts';
import { isRecord } from '../../src/is-record.ts';
import { itemsOf, textOf, unknown, type Value } from './values.ts';

/** `transform.Remarshal "yaml" DATA`: the data as a text, its keys in order. */
export const remarshal = ([format = null, value = null]: readonly Value[]): Value => {
  const data = plainData(value);
  if (!isRecord(data)) return unknown;
  switch (textOf(format)?.toLowerCase()) {
    case 'yaml':
      return loadYaml().stringify(data, { lineWidth: 0, sortMapEntries: true });
    case 'json':
      return JSON.stringify(data, undefined, 3);
    case 'toml':
      return stringify(data);
    default:
      return unknown;
  }
};

/** What a value holds as data, with the keys of maps in order; undefined where something of it is not known. */
function plainData(value: Value): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: Value) => plainData(item));
    return items.includes(undefined) ? undefined : items;
  }
  if (!(value instanceof Map))
    return typeof value === 'object' && value !== null ? undefined : value;
  const entries = itemsOf(value).map(([key, item]) => [key, plainData(item)] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
}
