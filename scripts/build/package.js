import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledScript } from '../bundling.js';
import { buildCode } from './code.js';
import { licences } from './licences.js';
import { buildNativeParser } from './native-parser.js';
import { buildRare } from './rare.js';
import { buildReportScript } from './report-script.js';
import { writeTypes } from './types.js';
import { writeVocabularies } from './vocabulary.js';

/** Builds all that is published besides the documentation: code, licences, schema, vocabulary and, if asked, types. */
export async function buildPackage(folder, { types }) {
  rmSync(folder, { recursive: true, force: true });
  const inputs = [
    ...(await buildCode(folder)),
    ...(await buildNativeParser(folder)),
    ...(await buildRare(folder)),
    ...(await buildReportScript(folder)),
  ];
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licences(inputs));
  const { configJsonSchema } = await import(await bundledScript('src/config/json-schema.ts'));
  writeFileSync(join(folder, 'schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  await writeVocabularies(folder);
  cpSync('web/page-actions.js', join(folder, 'page-actions.js'));
  const required = ['src/integrations/docusaurus.cjs', 'src/pool/worker/thread.cjs'];
  for (const file of required) cpSync(file, join(folder, file));
  if (types) await writeTypes(folder);
}
