import { contextor } from 'contextor/vitepress';

export default {
  title: 'Acme',
  description: 'The documentation of Acme.',
  base: '/docs/',
  cleanUrls: true,
  rewrites: { 'guide/first-steps.md': 'guide/start.md' },
  themeConfig: { sidebar: [{ text: 'Guide', items: [{ text: 'Start', link: '/guide/start' }] }] },
  ...(process.env.PLAIN ? {} : { buildEnd: contextor() }),
};
