import type { RetrievalStatus, RetrievedSymbol } from '@codexgraph/graph-model';
import { SEARCH_MODES, type SearchContext, type SearchHit, type SearchResult } from '@codexgraph/retrieval';
import { Field, Float, GraphQLISODateTime, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { RelationTypeName, Direction } from '../graph/graph-enums.js';
import { SymbolModel, symbolModel } from '../graph/symbol.model.js';

function upperCaseEnum<Name extends string>(names: readonly Name[]): Record<string, Name> {
  return Object.fromEntries(names.map((name) => [name.toUpperCase(), name]));
}

/** Which signals a search asks. */
export const SearchModeEnum = upperCaseEnum(SEARCH_MODES);
/** How tests are treated. */
export const SearchTestsEnum = upperCaseEnum(['lower', 'exclude', 'only'] as const);
const SearchSignalEnum = upperCaseEnum(['words', 'meaning', 'name', 'graph', 'rerank'] as const);
const ContextFormEnum = upperCaseEnum(['whole', 'signature', 'outline'] as const);

registerEnumType(SearchModeEnum, {
  name: 'SearchMode',
  description: 'Which signals a search asks.',
  valuesMap: {
    HYBRID: { description: 'Words, meaning, names and relations, ranked together.' },
    FULLTEXT: { description: 'Words and names only.' },
    VECTOR: { description: 'Meaning only.' },
    GRAPH: { description: 'What relations lead to from the hits of all signals.' },
  },
});
registerEnumType(SearchTestsEnum, {
  name: 'SearchTests',
  description: 'What becomes of code of tests.',
  valuesMap: {
    LOWER: { description: 'It stands lower.' },
    EXCLUDE: { description: 'It is left out.' },
    ONLY: { description: 'Nothing else is given.' },
  },
});
registerEnumType(SearchSignalEnum, {
  name: 'SearchSignal',
  description: 'What brought a symbol into an answer.',
  valuesMap: {
    WORDS: { description: 'Words of the question stand in its texts.' },
    MEANING: { description: 'Its vector is near to that of the question.' },
    NAME: { description: 'The question names it.' },
    GRAPH: { description: 'Relations lead to it from other hits.' },
    RERANK: { description: 'A re-ranking model moved it.' },
  },
});
registerEnumType(ContextFormEnum, {
  name: 'ContextForm',
  description: 'How much of a symbol is shown.',
  valuesMap: {
    WHOLE: { description: 'Its whole code.' },
    SIGNATURE: { description: 'Its signature and what it does.' },
    OUTLINE: { description: 'One line.' },
  },
});

/** One step of a path. */
@ObjectType('SearchPathStep', { description: 'One step from a hit to another symbol, along a relation or against it.' })
export class SearchPathStepModel {
  @Field(() => String, { description: 'Id of the symbol where the step begins.' })
  fromId!: string;

  @Field(() => String, { description: 'Id of the symbol where it ends.' })
  toId!: string;

  @Field(() => RelationTypeName, { description: 'Type of the relation.' })
  type!: string;

  @Field(() => Direction, { description: 'OUT along the relation, IN against it.' })
  direction!: string;
}

/** Why a symbol is there. */
@ObjectType('SearchReason', { description: 'Why a symbol is among the hits.' })
export class SearchReasonModel {
  @Field(() => SearchSignalEnum, { description: 'What brought it.' })
  signal!: string;

  @Field(() => String, { description: 'In words.' })
  text!: string;

  @Field(() => [SearchPathStepModel], { description: 'For GRAPH: how relations lead to it from another hit; else empty.' })
  path!: readonly SearchPathStepModel[];
}

/** A hit. */
@ObjectType('SearchHit', { description: 'A symbol that a search found.' })
export class SearchHitModel {
  @Field(() => SymbolModel, { description: 'The symbol.' })
  symbol!: SymbolModel;

  @Field(() => Float, { description: 'Greater is better; to be compared within one answer only.' })
  score!: number;

  @Field(() => [SearchReasonModel], { description: 'At least one, the strongest first.' })
  reasons!: readonly SearchReasonModel[];
}

/** An answer. */
@ObjectType('SearchResult', { description: 'Answer of a search.' })
export class SearchResultModel {
  @Field(() => [SearchHitModel], { description: 'Best first.' })
  hits!: readonly SearchHitModel[];

  @Field(() => [String], { description: 'What limits this answer, in sentences; empty when nothing does.' })
  notes!: readonly string[];
}

/** A piece of a context. */
@ObjectType('ContextPiece', { description: 'One piece of a context.' })
export class ContextPieceModel {
  @Field(() => String, { description: 'Citation key, such as [3]; unique in the context.' })
  key!: string;

  @Field(() => ContextFormEnum, { description: 'How much of the symbol it shows.' })
  form!: string;

  @Field(() => SymbolModel, { description: 'The symbol.' })
  symbol!: SymbolModel;
}

/** A context. */
@ObjectType('CodeContext', {
  description: 'What a model should read to answer a question: whole lines, within a budget of tokens.',
})
export class CodeContextModel {
  @Field(() => String, { description: 'All pieces, by file and line, each behind a line with its key and place.' })
  text!: string;

  @Field(() => Int, { description: 'Tokens of the text; never above the budget.' })
  tokens!: number;

  @Field(() => Int, { description: 'Hits that did not fit, or stand inside another piece.' })
  leftOut!: number;

  @Field(() => [ContextPieceModel], { description: 'The pieces in the order of the text.' })
  pieces!: readonly ContextPieceModel[];

  @Field(() => [String], { description: 'What limits this context, in sentences; empty when nothing does.' })
  notes!: readonly string[];
}

/** State of the search. */
@ObjectType('EmbeddingStatus', { description: 'State of what searches of a repository read.' })
export class EmbeddingStatusModel {
  @Field(() => Boolean, { description: 'Whether it is of the published revision.' })
  current!: boolean;

  @Field(() => String, { nullable: true, description: 'Model of the vectors in use; null before the first are complete.' })
  model!: string | null;

  @Field(() => Int, { nullable: true, description: 'Numbers of each vector.' })
  dimensions!: number | null;

  @Field(() => String, { nullable: true, description: 'Model whose vectors are being made beside those in use.' })
  building!: string | null;

  @Field(() => Int, { description: 'Symbols with search texts.' })
  documents!: number;

  @Field(() => Int, { description: 'Symbols with vectors of the model in use.' })
  embedded!: number;

  @Field(() => Int, { description: 'Symbols with vectors of the model that is being built.' })
  embeddedBuilding!: number;

  @Field(() => Int, { description: 'Symbols left without a vector by failures of the last refresh.' })
  missing!: number;

  @Field(() => Float, { description: 'How full the indexes of the database are, 0 to 100; the emptiest counts.' })
  populationPercent!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the last refresh ended.' })
  refreshedAt!: Date | null;
}

/** A hit as callers see it. */
export function searchHitModel(repository: string, { symbol, score, reasons }: SearchHit): SearchHitModel {
  return {
    symbol: retrievedSymbolModel(repository, symbol),
    score,
    reasons: reasons.map(({ signal, text, path = [] }) => ({
      signal,
      text,
      path: path.map(({ from, to, type, direction }) => ({ fromId: from, toId: to, type, direction })),
    })),
  };
}

/** See {@link searchHitModel}. */
export function searchResultModel(repository: string, { hits, notes }: SearchResult): SearchResultModel {
  return { hits: hits.map((hit) => searchHitModel(repository, hit)), notes };
}

/** See {@link searchHitModel}. */
export function codeContextModel(repository: string, { text, tokens, leftOut, pieces, notes }: SearchContext): CodeContextModel {
  const models = pieces.map(({ key, form, symbol }) => ({ key, form, symbol: retrievedSymbolModel(repository, symbol) }));
  return { text, tokens, leftOut, pieces: models, notes };
}

/** See {@link searchHitModel}. */
export function embeddingStatusModel(status: RetrievalStatus): EmbeddingStatusModel {
  const { active, building, documents, embedded, embeddedBuilding, missing, indexes, refreshedAt } = status;
  return {
    current: status.revision === status.publishedRevision,
    model: active?.model ?? null,
    dimensions: active?.dimensions ?? null,
    building: building?.model ?? null,
    documents,
    embedded,
    embeddedBuilding,
    missing,
    populationPercent: indexes.length === 0 ? 0 : Math.min(...indexes.map((index) => index.populationPercent)),
    refreshedAt: refreshedAt === undefined ? null : new Date(refreshedAt),
  };
}

function retrievedSymbolModel(repository: string, symbol: RetrievedSymbol): SymbolModel {
  const { id, label, name, qualifiedName, filePath, startLine, endLine, isTest } = symbol;
  const { class: owner, kind, signature, docstring, description, visibility } = symbol;
  const texts = { class: owner, kind, signature, docstring, description, visibility };
  const told = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return symbolModel(repository, {
    id,
    label,
    name,
    qualified_name: qualifiedName,
    file_path: filePath,
    ...(startLine === undefined ? {} : { start_line: startLine }),
    ...(endLine === undefined ? {} : { end_line: endLine }),
    properties: { ...Object.fromEntries(told), is_test: isTest },
  });
}
