import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

const qwik = "import { component$, Slot } from '@builder.io/qwik';\n";

/** What a document shows of a component. */
function shown(source: string, use: string): string {
  const input = `import { Own } from './Own.tsx';\n\n${use}\n`;
  return clean(input, { dialect: 'generic', files: { 'docs/Own.tsx': source } }).body;
}

const named = `${qwik}export const Own = component$(() => <div><p><Slot name="end" /></p><p><Slot /></p></div>);`;

test.each([
  [
    'what a module shares has no children of its own',
    `${qwik}const shared = <p>shared <Slot /></p>;
    export const Own = component$(() => <div>{shared}<Slot /></div>);`,
    '<Own>One.</Own>\n\n<Own>Two.</Own>',
    'shared\n\nOne.\n\nshared\n\nTwo.\n',
  ],
  [
    'q:slot names a slot in a document',
    named,
    '<Own><b q:slot="end">End.</b><i>Words.</i></Own>',
    '**End.**\n\n_Words._\n',
  ],
  [
    'q:slot names a slot in a component',
    `${named.replace('Own', 'Inner')}
    export const Own = component$(() => <Inner><b q:slot="end">End.</b><i>Words.</i></Inner>);`,
    '<Own />',
    '**End.**\n\n_Words._\n',
  ],
  [
    'a slot element of a React component is no place for the children',
    'export const Own = ({ children }) => <div><slot>Fallback.</slot><p>{children}</p></div>;',
    '<Own>Words.</Own>',
    'Fallback.\n\nWords.\n',
  ],
  [
    'React.Children gives the children one by one',
    `import React from 'react';
    export const Own = ({ children }) => <ol>{React.Children.map(children, (child) => <li>{child}</li>)}</ol>;`,
    '<Own>\n  <p>One.</p>\n  <p>Two.</p>\n</Own>',
    '1. One.\n2. Two.\n',
  ],
  [
    'what the one child is given is known',
    'export const Own = ({ children }) => <blockquote>{children.props.children}</blockquote>;',
    '<Own>\n  <p>**One** word.</p>\n</Own>',
    '> **One** word.\n',
  ],
  [
    'all children hold what the one child is given',
    "export const Own = ({ children }) => <blockquote>{typeof children === 'string' ? children : children.props.children}</blockquote>;",
    '<Own>\n  <p>**One** word.</p>\n</Own>',
    '> **One** word.\n',
  ],
  [
    'of several children nothing is, as of a list',
    'export const Own = ({ children }) => <blockquote>{children.props?.children ?? children}</blockquote>;',
    '<Own>\n  <p>One.</p>\n  <p>Two.</p>\n</Own>',
    '> One.\n>\n> Two.\n',
  ],
  [
    'as a list, with the functions that take an element',
    `import { Children, cloneElement, isValidElement } from 'react';
    export const Own = ({ children }) => <div>{Children.toArray(children).filter((one) => isValidElement(one)).map((one) => cloneElement(one, { a: 1 }))}</div>;`,
    '<Own>\n  <p>One.</p>\n  <p>Two.</p>\n</Own>',
    'One.\n\nTwo.\n',
  ],
  [
    'of which all have to be shown',
    `import { Children } from 'react';
    export const Own = ({ children }) => <div><b>First</b>{Children.toArray(children)[0]}</div>;`,
    '<Own>\n  <p>One.</p>\n  <p>Two.</p>\n</Own>',
    'One.\n\nTwo.\n',
  ],
  [
    'children that are used as a list',
    'export const Own = ({ children }) => <div>{children.map((child) => <section>{child}</section>)}</div>;',
    '<Own>\n  <p>One.</p>\n  <p>Two.</p>\n</Own>',
    'One.\n\nTwo.\n',
  ],
])('%s', (_, source, use, body) => {
  expect(shown(source, use)).toBe(body);
});

/** What a document shows of a Vue component that gives its children to another one. */
function passedOn(inner: string, use: string): string {
  const outer =
    '<script setup>\nimport Inner from \'./Inner.vue\'\n</script>\n<template><Inner><slot /><template #end><slot name="end" /></template></Inner></template>';
  const input = `import Own from './Own.vue';\n\n${use}\n`;
  const files = { 'docs/Own.vue': outer, 'docs/Inner.vue': inner };
  return clean(input, { dialect: 'vitepress', files }).body;
}

test.each([
  [
    'what is shown when something is ready is shown if it has the children in it',
    '<template><b>First.</b><div v-if="isReady"><p>Below:</p><slot /></div></template>',
    '**First.**\n\nBelow:\n\nWords.\n',
  ],
  [
    'the names of slots may be bound',
    `<template><div v-for="one in ['default', 'end', 'other']"><slot :name="one" /></div></template>`,
    'Words.\n\nEnd.\n',
  ],
  [
    'another slot, too',
    '<template><slot /><p v-if="isReady"><slot name="end" /></p><p v-if="isReady">Ready.</p></template>',
    'Words.\n\nEnd.\n',
  ],
  [
    'children that the other one leaves out stay',
    '<template><b>First.</b></template>',
    'Words.\n\nEnd.\n',
  ],
])('children that a component gives to another: %s', (_, inner, body) => {
  const end = body.includes('End.') ? '\n\n<template #end>\n\nEnd.\n\n</template>' : '';
  expect(passedOn(inner, `<Own>\n\nWords.${end}\n\n</Own>`)).toBe(body);
});

const given = '<Own>\n\n<template #end>\n\nEnd.\n\n</template>\n\n</Own>';

test.each([
  ['nothing is given', "'start'", '<Own />', true],
  ['nobody knows which it is', 'which', given, true],
  ['another one is given', "'start'", given, false],
])('a slot whose name is bound is reported or not: %s', (_, name, use, isLost) => {
  expect(reported(name, use).includes('component-lost')).toBe(isLost);
});

function reported(name: string, use: string): string[] {
  const files = { 'docs/Own.vue': `<template><p>First.</p><slot :name="${name}" /></template>` };
  const input = `import Own from './Own.vue';\n\n${use}\n`;
  return clean(input, { dialect: 'vitepress', files }).reports.map(({ rule }) => rule);
}

test.each([
  ['<slot />', 'they are left out, its literal texts are kept'],
  ['', 'they are left out with its own texts, its content is kept'],
])('what is kept of a component is told: %s', (slot, kept) => {
  const files = { 'docs/Own.vue': `<template><p>First {{ count }}</p>${slot}</template>` };
  const input = "import Own from './Own.vue';\n\n<Own>\n\nWords.\n\n</Own>\n";
  const { body, reports } = clean(input, { dialect: 'vitepress', files });
  expect(body.includes('First')).toBe(slot !== '');
  expect(reports.map(({ reason }) => reason).join('\n')).toContain(kept);
});
