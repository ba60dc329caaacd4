import { join } from 'node:path';
import { expect, it } from 'vitest';
import { partReader } from '../../src/verify/share.ts';
import { verifyDocument } from '../../src/verify/verify.ts';
import { dialectRules, readDialectFixture } from '../setup/dialect-fixtures.ts';

/**
 * The referee on what the rules of dialects make: each line of an output that is gone is missed.
 * The snapshot holds the exceptions: what it finds in whole outputs (`+`), and the lines that it does
 * not miss (`-`).
 */
it.each(dialectRules)('%s: %s', async (dialect, rule) => {
  const { source, expected, path, config: rules, folder } = readDialectFixture(dialect, rule);
  const read = await partReader({ sourceRoot: join(folder, 'files'), projectRoot: folder });
  const verify = (output: string) =>
    verifyDocument({ path, source, output, dialect, rules, read }).findings;
  const findings = verify(expected);
  const lines = expected.split('\n');
  const gone = lines.filter((line, at) => {
    if (!/[\p{L}\p{N}]/u.test(line)) return false;
    return verify(lines.toSpliced(at, 1).join('\n')).length <= findings.length;
  });
  const said = findings.map(({ rule, line, what }) => `+ ${line} ${rule}: ${what}`);
  const exceptions = [...said, ...gone.map((line) => `- ${line}`)];
  if (exceptions.length > 0) expect(`\n${exceptions.join('\n')}\n`).toMatchSnapshot();
});
