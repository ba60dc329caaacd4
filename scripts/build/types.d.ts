/** Writes the declarations of each entry of package.json as one file beside its code. */
export function writeTypes(folder: string): Promise<void>;
