import { describe, expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

/** Each script with whether it may bring data, so that what begins empty is not known. */
const scripts: readonly (readonly [string, boolean])[] = [
  ['', false],
  ['defineProps({ title: String })', false],
  ['onMounted(() => { search.value = new URLSearchParams(location.search).get("q") })', false],
  ['watch(search, (text) => localStorage.setItem("q", text))', false],
  ['onMounted(async () => { search.value = await (await fetch("/last")).text() })', true],
  ['onMounted(load)', true],
  ['watchEffect(() => fetch("/last").then((last) => { search.value = last }))', true],
  ['fetch("/last").then((last) => { search.value = last })', true],
  ['load()', true],
  ['new WebSocket("/last").onmessage = ({ data }) => { search.value = data }', true],
];

const code = (script: string) => `<script setup>
import { computed, onMounted, ref, watch, watchEffect } from 'vue'
const search = ref('')
const pots = computed(() => ['Bowl', 'Cup'].filter((name) => name.includes(search.value)))
async function load() { search.value = await fetch('/last') }
${script}
</script>`;
const list = '<ul><li v-for="pot in pots">{{ pot }}</li></ul>';
const rulesOf = (text: string, files = {}, dialect = 'vitepress') =>
  clean(text, { dialect, path: 'docs/page.md', files }).reports.map(({ rule }) => rule);

describe.each(scripts)('a list by a word that begins empty, with %s', (script, isFilled) => {
  test('is told of in a component if the script may bring data', () => {
    const files = { 'docs/Pots.vue': `${code(script)}\n<template>${list}</template>\n` };
    const page =
      "<script setup>\nimport Pots from './Pots.vue'\n</script>\n\n# Pots\n\nAll pots:\n\n<Pots />\n";
    expect(rulesOf(page, files)).toEqual(isFilled ? ['component-lost'] : []);
  });

  test('is told of on a page if the script may bring data', () => {
    expect(rulesOf(`${code(script)}\n\n${list}\n`)).toEqual(isFilled ? ['expression-lost'] : []);
  });
});

test.each([
  ['ref([])', 'pots', true],
  ['reactive({ names: [] })', 'pots.names', true],
  ["ref(['Bowl'])", 'pots', false],
])('a store that begins empty is filled elsewhere: %s', (store, names, isFilled) => {
  const files = {
    'docs/store.ts': `import { reactive, ref } from 'vue'\nexport const pots = ${store}\n`,
    'docs/Pots.vue': `<script setup>\nimport { pots } from './store.ts'\n</script>
<template><p>Pots</p><ul><li v-for="pot in ${names}">{{ pot }}</li></ul></template>\n`,
  };
  const page =
    "<script setup>\nimport Pots from './Pots.vue'\n</script>\n\n# Pots\n\nAll:\n\n<Pots />\n";
  expect(rulesOf(page, files)).toEqual(isFilled ? ['component-lost'] : []);
});

test.each([
  ['', false],
  ['mounted() { this.search = new URLSearchParams(location.search).get("q") }', false],
  ['mounted() { fetch("/last").then((last) => { this.search = last }) }', true],
  ['methods: { async load() {} }, mounted() { this.load() }', true],
  ['async created() { this.search = await fetch("/last") }', true],
])('so it is with the options of a component: %s', (options, isFilled) => {
  const source = `<template>${list}</template>
<script>
export default {
  data: () => ({ search: '' }),
  computed: { pots() { return ['Bowl', 'Cup'].filter((name) => name.includes(this.search)) } },
  ${options}
}
</script>`;
  const page =
    "<script setup>\nimport Pots from './Pots.vue'\n</script>\n\n# Pots\n\nAll:\n\n<Pots />\n";
  expect(rulesOf(page, { 'docs/Pots.vue': source })).toEqual(isFilled ? ['component-lost'] : []);
});

test.each([
  ['let pots = []', '', false],
  ['let pots = []', 'onMount(async () => { pots = await (await fetch("/pots")).json() })', true],
  ['let pots = $state([])', 'onMount(() => { load() })', true],
  ['let pots = $state([])', 'onMount(() => { isShown = true })', false],
])('so it is in Svelte: %s; %s', (state, script, isFilled) => {
  const source = `<script>
import { onMount } from 'svelte';
let isShown = false;
${state};
async function load() { pots = await fetch('/pots') }
${script};
</script>
<p>Pots</p>
<ul>{#each pots as pot}<li>{pot}</li>{/each}</ul>
`;
  const page =
    "<script>\nimport Pots from './Pots.svelte';\n</script>\n\n# Pots\n\nAll:\n\n<Pots />\n";
  expect(rulesOf(page, { 'docs/Pots.svelte': source }, 'svelte')).toEqual(
    isFilled ? ['component-lost'] : [],
  );
});

test.each(['{ names: [] }', '{ names: [], count: 0 }', "{ names: [], kind: '' }"])(
  'so it is with a store of React that begins as %s',
  (store) => {
    const source = `import { cache } from 'react';
const store = cache(() => (${store}));
export const Own = () => <p>Pots: {store().names.length}</p>;
`;
    const page = "import { Own } from './Own.jsx';\n\n# Pots\n\n<Own />\n";
    const files = { 'docs/Own.jsx': source };
    const { body, reports } = clean(page, { dialect: 'generic', files });
    expect(body).toBe('# Pots\n\nPots:\n');
    expect(reports.map(({ rule }) => rule)).toEqual(['component-lost']);
  },
);

const functionsOfPages = [
  'for (let i = 0; i < pages.length; i++) if (pages[i].path === path) return pages[i]; return {}',
  'for (const page of pages) if (page.path === path) return page; return []',
  'for (const page of pages) if (page.path === path) return page.title',
];

test.each(functionsOfPages)('what is looked up on pages of the site is not known: %s', (body) => {
  const source = `<template><p>See {{ found.title }}</p></template>
<script>
function look(pages, path) { ${body} }
export default { props: ['path'], computed: { found() { return look(this.$site.pages, this.path) } } }
</script>`;
  const page =
    '<script setup>\nimport See from \'./See.vue\'\n</script>\n\n# Pots\n\nAll:\n\n<See path="a" />\n';
  expect(rulesOf(page, { 'docs/See.vue': source })).toEqual(['component-lost']);
});

test.each([
  ['<div ref="box"></div>', 'onMounted(() => fill(box.value))', true],
  ['<div><div ref="box"></div></div>', 'onMounted(() => fill(box.value))', true],
  ['<div ref="box"><i v-if="!isFull"></i></div>', 'onMounted(() => fill(box.value))', true],
  ['<div ref="box"><i></i></div>', 'onMounted(() => track(box.value))', false],
  ['<div ref="box"></div>', '', false],
  ['<div></div>', 'onMounted(() => track())', false],
  ['<div ref="box"></div><p>Bowl</p>', 'onMounted(() => fill(box.value))', false],
])(
  'an element that a script fills is told of where nothing else is shown: %s, with %s',
  (template, script, isFilled) => {
    const setup = `import { onMounted, ref } from 'vue'\nimport fill from 'pots'\nconst box = ref()\n${script}`;
    const files = {
      'docs/Pots.vue': `<script setup>\n${setup}\n</script>\n<template>${template}</template>\n`,
    };
    const page =
      "<script setup>\nimport Pots from './Pots.vue'\n</script>\n\n# Pots\n\nAll:\n\n<Pots />\n";
    expect(rulesOf(page, files)).toEqual(isFilled ? ['component-lost'] : []);
  },
);
