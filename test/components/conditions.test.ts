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

test.each([
  ['a link around a drawing', 'isOpen && <a href="#kiln"><svg /></a>', []],
  ['an icon that leads to the place itself', 'isOpen && <a href="#kiln"><i><Check /></i></a>', []],
  ['an icon that leads to a place', 'isOpen && <a href={`#${isOpen}`}><Check /></a>', []],
  ['an icon that leads elsewhere', 'isOpen && <a href="/b"><Check /></a>', ['component-lost']],
  ['icons of what a button does', 'isOpen ? <Check /> : <Copy />', []],
  ['icons that turn', '<button>{isOpen ? <ChevronUp /> : <ChevronDown />}</button>', []],
  ['nothing whichever way', 'isOpen ? null : undefined', []],
  ['one of several drawings', '({ a: <svg />, b: <svg /> })[isOpen ? "a" : "b"]', []],
  ['one of several words', '({ a: <b>A</b>, b: "" })[isOpen ? "a" : "b"]', ['component-lost']],
  ['one of none', '({})[isOpen ? "a" : "b"]', ['component-lost']],
  ['a tick or a cross', 'isOpen ? <Check /> : <X />', ['component-lost']],
  ['a tick', 'isOpen && <Check />', ['component-lost']],
  ['words', 'isOpen && <b>Words</b>', ['component-lost']],
  ['words or an icon', 'isOpen ? "Fired" : <Copy />', ['component-lost']],
  ['what is said of copying', 'isOpen ? <Badge>Copied!</Badge> : <Copy />', []],
  ['a box around what is said of copying', '<Presence>{isOpen && <b>Copied!</b>}</Presence>', []],
  ['a drawing by its name', '<b>{isOpen.icon}</b>', []],
  ['an image', 'isOpen && <img src="/a.png" />', ['component-lost']],
])('what JSX shows now and then is told where it says something: %s', (_, shown, rules) => {
  const source = `import { Check, ChevronDown, ChevronUp, Copy, X } from 'lucide-react';
export const Own = () => { const [isOpen] = useState(false); return <div><b>Kiln</b>${shown.startsWith('<') ? shown : `{${shown}}`}</div>; };`;
  const input = "import { Own } from './Own.jsx';\n\n<Own />\n";
  const { body, reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.jsx': source } });
  expect(body).toBe('**Kiln**\n');
  expect(reports.map(({ rule }) => rule)).toEqual(rules);
});

test.each([
  ['<Check v-if="isDone" /><Copy v-else />', []],
  ['<b v-if="isDone">Done</b>', ['component-lost']],
])('what Vue shows now and then is told where it says something: %s', (shown, rules) => {
  const source = `<script setup>
import { Check, Copy } from 'lucide-vue-next';
const isDone = ref(false);
const done = () => { isDone.value = true; };
</script>
<template><div><b>Kiln</b>${shown}</div></template>`;
  const input = '<script setup>\nimport Own from "./Own.vue";\n</script>\n\n<Own />\n';
  const { reports } = clean(input, { dialect: 'vitepress', files: { 'docs/Own.vue': source } });
  expect(reports.map(({ rule }) => rule)).toEqual(rules);
});

test.each([
  ['<a href={find(page)}>Kiln</a>', ['href of <a>']],
  ['<Link to={{ path: find(page) }}>Kiln</Link>', ['to of <Link>']],
  ['<a href={find(page)}><img src="/a.png" alt="" /></a>', []],
  ['<a href={`#${find(page)}`}>Kiln</a>', ['href of <a>']],
  ['<Icon name={find(page)} />', []],
  ['<Icon title={find(page)} />', ['title of <Icon>']],
  ['<PageContext.Provider value={{ name: find(page) }}>kiln</PageContext.Provider>', []],
  ['<b href={find(page)}>Kiln</b>', []],
  ['<SegmentedControl.Root value={find(page)}>kiln</SegmentedControl.Root>', []],
  ['<TextField.Root defaultValue={find(page)}>kiln</TextField.Root>', []],
  ['<Field value={find(page)}>kiln</Field>', ['value of <Field>']],
  ['<a href="/kiln">Kiln</a>', []],
])('a destination that only running would tell is told: %s', (shown, notes) => {
  const source = `import { find } from 'elsewhere';\nexport const Own = ({ page }) => <p>The ${shown}</p>;`;
  const input = 'import { Own } from \'./Own.jsx\';\n\n<Own page="k" />\n';
  const { reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.jsx': source } });
  const told = reports.filter(({ rule }) => rule === 'component-lost');
  expect(told.map(({ reason }) => /\((.*?)\)/.exec(reason)?.[1])).toEqual(notes);
});

test.each([
  ['words for what is not there', '<p v-if="page">{{ page.title }}</p><p v-else>Not found</p>', ''],
  [
    'words for an empty list',
    '<ul v-if="ready && page.items.length > 0"><li v-for="one in page.items">{{ one }}</li></ul><p v-else>None</p>',
    '',
  ],
  ['the other of two', '<b v-if="isOld">Old</b><b v-else>New</b>', '**New**\n'],
  [
    'a value in either way',
    '<b v-if="page">{{ page.title }}</b><b v-else>{{ name }}</b>',
    '**Kiln**\n',
  ],
])('beside a part of Vue that is not known: %s', (_, template, shown) => {
  const source = `<script setup>
import { find } from 'elsewhere'
const { page, isOld, ready } = find()
const name = 'Kiln'
</script>
<template><div>${template}</div></template>`;
  const input = "import Own from './Own.vue';\n\n<Own />\n";
  const { body, reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.vue': source } });
  expect(body).toBe(shown);
  expect(reports.map(({ rule }) => rule)).toContain('component-lost');
});

test.each([
  ['a literal', 'defineProps<{ title: string; note?: string }>()'],
  ['a type by name', 'type Given = { title: string; note?: string }\ndefineProps<Given>()'],
  ['an interface', 'interface Given { title: string; note?: string }\ndefineProps<Given>()'],
])('what a use does not give is nothing where %s declares it', (_, declared) => {
  const source = `<script setup lang="ts">\n${declared}\n</script>
<template><p>{{ title }}</p><p v-if="note">See {{ note }}</p></template>\n`;
  const input = `import Own from './Own.vue';\n\n<Own title="Kiln" />\n`;
  const { body, reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.vue': source } });
  expect(body).toBe('Kiln\n');
  expect(reports).toEqual([]);
});
