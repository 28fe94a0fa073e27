import type { Concept, KindConcept, RoleConcept, VerbConcept } from './concepts.js';

type Row = readonly [phrases: string, concept: Concept];

const role = (name: RoleConcept): Concept => ({ is: 'role', role: name });
const kind = (name: KindConcept): Concept => ({ is: 'kind', kind: name });

/** Verbs by their base form; regular forms are derived, irregular ones stand as base/past/participle. */
const VERBS: readonly (readonly [phrases: string, verb: VerbConcept])[] = [
  ['call|invoke|trigger', 'call'],
  [
    'use|access|touch|read/read|write/wrote/written|consume|utilize|utilise|employ|make use of/made use of|mention|refer to|refer|mutate|assign|reference',
    'use',
  ],
  ['create|instantiate|construct|build/built|allocate|initialize|initialise', 'create'],
  [
    'inherit|inherit from|extend|subclass|derive|derive from|descend from|implement|realize|specialize|specialise|conform to',
    'inherit',
  ],
  ['override/overrode/overridden|redefine|reimplement|re-implement|overwrite/overwrote/overwritten', 'override'],
  ['import|include|require|pull in|bring in/brought in|load', 'import'],
  ['define|declare|contain|hold/held|house|introduce|list as member|find/found', 'define'],
  ['have/had|own|possess|offer|provide|expose', 'have'],
  ['belong to|belong|live in|reside in', 'belong'],
  ['reach|get to/got to|end up|lead to/led to|arrive at|get into', 'reach'],
  ['affect|impact|break/broke/broken|influence|notice|suffer|hit', 'affect'],
  ['change|modify|alter|edit|refactor|rename|remove|rewrite/rewrote/rewritten', 'change'],
  ['depend on|depend upon|depend|rely on|rely upon|need', 'depend'],
  ['cover|exercise', 'cover'],
  ['take/took/taken|accept|expect|receive|return', 'take'],
];

const PHRASES: readonly Row[] = [
  [
    'caller|callers|invoker|invokers|call site|call sites|calling function|calling functions|calling code|call hierarchy above|calling methods|upstream|incoming calls',
    role('callers'),
  ],
  ['callee|callees|downstream|outgoing calls', role('callees')],
  ['importer|importers|importing files|importing modules', role('importers')],
  ['import statements|imported files|imported modules|imports', role('imports')],
  [
    'subclass|subclasses|subtype|subtypes|child class|child classes|children|derived class|derived classes|derived types|descendant|descendants|implementer|implementers|implementor|implementors|implementing classes|implementing types|sub-classes|sub-class|heirs',
    role('subclasses'),
  ],
  [
    'superclass|superclasses|supertype|supertypes|super class|super classes|base class|base classes|base type|base types|base|bases|parent|parents|parent class|parent classes|parent type|parent types|ancestor|ancestors|super type|super types|interfaces implemented',
    role('superclasses'),
  ],
  [
    'override|overrides|overriding method|overriding methods|overriding implementations|overriding implementation|overriders|redefinitions|reimplementations',
    role('overriders'),
  ],
  ['overridden method|super method|base method|overridden methods|parent method', role('overridden')],
  ['usage|usages|users|user|consumers|consumer|uses|references|accesses|reads|writes|readers|writers|occurrences', role('users')],
  [
    'instantiation|instantiations|instance|instances|object creation|object creations|constructor calls|creation|creations',
    role('instances'),
  ],
  [
    'definition|declaration site|location|source location|definition site|line number|position|where the definition|go to definition|point me to|take me to|jump to|locate|whereabouts',
    role('definition'),
  ],
  [
    'signature|prototype|parameters|parameter list|parameter|arguments|argument list|argument|args|params|return type|as input|inputs|declaration|header',
    role('signature'),
  ],
  ['source|source code|code of|the code for|body|implementation of|implementation|snippet', role('source')],
  ['contents|content|defined in|definitions in|outline|inside of|symbols of', role('contents')],
  ['impact|blast radius|ripple effect|consequences|fallout|knock-on effects|side effects|what could go wrong', role('impact')],
  [
    'path|call path|chain|call chain|chain of calls|call paths|route|trace|sequence of calls|chains of calls|way through the calls|steps from',
    role('path'),
  ],
  ['class hierarchy|type hierarchy|inheritance hierarchy|inheritance chain|inheritance tree|hierarchy', role('hierarchy')],
  ['dependents|dependants|reverse dependencies|dependent files|dependent modules', role('dependents')],
  ['dependencies|dependency', role('dependencies')],
  [
    'overview|summary|architecture|structure|big picture|high-level|introduction|tour|what is this repository|what is this project|what is this repo',
    role('overview'),
  ],
  ['entry point|entry points|entrypoint|entrypoints|starting point|starting points|main function', role('entry-points')],
  ['dead code|dead functions|unreachable code|orphans|orphaned code', role('dead-code')],
  [
    'cyclic imports|circular imports|import cycle|import cycles|circular dependencies|cyclic dependencies|dependency cycles|dependency cycle|cycles|cycle|circular dependency|import each other|imports each other|importing each other|depend on each other|depends on each other|mutually import|import one another|mutual imports',
    role('cycles'),
  ],
  ['purpose|responsibility|explain|describe|explanation|documentation|docs of|docstring|meaning', role('purpose')],
  ['function|functions|procedure|procedures|routine|routines|subroutine', kind('function')],
  ['method|methods|member function|member functions|operation|operations', kind('method')],
  ['class|classes|struct|structs|trait|traits|enum|enums|record type|exception class|exceptions|type|types', kind('class')],
  ['interface|interfaces', kind('interface')],
  [
    'field|fields|attribute|attributes|property|properties|data member|data members|instance variable|instance variables|member variable|member variables',
    kind('field'),
  ],
  [
    'variable|variables|global|globals|global variable|global variables|constant|constants|module-level variable|static variable',
    kind('variable'),
  ],
  ['type alias|type aliases|typedef|typedefs|alias|aliases', kind('type')],
  [
    'file|files|module|modules|source file|source files|script|scripts|project file|project files|repository file|repository files',
    kind('file'),
  ],
  ['package|packages|folder|folders|directory|directories|namespace', kind('package')],
  [
    'test|tests|unit test|unit tests|test case|test cases|test function|test functions|test method|test methods|test code|test files|test file|testing code|test suite|spec|specs',
    kind('test'),
  ],
  ['constructor|constructors', kind('constructor')],
  [
    'code|place|places|symbol|symbols|definitions|things|thing|element|elements|everything|entities|anything|something|anyone|somebody|anybody|someone|spots|locations',
    kind('code'),
  ],
  ['repository|repo|project|codebase|code base|whole code|this code', kind('repository')],
  ['member|members', kind('member')],
  ['who|whos|whom', { is: 'who' }],
  ['which|whose|what kind of', { is: 'which' }],
  ['what|whats', { is: 'what' }],
  [
    'where|wheres|whereabouts|which module contains|on which line|in which file|which line|at which line|what line|what file|which file contains|in what file|on what line',
    { is: 'where' },
  ],
  [
    'how many|number of|count|count of|total number|amount of|how much|the total of|tally|quantity of|in total',
    { is: 'how-many' },
  ],
  ['how', { is: 'how' }],
  ['why|how come|for what reason|the reason', { is: 'why' }],
  ['whether|is there|are there|is it true that|does there exist|any chance', { is: 'whether' }],
  ['is|are|was|were|be|been|being|get|gets|got|getting', { is: 'be' }],
  ['does|do|did|can|could|will|would|should|may|might|doing', { is: 'auxiliary' }],
  ["not|n't|don't|doesn't|does not|do not|isn't|aren't|didn't|no|nor|cannot|can't|non|neither", { is: 'not' }],
  [
    'except|excluding|without|outside|outside of|outside the|leave out|leaving out|other than|apart from|besides|ignoring|ignore|exclude|drop|skip|minus|filter out|omit|rather than|excluded|aside|not included|not counted|left out|not counting',
    { is: 'except' },
  ],
  ['lack|lacks|lacked|lacking|missing', { is: 'except' }],
  ['differ|differs|difference|differences|differing|compared to|compared with', { is: 'filler' }],
  ['production code|product code|non-test code|real code|production|non-test', { is: 'production' }],
  ['untested|not tested|without tests|without any tests|have no tests|lack tests|no tests', { is: 'untested' }],
  ['only|just|solely|exclusively|keep only|restrict|limit to|limited to|restricted to|narrow down', { is: 'only' }],
  ['and|plus|&|but|yet|while|whereas', { is: 'and' }],
  ['or|either', { is: 'or' }],
  ['both|together|at the same time|simultaneously|all of', { is: 'both' }],
  ['also|as well as|as well|too|additionally|along with', { is: 'also' }],
  ['common|shared|share|shares|in common|mutual', { is: 'common' }],
  [
    'most|highest number of|highest|largest number of|greatest number of|maximum|max|greatest|top|highest count of|more than any other|most often|most frequently|most widely',
    { is: 'most' },
  ],
  ['least|fewest|lowest number of|smallest number of|minimum number of|lowest|fewest number of', { is: 'least' }],
  ['longest|most lines|largest number of lines', { is: 'longest' }],
  ['shortest function|shortest method|fewest lines|smallest', { is: 'shortest' }],
  ['biggest|largest|heaviest', { is: 'biggest' }],
  ['lines|lines of code|line count|loc|lines long|long', { is: 'lines' }],
  ['times', { is: 'number' }],
  ['level|levels|hop|hops|step|steps|layer|layers|depth|deep|levels deep|levels up|generations', { is: 'depth-unit' }],
  [
    'up to|at most|no more than|not more than|within|maximum of|max depth|depth of|to a depth of|up to depth|to depth|a maximum of|no further than|or fewer|or less',
    { is: 'up-to' },
  ],
  ['directly|direct|immediate|immediately|straight|first-level', { is: 'direct' }],
  [
    'indirectly|indirect|transitively|transitive|recursively|recursive|eventually|ultimately|ever end up|somehow|any depth|at any depth|any level|at any level|in the end|down the line|through other functions|through others|via others|through other code|via other functions',
    { is: 'indirect' },
  ],
  ['whole|entire|complete|full|all the way|all levels', { is: 'all-levels' }],
  ['async|asynchronous', { is: 'attribute', attribute: 'async' }],
  ['abstract', { is: 'attribute', attribute: 'abstract' }],
  ['public', { is: 'attribute', attribute: 'public' }],
  ['exported|visible from outside', { is: 'attribute', attribute: 'exported' }],
  [
    'self-recursive|call themselves|calls itself|call itself|calling themselves|calling itself',
    { is: 'attribute', attribute: 'recursive' },
  ],
  [
    'tested|covered by tests|covered by a test|covered by any test|unit-tested|has tests|have tests|with tests|have any tests|has any tests|has a test|have a test',
    { is: 'attribute', attribute: 'tested' },
  ],
  ['getter|getters|getter methods|getter method', { is: 'attribute', attribute: 'getter' }],
  ['setter|setters|setter methods|setter method', { is: 'attribute', attribute: 'setter' }],
  ['raise|raises|raised|raising|throw|throws|thrown|throwing', { is: 'fault', does: 'raise' }],
  ['catch|catches|caught|catching', { is: 'fault', does: 'catch' }],
  ['deprecated|obsolete', { is: 'attribute', attribute: 'deprecated' }],
  [
    'more than|over|greater than|longer than|larger than|bigger than|exceeding|exceed|exceeds|in excess of',
    { is: 'comparison', comparison: 'more' },
  ],
  [
    'at least|no fewer than|no less than|not fewer than|not less than|a minimum of|or more',
    { is: 'comparison', comparison: 'at-least' },
  ],
  ['fewer than|less than|shorter than|smaller than', { is: 'comparison', comparison: 'less' }],
  ['exactly|precisely', { is: 'comparison', comparison: 'exactly' }],
  ['default|defaults|default value|default values|optional', { is: 'default' }],
  ['decorator|decorated|decorate|decorates|decorated with|decorated by|annotated with', { is: 'decorator' }],
  [
    'whose name|whose names|with names|with a name|in its name|in the name|in their name|in their names|named like|whose file name|whose filename',
    { is: 'name-noun' },
  ],
  [
    'starting with|start with|starts with|beginning with|begin with|begins with|prefixed with|prefixed by|with the prefix|with prefix|prefix',
    { is: 'affix', side: 'name-start' },
  ],
  [
    'ending with|end with|ends with|ending in|end in|ends in|suffixed with|suffixed by|with the suffix|with suffix|suffix',
    { is: 'affix', side: 'name-end' },
  ],
  ['private|internal-only', { is: 'attribute', attribute: 'private' }],
  ['protected', { is: 'attribute', attribute: 'protected' }],
  ['static', { is: 'attribute', attribute: 'static' }],
  ['generator|generators', { is: 'attribute', attribute: 'generator' }],
  [
    'documented|with documentation|with a docstring|docstrings|doc comments|doc comment|has a docstring|have a docstring|have docstrings|documentation comments',
    { is: 'attribute', attribute: 'documented' },
  ],
  ['exist|exists|existing', { is: 'exists' }],
  [
    'who wrote|who has written|who has changed|who changed|who committed|written by|when was|when did|when were|last changed|last modified|last edited|last updated|how often|how fast|how slow|how old|thread safe|thread-safe',
    { is: 'beyond' },
  ],
  [
    'undocumented|no docstring|no docstrings|without docstring|without docstrings|without a docstring|without documentation|no documentation|missing docstring|missing docstrings|missing a docstring|missing documentation|lack docstrings|lack a docstring|lacks a docstring|lack documentation|lacks documentation|not documented|without docs|no docs|without comments|no doc comment|without doc comments',
    { is: 'undocumented' },
  ],
  ['below|beneath|underneath', { is: 'below' }],
  ['above', { is: 'above' }],
  ['of', { is: 'of' }],
  ['in|inside|within the|on|at|under|among|amongst', { is: 'in' }],
  ['from|out of|starting from|starting at|beginning at|start from', { is: 'from' }],
  ['to|into|down to|towards|onto|until|->|→|=>|down into', { is: 'to' }],
  ['by|through|via|per', { is: 'by' }],
  ['for|about', { is: 'for' }],
  ['with', { is: 'with' }],
  ['between', { is: 'between' }],
  ["'s|’s", { is: 'possessive' }],
  ['new', { is: 'new' }],
  ['that|which are|who are', { is: 'that' }],
  [
    'those|these|them|their|theirs|which one|which ones|ones|the ones|they|of those|of these|of them|that list|the list|the result|the results|the above',
    { is: 'those' },
  ],
  ['it|its|itself|he|his|this one|that one|the same', { is: 'it' }],
  [
    'what about|how about|and for|same for|same question for|instead|now for|the same for|do the same for|and what about',
    { is: 'instead' },
  ],
  ['named|called|by the name|by the name of|with the name', { is: 'named' }],
  ['never|nobody|no one|nothing|unused|uncalled|no callers|not used|none', { is: 'never' }],
  ['reachable|accessible', { is: 'verb', verb: 'reach', form: 'past' }],
  [
    'show|list|give|give me|tell|tell me|print|find|get me|display|enumerate|name all|name the|report|trace the|find out|look up|fetch|show me|i want|i need|i want to see|let me see|see|search|search for|look for|i would like',
    { is: 'show' },
  ],
  [
    'please|hi|hello|hey|thanks|thank you|quick question|question|me|i|we|you|us|our|our own|own|my|a|an|the|all|every|each|any|some|there|here|this|if|when|then|so|as|code that|other|another|different|distinct|separate|exact|full|help|thx|cheers|kindly|could you|can you|would you|will you|can i|could i|do we|ever|actually|currently|really|well|ok|okay|one|its own|help me|back|up|down|same|single|possible|defined|located|found|somewhere|anywhere|elsewhere|something like|in this repository|in this repo|in this project|in the repository|in the project|in the repo|in the codebase|of the repository|of this repository|of the project|of this project|call graph|in the call graph|start|starts|begin|begins|repository|has got|got|line|lines of',
    { is: 'filler' },
  ],
];

function build(): ReadonlyMap<string, Concept> {
  const lexicon = new Map<string, Concept>();
  // Fillers first and verbs after them, so that a word with a meaning keeps it.
  for (const [phrases, concept] of [...PHRASES].reverse()) for (const phrase of phrases.split('|')) lexicon.set(phrase, concept);
  const nouns = new Set(lexicon.keys());
  for (const [text, verb, form] of VERBS.flatMap(verbForms)) if (!nouns.has(text)) lexicon.set(text, { is: 'verb', verb, form });
  for (const [text, form] of NOUNS_READ_AS_VERBS) {
    const verb = lexicon.get(text.base);
    if (verb?.is === 'verb') lexicon.set(text.word, { is: 'verb', verb: verb.verb, form });
  }
  return lexicon;
}

function verbForms([words, verb]: (typeof VERBS)[number]): (readonly [string, VerbConcept, 'base' | 'past' | 'ing'])[] {
  return words.split('|').flatMap((word) => inflections(word).map(([text, form]) => [text, verb, form] as const));
}

/** Words that are nouns as well; the grammar tells from their neighbours. */
const NOUNS_READ_AS_VERBS: readonly (readonly [{ readonly word: string; readonly base: string }, 'base' | 'past' | 'ing'])[] = [
  [{ word: 'called', base: 'call' }, 'past'],
  [{ word: 'overrides', base: 'overriding' }, 'base'],
  [{ word: 'override', base: 'overriding' }, 'base'],
  [{ word: 'imports', base: 'importing' }, 'base'],
  [{ word: 'uses', base: 'using' }, 'base'],
  [{ word: 'reads', base: 'using' }, 'base'],
  [{ word: 'writes', base: 'using' }, 'base'],
  [{ word: 'references', base: 'using' }, 'base'],
  [{ word: 'impact', base: 'affecting' }, 'base'],
  [{ word: 'defined', base: 'defining' }, 'past'],
  [{ word: 'found', base: 'defining' }, 'past'],
  [{ word: 'accesses', base: 'using' }, 'base'],
];

function inflections(entry: string): readonly (readonly [string, 'base' | 'past' | 'ing'])[] {
  const [first = '', past, participle] = entry.split('/');
  const [head = '', ...rest] = first.split(' ');
  const tail = rest.length === 0 ? '' : ` ${rest.join(' ')}`;
  const stem = head.replace(/e$/, '');
  const third = /(?:s|x|ch|sh)$/.test(head)
    ? `${head}es`
    : /[^aeiou]y$/.test(head)
      ? `${head.slice(0, -1)}ies`
      : head === 'have'
        ? 'has'
        : `${head}s`;
  const regularPast = /[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ied` : `${stem}ed`;
  // A form that is also the base form is read as that: "which functions read x".
  const pasts = past === undefined ? [`${regularPast}${tail}`] : [past, ...(participle === undefined ? [] : [participle])];
  return [
    [`${head}${tail}`, 'base'],
    [`${third}${tail}`, 'base'],
    ...pasts.filter((text) => text !== head).map((text) => [text, 'past'] as const),
    [`${stem}ing${tail}`, 'ing'],
    ...(head === 'get' ? ([[`getting${tail}`, 'ing']] as const) : []),
    ...(head === 'refer'
      ? ([
          [`referring${tail}`, 'ing'],
          [`referred${tail}`, 'past'],
        ] as const)
      : []),
  ];
}

/** Phrase in lower case with single spaces -> meaning. Longer phrases win over shorter ones. */
export const ENGLISH_LEXICON: ReadonlyMap<string, Concept> = build();
