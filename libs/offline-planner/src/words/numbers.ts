const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const CHINESE: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

/** The number that an English word or digits stand for; `one` is left out, it is seldom meant as a number. */
export function englishNumber(word: string): number | undefined {
  if (/^\d{1,6}$/.test(word)) return Number(word);
  const index = ENGLISH.indexOf(word);
  return index === -1 || index === 1 ? undefined : index;
}

/** The number of a Chinese numeral of one character. */
export function chineseNumber(character: string): number | undefined {
  return CHINESE[character];
}
