import { findingRules } from '../contract/findings.ts';
import type { Message, Severity } from '../contract/message.ts';
import { countsOf, groupBy } from '../maps.ts';

/** The findings of one rule and severity. */
export interface FindingGroup {
  rule: string;
  severity: Severity;
  /** In path order. */
  messages: readonly Message[];
  /** Documents that have them. */
  documents: number;
  /** What they are about, those with the most findings first; empty where they do not say. */
  subjects: readonly { about: string; count: number }[];
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];
const ruleOrder = Object.keys(findingRules);

/**
 * One group a cause: errors first, then what was lost or guessed, in the order of the table of
 * rules; rules that it does not name come last.
 */
export function groupFindings(messages: readonly Message[]): FindingGroup[] {
  const groups = groupBy(messages, ({ severity, rule }) => `${severity} ${rule}`);
  return [...groups.values()].map(groupOf).sort(byUrgency);
}

function groupOf(messages: readonly Message[]): FindingGroup {
  const { rule, severity } = messages[0]!;
  return {
    rule,
    severity,
    messages,
    documents: new Set(messages.map(({ path }) => path)).size,
    subjects: subjectsOf(messages),
  };
}

function subjectsOf(messages: readonly Message[]): FindingGroup['subjects'] {
  return [...countsOf(messages.flatMap(({ about }) => about ?? []))]
    .map(([about, count]) => ({ about, count }))
    .sort((a, b) => b.count - a.count || (a.about < b.about ? -1 : 1));
}

function byUrgency(a: FindingGroup, b: FindingGroup): number {
  const place = ({ rule, severity }: FindingGroup) => {
    const known = ruleOrder.indexOf(rule);
    return severities.indexOf(severity) * 1e3 + (known < 0 ? ruleOrder.length : known);
  };
  return place(a) - place(b) || (a.rule < b.rule ? -1 : 1);
}
