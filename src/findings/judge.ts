import type { RuleLevel } from '../contract/findings.ts';
import type { Message } from '../contract/message.ts';
import { type KnownFindings, readBaseline, subjectOf } from './baseline.ts';

export interface JudgeSettings {
  /** Levels by rule. */
  rules?: Readonly<Record<string, RuleLevel>>;
  /** Globs of what findings are about, or of documents, by rule. */
  ignore?: Readonly<Record<string, readonly string[]>>;
  /** Absolute path of the file of known findings. */
  baseline?: string | undefined;
}

/** Decides what is told of what was found. */
export interface Judge {
  /** The findings to tell, each as grave as its rule is set; what failed a document is always told. */
  reported(messages: readonly Message[]): readonly Message[];
  /** Findings so far that the baseline knows. */
  readonly known: number;
}

/** @throws ContextorError `BASELINE_UNREADABLE`, `BASELINE_INVALID` */
export async function createJudge({
  rules = {},
  ignore = {},
  baseline,
}: JudgeSettings): Promise<Judge> {
  const isIgnored = await ignoring(ignore);
  const left = new Remaining(baseline === undefined ? {} : readBaseline(baseline));
  const judged = (message: Message): Message | undefined => {
    if (message.severity === 'error') return message;
    const level = rules[message.rule] ?? message.severity;
    if (level === 'off' || isIgnored(message)) return undefined;
    if (level !== 'info' && left.take(message)) return undefined;
    return level === message.severity ? message : { ...message, severity: level };
  };
  return {
    reported: (messages) => messages.flatMap((message) => judged(message) ?? []),
    get known() {
      return left.taken;
    },
  };
}

/** Known findings that no finding has come up for. */
class Remaining {
  taken = 0;
  readonly #counts: KnownFindings;

  constructor(known: KnownFindings) {
    this.#counts = structuredClone(known);
  }

  take(message: Message): boolean {
    const subjects = this.#counts[message.path]?.[message.rule];
    const subject = subjectOf(message);
    if (subjects === undefined || !Object.hasOwn(subjects, subject)) return false;
    const count = subjects[subject]!;
    if (count === 0) return false;
    subjects[subject] = count - 1;
    this.taken += 1;
    return true;
  }
}

type Matcher = (text: string) => boolean;

async function ignoring(
  ignore: NonNullable<JudgeSettings['ignore']>,
): Promise<(message: Message) => boolean> {
  const given = Object.entries(ignore).filter(([, patterns]) => patterns.length > 0);
  if (given.length === 0) return () => false;
  const { default: picomatch } = await import('picomatch');
  const matchers = new Map<string, Matcher>();
  for (const [rule, patterns] of given) matchers.set(rule, picomatch([...patterns], { dot: true }));
  return ({ rule, about, path }) => {
    const matches = matchers.get(rule);
    return matches !== undefined && (matches(path) || (about !== undefined && matches(about)));
  };
}
