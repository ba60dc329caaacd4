import { withBase } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { h } from 'vue';

/** What stands above each page: its actions, and a line for agents. */
const above = () =>
  h('div', { style: 'display: flex; gap: 1rem; flex-wrap: wrap; margin-bottom: 1rem' }, [
    h('page-actions'),
    h('span', ['For agents: ', h('a', { href: withBase('/llms.txt') }, 'llms.txt')]),
  ]);

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'doc-before': above }),
};
