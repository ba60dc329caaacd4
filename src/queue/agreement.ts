import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dialects } from '../../transforms/dialects/index.ts';
import { ContextorError } from '../errors.ts';
import type { WorkerSetup } from '../job/setup.ts';
import { version } from '../version.ts';
import type { Agreement } from './protocol.ts';

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** What this installation brings to a build. */
export function agreementOf({
  transforms,
  mergeModule,
}: Pick<WorkerSetup, 'transforms' | 'mergeModule'>): Agreement {
  const modules = transforms.map(({ name, url }): [string, string] => {
    if (url === undefined) throw needsModule(name);
    return [name, moduleHash(url)];
  });
  if (mergeModule !== undefined) modules.push(['merge', moduleHash(mergeModule)]);
  return {
    version,
    dialects: sha256(JSON.stringify(dialects)),
    modules: Object.fromEntries(modules),
  };
}

function needsModule(name: string): ContextorError {
  return new ContextorError(
    `the stage '${name}' is not a module; workers of a queue cannot load it`,
    { code: 'TRANSFORM_INLINE', remedy: 'Put it into a file, and name the file in "transforms".' },
  );
}

const moduleHash = (url: string): string => sha256(readFileSync(fileURLToPath(url)));

/** Names what a worker lacks or has otherwise; undefined where it can take part. */
export function disagreement(wanted: Agreement, own: Agreement): string | undefined {
  if (wanted.version !== own.version) {
    return `the build runs contextor ${wanted.version}, this worker ${own.version}`;
  }
  if (wanted.dialects !== own.dialects) return 'the dialect tables differ';
  for (const [name, hash] of Object.entries(wanted.modules)) {
    const found = own.modules[name];
    if (found === undefined) {
      return `the build uses '${name}', which the configuration of this worker does not name`;
    }
    if (found !== hash) return `the module of '${name}' differs from that of the build`;
  }
  return undefined;
}
