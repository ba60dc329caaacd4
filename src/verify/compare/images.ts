import type { Nodes } from 'mdast';
import type { Output } from '../output/read.ts';
import { align } from './align.ts';

const image =
  /(?<!\\)!\[(?:[^\][]|\[[^\][]*\])*\]\(\s*<?([^)\s>]+)|<(?:img|Image)\b[^<>]*?\bsrc=(?:"([^"]+)"|'([^']+)')/g;

/** Pictures that the source shows once, and the output in another order, by the names of their files. */
export function* strayImages(prose: string, { tree, bodyLine }: Output) {
  const found = [...prose.matchAll(image)].map(([, ...urls]) => nameOf(urls.find(Boolean) ?? ''));
  const shown = [...imagesIn(tree)].map(({ url, line }) => ({ name: nameOf(url), line }));
  const names = shown.map(({ name }) => name);
  const isOnce = (name: string) =>
    count(found, name) === 1 && count(names, name) === 1 && name !== '';
  const mine = found.filter(isOnce);
  const theirs = shown.filter(({ name }) => isOnce(name));
  const kept = new Set(
    align(
      mine,
      theirs.map(({ name }) => name),
    ),
  );
  for (const [at, { name, line }] of theirs.entries())
    if (!kept.has(at)) yield { line: line + bodyLine - 1, what: `not where it stood: ${name}` };
}

const count = (list: readonly string[], name: string) => list.filter((one) => one === name).length;

const nameOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/^.*\//, '');

function* imagesIn(node: Nodes): Generator<{ url: string; line: number }> {
  if (node.type === 'image') yield { url: node.url, line: node.position?.start.line ?? 1 };
  if ('children' in node) for (const child of node.children) yield* imagesIn(child);
}
