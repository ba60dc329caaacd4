import type { Dialect } from '../../src/contract/dialect.ts';
import { named } from './named.ts';

const title = ['title'];

/** Writerside of JetBrains: topics in Markdown with elements of its own, lists of attributes, variables, and parts of other topics. https://www.jetbrains.com/help/writerside/semantic-markup.html */
export const writerside: Dialect<'writerside'> = {
  name: 'writerside',
  signs: {
    files: ['writerside.cfg', 'project.ihp'],
    constructs: [
      [/^\[\/\/\]: # \(title: .*\)$/m, 4],
      [/^<(?:show-structure|primary-label|web-summary|tldr|seealso)\b/m, 3],
      [/^<include from="[\w-]+\.(?:topic|md)" element-id=/m, 3],
    ],
  },
  extends: ['github'],
  markdown: 'markdown',
  syntaxes: ['writerside', 'definitions', 'attrs', 'heading-ids'],
  conventions: ['auto-titles'],
  containers: { dl: 'definitions' },
  components: {
    // What search engines and previews show.
    ...named('card-summary link-summary no-index web-summary', 'drop'),
    ...named('primary-label secondary-label show-structure var', 'drop'),
    ...named('category compare deflist if snippet tldr tooltip', 'unwrap'),
    ...named('control ui-path', { as: 'mark', mark: 'strong' }),
    ...named('path shortcut', { as: 'mark', mark: 'code' }),
    chapter: { as: 'section', title },
    def: { as: 'accordion', title },
    emphasis: { as: 'mark', mark: 'emphasis' },
    icon: { as: 'image', src: ['src'], alt: ['alt'] },
    list: { as: 'items', numbered: ['type'] },
    note: { as: 'alert', kind: 'NOTE', title },
    procedure: { as: 'steps', title },
    resource: { as: 'link', href: ['src'] },
    seealso: { as: 'unwrap', lead: 'See also' },
    step: 'step',
    tab: { as: 'tab', label: title },
    tabs: 'tabs',
    tip: { as: 'alert', kind: 'TIP', title },
    warning: { as: 'alert', kind: 'WARNING', title },
  },
};
