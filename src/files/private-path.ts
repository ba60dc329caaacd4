const privateName =
  /^(?:node_modules|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.*\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk))$/i;

/** What documentation keeps or shows under hidden names: partials, the own sources of VitePress, VuePress, dumi, Storybook and undocs, workflows. */
const hiddenSource =
  /^(?:\.vitepress|\.vuepress|\.dumi|\.storybook|\.docs|\.github|\.(?:snippets?|includes?|partials?|fragments?|examples?|shared|common|artifacts|generated)|\.(?!env)[^/]*\.(?:md|mdx|markdown))$/;

/** Where GitBook keeps what pages share, their pictures and descriptions of APIs, and variables. */
const ofGitBook = /(?:^|\/)\.gitbook\/(?=(?:includes|assets)\/|vars\.yaml$)/;

/**
 * Whether a file is not meant for readers: hidden, a key, or in `.git` or `node_modules`.
 *
 * @param path relative, forward slashes; steps up at its start count for nothing
 *
 * @example isPrivatePath('a/.env') // true
 * @example isPrivatePath('../docs/.shared.mdx') // false
 */
export function isPrivatePath(path: string): boolean {
  return path
    .replace(ofGitBook, '/')
    .split('/')
    .some((name) =>
      name.startsWith('.') ? !/^\.{1,2}$/.test(name) && !hiddenSource.test(name) : isKey(name),
    );
}

/** Windows takes blanks and dots after a name, and what follows a colon, for the same file. */
const isKey = (name: string) => privateName.test(name.replace(/:.*$|[. ]+$/g, ''));
