/**
 * The stem of an English word after M. F. Porter, "An algorithm for suffix stripping" (1980): `validates`, `validation` and `validated` share one.
 * Words of fewer than three letters, and words with anything but a-z, stay as they are. Lower case is expected.
 */
export function stemWord(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let stem = stepOneA(word);
  stem = stepOneB(stem);
  if (/y$/.test(stem) && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaceLongest(stem, STEP_TWO, 1);
  stem = replaceLongest(stem, STEP_THREE, 1);
  stem = stepFour(stem);
  return stepFive(stem);
}

const STEP_TWO: ReadonlyMap<string, string> = new Map([
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
]);
const STEP_THREE: ReadonlyMap<string, string> = new Map([
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]);
const STEP_FOUR: readonly string[] = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ion',
  'al',
  'er',
  'ic',
  'ou',
];
const LONGEST_SUFFIX = 7;

function stepOneA(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  if (word.endsWith('ss') || !word.endsWith('s')) return word;
  return word.slice(0, -1);
}

function stepOneB(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  const stem = word.slice(0, word.length - suffix);
  if (suffix === 0 || !hasVowel(stem)) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiou])\1$/.test(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

/** Replaces the longest suffix of the table that the word ends in, where enough of the word stands before it. */
function replaceLongest(word: string, table: ReadonlyMap<string, string>, least: number): string {
  for (let length = Math.min(LONGEST_SUFFIX, word.length - 1); length > 1; length--) {
    const replacement = table.get(word.slice(-length));
    if (replacement === undefined) continue;
    const stem = word.slice(0, -length);
    return measure(stem) >= least ? stem + replacement : word;
  }
  return word;
}

function stepFour(word: string): string {
  for (const suffix of STEP_FOUR) {
    if (!word.endsWith(suffix)) continue;
    const stem = word.slice(0, -suffix.length);
    if (measure(stem) < 2) return word;
    return suffix !== 'ion' || /[st]$/.test(stem) ? stem : word;
  }
  return word;
}

function stepFive(word: string): string {
  let stem = word;
  if (stem.endsWith('e')) {
    const shorter = stem.slice(0, -1);
    const size = measure(shorter);
    if (size > 1 || (size === 1 && !endsShort(shorter))) stem = shorter;
  }
  return stem.endsWith('ll') && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}

/** How often a run of vowels is followed by a run of consonants. */
function measure(stem: string): number {
  return (vowelPattern(stem).match(/v+c+/g) ?? []).length;
}

function hasVowel(stem: string): boolean {
  return vowelPattern(stem).includes('v');
}

/** Ends consonant, vowel, consonant, and not in w, x or y: `hop`, but not `snow`. */
function endsShort(stem: string): boolean {
  return /cvc$/.test(vowelPattern(stem)) && !/[wxy]$/.test(stem);
}

/** The word with `v` for each vowel and `c` for each consonant; y is a vowel after a consonant. */
function vowelPattern(stem: string): string {
  let pattern = '';
  for (const letter of stem) {
    const vowel = 'aeiou'.includes(letter) || (letter === 'y' && pattern.endsWith('c'));
    pattern += vowel ? 'v' : 'c';
  }
  return pattern;
}
