import { defineRendering, type Names } from './rendering.ts';

/** Text that stays as it is written, such as TeX: no mark in it is escaped. */
export const verbatim = defineRendering<{ value?: Names }>(
  { value: 'names' },
  (element, spec, env) => {
    const value = env.text(element, spec.value) ?? env.code(element);
    return value === '' ? [] : [{ type: 'html', value }];
  },
);
