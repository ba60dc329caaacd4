import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

/** What is told of a component of which one part opens at a click. */
function told(opened: string): string[] {
  const source = `<script setup>
import { ref } from 'vue'
defineProps(['src'])
const isOpen = ref(false)
</script>
<template><div><img :src="src" alt="A" /><div v-if="isOpen">${opened}</div></div></template>`;
  const input = `import Own from './Own.vue';\n\n<Own src="/a.png" />\n`;
  const { body, reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.vue': source } });
  expect(body).toBe('![A](/a.png)\n');
  return reports.map(({ rule }) => rule);
}

test.each([
  ['the same picture says nothing new', '<img :src="src" alt="A" />', []],
  ['the same picture in an element', '<p><img :src="src" /></p>', []],
  ['a drawing, which says nothing', '<svg><path d="M0 0" /></svg>', []],
  ['another picture', '<img src="/b.png" />', ['component-lost']],
  ['words beside the same picture', '<img :src="src" /> Words', ['component-lost']],
  ['nothing but words', 'Words', ['component-lost']],
])('what opens at a click is told where it is more than what is shown: %s', (_, opened, rules) => {
  expect(told(opened)).toEqual(rules);
});
