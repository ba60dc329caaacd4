// Builds the package into `dist`, or the folder that `--out` names; `--no-types` leaves the declarations out.
import { parseArgs } from 'node:util';
import { buildPackage } from './build/package.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'dist' },
    types: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
await buildPackage(values.out, values);
