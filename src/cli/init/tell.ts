import { printable, type Terminal } from '../terminal.ts';
import type { Conversion } from './convert/conversion.ts';

/** What another tool's configuration holds that has no counterpart. */
export function tellUnmatched(unmatched: Conversion['unmatched'], { line }: Terminal): void {
  if (unmatched.length === 0) return;
  line('Not taken over:');
  for (const { key, note } of unmatched) line(`  ${printable(key)}: ${note}`);
}
