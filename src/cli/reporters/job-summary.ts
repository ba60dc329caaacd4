import type { BuildResult } from '../../contract/build.ts';
import type { Message } from '../../contract/message.ts';
import { type FindingGroup, groupFindings } from '../../findings/group.ts';
import { change, count } from './format.ts';
import { groupFigures } from './messages.ts';

/** Places of a rule that the summary lists; GitHub takes 1 MiB a step. */
const mostPlaces = 50;

/** What a run did and found, as Markdown for the summary of a job. */
export function jobSummary(
  { metrics, messages }: BuildResult,
  placeOf: (message: Message) => string,
): string {
  const { documents, tokens } = metrics;
  const groups = groupFindings(messages);
  const figures = [
    '## contextor',
    '',
    '| Documents | Written | Failed | Errors | Warnings | Tokens |',
    '| --- | --- | --- | --- | --- | --- |',
    `| ${[documents.processed, documents.written, documents.failed, documents.errors, documents.warnings].map(count).join(' | ')} | ${count(tokens.before)} -> ${count(tokens.after)} (${change(tokens.before, tokens.after)}) |`,
    '',
  ];
  return [...figures, ...groups.flatMap((group) => section(group, placeOf)), ''].join('\n');
}

function section(group: FindingGroup, placeOf: (message: Message) => string): string[] {
  const { severity, rule, messages } = group;
  const hidden = messages.length - mostPlaces;
  return [
    `<details><summary>${severity}: <code>${rule}</code> ${escaped(groupFigures(group))}</summary>`,
    '',
    ...messages
      .slice(0, mostPlaces)
      .map((message) => `- \`${placeOf(message)}\` ${escaped(message.reason)}`),
    ...(hidden > 0 ? [`- and ${count(hidden)} more`] : []),
    '',
    '</details>',
    '',
  ];
}

/** Text that GitHub's Markdown shows as it is. */
function escaped(text: string): string {
  return text.replace(/[<>&]/g, (mark) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[mark]!);
}
