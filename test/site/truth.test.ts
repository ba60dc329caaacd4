import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSite } from '../../src/site/read-site.ts';
import { truth } from './truth-table.ts';

const projects = resolve(process.env.CONTEXTOR_PROJECTS ?? '../shared/projects');

describe.skipIf(!existsSync(projects))('real sites (skipped without ../shared/projects)', () => {
  describe.each(Object.entries(truth))('%s', (name, expected) => {
    const projectRoot = join(projects, name);

    test('source, title, address and locales', () => {
      const [site] = readSite(projectRoot);
      expect({
        framework: site?.framework,
        source: site?.sources[0]?.folder,
        title: site?.title?.value,
        address: site?.baseUrl?.value,
        locales: site?.locales.map(({ key }) => key),
      }).toEqual({
        framework: expected.framework,
        source: expected.source,
        title: expected.title,
        address: expected.address,
        locales: expected.locales,
      });
    });
  });
});
