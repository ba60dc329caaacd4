import type { Report } from '../../src/document/document.ts';

/** Where an expression stands that only running would tell, what stands in its place, and the import that would give its value. */
export interface LostExpression {
  at: Report['at'];
  end: string;
  from: string | undefined;
}
