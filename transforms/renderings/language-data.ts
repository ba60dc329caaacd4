import type { Document } from '../../src/document/document.ts';
import { firstOf } from '../../src/first-of.ts';
import { getOrMake } from '../../src/maps.ts';
import { entryAt, languagesOf, parsedData } from './site-data.ts';

type Asking = Pick<Document, 'include' | 'path' | 'site'>;

const endings = ['toml', 'yaml', 'yml', 'json'];
const folder = '/config/_default';

/** Where a language is stated, and below which keys: https://gohugo.io/configuration/languages/ */
const placesOf = (language: string): (readonly [file: string, ...keys: string[]])[] => [
  [`${folder}/languages.${language}`],
  [`${folder}/languages`, language],
  ...['/hugo', '/config', `${folder}/hugo`, `${folder}/config`].map(
    (file) => [file, 'languages', language] as const,
  ),
];

/** What a file of the configuration says; it may have several endings. */
const dataOf = (file: string, document: Asking): unknown =>
  firstOf(endings, (ending) => {
    const read = document.include(`${file}.${ending}`);
    return read.ok ? parsedData(read.text, read.path) : undefined;
  });

const known = new WeakMap<Asking, unknown[]>();

/** What the configuration says of the language of a page: that of its name, of its folder, or the default one. */
function statedOf(document: Asking): unknown[] {
  const [ofName = '', ...others] = languagesOf(document);
  const folders = [document.site.source, document.path].join('/').split('/').slice(0, -1);
  const isName = (name: string) => /^[a-z]{2,3}(?:-\w+)*$/i.test(name);
  const found = firstOf([ofName, ...folders, ...others].filter(isName), (language) => {
    const stated = placesOf(language).flatMap(
      ([file, ...keys]) => entryAt(dataOf(file, document), keys) ?? [],
    );
    return stated.length > 0 ? { language, stated } : undefined;
  });
  if (found === undefined) return [];
  const params = dataOf(`${folder}/params.${found.language}`, document);
  return params === undefined ? found.stated : [{ params }, ...found.stated];
}

/** What the language of a page says below some keys; undefined where only the site may say it. */
export const languageData = (keys: readonly string[], document: Asking): unknown =>
  firstOf(
    getOrMake(known, document, () => statedOf(document)),
    (stated) => entryAt(stated, keys),
  );
