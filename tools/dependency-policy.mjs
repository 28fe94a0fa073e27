/** Dependencies to move: behind within their major version, not held, and among `names` unless that is empty. */
export function chooseUpdates(rows, names) {
  return rows.filter(
    ({ name, used, compatible, held }) =>
      compatible !== undefined && compatible !== used && (names.length === 0 ? held === undefined : names.includes(name)),
  );
}

/**
 * Whether a package with this `engines.node` runs on a Node version. Understands what packages write: `>=20`, `^20.19.0 || >=22.12`,
 * `>= 18.12.0`, `18 || 20 || >=22`, `>=16 <23`, `*`.
 */
export function supportsNode(engines, [major, minor, patch]) {
  if (engines === undefined || engines.trim() === '') return true;
  return engines.split('||').some((range) =>
    range
      .replaceAll(/([<>=^~]+)\s+/g, '$1')
      .trim()
      .split(/\s+/)
      .every(holds),
  );

  function holds(comparator) {
    const [, operator = '', version = ''] = /^([<>=^~]*)v?(.*)$/.exec(comparator) ?? [];
    const told = version.split('.').map(Number).filter(Number.isFinite);
    const wanted = [told[0] ?? 0, told[1] ?? 0, told[2] ?? 0];
    const difference = compare([major, minor, patch], wanted);
    return COMPARATORS[operator]({
      difference,
      sameParts: (count) => compare([major, minor, patch].slice(0, count), wanted) === 0,
      told,
    });
  }
}

const COMPARATORS = {
  '>=': ({ difference }) => difference >= 0,
  '>': ({ difference }) => difference > 0,
  '<': ({ difference }) => difference < 0,
  '<=': ({ difference }) => difference <= 0,
  '^': ({ difference, sameParts }) => sameParts(1) && difference >= 0,
  '~': ({ difference, sameParts }) => sameParts(2) && difference >= 0,
  '=': ({ sameParts, told }) => sameParts(told.length),
  '': ({ sameParts, told }) => sameParts(told.length),
};

function compare(left, right) {
  for (const [index, part] of left.entries()) if (part !== right[index]) return part - right[index];
  return 0;
}
