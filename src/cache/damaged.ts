/** The cache promised a result that it does not hold; the build starts again without it. */
export class CacheDamaged extends Error {
  override readonly name = 'CacheDamaged';
}
