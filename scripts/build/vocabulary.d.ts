export function writeVocabulary(folder: string): Promise<void>;
