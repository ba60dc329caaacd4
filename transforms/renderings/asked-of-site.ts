import { dataValue, type Use } from '../go-template/values.ts';
import { languageData } from './language-data.ts';
import { templateOf } from './layout-files.ts';
import {
  homeOf,
  pageAt,
  pageNamed,
  pagesOf,
  parentOf,
  pictureOf,
  resourceOf,
} from './other-pages.ts';
import { factsOf, pageParam, siteData } from './page-data.ts';
import type { RenderEnv } from './rendering.ts';
import { settingOf, siteParamData, translationOf, unmarshalled } from './site-data.ts';

/** What templates may ask of the site and of a page. */
export const ofSite = (
  document: RenderEnv['document'],
  partials: readonly string[] | undefined,
  path = document.path,
): Omit<Use, 'name' | 'args' | 'hasInner' | 'isMarkdown'> => ({
  pageParam: (keys) => pageParam(keys, document),
  siteParam: (keys) => {
    const ofLanguage = languageData(['params', ...keys], document);
    const value = ofLanguage ?? siteParamData(keys, document);
    return value === undefined ? undefined : dataValue(value);
  },
  siteSetting: (name) => {
    const value = languageData([name], document) ?? settingOf(name, document);
    return typeof value === 'string' ? value : undefined;
  },
  data: (keys) => siteData(keys, document),
  parsed: (source, separator) => dataValue(unmarshalled(source, separator)),
  translation: (id) => translationOf(id, document),
  file: (name) => {
    const file = document.include(`/${name.replace(/^\/+/, '')}`);
    return file.ok ? file.text : undefined;
  },
  pageFacts: factsOf(document, path),
  otherPage: (page, from) => pageAt(page, document, from),
  pageNamed: (name) => pageNamed(name, document),
  home: () => homeOf(document),
  parentOf: (page) => parentOf(document, page),
  pagesOf: (kind, page) => pagesOf(kind, document, page),
  resource: (pattern, page) =>
    page === undefined ? pictureOf(pattern, document) : resourceOf(page, pattern, document),
  partial: (name) => templateOf(name, partials, document)?.text,
});
