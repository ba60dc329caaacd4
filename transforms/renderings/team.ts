import type { ListItem, PhrasingContent } from 'mdast';
import { inBrackets, link, list, listItem, paragraph, strong, text } from '../nodes.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { htmlOf } from './content.ts';
import { defineRendering, namesOf, type RenderEnv } from './rendering.ts';

type Member = ReadonlyMap<string, StaticValue>;

/**
 * People as the team page of VitePress shows them: `**Name**: title @ [org](url) ([github](url))`.
 * https://vitepress.dev/reference/default-theme-team-page
 */
export const team = defineRendering({ members: 'names' }, (element, spec, env) => {
  const [name = 'members'] = namesOf(spec.members);
  const members = env.attribute(element, name);
  if (!Array.isArray(members)) {
    env.lose(element, [name]);
    return [];
  }
  const people = (members as readonly StaticValue[]).filter((one) => one instanceof Map);
  if (people.length < members.length) env.lose(element, [name]);
  return people.length > 0 ? [list(people.map((one) => personOf(one as Member, env)))] : [];
});

function personOf(member: Member, env: RenderEnv): ListItem {
  const said = (key: string) => {
    const value = member.get(key);
    return isScalar(value) && value !== '' ? String(value) : undefined;
  };
  const linked = (words: string | undefined, url: string | undefined): PhrasingContent[] =>
    words && url ? [link(env.url(url), [text(words)])] : words ? [text(words)] : [];
  const [name, title, org, description] = ['name', 'title', 'org', 'desc'].map(said);
  const line: PhrasingContent[] = name ? [strong([text(name)])] : [];
  const place = linked(org, said('orgLink'));
  if (name && (title || org)) line.push(text(': '));
  if (title) line.push(text(org ? `${title} @ ` : title));
  line.push(...place);
  const links = [
    ...linksOf(member.get('links')).map(([words, url]) => linked(words, url)),
    linked(said('sponsor') && (said('actionText') ?? 'Sponsor'), said('sponsor')),
  ].filter((one) => one.length > 0);
  return listItem([
    paragraph([...line, ...inBrackets(links)]),
    ...(description ? htmlOf(description, env) : []),
  ]);
}

/** Where a person is found, by the name of the icon. */
function linksOf(value: StaticValue | undefined): [string, string][] {
  const links = Array.isArray(value) ? (value as readonly StaticValue[]) : [];
  return links.flatMap((one): [string, string][] => {
    const [icon, label, url] = ['icon', 'ariaLabel', 'link'].map((key) =>
      one instanceof Map ? (one as Member).get(key) : undefined,
    );
    if (typeof url !== 'string') return [];
    return [[([label, icon].find((name) => typeof name === 'string') as string) ?? url, url]];
  });
}
