let isLoading = false;

/** Whether this thread was ended while it loaded a package, which is half loaded from then on. */
export const isHalfLoaded = (): boolean => isLoading;

/** Loads a package that few documents need, with the first of them. */
export function loadLate<Package>(load: () => Package): Package {
  if (isLoading) throw new Error('a package is half loaded');
  isLoading = true;
  try {
    return load();
  } finally {
    isLoading = false;
  }
}
