import { defineTransform } from './define.ts';

/** Renders the finished tree, as a stage of its own so that its time shows. */
export const render = defineTransform({
  name: 'render',
  kind: 'enrich',
  run(document) {
    document.body();
  },
});
