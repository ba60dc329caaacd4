import { member } from '../../config/values.ts';
import type { Framework, StatedSite } from '../framework.ts';
import type { Folder } from '../readers/folder.ts';
import { redirectMap } from '../readers/redirects.ts';
import { onlySource } from '../readers/sources.ts';
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
  const github = text('github');
  const { repo, ref } = editLink(
    github && { ...github, value: `https://github.com/${github.value}` },
  );
  return {
    dialect: 'mdc',
    sources: [
      onlySource(folder.path, folder.startOf(file), { exclude: ['node_modules/', '/README.md'] }),
    ],
    title: text('name'),
    description: text('description'),
    baseUrl: siteAddress(text('url')),
    repo,
    ref: text('branch') ?? ref,
    redirects: redirectMap(member(config, 'redirects')),
    publics: [folder.inProject('.docs/public')],
    // The landing page is made of the configuration.
    named: ['/'],
    addressOf: contentAddress,
  };
}
