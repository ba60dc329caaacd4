import type { Dialect } from '../../src/contract/dialect.ts';
import { film, named } from './named.ts';

const code = { as: 'reference', target: ['0'], label: ['1'], plain: ['3'], code: true };
const status = (label: string) => ({ as: 'badge', label });

/** MDN's Markdown: KumaScript macros, definition lists of bullets, `> **Note:**`. */
export const kumascript: Dialect<'kumascript'> = {
  name: 'kumascript',
  signs: {
    packages: ['@mdn/fred', '@mdn/yari'],
    constructs: [
      [
        /\{\{ *(?:jsxref|domxref|cssxref|htmlelement|httpheader|compat|specifications|glossary)\b/i,
        5,
      ],
      [/^page-type:/m, 4],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['kumascript'],
  macros: {
    ...named(
      'jsxref domxref cssxref csp rfc webextapiref httpheader httpmethod httpstatus svgattr svgxref ariarole',
      code,
    ),
    ...named('htmlelement svgelement mathmlelement', { ...code, form: '<{}>' }),
    glossary: { as: 'reference', target: ['0'], label: ['1'] },
    optional_inline: status('optional'),
    deprecated_inline: status('deprecated'),
    experimental_inline: status('experimental'),
    'non-standard_inline': status('non-standard'),
    readonlyinline: status('read-only'),
    obsolete_inline: status('obsolete'),
    ...named(
      'compat specifications browsercompatibility embedinteractiveexample interactiveexample',
      { as: 'drop', heading: true },
    ),
    ...named(
      'jsref apiref cssref htmlref htmlsidebar svgref httpsidebar defaultapisidebar learnsidebar addonsidebar glossarysidebar ' +
        'embedlivesample embedghlivesample previous next previousnext previousmenunext nextmenu previousmenu listsubpages ' +
        'subpageswithsummaries quicklinkswithsubpages cssinfo csssyntax inheritancediagram livesamplelink',
      'drop',
    ),
    '*sidebar': 'drop',
    '*ref': 'drop',
    deprecated_header: { as: 'template', text: '_Deprecated._' },
    seecompattable: { as: 'template', text: '_Experimental._' },
    'non-standard_header': { as: 'template', text: '_Non-standard._' },
    securecontext_header: { as: 'template', text: '_Available only in secure contexts (HTTPS)._' },
    availableinworkers: { as: 'template', text: '_Available in web workers._' },
    embedyoutube: film('youtube', ['0']),
  },
  conventions: ['bullet-definitions', 'bold-alerts'],
  fences: {
    label: [],
    markup: [],
    languages: {
      'js-nolint': 'js',
      'css-nolint': 'css',
      'html-nolint': 'html',
      'ts-nolint': 'ts',
      'json-nolint': 'json',
    },
  },
  partials: [],
};
