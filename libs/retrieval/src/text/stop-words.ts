/** Words of questions and sentences that say nothing about code; as written, not stemmed. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those it its itself they them their there here he she his her we us our you your i me my
   is are was were be been being am do does did doing done has have had having will would shall should can could may might must
   and or but nor so if then else than as at by for from in into of off on onto out over to up via with within without about above after again
   against all also any because before below between both during each every either few how however just like more most much no not now only other
   otherwise own per same some such too under until very what when where whether which while who whom whose why yes
   s t d ll ve re m don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn
   e g i ie eg etc`.split(/\s+/),
);

/** Whether a lower-case word is one of grammar rather than of meaning. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
