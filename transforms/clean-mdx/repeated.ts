import type { RootContent } from 'mdast';
import { type ElementNode, textNamed } from '../../src/contract/element.ts';
import { saysSomething } from './own-nodes.ts';
import type { Place } from './place.ts';

/** Whether Vue repeats an element over a list. */
export const isRepeated = (element: ElementNode): boolean => listOf(element) !== undefined;

/** `one in all` of `v-for`. */
const listOf = (element: ElementNode): string | undefined => textNamed(element, 'v-for');

/**
 * What an element of a page is for each of a list that the page's scripts give; undefined where the
 * list is not known, and where other Markdown in it than words and lists depends on it. What is left out is noted.
 */
export function repeatedNodes(element: ElementNode, place: Place): RootContent[] | undefined {
  const reading = place.budget.take('expansions') ? place.own.template(element, place) : undefined;
  const says = reading?.nodes.some(saysSomething) === true;
  // A list that a script fills as the site is built seems to be empty here.
  const isSilent = reading !== undefined && reading.nodes.length > 0 && reading.notes.length === 0;
  const lost = says ? reading.notes : isSilent ? [] : [listOf(element) as string];
  for (const source of lost) place.loseExpression(source, element);
  return says ? reading.nodes : undefined;
}
