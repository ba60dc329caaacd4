// Runs a TypeScript script of this folder: node scripts/run.js scripts/tokens.ts DIR
import { bundledScript } from './bundling.js';

const [entry, ...rest] = process.argv.slice(2);
const script = await bundledScript(entry);
process.argv.splice(1, process.argv.length - 1, entry, ...rest);
await import(script);
