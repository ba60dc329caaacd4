/** `show-icon` -> `showIcon`. */
export const camelCase = (name: string): string =>
  name.replace(/[-:](\p{L})/gu, (_, letter: string) => letter.toUpperCase());

/** `show-icon` -> `ShowIcon`. */
export const pascalCase = (name: string): string => {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};
