import { posix } from 'node:path';
import { languageOf, nodesIn, parseScript } from '../../../static/parse-script.ts';
import { resultOf } from '../../../static/value.ts';
import { isObject, member, type StaticData } from '../../config/values.ts';
import type { Setting } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';
import { siteAddress } from '../readers/urls.ts';

/** What the layout of the pages says about a site. */
interface Layout {
  title?: Setting<string>;
  description?: Setting<string>;
  /** Origin of the site. */
  origin?: Setting<string>;
  /** Address of its sources in the repository. */
  edit?: Setting<string>;
}

const endings = ['tsx', 'jsx', 'ts', 'js'];

/**
 * The metadata of the root layout of the app router, stated or made by a function, and the options of
 * themes of Nextra.
 *
 * @param themeConfig module of the theme's options, with or without its ending
 */
export function readLayout(folder: Folder, themeConfig = 'theme.config'): Layout {
  const aside = folder.aside();
  const named = posix.join('.', themeConfig);
  const theme = aside.first([named, ...endings.map((ending) => `${named}.${ending}`)]);
  const themed = theme === undefined ? undefined : aside.data(theme);
  const layouts = rootLayouts(aside);
  const stated = layouts.flatMap((file) => {
    const exported = aside.exports(file);
    return [member(exported, 'metadata'), resultOf(member(exported, 'generateMetadata'))];
  });
  const metadata = stated.find(isObject);
  const text = (...path: string[]) => textAt(aside, metadata, path);
  const edit =
    textAt(aside, themed, ['docsRepositoryBase']) ??
    layouts.map((file) => attributeIn(aside, file, 'docsRepositoryBase')).find(Boolean);
  const title =
    textAt(aside, themed, ['websiteName']) ??
    text('openGraph', 'siteName') ??
    (text('title', 'default') ? undefined : nameIn(text('title', 'template'))) ??
    text('applicationName') ??
    text('title', 'default') ??
    text('title');
  const description = text('description');
  const origins = [text('metadataBase'), ownAddress(text('openGraph', 'url'))];
  const origin = origins.find((each) => siteAddress(each) !== undefined);
  return {
    ...(title && { title }),
    ...(description && { description }),
    ...(origin && { origin }),
    ...(edit && { edit }),
  };
}

/** The name of the site in the titles of its pages: `%s – Kilns`. */
function nameIn(template: Setting<string> | undefined): Setting<string> | undefined {
  const [, name] = /^%s\s*[-–—|·•:]+\s*([^%]*[^%\s])\s*$/.exec(template?.value ?? '') ?? [];
  return name === undefined ? undefined : { ...template!, value: name };
}

/** The address for social networks in the root layout is that of the site, whatever its path. */
function ownAddress(url: Setting<string> | undefined): Setting<string> | undefined {
  if (url === undefined || !URL.canParse(url.value)) return undefined;
  return { ...url, value: new URL(url.value).origin };
}

/** The outermost layouts: `app/layout.tsx`, or one a folder below it, as `app/[lang]/layout.tsx`. */
function rootLayouts(folder: Folder): string[] {
  return ['app', 'src/app'].flatMap((app) => {
    if (!folder.has(app)) return [];
    const inner = folder.names(app).filter((name) => /^[([]/.test(name));
    const folders = [app, ...inner.map((name) => `${app}/${name}`)];
    return folders.flatMap(
      (path) => folder.first(endings.map((ending) => `${path}/layout.${ending}`)) ?? [],
    );
  });
}

function textAt(
  folder: Folder,
  data: StaticData,
  path: readonly string[],
): Setting<string> | undefined {
  const value = folder.value(data, path);
  return typeof value === 'string' && value.trim() !== ''
    ? { value, ...folder.placeOf(data, path) }
    : undefined;
}

/** What an attribute of an element is set to in a module, where that is a text. */
function attributeIn(folder: Folder, file: string, name: string): Setting<string> | undefined {
  const source = folder.text(file);
  if (!source?.includes(name)) return undefined;
  const program = parseScript(source, languageOf(file));
  for (const node of nodesIn(program)) {
    if (node.type !== 'JSXAttribute' || node.name.name !== name) continue;
    const value =
      node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value;
    if (value?.type !== 'Literal' || typeof value.value !== 'string') continue;
    return { value: value.value, file: folder.inProject(file), line: node.loc?.start.line ?? 1 };
  }
  return undefined;
}
