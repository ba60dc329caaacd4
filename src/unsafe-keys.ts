/** Keys that would reach the prototype of an object in place of the object; never taken from documents. */
export const unsafeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
