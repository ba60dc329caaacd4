import type { Config } from '../../config/settings.ts';
import { isWithin } from '../../files/source-name.ts';
import { configOf, type Found, type FoundSite, type Survey } from './survey.ts';

/** A folder of documents that a configuration may take as a source. */
export interface Choice {
  site: FoundSite;
  src: Found;
  /** The part of the site that it is, such as `blog`; undefined for the main documents. */
  part?: string | undefined;
}

type Entry = Exclude<NonNullable<Config['src']>, string>[number];

/** Every folder that the sites of a project serve, those of the likeliest site first. */
export function choicesOf({ sites }: Pick<Survey, 'sites'>): Choice[] {
  return sites.flatMap((site): Choice[] => [
    { site, src: site.src },
    ...site.parts.map(({ src, part }) => ({ site, src, part })),
  ]);
}

/** What a run without a choice takes: the main documentation of the likeliest site, or all its parts where there is none. */
export function usualChoices(choices: readonly Choice[]): readonly Choice[] {
  const [main] = choices;
  const isPart = ({ site, part }: Choice) =>
    site === main?.site && site.isSplit === true && part === 'docs';
  return besideEachOther(choices.filter((one) => one === main || isPart(one)));
}

/** Those that can be sources of one configuration: none lies inside another. */
export function besideEachOther(choices: readonly Choice[]): readonly Choice[] {
  const taken: Choice[] = [];
  for (const one of choices) {
    if (!taken.some(({ src }) => areNested(src.value, one.src.value))) taken.push(one);
  }
  return taken;
}

/** The settings that `init` writes for the folders that were chosen: of one its site's, of several a list. */
export function configOfChoices(choices: readonly Choice[]): Config {
  const [first, ...others] = choices;
  const { site } = first!;
  if (others.length === 0) return { ...configOf(site), src: first!.src.value };
  const sites = [...new Set(choices.map((choice) => choice.site))];
  const several = sites.length > 1;
  const { src: _, title, baseUrl, dialect, ...shared } = configOf(site);
  return {
    src: choices.map((choice): Entry => {
      const own = configOf(choice.site);
      const entry: Entry = { src: choice.src.value };
      if (several && choice.part === undefined && own.title) entry.title = own.title;
      if (several && own.baseUrl) entry.baseUrl = own.baseUrl;
      if (several && own.dialect) entry.dialect = own.dialect;
      return entry;
    }),
    ...(title && { title }),
    ...(!several && baseUrl && { baseUrl }),
    ...shared,
    ...(!several && dialect && { dialect }),
  };
}

/** Whether one of two folders contains the other, or they are the same. */
export function areNested(one: string, other: string): boolean {
  const contains = (outer: string, inner: string) => outer === '.' || isWithin(outer, inner);
  return contains(one, other) || contains(other, one);
}
