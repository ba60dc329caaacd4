import { parse as parseToml } from 'smol-toml';
import { attempt } from '../attempt.ts';
import { dataIn } from '../document/yaml-data.ts';
import { fn, toValue, unknown, type Value, type ValueMap } from '../static/value.ts';

/** What a package gives that reads texts of a format. */
function dataModule(read: (text: string) => unknown): ValueMap {
  const parse = fn((text) => {
    const data = typeof text === 'string' ? attempt(() => read(text)) : undefined;
    return data === undefined ? unknown : toValue(data);
  });
  const names = ['parse', 'load'].map((name) => [name, parse] as const);
  return new Map<string, Value>([...names, ['default', new Map(names)]]);
}

/** What packages give that read YAML or TOML. */
export const dataModules: readonly (readonly [specifier: RegExp, Value])[] = [
  [/^(?:js-)?yaml$/, dataModule(dataIn)],
  [/^(?:smol-|js-|@iarna\/)?toml$/, dataModule((text) => parseToml(text))],
];
