/** Between words of a compound; the plural of an acronym (`URLs`) is one word. */
const BOUNDARIES = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/;

/**
 * The words of an identifier in order, lower case: `getHTTPResponse_v2` gives `get http response v 2`. Any run of characters that are neither letters nor
 * digits separates words.
 */
export function splitIdentifier(identifier: string): string[] {
  return identifier
    .split(/[^A-Za-z\d]+/)
    .flatMap((part) => part.split(BOUNDARIES))
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
