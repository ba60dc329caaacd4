import { expect, test } from 'vitest';
import type { ElementNode } from '../../../src/contract/element.ts';
import { isCard, isComponentName, readsAll } from '../../../transforms/clean-mdx/attributes.ts';
import { text } from '../../../transforms/nodes.ts';

type Value = string | null | { expression: string };

function element(given: Readonly<Record<string, Value>>, children = ''): ElementNode {
  const attributes = Object.entries(given).map(([name, value]) => ({
    type: 'mdxJsxAttribute',
    name,
    value: typeof value === 'object' && value ? { value: value.expression } : value,
  }));
  const inside = children === '' ? [] : [text(children)];
  return { type: 'mdxJsxFlowElement', name: 'Box', attributes, children: inside } as never;
}

const card = { title: 'A', href: '/a', description: 'b c' };

test.each<[what: string, given: Readonly<Record<string, Value>>, children: string, is: boolean]>([
  ['a title, a description and an address', card, '', true],
  ['and an expression', { ...card, count: { expression: '3' } }, '', true],
  ['and a sentence', { ...card, more: 'two words' }, '', false],
  ['and content', card, 'x', false],
  ['but the address is an expression', { ...card, href: { expression: 'x' } }, '', false],
])('a card has %s', (_, given, children, is) => {
  expect(isCard(element(given, children))).toBe(is);
});

test.each<[what: string, given: Readonly<Record<string, Value>>, children: string, all: boolean]>([
  ['its title', { title: 'A' }, '', true],
  ['its title and a style', { title: 'A', class: 'b c' }, '', true],
  ['its title, not a sentence', { title: 'A', more: 'two words' }, '', false],
  ['nothing of a style alone', { class: 'b c' }, '', false],
  ['what it holds', { class: 'b c' }, 'x', true],
])('a row that reads the title reads of an element %s', (_, given, children, all) => {
  const entry = { spec: { as: 'alert', title: 'title' } } as never;
  expect(readsAll(element(given, children), entry)).toBe(all);
});

test.each<[name: string, is: boolean]>([
  ['Tabs', true],
  ['Tabs.Tab', true],
  ['my-tabs', true],
  ['motion.div', true],
  ['div', false],
])('%s is the name of a component: %s', (name, is) => {
  expect(isComponentName(name)).toBe(is);
});
