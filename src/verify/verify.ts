import { checks } from './checks.ts';
import { knownTo, muteUses } from './compare/mute.ts';
import { compare, readsEitherWay, type VerifyInput } from './compared.ts';
import type { Counts, Finding } from './evidence.ts';

export interface Verification {
  findings: Finding[];
  counts: Counts;
  /** Components of which the output says nothing, each as often as it is used so. */
  mute: string[];
}

/**
 * Compares a source with its output, independently of the transforms: what the source holds is in
 * the output, or a listed exception or a marker says why not; no source syntax is left outside
 * code; and the output's Markdown parses back to the same tree.
 *
 * @example
 * const { findings } = verifyDocument({ path: 'a.mdx', source, output });
 * // [{ rule: 'heading', path: 'a.mdx', line: 12, what: 'heading missing: "Set up"' }]
 */
export function verifyDocument(input: VerifyInput): Verification {
  const found = verifyReading(input);
  if (found.findings.length === 0 || !readsEitherWay(input)) return found;
  const plain = verifyReading({ ...input, plain: true });
  return plain.findings.length < found.findings.length ? plain : found;
}

function verifyReading(input: VerifyInput): Verification {
  const { path, dialect = '', rules } = input;
  const compared = compare(input);
  const { source, words, code, headings, links, cells } = compared;
  const findings = checks.flatMap((check) =>
    Array.from(check(compared), ({ rule, line, what }) => {
      return { rule, path, line: Math.floor(line), what };
    }),
  );
  const counts: Counts = {
    words: words.kept,
    codeLines: code.kept,
    headings: headings.kept,
    links: links.kept,
    cells: cells.kept,
  };
  return { findings, counts, mute: muteUses(source.elements, compared, knownTo(dialect, rules)) };
}
