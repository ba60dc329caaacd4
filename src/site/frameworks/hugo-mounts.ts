import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { bodyStart, scanFrontmatter } from '../scan-frontmatter.ts';
import type { Folder } from './folder.ts';
import { type HugoRules, hugoAddress } from './hugo-routes.ts';

/** Whether the target of a mount is a file: single files may be mounted too. */
export function isFile(target: string): boolean {
  return /\.\w+$/.test(target);
}

/** Routes of the documents that are mounted one by one, such as a changelog beside the content. */
export function mountedFiles(folder: Folder, config: StaticData, rules: HugoRules): string[] {
  return listOf(member(config, 'module', 'mounts')).flatMap((mount) => {
    const [from = '', target = ''] = [stringMember(mount, 'source'), stringMember(mount, 'target')];
    if (!/^content\/.+\.md$/.test(target) || !folder.has(from)) return [];
    const text = folder.head(from) ?? '';
    const start = bodyStart(text);
    const matter = start > 0 ? scanFrontmatter(text.slice(0, start)) : {};
    const page = hugoAddress(target.slice('content/'.length), { prefix: '', matter, rules });
    return page === undefined ? [] : [page.route];
  });
}
