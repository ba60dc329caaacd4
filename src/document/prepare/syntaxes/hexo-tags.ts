import { readArguments } from '../attributes.ts';
import { attributesFrom } from '../call.ts';

type Given = Readonly<Record<string, string | undefined>>;

const address = /^(?:https?:)?\/\/\S+$/;

/** Words with their quotes off. */
const wordsOf = (given: string): string[] =>
  readArguments(given).flatMap(({ name, value }) => (/^\d/.test(name) ? String(value) : []));

/** `title lang:js url text`: options have a colon, the words before an address are the title. */
function codeblock(given: string): Given {
  const words = given.split(/\s+/).filter(Boolean);
  const caption = words.filter((word) => !/^\w+:(?!\/\/)/.test(word));
  const at = caption.findIndex((word) => address.test(word));
  return {
    title: (at > 0 ? caption.slice(0, at) : caption).join(' '),
    lang: words.find((word) => word.startsWith('lang:'))?.slice('lang:'.length),
  };
}

/** `author, source url title`, of which each may be missing. */
function blockquote(given: string): Given {
  const [, author = given, url, title] = /^(.*?)\s*(https?:\/\/\S+)\s*(.*)$/s.exec(given) ?? [];
  const link = url && `[${title || url.replace(/^https?:\/\//, '')}](${url})`;
  const cite = [author.trim(), link].filter(Boolean).join(', ');
  return { cite: cite && `— ${cite}` };
}

function note(given: string): Given {
  const [type, ...title] = wordsOf(given).filter((word) => word !== 'no-icon');
  return { type, title: title.join(' ') };
}

/** `class names a.png 500 400 "title" "alt"`, the last two perhaps in one pair of quotes. */
function image(given: string): Given {
  const words = wordsOf(given);
  const at = words.findIndex((word) => /\.\w+$|\//.test(word));
  const said = words.slice(at + 1).filter((word) => !/^\d+(?:px|%)?$/.test(word));
  const alt = said.at(-1)?.match(/"([^"]*)"$/)?.[1] ?? said.join(' ');
  return { src: words[at], alt };
}

function button(given: string): Given {
  const [href, text, , title] = given.split(',').map((part) => part.trim());
  return { href, text: text || title };
}

const post = (given: string): Given => {
  const [slug, title] = wordsOf(given);
  return { href: slug && `/_posts/${slug}`, title, slug };
};

/** `title lang:js from:1 to:3 a.js` */
function include(given: string): Given {
  const words = given.split(/\s+/).filter(Boolean);
  const lang = words.find((word) => word.startsWith('lang:'));
  const title = words.slice(0, -1).filter((word) => !/^(?:lang|from|to):/.test(word));
  return { path: words.at(-1), lang: lang?.slice('lang:'.length), title: title.join(' ') };
}

/** Tags of Hexo whose arguments have rules of their own: https://hexo.io/docs/tag-plugins */
const readers = new Map<string, (given: string) => Given>([
  ['codeblock', codeblock],
  ['blockquote', blockquote],
  ['quote', blockquote],
  ['note', note],
  ['img', image],
  ['asset_img', image],
  ['btn', button],
  ['button', button],
  ['post_link', post],
  ['include_code', include],
]);

/** The arguments of such a tag by names; undefined for others. */
export function hexoArguments(name: string, given: string) {
  const read = readers.get(name);
  if (read === undefined || /^\w+\s*=/.test(given)) return undefined;
  return attributesFrom(read(given));
}
