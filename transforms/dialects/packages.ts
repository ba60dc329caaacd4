import type { RenderingSpec } from '../../src/contract/dialect.ts';
import { film, named } from './named.ts';

const youTube = film(
  'youtube',
  'id videoId videoid videoID youtubeId youTubeId youtubeID url src'.split(' '),
  ['title', 'videotitle', 'videoTitle'],
);

/** Components of packages that many sites share, and what their tools write. */
export const ofPackages: Readonly<Record<string, RenderingSpec>> = {
  // Of Chakra and Radix Themes by `as`, of Amplify UI by `level`.
  Heading: { as: 'heading', level: ['level', 'as'] },
  // https://starlight-package-managers.vercel.app/usage and vitepress-plugin-package-managers
  PackageManagers: {
    as: 'package-command',
    packages: ['pkg'],
    type: ['type'],
    dev: ['dev'],
    prefix: ['prefix'],
    args: ['args'],
    comment: ['comment'],
  },
  // Of Radix, and of shadcn/ui and others: https://www.radix-ui.com/primitives/docs/components/accordion
  ...named('Accordion.Item AccordionItem', {
    as: 'accordion',
    title: ['title', 'label', 'heading', 'header', 'question'],
  }),
  ...named(
    'Accordion.Trigger AccordionTrigger AccordionButton Collapsible.Trigger CollapsibleTrigger',
    { as: 'slot', title: true },
  ),
  ...named(
    'Accordion.Root Accordion.Header Accordion.Content AccordionHeader AccordionContent AccordionPanel Collapsible Collapsible.Root Collapsible.Content CollapsibleContent',
    'unwrap',
  ),
  // Controls, as `select` is one: https://www.radix-ui.com/primitives/docs/components/select
  ...named('Dialog.Close DialogClose Select.Root SelectContent SelectTrigger', 'drop'),
  // What shows and runs the code that the provider around them is given:
  // https://github.com/FormidableLabs/react-live, https://sandpack.codesandbox.io/docs/advanced-usage/components
  ...named(
    'LiveEditor LiveError LivePreview SandpackCodeEditor SandpackCodeViewer SandpackConsole SandpackFileExplorer SandpackPreview SandpackTests',
    'drop',
  ),
  // What enlarges the picture in it: https://react-photo-view.vercel.app
  ...named('PhotoProvider PhotoView', 'unwrap'),
  // https://scalar.com/products/api-references/configuration
  ...named('ApiReference ApiReferenceReact', { as: 'operation', part: 'whole' }),
  // What they hold, as another element: https://www.radix-ui.com/primitives/docs/utilities/slot, https://reka-ui.com/docs/utilities/primitive
  ...named('Primitive Slot', 'unwrap'),
  // Room between blocks, of Mantine, Chakra and others.
  ...named('Space Spacer', { as: 'drop', empty: true }),
  SandpackLayout: 'unwrap',
  LiteYouTubeEmbed: youTube,
  'lite-youtube': youTube,
  ...Object.fromEntries(
    ['', 'Embed', 'Iframe', 'Player', 'Video'].flatMap((kind) => [
      [`YouTube${kind}`, youTube],
      [`Youtube${kind}`, youTube],
    ]),
  ),
  // What TypeDoc writes: signatures as marked-up words, members with a heading that repeats their name.
  '.tsd-anchor-icon': 'drop',
  '.tsd-anchor-link': 'member-title',
  '.tsd-member': 'member',
  '.tsd-signature': { as: 'signature', lang: 'ts' },
};
