import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { contextor } from 'contextor/astro';

export default defineConfig({
  site: 'https://acme.dev',
  integrations: [
    starlight({
      title: 'Acme',
      sidebar: [{ label: 'Guide', items: [{ autogenerate: { directory: 'guide' } }] }],
    }),
    ...(process.env.PLAIN ? [] : [contextor()]),
  ],
});
