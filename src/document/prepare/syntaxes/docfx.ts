import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { decoded } from '../../../files/decoded.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { outsideSpans } from '../../lines/spans.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, attributesFrom, callTag, textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const include = /^\[!INCLUDE\s*\[[^\]]*\]\(\s*<?([^()<>\s]+)>?(?:\s+"[^"]*")?\s*\)\]$/i;
const snippet = /^\[!code-?([\w#+-]*)\s*\[[^\]]*\]\(\s*<?([^()<>\s]+)>?(?:\s+"[^"]*")?\s*\)\]$/i;
const video = /^\[!VIDEO\s+(https?:[^\s\]]+)\s*\]$/i;
const division = /^\[!div(?:\s[^\]]*)?\]$/i;
const extension = /^:::\s*([a-z][a-z-]*)(?![a-z-])(.*)$/;
const tab = /^#{1,6}[ \t]+\[([^\]]+)\]\(#tab\/[^()\s]+\)\s*$/;
const reference = /(?<!\]\()<xref:([^<>\s?#]+)(?:\?([^<>\s#]*))?(?:#[^<>\s]*)?>/g;
const oldReference =
  /<xref\s+href="([^"\s?#]+)(?:\?([^"\s#]*))?(?:#[^"]*)?"[^<>]*?(?:\/>|>\s*<\/xref>)/g;
const includeInText = /\[!INCLUDE\s*\[[^[\]]*\]\(\s*<?([^()<>\s]+)>?(?:\s+"[^"]*")?\s*\)\]/gi;
const untranslated = /:::no-loc text="([^"]*)":::/g;
const imageInText = /:::image\s[^\n]*?:::/g;

/** DocFX and Microsoft Learn: includes, snippets, `:::` extensions, tabs and names of the API. */
export const docfx: SourceSyntax = {
  name: 'docfx',
  sign: /\[!|:::|<xref[: ]|#tab\//,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  preparation.apply(dedentColumns(preparation));
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const inText = (name: string, attributes: MdxJsxAttribute[]) =>
    callTag.inText(preparation.call({ origin: 'macro', name, attributes }));
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text') continue;
    const { lead, content } = splitPrefix(line);
    const made = blockOf(content.trim(), preparation);
    if (made !== undefined) edits.replaceByBlock(index, lead, made);
    else {
      const plain = outsideSpans(line, (part) =>
        part
          .replace(untranslated, '$1')
          .replace(reference, (_, uid, query) => nameOf(uid, query))
          .replace(oldReference, (_, uid, query) => nameOf(uid, query))
          .replace(includeInText, (_, file) => inText('include', [attribute('path', rooted(file))]))
          .replace(imageInText, (image) => extensionOf(image, inText) ?? image),
      );
      if (plain !== line) edits.replace(index, plain);
    }
  }
  return edits;
}

/** What stands in the columns of a row begins where its first line does. */
function dedentColumns({ lines: { text } }: Preparation): Edits {
  const edits = new Edits();
  let isInRow = false;
  let indent: number | undefined;
  for (const [index, line] of text.entries()) {
    const [, lead = '', name] = /^([ \t]*):::(row|column)(?:-end)?\b/.exec(line) ?? [];
    if (name === 'row') isInRow = lead === '' && !line.includes('-end');
    if (!isInRow) continue;
    if (name !== undefined) {
      indent = undefined;
      edits.replace(index, line.trimStart());
    } else if (line.trim() !== '') {
      indent ??= line.length - line.trimStart().length;
      edits.replace(index, line.slice(Math.min(indent, line.length - line.trimStart().length)));
    }
  }
  return edits;
}

/** What replaces a line; undefined if it is not one of the constructs. */
function blockOf(line: string, preparation: Preparation): string | undefined {
  const call = (name: string, attributes: MdxJsxAttribute[]) =>
    callTag.alone(preparation.call({ origin: 'macro', name, attributes }));
  const [, file] = include.exec(line) ?? [];
  if (file !== undefined) return call('include', [attribute('path', rooted(file))]);
  const [, lang, code] = snippet.exec(line) ?? [];
  if (code !== undefined) return call('code', snippetOf(lang!, code));
  const [, url] = video.exec(line) ?? [];
  if (url !== undefined) return `[Video](${url})`;
  if (division.test(line)) return '';
  const [, title] = tab.exec(line) ?? [];
  if (title !== undefined) return `**${title}**`;
  return extensionOf(line, call);
}

function extensionOf(
  line: string,
  call: (name: string, attributes: MdxJsxAttribute[]) => string,
): string | undefined {
  const [, name, rest] = extension.exec(line) ?? [];
  if (name === undefined) return undefined;
  if (/^(?:row|column|image|form)-end$|^(?:zone|moniker)-end$|^(?:row|column)$/.test(name))
    return '';
  const given = readAttributes(rest!.replace(/:::$/, '').trim()) ?? [];
  const value = (key: string) => textValue(given, key);
  if (name === 'zone' || name === 'moniker') {
    const shown = value('pivot') ?? value('range');
    return shown === undefined ? '' : `**${shown.replace(/[*_<>=]/g, '\\$&')}**`;
  }
  const source = value('source');
  if (source === undefined) return undefined;
  if (name === 'image') {
    return call(
      'image',
      given.map((one) => (one.value === source ? attribute('source', source) : one)),
    );
  }
  if (name !== 'code') return undefined;
  return call(
    'code',
    attributesFrom({
      path: rooted(source),
      lang: value('language'),
      region: value('id'),
      lines: value('range'),
    }),
  );
}

/** `Program.cs#region`, `Program.cs#L12-L16`, `Program.cs?name=region`, `Program.cs?range=1-3`. */
function snippetOf(lang: string, target: string): MdxJsxAttribute[] {
  const [, path = '', query = '', hash = '', late = ''] =
    /^([^?#]*)(?:\?([^#]*))?(?:#([^?]*))?(?:\?(.*))?$/.exec(target) ?? [];
  const options = new URLSearchParams(query || late);
  const lines = /^L(\d+)(?:-L?(\d+))?$/.exec(hash);
  return attributesFrom({
    path: rooted(path),
    lang,
    region: options.get('name') ?? (lines === null ? hash : undefined),
    lines: lines === null ? rangeIn(options) : `${lines[1]}-${lines[2] ?? lines[1]}`,
  });
}

/** `range=1-3`, or `start=1&end=3`, each of which may be left out. */
function rangeIn(options: URLSearchParams): string | undefined {
  const [start, end] = [options.get('start'), options.get('end')];
  if (start === null && end === null) return options.get('range') ?? undefined;
  return end === null ? `${start},` : `${start ?? 1}-${end}`;
}

/** `~/` is the folder of the configuration. */
const rooted = (path: string): string => path.replace(/^~\//, '/');

/** The text of a reference, else the name of an object in code as the site shows it: without what it belongs to, unless it is asked for. */
function nameOf(uid: string, query = ''): string {
  const given = new URLSearchParams(query).get('text');
  if (given) return given;
  const full = decoded(uid)
    .replace(/\(.*$/s, '')
    .replace(/\*$/, '')
    .replace(/(?<!`)`+\d+/g, '');
  const kept = { fullName: Number.POSITIVE_INFINITY, nameWithType: 2 };
  const [, property = ''] = /(?:^|&)displayProperty=(\w+)/.exec(query) ?? [];
  const parts = full.split('.');
  const count = Object.hasOwn(kept, property) ? kept[property as keyof typeof kept] : 1;
  return `\`${parts.slice(-count).join('.')}\``;
}
