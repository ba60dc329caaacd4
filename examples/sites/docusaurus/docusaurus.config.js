export default {
  title: 'Acme',
  tagline: 'The documentation of Acme.',
  url: 'https://acme.dev',
  baseUrl: '/docs/',
  trailingSlash: false,
  themes: ['@docusaurus/theme-classic'],
  plugins: [
    ['@docusaurus/plugin-content-docs', { routeBasePath: '/', sidebarPath: './sidebars.js' }],
    ...(process.env.PLAIN ? [] : ['contextor/docusaurus']),
  ],
};
