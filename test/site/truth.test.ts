import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../../src/site/build-site.ts';
import { readSite } from '../../src/site/read-site.ts';
import { scanFile } from '../../src/site/scan-file.ts';
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

    test.each(Object.entries(expected.pages))('addresses of %s', (source, pages) => {
      const sourceRoot = join(projectRoot, source);
      const site = buildSite({ sourceRoot, projectRoot });
      const found = pages.map(([path]) => {
        const text = readFileSync(join(sourceRoot, path), 'utf8');
        return [path, site?.addressOf(path, scanFile(text, path))?.address];
      });
      expect(found).toEqual(pages);
    });
  });
});
