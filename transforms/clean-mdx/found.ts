import type { Savings } from '../../src/contract/savings.ts';
import type { Report } from '../../src/document/document.ts';

type At = Report['at'];

/** Where an expression stands that only running would tell, what stands in its place, and the import that would give its value. */
export interface LostExpression {
  at: At;
  end: string;
  from: string | undefined;
}

/** What is found in a document and all that it includes. */
export class Found {
  /** The unknown components by name: how often each was met, and where first. */
  readonly unknown = new Map<string, { count: number; at: At }>();
  /** What components show that is not static, by their names, and where each is first used so. */
  readonly lost = new Map<string, { sources: Set<string>; at: At }>();
  /** Components of which only their content is shown, as not all of it has its place in them. */
  readonly onlyContent = new Set<string>();
  /** Sources of expressions that show what only running them would tell. */
  readonly lostExpressions = new Map<string, LostExpression>();
  /** The settings that say how names are rendered that are not of components. */
  readonly settingOf = new Map<string, 'macros' | 'containers'>();
  /** What savings rules left out. */
  readonly savings: Savings = {};
}
