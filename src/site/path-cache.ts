/** What earlier builds found in documents, by path. */
export interface PathCache<Found> {
  /** Only where it still holds: the document is as it was. */
  get(path: string): Found | undefined;
  set(path: string, found: Found): void;
}
