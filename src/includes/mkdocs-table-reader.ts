import { posix } from 'node:path';
import type { Included } from '../document/document.ts';
import { isObject, listOf, type StaticData, stringMember } from '../site/config/values.ts';
import { readYaml } from '../site/config/yaml.ts';
import { separated } from './separated.ts';

type Read = (specifier: string) => Included;

const call = /^read_(csv|tsv|yaml|json)\(\s*(["'])([^"'\n]+)\2\s*\)$/;

/**
 * The table, as Markdown, that a call such as `read_yaml("a.yml")` of the plugin table-reader shows;
 * undefined where it is not read. Further arguments are those of pandas, which nobody knows here.
 *
 * https://timvink.github.io/mkdocs-table-reader-plugin/options/
 *
 * @param options those of the plugin
 */
export function tableOf(
  source: string,
  { options, docs, read }: { options: StaticData; docs: string; read: Read },
): string | undefined {
  const [, format, , path = ''] = call.exec(source) ?? [];
  if (format === undefined) return undefined;
  const base = stringMember(options, 'base_path') === 'docs_dir' ? docs : '';
  const data = stringMember(options, 'data_path') ?? '';
  for (const place of [posix.join('/', base, data, path), path]) {
    const file = read(place);
    if (!file.ok) continue;
    const rows = format.endsWith('sv')
      ? separated(file.text, format === 'csv' ? ',' : '\t')
      : records(readYaml(file.text, path));
    return rows.length > 0 ? markdown(rows) : undefined;
  }
  return undefined;
}

/** The names of the columns, and below them what each record has for them. */
function records(data: StaticData): string[][] {
  const all = listOf(data).filter(isObject);
  const names = [...new Set(all.flatMap((one) => [...one.keys()]))];
  return names.length === 0
    ? []
    : [names, ...all.map((one) => names.map((name) => shown(one, name)))];
}

function shown(record: ReadonlyMap<string, StaticData>, name: string): string {
  const value = record.get(name);
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? String(value) : '';
}

function markdown([head = [], ...rows]: readonly (string | null)[][]): string {
  const line = (cells: readonly (string | null)[]) =>
    `| ${cells
      .map((one) =>
        (one ?? '')
          .trim()
          .replace(/\s*\n\s*/g, ' ')
          .replace(/(?<!\\)\|/g, '\\|'),
      )
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '-')), ...rows.map(line)].join('\n');
}
