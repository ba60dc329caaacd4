import { defineRendering } from './rendering.ts';

/** Nothing; with `heading`, the heading above goes too when nothing else stands below it. */
export const drop = defineRendering<{ heading?: boolean }>({ heading: 'flag' }, () => []);
