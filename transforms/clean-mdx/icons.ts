import type { PhrasingContent, RootContent } from 'mdast';
import { isIconPackage } from '../../src/components/content.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlank, paragraph, text } from '../nodes.ts';
import { badge, signOf } from '../renderings/mark.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import { isContent } from './attributes.ts';
import { drawingOf } from './drawing.ts';
import type { Place } from './place.ts';

/** The sets of icons of Iconify whose names begin what an element is called: `<carbon-user-avatar/>`. */
const iconSets =
  'ant-design bi bx bxl bxs carbon codicon devicon ep eva fa fa6-brands fa6-regular fa6-solid feather fluent ' +
  'fluent-emoji heroicons heroicons-outline heroicons-solid ic icon-park iconoir ion line-md logos lucide ' +
  'material-symbols mdi mingcute noto octicon openmoji ph radix-icons ri simple-icons skill-icons solar tabler ' +
  'twemoji typcn uil uim uis uit vscode-icons';
const iconName = new RegExp(`^(?:i-)?(?:${iconSets.replaceAll(' ', '|')})-[a-z\\d-]+$`);

/** Whether an element without content is an icon by its name. */
export const isIcon = ({ name, children, attributes }: ElementNode) =>
  children.length === 0 && iconName.test(name ?? '') && !attributes.some(isContent);

/** Whether an element is imported from a package of icons, by the page, by what the site registers, or by a component that shows it. */
export const isImportedIcon = ({ name, children, data }: ElementNode, { scope, own }: Place) =>
  children.length === 0 &&
  (data?.icon === true ||
    isIconPackage(scope.imported(name ?? '')?.specifier ?? own.packageOf(name ?? '')));

/** Names of icons that show a tick, a cross or a line and nothing else: `FaCheck`, `CheckCircleIcon`, `IconX`. */
const answer =
  /^(?:Icon|[A-Z][a-z]{1,2}(?=[A-Z][a-z]))?(?:Circle|Square|Badge)?(?:Check|Tick|X|Cross|Close|Times|Minus)(?:Mark)?(?:Circle|Square|Badge)?(?:Fill(?:ed)?|Icon|Solid|Outlined?|Bold)*$/;

/** What an icon says that is all a cell or a line has: its label, or the sign for yes, no or neither. */
function wordsOfIcon(element: ElementNode, env: RenderEnv): PhrasingContent[] {
  if (env.beside || !isAlone(element, env)) return [];
  const name = element.name ?? '';
  const sign = answer.test(name) ? signOf(dashed(name)) : undefined;
  const words = env.text(element, ['aria-label', 'alt', 'label', 'title']) ?? sign;
  return words === undefined ? [] : [text(words)];
}

const status =
  /^(Alpha|Beta|Canary|Deprecated|Enterprise|Experimental|Legacy|New|Optional|Premium|Preview|Removed|Required|Stable|Unstable)(?:Badge|Chip|Label|Pill|Tag)$/;

/** What an element without content says by its name: `<DeprecatedTag/>`, and `<CompareYes/>` or `<Check/>` in a cell; undefined for others. */
export function wordsOfName(element: ElementNode, env: RenderEnv): RootContent[] | undefined {
  const { name = '', children, attributes } = element;
  if (!name || children.length > 0 || attributes.some(isContent)) return undefined;
  const label = status.exec(name)?.[1];
  if (label !== undefined)
    return env.flow
      ? [paragraph([text(label)])]
      : badge.render(element, { as: 'badge', label }, env);
  const isSign =
    isAlone(element, env) && (/(?:^|[a-z])(?:Yes|No)$/.test(name) || answer.test(name));
  const sign = isSign ? signOf(dashed(name)) : undefined;
  return sign === undefined ? undefined : [text(sign)];
}

/** Whether an element is all that a cell or a line has. */
const isAlone = (element: ElementNode, { flow, siblings }: RenderEnv): boolean =>
  !flow && siblings.every((node) => node === element || isBlank(node));

/** `CheckCircle` -> `check-circle` */
const dashed = (name: string) =>
  name
    .replace(/^Icon(?=[A-Z])/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();

/** Whether a name says that there is nothing to read: an icon, a line, a space, a switch without words. */
export const isStylish = ({ name }: ElementNode) =>
  /(?:Icon|Icons|Arrow|Divider|Spacer|Separator|Switch(?:\.Root)?|Thumb|Confetti|Logo|Horizontal(?:Line|Rule))$|^icon-|-icon$/.test(
    name ?? '',
  );

/** What an icon or a drawing says. */
export function iconOf(
  element: ElementNode,
  env: RenderEnv,
  place: Place,
): RootContent[] | undefined {
  if (isIcon(element)) return [];
  if (isImportedIcon(element, place)) return wordsOfIcon(element, env);
  const isUnwrapped = env.document.settings.unknownComponents === 'unwrap';
  const named = isUnwrapped ? wordsOfName(element, env) : undefined;
  if (named) return named;
  const drawing = drawingOf(element, env, place);
  return drawing && env.flow && drawing.length > 0 ? [paragraph(drawing)] : drawing;
}
