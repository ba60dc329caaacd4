import type { Heading, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { trimLine } from '../clean-mdx/line.ts';
import { isElement, listItem, paragraph, text } from '../nodes.ts';
import { textsIn } from '../static-value.ts';
import { boldLine, inOrder, ownLabel } from './content.ts';
import { namedField } from './fields.ts';
import {
  defineRendering,
  isSet,
  namesOf,
  type OptionsOf,
  type RenderEnv,
  type Spec,
} from './rendering.ts';
import { listedBlocks } from './tabs.ts';

/**
 * What unfolds on the page: its title (an attribute, or a `summary` element) in bold, then its
 * description and the content. A summary with a heading, or beside a title, stays as it is written.
 */
export const accordion = defineRendering(
  { title: 'names', description: 'names', lead: 'text' },
  (element, { title, description, lead }, env) => {
    const summary = summaryOf(element, env);
    const listed = listedBlocks(element, { items: ['titles', 'items'] }, env);
    const inside =
      listed ?? (summary ? env.render(without(element, summary)) : env.blocks(element));
    const label = ownLabel(element, title, env);
    const isKept = summary && (label !== undefined || hasHeading(summary));
    const kept = isKept ? env.blocks(summary) : [];
    const words = label ?? (summary && !isKept ? env.line(summary) : undefined);
    const described = env.prose(element, description);
    const content = [...kept, ...(described ? [paragraph(described)] : []), ...inside];
    const head =
      words && words.length > 0
        ? words
        : lead && kept.length === 0 && content.length > 0
          ? env.inline(lead)
          : undefined;
    return [...boldLine(head as PhrasingContent[] | undefined), ...content];
  },
);

const hasHeading = ({ children }: ElementNode): boolean =>
  (children as RootContent[]).some(
    (child) => child.type === 'heading' || (isElement(child) && /^h[1-6]$/.test(child.name ?? '')),
  );

const summaryOf = (element: ElementNode, env: RenderEnv): ElementNode | undefined =>
  env.elements(element).find((child) => child.element.name === 'summary')?.element;

/** The children without the summary, wherever a parser put it. */
function without(element: ElementNode, summary: ElementNode): RootContent[] {
  return (element.children as RootContent[]).flatMap((child): RootContent[] => {
    if (child === summary) return [];
    if (child.type !== 'paragraph' || !child.children.some((part) => part === summary))
      return [child];
    const rest = child.children.filter((part) => !isElement(part) || part !== summary);
    trimLine(rest);
    return rest.length > 0 ? [{ ...child, children: rest }] : [];
  });
}

/**
 * A titled part of a page, such as an entry of a changelog: a heading one level above the headings
 * inside it, or a bold line where there are none. `note` is said beside the title, `tags` below it.
 */
export const section = defineRendering(
  { title: 'names', note: 'names', tags: 'names' },
  (element, spec, env) => {
    const title = env.prose(element, spec.title);
    const note = env.prose(element, spec.note);
    const content = env.blocks(element);
    const words: PhrasingContent[] | undefined =
      title && note ? [...title, text(': '), ...note] : (title ?? note);
    if (!words) return content;
    const depth = shallowest(content);
    const tags = namesOf(spec.tags).flatMap((name) => textsIn(env.attribute(element, name)));
    if (tags.length > 0) content.unshift(paragraph([text(tags.join(', '))]));
    if (depth === undefined) return [...boldLine(words), ...content];
    const above = Math.max(depth - 1, 1) as Heading['depth'];
    return [{ type: 'heading', depth: above, children: words }, ...content];
  },
);

function shallowest(nodes: readonly RootContent[]): number | undefined {
  const depths = nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  return depths.length > 0 ? Math.min(...depths) : undefined;
}

/** Steps with a title become a numbered list; a list, or steps with headings of their own, stays as it is written. */
export const steps = defineRendering({ title: 'names' }, (element, { title }, env) => [
  ...boldLine(ownLabel(element, title, env)),
  ...listOfSteps(element, env),
]);

function listOfSteps(element: ElementNode, env: RenderEnv): RootContent[] {
  const parts = env.elements(element).filter(({ entry }) => entry?.spec.as === 'step');
  if (parts.length === 0) return env.children(element);
  const rendered = new Map(
    parts.map(({ element: part, entry }) => {
      return [part, stepBlocks(part, entry?.spec ?? { as: 'step' }, env)] as const;
    }),
  );
  const items = [...rendered.values()].filter((blocks) => blocks.length > 0);
  const headed = items.some((item) => item.some(({ type }) => type === 'heading'));
  const mixed = inOrder(
    element,
    rendered,
    env,
    headed || parts.length === 1 ? undefined : numbered,
  );
  if (mixed) return mixed;
  return headed ? items.flat() : numbered(items, 1);
}

/** Steps as a list that begins with a number: others may stand above, with text between them. */
function numbered(steps: readonly (readonly RootContent[])[], first: number): RootContent[] {
  const items = steps.filter((blocks) => blocks.length > 0).map((item) => listItem([...item]));
  if (items.length === 0) return [];
  return [{ ...builtList(items, 'step', true), ...(first > 1 && { start: first }) }];
}

const stepOptions = { title: 'names', description: 'names' } as const;
type StepOptions = OptionsOf<typeof stepOptions>;

/** A step on its own reads as its title and content. */
export const step = defineRendering(stepOptions, (element, spec, env) =>
  stepBlocks(element, spec, env),
);

function stepBlocks(element: ElementNode, spec: Spec & StepOptions, env: RenderEnv) {
  const said = env.prose(element, spec.description);
  return [
    ...boldLine(ownLabel(element, spec.title, env)),
    ...(said ? [paragraph(said)] : []),
    ...env.blocks(element),
  ];
}

/** An answer to choose: an item of a task list, ticked when one of the attributes `correct` is set. */
export const choice = defineRendering({ correct: 'names' }, (element, spec, env) =>
  env.text(element, ['name']) && env.text(element, ['type'])
    ? namedField(element, env)
    : [builtList([listItem(env.blocks(element), isSet(element, spec.correct, env))], 'choice')],
);
