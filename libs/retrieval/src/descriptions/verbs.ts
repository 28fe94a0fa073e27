/** Verbs that names of functions begin with. */
const VERBS: ReadonlySet<string> = new Set(
  `abort accept acquire activate add adjust allocate allow append apply assert assign attach authenticate await begin bind block build bump cache calculate call cancel
   capture cast change check choose clean clear clone close collect combine commit compare compile complete compose compress compute configure connect consume convert copy
   count create decode decrement decrypt define delete deliver deprecate describe deserialize destroy detach detect determine disable discard disconnect dispatch display
   download drain drop dump emit enable encode encrypt end enqueue ensure escape estimate evaluate execute exit expand expire export extend extract fail fetch fill filter
   find finish fire fix flatten flush fold follow force format forward free freeze generate get give go group guess handle hash hide hydrate identify ignore implement import
   include increment indent infer inherit init initialize inject insert inspect install instantiate interpolate invalidate invert invoke iterate join jump keep kill launch
   lint list listen load lock log login look lookup make map mark match measure merge migrate mock modify monitor mount move name negate normalize notify observe open
   optimize order override pad parse pass patch pause perform persist pick plot poll pop populate post prefix prepare prepend preprocess print process produce promote
   prune publish pull purge push put query queue quote raise read rebuild receive reconnect record recover redirect reduce refresh register reject release reload remove
   rename render renew repeat replace report request require reset resize resolve restart restore resume retrieve retry return reverse revert rewind rewrite roll rotate round
   route run sample sanitize save scale scan schedule search seek select send serialize serve set setup shift show shuffle shut shutdown sign skip sleep slice sort spawn split
   start stop store stream strip submit subscribe substitute subtract suggest sum suspend swap switch sync tag take test throttle throw tick toggle tokenize touch trace track
   transfer transform translate traverse trigger trim truncate try unbind undo unescape unlock unpack unquote unregister unsubscribe unwrap update upgrade upload use validate
   verify visit wait walk warn watch wrap write yield zip`.split(/\s+/),
);

/** The verb in the third person (`parse` gives `parses`); undefined when the word is no verb that names begin with. */
export function thirdPerson(word: string): string | undefined {
  if (!VERBS.has(word)) return undefined;
  if (/(s|x|z|ch|sh|o)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
