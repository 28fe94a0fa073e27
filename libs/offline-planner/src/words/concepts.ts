/** Actions that join symbols, whatever word says them. */
export type VerbConcept =
  | 'call'
  | 'use'
  | 'create'
  | 'inherit'
  | 'override'
  | 'import'
  | 'define'
  | 'have'
  | 'belong'
  | 'reach'
  | 'affect'
  | 'change'
  | 'depend'
  | 'cover'
  | 'take'
  | 'do';

/** Nouns that name the part of an action: "caller", "subclass", "signature". */
export type RoleConcept =
  | 'callers'
  | 'callees'
  | 'importers'
  | 'imports'
  | 'subclasses'
  | 'superclasses'
  | 'overriders'
  | 'overridden'
  | 'users'
  | 'instances'
  | 'definition'
  | 'signature'
  | 'source'
  | 'contents'
  | 'impact'
  | 'path'
  | 'hierarchy'
  | 'dependents'
  | 'dependencies'
  | 'overview'
  | 'entry-points'
  | 'dead-code'
  | 'cycles'
  | 'purpose'
  | 'call-noun';

/** Sorts of symbols as people call them. */
export type KindConcept =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'field'
  | 'variable'
  | 'type'
  | 'file'
  | 'package'
  | 'test'
  | 'constructor'
  | 'code'
  | 'repository'
  | 'member';

/** What a word or phrase contributes to the meaning of a question; everything else about it is forgotten. */
export type Concept =
  | { readonly is: 'verb'; readonly verb: VerbConcept; readonly form: 'base' | 'past' | 'ing' }
  | { readonly is: 'role'; readonly role: RoleConcept }
  | { readonly is: 'kind'; readonly kind: KindConcept }
  | { readonly is: 'who' | 'which' | 'what' | 'where' | 'how-many' | 'how' | 'why' }
  | { readonly is: 'whether' }
  | { readonly is: 'be' | 'auxiliary' }
  | { readonly is: 'not' | 'except' | 'only' }
  | { readonly is: 'and' | 'or' | 'both' | 'also' | 'common' }
  | { readonly is: 'most' | 'least' | 'longest' | 'shortest' | 'biggest' }
  | { readonly is: 'lines' | 'number' | 'depth-unit' | 'up-to' | 'below' | 'above' }
  | { readonly is: 'direct' | 'indirect' | 'all-levels' }
  | {
      readonly is: 'attribute';
      readonly attribute:
        | 'async'
        | 'abstract'
        | 'public'
        | 'private'
        | 'protected'
        | 'static'
        | 'generator'
        | 'documented'
        | 'exported'
        | 'recursive'
        | 'tested'
        | 'deprecated'
        | 'getter'
        | 'setter';
    }
  | {
      readonly is:
        'of' | 'in' | 'from' | 'to' | 'by' | 'for' | 'with' | 'between' | 'inside-of' | 'possessive' | 'passive' | 'new';
    }
  | { readonly is: 'production' | 'untested' | 'undocumented' | 'exists' | 'beyond' }
  | { readonly is: 'comparison'; readonly comparison: 'more' | 'at-least' | 'less' | 'at-most' | 'exactly' }
  | { readonly is: 'text-noun' | 'name-noun' | 'decorator' | 'default' }
  | { readonly is: 'fault'; readonly does: 'raise' | 'catch' }
  | { readonly is: 'affix'; readonly side: 'name-start' | 'name-end' }
  | { readonly is: 'that' }
  | { readonly is: 'those' | 'it' }
  | { readonly is: 'instead' }
  | { readonly is: 'named' }
  | { readonly is: 'never' }
  | { readonly is: 'show' | 'filler' };
