// One field into front matter and index: who owns a page. The file OWNERS has a line a folder.
import { existsSync, readFileSync } from 'node:fs';

/** Lines such as `guide: Docs team`. */
function ownersIn(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.map((line) => line.split(/:\s*/)).filter(([folder, owner]) => folder && owner);
}

export default {
  name: 'owner',
  kind: 'enrich',
  output: { frontMatter: ['owner'], index: ['owner', 'minutes'] },
  corpus: { fields: { minutes: 'sum' } },
  cache: { files: ['OWNERS'] },
  run({ path, text }, { options, shared }) {
    const file = options?.file ?? 'OWNERS';
    const owners = shared('owners', () => ownersIn(file));
    const [, owner] = owners.find(([folder]) => path.startsWith(`${folder}/`)) ?? [];
    return { owner: owner ?? 'nobody', minutes: Math.ceil(text.split(/\s+/).length / 200) };
  },
};
