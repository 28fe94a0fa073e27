const MAX_TEXT = 20_000;

/** A text parameter of an address under its name; nothing when it is missing or no text. Addresses come from anywhere: they are checked like input. */
export function optionalText<const Name extends string>(
  search: Readonly<Record<string, unknown>>,
  name: Name,
): Partial<Record<Name, string>> {
  const value = search[name];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= MAX_TEXT ? ({ [name]: text } as Record<Name, string>) : {};
}

/** One of some words. */
export function optionalWord<const Name extends string, const Word extends string>(
  search: Readonly<Record<string, unknown>>,
  name: Name,
  words: readonly Word[],
): Partial<Record<Name, Word>> {
  const word = words.find((one) => one === search[name]);
  return word === undefined ? {} : ({ [name]: word } as Record<Name, Word>);
}

/** A whole number within bounds. */
export function optionalInteger<const Name extends string>(
  search: Readonly<Record<string, unknown>>,
  name: Name,
  { min, max }: { readonly min: number; readonly max: number },
): Partial<Record<Name, number>> {
  const value = Number(search[name]);
  const fits = search[name] !== undefined && Number.isInteger(value) && value >= min && value <= max;
  return fits ? ({ [name]: value } as Record<Name, number>) : {};
}

/** The part of an address that stays when a person goes to another page: the repository. */
export function keepRepository({ repository }: { readonly repository?: string | undefined }): { repository?: string } {
  return repository === undefined ? {} : { repository };
}
