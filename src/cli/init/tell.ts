import { printable, type Terminal } from '../terminal.ts';
import type { Conversion } from './convert/conversion.ts';
import type { Survey } from './survey.ts';

/** What a look at the repo found, and what was taken of it. */
export function tellFindings(
  { config, frameworks, otherFolders }: Survey,
  { line }: Terminal,
): void {
  line(`Found documents in ${printable(config.src ?? '.')}.`);
  if (otherFolders.length > 0) {
    line(`Also in ${printable(otherFolders.join(', '))}; set "src" to take another.`);
  }
  for (const { dialect, sign } of frameworks) line(`Found ${dialect} (${printable(sign)}).`);
  if (frameworks.length > 1) {
    line(`Taking ${frameworks[0]!.dialect}; set "dialect" to take another.`);
  }
}

/** What another tool's configuration holds that has no counterpart. */
export function tellUnmatched(unmatched: Conversion['unmatched'], { line }: Terminal): void {
  if (unmatched.length === 0) return;
  line('Not taken over:');
  for (const { key, note } of unmatched) line(`  ${printable(key)}: ${note}`);
}
