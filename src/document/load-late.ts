let isLoading = false;

/** Whether this thread was ended while it loaded a package, which is half loaded from then on. */
export const isHalfLoaded = (): boolean => isLoading;

/** Gives a package that few documents need; it is loaded with the first of them. */
export function loadedLate<Package>(load: () => Package): () => Package {
  let loaded: Package | undefined;
  return () => (loaded ??= unlessHalfLoaded(load));
}

function unlessHalfLoaded<Package>(load: () => Package): Package {
  if (isLoading) throw new Error('a package is half loaded');
  isLoading = true;
  try {
    return load();
  } finally {
    isLoading = false;
  }
}
