export const isAddress = (text: string): boolean =>
  /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);

/** `owner/name`, an address, or what git takes as a remote. */
export function isRepository(text: string): boolean {
  return (
    /^(?!\.)[\w.-]+\/[\w.-]+$/.test(text) ||
    isAddress(text) ||
    /^(?:ssh:\/\/|[\w.-]+@)\S+$/.test(text)
  );
}
