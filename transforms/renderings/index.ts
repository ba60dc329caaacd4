import { alert } from './alert.ts';
import { audience, variant } from './audience.ts';
import { bibliography, citation } from './bibliography.ts';
import { card } from './card.ts';
import { cardList } from './card-list.ts';
import { codeBlock, consoleBlock, line } from './code-block.ts';
import { codeGroup } from './code-group.ts';
import { drop, markdown, slot, unwrap, verbatim } from './content.ts';
import {
  field,
  member,
  memberTitle,
  nestedFields,
  signature,
  typeName,
  typeTable,
} from './fields.ts';
import { filePart } from './file-part.ts';
import { file, files, folder } from './files.ts';
import { filled } from './filled.ts';
import { definitions, heading, item, items, paragraphs, quotation } from './html-blocks.ts';
import { includeFile } from './include-file.ts';
import { layout } from './layout.ts';
import { linkTo } from './link-to.ts';
import { listTable } from './list-table.ts';
import { badge, explained, icon, keys, lineBreak, mark, rule } from './mark.ts';
import { embed, figure, image } from './media.ts';
import { operation } from './operation.ts';
import { packageCommand } from './package-command.ts';
import { pageValue, phrase, placeholder, reference, siteData } from './reference.ts';
import type { RenderingDefinition } from './rendering.ts';
import { sandbox } from './sandbox.ts';
import { accordion, choice, section, step, steps } from './sections.ts';
import { story } from './story.ts';
import { grid, row, table } from './table.ts';
import { tab, tabs } from './tabs.ts';
import { team } from './team.ts';
import { template } from './template.ts';
import { tera } from './tera.ts';

/** The renderings by the names that dialect tables and users' tables have for them (`as`). */
export const renderings: ReadonlyMap<string, RenderingDefinition> = new Map<
  string,
  RenderingDefinition
>([
  ['filled', filled],
  ['unwrap', unwrap],
  ['drop', drop],
  ['alert', alert],
  ['tabs', tabs],
  ['tab', tab],
  ['card-list', cardList],
  ['team', team],
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
  ['markdown', markdown],
  ['tera', tera],
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
  ['file-part', filePart],
  ['audience', audience],
  ['variant', variant],
  ['icon', icon],
  ['reference', reference],
  ['bibliography', bibliography],
  ['citation', citation],
  ['phrase', phrase],
  ['page-value', pageValue],
  ['placeholder', placeholder],
  ['data', siteData],
  ['slot', slot],
  ['signature', signature],
  ['verbatim', verbatim],
  ['layout', layout],
  ['package-command', packageCommand],
  ['list-table', listTable],
  ['operation', operation],
  ['story', story],
  ['member', member],
  ['member-title', memberTitle],
]);
