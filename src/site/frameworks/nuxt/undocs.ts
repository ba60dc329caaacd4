import { entriesOf, member, placeOf, type StaticData } from '../../config/values.ts';
import type { Redirect } from '../../record.ts';
import type { Framework, StatedSite } from '../framework.ts';
import type { Folder } from '../readers/folder.ts';
import { editLink, siteAddress } from '../readers/urls.ts';
import { contentAddress } from './nuxt.ts';

/** undocs, a theme of Nuxt Content: `.config/docs.yaml` beside the documents. */
export const undocs: Framework = {
  name: 'undocs',
  read: readUndocs,
};

function readUndocs(folder: Folder, file: string): StatedSite {
  const config = folder.data(file);
  const text = (name: string) => folder.setting(config, [name]);
  const [title, description, github, branch] = [
    text('name'),
    text('description'),
    text('github'),
    text('branch'),
  ];
  const baseUrl = siteAddress(text('url'), undefined);
  const edit = github && editLink({ ...github, value: `https://github.com/${github.value}` });
  return {
    dialect: 'mdc',
    sources: [
      {
        folder: folder.path,
        kind: 'docs',
        prefix: '',
        exclude: ['node_modules/', '/README.md'],
        main: true,
        file: folder.inProject(file),
        line: 1,
      },
    ],
    title,
    description,
    baseUrl,
    ...edit,
    ...(branch && { ref: branch }),
    redirects: redirectsOf(config),
    publics: [folder.inProject('.docs/public')],
    // The landing page is made of the configuration.
    named: ['/'],
    addressOf: contentAddress,
  };
}

function redirectsOf(config: StaticData): Redirect[] {
  const rules = member(config, 'redirects');
  return entriesOf(rules).flatMap(([from, to]) =>
    typeof to === 'string' ? [{ from, to, ...placeOf(rules, from)! }] : [],
  );
}
