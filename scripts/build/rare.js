import { basename, join } from 'node:path';
import { build } from 'rolldown';
import { bundling } from '../bundling.js';
import { packages, rare } from './packages.js';

/** The packages that few documents need, in one file each. Gives the files that were built in. */
export async function buildRare(folder) {
  const built = await Promise.all(
    rare.map((name) =>
      build({
        ...bundling,
        ...packages,
        // The parser of TypeScript extends the acorn that it is given.
        resolve: { alias: { ...packages.resolve.alias, acorn: false } },
        input: name,
        output: {
          file: join(folder, 'rare', `${basename(name)}.cjs`),
          format: 'cjs',
          charset: 'ascii',
          codeSplitting: false,
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      }),
    ),
  );
  return built.flatMap(({ output: [file] }) =>
    Object.keys(file.modules).filter((id) => !id.startsWith('\0')),
  );
}
