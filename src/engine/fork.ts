import { ContextorError } from '../errors.ts';

/** Copies an input by structured clone. */
export function forkInput<Input>(input: Input): Input {
  try {
    return structuredClone(input);
  } catch (cause) {
    throw new ContextorError('The input cannot be copied for a stage that may be repeated', {
      code: 'ENGINE_NO_FORK',
      remedy:
        'give pipeline(name, { fork, adopt }) functions that copy the input and take the copy over',
      cause,
    });
  }
}

/** Replaces the contents of an input by those of a copy. */
export function adoptInPlace<Input>(input: Input, copy: Input): void {
  if (typeof input !== 'object' || input === null) return;
  if (Array.isArray(input) && Array.isArray(copy)) input.length = 0;
  else for (const key of Object.keys(input)) delete (input as Record<string, unknown>)[key];
  Object.assign(input, copy);
}
