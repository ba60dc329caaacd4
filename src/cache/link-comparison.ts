import type { OutcomeDone } from '../corpus/outcome.ts';

/** What a document gives to the link report, with what it gives to the context of all. */
export type Linking = Pick<OutcomeDone, 'out' | 'pages' | 'messages'> & {
  contribution: Readonly<Record<string, unknown>>;
};

/** Whether two results of one document give the same to the link report. */
export function linksAlike(one: Linking, other: Linking): boolean {
  return told(one) === told(other);
}

function told({ out, pages, messages, contribution }: Linking): string {
  return JSON.stringify([out, pages, messages, contribution.links]);
}
