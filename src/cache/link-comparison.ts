import type { OutcomeDone } from '../corpus/outcome.ts';
import type { Message } from '../document/message.ts';
import type { KnownResult } from './results-reader.ts';

/** What a document gives to the link report. */
interface Linking {
  out: string;
  pages: readonly string[];
  messages: readonly Message[];
  /** What it gives to the context of all. */
  contribution: Readonly<Record<string, unknown>>;
}

/** Whether two results of one document give the same to the link report. */
export function linksAlike(
  { out, pages, messages, contribution }: OutcomeDone,
  former: { out: string; known: KnownResult },
): boolean {
  const { result, contribution: text } = former.known;
  const before = { ...result, out: former.out, contribution: JSON.parse(text) };
  return told({ out, pages, messages, contribution: contribution() }) === told(before);
}

function told({ out, pages, messages, contribution }: Linking): string {
  return JSON.stringify([out, pages, messages, contribution.links]);
}
