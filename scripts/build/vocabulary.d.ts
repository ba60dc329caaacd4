export function writeVocabularies(folder: string): Promise<void>;
export function hasVocabularies(folder: string): boolean;
