import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';

const inside = new AsyncLocalStorage<true>();
const methods = ['log', 'info', 'debug', 'dir', 'dirxml', 'table', 'group'] as const;
let patched = false;

/** Calls a user's code; what it writes with `console` goes to stderr, for stdout is for content. */
export function quietly<T>(run: () => T): T {
  if (!patched) patch();
  return inside.run(true, run);
}

function patch(): void {
  patched = true;
  const quiet = new Console({ stdout: process.stderr, stderr: process.stderr });
  for (const method of methods) {
    const loud = console[method] as (...values: unknown[]) => void;
    const soft = quiet[method] as (...values: unknown[]) => void;
    console[method] = (...values: unknown[]) => {
      if (inside.getStore()) soft.apply(quiet, values);
      else loud.apply(console, values);
    };
  }
}
