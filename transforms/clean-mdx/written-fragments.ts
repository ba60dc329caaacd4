import type { ElementNode } from '../../src/contract/element.ts';
import { dedent } from '../../src/document/lines/some-lines.ts';
import { walk } from '../../src/document/walk.ts';
import { isBlank } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';

const holding = /(?:body|content|message|(?<!alt)text)$/i;
const fragment = /^\s*<>([\s\S]*)<\/>\s*$/;
const marks = /\*\*\S|`[^`\n]+`|\]\(|\n[ \t]*(?:[-*]|\d+\.)[ \t]|\n[ \t]*\n/;

/**
 * Gives an element without content the Markdown of a fragment in an attribute, as TinaCMS keeps what
 * its editors write: `<Warning body={<>**Stop** at `900`.</>} />`. See https://tina.io/docs/reference/types/rich-text
 */
export function fillWritten(element: ElementNode, env: RenderEnv): void {
  if (element.data?.origin || !element.children.every(isBlank)) return;
  const given = element.attributes.find((one) => writtenIn(one) !== undefined);
  const written = given && writtenIn(given);
  if (written === undefined || !marks.test(written.trim())) return;
  const lines = written
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n');
  const root = env.document.parse(dedent(lines).join('\n'));
  walk(root, (node) => {
    if (element.position) node.position = element.position;
  });
  element.children = root.children as ElementNode['children'];
  element.attributes = element.attributes.filter((one) => one !== given);
}

function writtenIn(one: ElementNode['attributes'][number]): string | undefined {
  if (!('name' in one) || !holding.test(one.name) || typeof one.value !== 'object')
    return undefined;
  return one.value === null ? undefined : fragment.exec(one.value.value)?.[1];
}
