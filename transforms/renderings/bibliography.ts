import { posix } from 'node:path';
import type { ListItem, PhrasingContent } from 'mdast';
import { type BibEntry, namesIn, readBibtex } from '../../src/document/bibtex.ts';
import type { Document } from '../../src/document/document.ts';
import { plainTex } from '../../src/document/plain-tex.ts';
import { getOrMake } from '../../src/maps.ts';
import { mystConfig } from '../myst-config.ts';
import { emphasis, joined, link, list, listItem, paragraph, text } from '../nodes.ts';
import { defineRendering } from './rendering.ts';

/** The entries of the files that a page may cite from. */
interface Sources {
  entries: Map<string, BibEntry>;
  files: string[];
  /** What is wrong with them, in words. */
  faults: string[];
}

/** Those of the configuration, as each document sees them. */
const configured = new WeakMap<Document, Sources>();

/**
 * A list of references: the entries of BibTeX files that it names, else of those that the configuration
 * names. With a filter by the name of the page, and in mystmd, it has those that the page cites; with
 * `foot` those that it cites in footnotes.
 *
 * https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html, https://mystmd.org/guide/citations
 */
export const bibliography = defineRendering(
  { files: 'names', filter: 'names', foot: 'flag' },
  (element, spec, env) => {
    const { document } = env;
    const named = (env.text(element, spec.files) ?? '').split(/\s+/).filter(Boolean);
    const { entries, files, faults } =
      named.length > 0 ? sourcesOf(named, document) : sourcesFor(document);
    const lost = (reason: string) =>
      env.report({
        severity: 'warning',
        rule: 'include-missing',
        about: reason,
        reason,
        at: element,
      });
    faults.forEach(lost);
    if (files.length === 0 && faults.length === 0)
      lost('No BibTeX file is named for this list of references; nothing is shown');
    const ofPage =
      spec.foot ||
      document.include('/myst.yml').ok ||
      /\bdocname\b/.test(env.text(element, spec.filter) ?? '');
    const keys = ofPage ? citedIn(document.text, spec.foot) : entries.keys();
    const items = [...keys].flatMap((key) => itemOf(entries.get(key)));
    return items.length === 0 ? [] : [list(items)];
  },
);

/** Citations by their keys, as mystmd and Pandoc write them: `[@a; @b]`. */
export const citation = defineRendering({ keys: 'names' }, (element, spec, env) => {
  const given = env.text(element, spec.keys) ?? env.code(element);
  const cited = citedBy(given);
  const { entries, files } = sourcesFor(env.document);
  const isUnknown = ({ key }: Cited) => !doi.test(key) && !entries.has(key);
  for (const { key } of files.length === 0 ? [] : cited.filter(isUnknown)) {
    const reason = `Citation of "${key}": no entry of ${files.join(', ')} has this key`;
    env.report({ severity: 'warning', rule: 'broken-link', about: key, reason, at: element });
  }
  if (cited.length === 0) return [];
  const parts = joined(cited.map(asCited), '; ');
  return cited.length === 1 && doi.test(cited[0]!.key) ? parts : [text('['), ...parts, text(']')];
});

interface Cited {
  before: string;
  key: string;
  after: string;
}

/** One citation of mystmd: `{see}key{fig 1}`. */
const withWords = /^(?:\{([^{}]*)\})?([^{}]*)(?:\{([^{}]*)\})?$/;

const citedBy = (given: string): Cited[] =>
  (given.match(/(?:\{[^{}]*\}|[^,;])+/g) ?? []).flatMap((one) => {
    const [, before = '', key = one, after = ''] = withWords.exec(one.trim()) ?? [];
    return key.trim() === '' ? [] : [{ before, key: key.trim(), after }];
  });

/** mystmd looks such references up. */
const doi = /^(?:https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;

function asCited({ before, key, after }: Cited): PhrasingContent[] {
  const [, id] = doi.exec(key) ?? [];
  const shown = id ? link(`https://doi.org/${id}`, [text(id)]) : text(`@${key}`);
  return [...(before ? [text(`${before} `)] : []), shown, ...(after ? [text(`, ${after}`)] : [])];
}

const keysIn = (given: string): string[] => citedBy(given).map(({ key }) => key);

const footnotes = /\{footcite(?::\w+)?\}`([^`]+)`/g;
const citations = /\{cite(?::\w+)?\}`([^`]+)`|(?<![\w@])@([\w:./+-]*\w)/g;

/** Keys that a text cites, each once, in their order. */
function citedIn(source: string, inFootnotes = false): Set<string> {
  const roles = inFootnotes ? footnotes : citations;
  return new Set([...source.matchAll(roles)].flatMap(([, keys = '', key]) => key ?? keysIn(keys)));
}

/** Where mystmd, which takes all such files, has them most often. */
const usual = ['references', 'bibliography', 'refs', 'main'].map((name) => `/${name}.bib`);

function sourcesFor(document: Document): Sources {
  return getOrMake(configured, document, () => {
    const named = mystConfig(document).bibliographies.map((path) =>
      /^https?:/.test(path) ? path : posix.join('/', path),
    );
    const isMystmd = named.length === 0 && document.include('/myst.yml').ok;
    const paths = isMystmd ? usual.filter((path) => document.include(path).ok) : named;
    return sourcesOf(paths, document);
  });
}

function sourcesOf(paths: readonly string[], document: Document): Sources {
  const sources: Sources = { entries: new Map(), files: [], faults: [] };
  for (const path of paths) {
    const file = document.include(path);
    if (!file.ok) {
      sources.faults.push(`${file.path} is not read; its references are not shown`);
      continue;
    }
    const { entries, faults } = readBibtex(file.text);
    sources.files.push(file.path);
    for (const [key, entry] of entries)
      if (!sources.entries.has(key)) sources.entries.set(key, entry);
    if (faults.length > 0) sources.faults.push(notShown(file.path, faults));
  }
  return sources;
}

/** Says where entries are that are not valid: once a file. */
function notShown(path: string, [first, ...more]: readonly number[]): string {
  const others = more.slice(0, 5).join(', ') + (more.length > 5 ? ', …' : '');
  return more.length === 0
    ? `${path}:${first} is no valid BibTeX; the entry is not shown`
    : `${path}:${first} is no valid BibTeX, nor are ${more.length} more entries (lines ${others}); they are not shown`;
}

/** `[@key] Names (year). Title. _Journal_ 1(2), 3–4. Publisher. Link` */
function itemOf(entry: BibEntry | undefined): ListItem[] {
  if (entry === undefined) return [];
  const has = (...names: string[]) => {
    const name = names.find((one) => plainTex(entry.fields.get(one) ?? '') !== '');
    return name === undefined ? '' : plainTex(entry.fields.get(name)!);
  };
  const people = (name: string) => namesIn(entry.fields.get(name) ?? '');
  const authors = people('author').join(', ');
  const ofBook = people('editor');
  const editors = ofBook.length && `${ofBook.join(', ')} (${ofBook.length > 1 ? 'eds.' : 'ed.'})`;
  const date = [has('month'), has('year', 'date')].filter(Boolean).join(' ');
  const volume = has('volume') + (has('number') && `(${has('number')})`);
  const whole = has('journal', 'journaltitle', 'booktitle');
  const pages = has('pages') && (volume ? '' : 'pp. ') + has('pages');
  const sentence = (...parts: (string | 0)[]) => parts.filter(Boolean).join(', ');
  const parts: PhrasingContent[][] = [
    sentenceOf([authors || editors, date && `(${date})`].filter(Boolean).join(' ')),
    sentenceOf(has('title')),
    [
      ...(whole ? [emphasis([text(whole)])] : []),
      ...sentenceOf(
        (whole && (volume || pages) ? ' ' : '') + sentence(volume, pages),
        whole !== '',
      ),
    ],
    sentenceOf(sentence(authors && editors, has('chapter') && `chapter ${has('chapter')}`)),
    sentenceOf(sentence(has('edition') && `${has('edition')} edition`, has('series'))),
    sentenceOf(
      sentence(
        has('type'),
        has('publisher', 'school', 'institution', 'organization'),
        has('address', 'location'),
      ),
    ),
    sentenceOf(sentence(has('howpublished'))),
    sentenceOf(has('note')),
    addressOf(has('doi'), has('url'), has('eprint')),
  ];
  const content = parts.filter((one) => one.length > 0).flatMap((one) => [text(' '), ...one]);
  return [listItem([paragraph([text(`[@${entry.key}]`), ...content])])];
}

const sentenceOf = (words: string, isOpen = false): PhrasingContent[] =>
  words === '' && !isOpen ? [] : mathsIn(/[.!?]$/.test(words) ? words : `${words}.`);

/** Maths stay as they are written. */
const mathsIn = (words: string): PhrasingContent[] =>
  words
    .split(/(\$[^$]+\$)/)
    .filter((part) => part !== '')
    .map((part) => (/^\$.+\$$/s.test(part) ? { type: 'html', value: part } : text(part)));

function addressOf(doi: string, url: string, eprint: string): PhrasingContent[] {
  const path = doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
  const address = path ? `https://doi.org/${path}` : url;
  if (/^https?:\/\/\S+$/.test(address)) return [link(address, [text(address)])];
  return sentenceOf(address || eprint);
}
