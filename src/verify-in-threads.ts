import { workerEntry } from './pool/host/runner.ts';
import type { VerifyTask } from './pool/protocol.ts';
import { documentsToVerify, type TreeInput } from './verify/share.ts';
import { sumOf, type TreeVerification, verifyTree } from './verify/tree.ts';

/** Documents that pay for another thread: it takes as long to start as some five to check. */
const documentsPerThread = 20;

/** Each takes some 100 MB, whatever the build. */
const mostThreads = 8;

/** Checks a finished build as `verifyTree` does, in up to so many threads. */
export async function verifyInThreads(input: TreeInput, most: number): Promise<TreeVerification> {
  const documents = await documentsToVerify(input);
  const threads = Math.min(most, mostThreads, Math.ceil(documents / documentsPerThread));
  if (threads < 2) return verifyTree(input);
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: workerEntry('threads'),
    minThreads: threads,
    maxThreads: threads,
    atomics: 'disabled',
    // As much as the first thread has; the reference parser goes as deep as the text nests.
    resourceLimits: { stackSizeMb: 8 },
  });
  try {
    const tasks = Array.from({ length: threads }, (_, at): VerifyTask => {
      return { input, share: { at, of: threads } };
    });
    return sumOf(await Promise.all(tasks.map((task) => pool.run(task, { name: 'verify' }))));
  } finally {
    await pool.destroy();
  }
}
