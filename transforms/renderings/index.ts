import { accordion } from './accordion.ts';
import { alert } from './alert.ts';
import { audience, variant } from './audience.ts';
import { card } from './card.ts';
import { codeBlock, consoleBlock, line } from './code-block.ts';
import { codeGroup } from './code-group.ts';
import { drop, slot, unwrap, verbatim } from './content.ts';
import { field, nestedFields, typeTable } from './fields.ts';
import { file, files, folder } from './files.ts';
import { definitions, heading, item, items, paragraphs, quotation } from './html-blocks.ts';
import { includeFile } from './include-file.ts';
import { badge, icon } from './labels.ts';
import { layout } from './layout.ts';
import { linkTo } from './link-to.ts';
import { listTable } from './list-table.ts';
import { explained, keys, lineBreak, mark, rule } from './mark.ts';
import { embed, figure, image } from './media.ts';
import { packageCommand } from './package-command.ts';
import { choice } from './quiz.ts';
import { phrase, placeholder, reference } from './reference.ts';
import type { RenderingDefinition } from './rendering.ts';
import { sandbox } from './sandbox.ts';
import { section } from './section.ts';
import { siteData } from './site-data.ts';
import { step, steps } from './steps.ts';
import { grid, row, table } from './table.ts';
import { tab, tabs } from './tabs.ts';
import { template } from './template.ts';
import { typeName } from './type-name.ts';
import { member, memberTitle, signature } from './typedoc.ts';

/** The renderings by the names that dialect tables and users' tables have for them (`as`). */
export const renderings: ReadonlyMap<string, RenderingDefinition> = new Map<
  string,
  RenderingDefinition
>([
  ['unwrap', unwrap],
  ['drop', drop],
  ['alert', alert],
  ['tabs', tabs],
  ['tab', tab],
  ['steps', steps],
  ['step', step],
  ['card', card],
  ['field', field],
  ['nested-fields', nestedFields],
  ['type-name', typeName],
  ['type-table', typeTable],
  ['files', files],
  ['file', file],
  ['folder', folder],
  ['code', codeBlock],
  ['code-group', codeGroup],
  ['sandbox', sandbox],
  ['console', consoleBlock],
  ['line', line],
  ['image', image],
  ['embed', embed],
  ['figure', figure],
  ['badge', badge],
  ['accordion', accordion],
  ['choice', choice],
  ['mark', mark],
  ['explained', explained],
  ['break', lineBreak],
  ['rule', rule],
  ['keys', keys],
  ['link', linkTo],
  ['template', template],
  ['heading', heading],
  ['quotation', quotation],
  ['paragraphs', paragraphs],
  ['items', items],
  ['item', item],
  ['definitions', definitions],
  ['table', table],
  ['row', row],
  ['grid', grid],
  ['section', section],
  ['include', includeFile],
  ['audience', audience],
  ['variant', variant],
  ['icon', icon],
  ['reference', reference],
  ['phrase', phrase],
  ['placeholder', placeholder],
  ['data', siteData],
  ['slot', slot],
  ['signature', signature],
  ['verbatim', verbatim],
  ['layout', layout],
  ['package-command', packageCommand],
  ['list-table', listTable],
  ['member', member],
  ['member-title', memberTitle],
]);
