import type { RootContent } from 'mdast';
import { type ElementNode, textNamed } from '../../src/contract/element.ts';
import { saysSomething } from './own-nodes.ts';
import type { Place } from './place.ts';

/** Whether Vue repeats an element over a list, or chooses what it is. */
export const isFilled = (element: ElementNode): boolean => filling(element) !== undefined;

/** `one in all` of `v-for`, or what stands for a component. */
const filling = (element: ElementNode): string | undefined =>
  textNamed(element, 'v-for') ?? textNamed(element, ':is');

/**
 * What an element of a page is by what the page's scripts give, for each of a list; undefined where that is
 * not known, and where other Markdown in it than words and lists depends on it. What is left out is noted.
 */
export function filledNodes(element: ElementNode, place: Place): RootContent[] | undefined {
  const reading = place.budget.take('expansions') ? place.own.template(element, place) : undefined;
  const says = reading?.nodes.some(saysSomething) === true;
  // A list that a script fills as the site is built seems to be empty here.
  const isSilent = reading !== undefined && reading.nodes.length > 0 && reading.notes.length === 0;
  const lost = says ? reading.notes : isSilent ? [] : [filling(element) as string];
  for (const source of lost) place.loseExpression(source, element);
  return says ? reading.nodes : undefined;
}
