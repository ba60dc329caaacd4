/** What Docusaurus' `useBaseUrl` makes of a path: one from the root of the site; URLs and anchors stay. */
export function fromBase(path: string): string {
  return path === '' || /^(?:[a-z][a-z\d+.-]*:|[/#])/i.test(path) ? path : `/${path}`;
}
