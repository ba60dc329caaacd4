import type { TemplateFunction } from './collections.ts';
import { unknown } from './values.ts';

/** Arithmetic from left to right. */
export const onAll =
  (sum: (left: number, right: number) => number): TemplateFunction =>
  (args) => {
    const isKnown = args.length > 1 && args.every((arg) => typeof arg === 'number');
    const result = isKnown ? (args as readonly number[]).reduce(sum) : Number.NaN;
    return Number.isFinite(result) ? result : unknown;
  };

const sum = onAll((left, right) => left + right);

/** Numbers are added, texts put together: https://gohugo.io/functions/math/add/ */
export const add: TemplateFunction = (args) => {
  const isText = args.length > 1 && args.every((arg) => typeof arg === 'string');
  return isText ? args.join('') : sum(args);
};
