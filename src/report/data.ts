import type { Dropped } from '../contract/build.ts';
import type { Message } from '../contract/message.ts';
import type { RuleSaving } from '../contract/savings.ts';
import { groupBy } from '../maps.ts';
import type { Change } from './compare.ts';

/** Tokens of a text before and after the build. */
export interface TokenPair {
  before: number;
  after: number;
}

/** A place in the sources. */
export interface Place {
  /** Relative to the source root, forward slashes. */
  path: string;
  line?: number | undefined;
  column?: number | undefined;
  /** Address of the line in the repository, where that is known. */
  url?: string | undefined;
}

/** One document's row of the report. */
export interface ReportPage extends Place {
  title: string;
  tokens: TokenPair;
}

/** True for a page that is larger than its source; one made from other files has none. */
export const hasGrown = ({ tokens: { before, after } }: ReportPage): boolean =>
  before > 0 && after > before;

/** A target that links name and that is not there. */
export interface BrokenTarget {
  target: string;
  reason: string;
  places: readonly Place[];
}

/** A component that was not understood, or not wholly. */
export interface LostComponent {
  name: string;
  /** What became of it, and what would do. */
  reason: string;
  /** Documents that use it. */
  places: readonly Place[];
  /** The lines of its first use; empty where it is not found by its name. */
  example: string;
}

/** A finding with the address of its place. */
export interface ReportFinding extends Place {
  rule: string;
  reason: string;
}

/** Everything the HTML report shows. Plain data, in path or name order. */
export interface ReportData {
  /** Title of the documentation. */
  title: string;
  profile: string;
  dialect: string;
  /** What the tokens are counted by. */
  tokenizer: string;
  totals: {
    documents: number;
    written: number;
    unchanged: number;
    failed: number;
    warnings: number;
    /** Without pages that are made from other files, which have no source to compare with. */
    tokens: TokenPair;
  };
  pages: readonly ReportPage[];
  /** What differs between a page and its source, by path; not of pages whose text cannot be read. */
  changes: ReadonlyMap<string, readonly Change[]>;
  /** Documents that stages left out. */
  dropped: readonly Dropped[];
  savings: readonly RuleSaving[];
  /** Those that most links name come first. */
  brokenTargets: readonly BrokenTarget[];
  lostComponents: readonly LostComponent[];
  failures: readonly ReportFinding[];
  /** All other findings. */
  findings: readonly ReportFinding[];
}

/** Rules whose findings have a section of their own. */
const linkRules: readonly string[] = ['broken-link', 'broken-anchor'];
const componentRules: readonly string[] = ['unknown-component', 'component-lost'];

interface SortedMessages {
  links: readonly Message[];
  components: readonly Message[];
  failures: readonly Message[];
  others: readonly Message[];
}

/** The messages of a run by the section that tells them. */
export function sortMessages(messages: readonly Message[]): SortedMessages {
  const section = ({ rule, severity }: Message): keyof SortedMessages => {
    if (linkRules.includes(rule)) return 'links';
    if (componentRules.includes(rule)) return 'components';
    return severity === 'error' ? 'failures' : 'others';
  };
  const sorted = { links: [], components: [], failures: [], others: [] } as Record<
    keyof SortedMessages,
    Message[]
  >;
  for (const message of messages) sorted[section(message)].push(message);
  return sorted;
}

/** Messages by what they are about, those with most places first; equal ones in the order of their names. */
export function bySubject(messages: readonly Message[]): [subject: string, Message[]][] {
  const groups = groupBy(messages, ({ about, reason }) => about ?? reason);
  return [...groups].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : a > b ? 1 : 0),
  );
}
