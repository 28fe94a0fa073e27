import {
  type CypherCompletion,
  type CypherExplanation,
  type CypherNotice,
  type CypherOutcome,
  type CypherPlanStep,
  type CypherProblem,
  plainCypherValue,
} from '@codexgraph/graph-model';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonValue } from '../scalars/json.scalar.js';

const CypherOutcomeKind = { ROWS: 'rows', REFUSED: 'refused', FAILED: 'failed', STOPPED: 'stopped', PLAN: 'plan' } as const;

registerEnumType(CypherOutcomeKind, {
  name: 'CypherOutcomeKind',
  description: 'What became of a query.',
  valuesMap: {
    ROWS: { description: 'It ran.' },
    PLAN: { description: 'It was planned, not run.' },
    REFUSED: { description: 'It was not run; `problems` says why.' },
    FAILED: { description: 'It failed while it ran.' },
    STOPPED: { description: 'Its time was up, or somebody stopped it.' },
  },
});

/** A query and its bounds. */
@InputType({ description: 'A Cypher query of your own. It can only read, and only see the repository.' })
export class CypherInput {
  @Field(() => ID, { description: 'Repository that the query sees.' })
  repositoryName!: string;

  @Field(() => String, { description: 'Cypher, without any label for the repository.' })
  text!: string;

  @Field(() => JsonValue, { nullable: true, description: 'Values of `$parameters`, as an object.' })
  parameters?: unknown;

  @Field(() => Int, { nullable: true, description: 'Rows to give at most.' })
  maxRows?: number | null;

  @Field(() => Int, { nullable: true, description: 'Milliseconds after which the query is stopped on the server.' })
  timeoutMs?: number | null;

  @Field(() => ID, { nullable: true, description: 'A name of your choice for `cancelCypher`; unique among running queries.' })
  requestId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Measures every step of the plan while it runs.' })
  profile!: boolean;
}

/** A place of a query to complete. */
@InputType({ description: 'A place of a query at which something is to be written.' })
export class CompletionInput {
  @Field(() => ID, { description: 'Repository that the query sees.' })
  repositoryName!: string;

  @Field(() => String, { description: 'The text so far.' })
  text!: string;

  @Field(() => Int, { description: 'Place of the cursor in UTF-16 units.' })
  offset!: number;

  @Field(() => Int, { defaultValue: 50, description: 'How many to give, 1 to 200.' })
  limit!: number;
}

/** Something that is wrong with a query. */
@ObjectType('CypherProblem', { description: 'Something that is wrong with a query, in terms of your own text.' })
export class CypherProblemModel {
  @Field(() => String, { description: 'Code for programs.' })
  code!: string;

  @Field(() => String, { description: 'What is wrong.' })
  message!: string;

  @Field(() => Int, { description: 'Line in your text, 1-based.' })
  line!: number;

  @Field(() => Int, { description: 'Column in characters, 1-based.' })
  column!: number;

  @Field(() => Int, { nullable: true, description: 'Line just after the place.' })
  endLine!: number | null;

  @Field(() => Int, { nullable: true, description: 'Column just after the place.' })
  endColumn!: number | null;

  @Field(() => String, { nullable: true, description: 'What to write instead.' })
  hint!: string | null;

  @Field(() => String, { nullable: true, description: 'The nearest name that exists.' })
  suggestion!: string | null;
}

/** Something worth knowing about an answer. */
@ObjectType('CypherNotice', { description: 'Something worth knowing about an answer, such as a label that no symbol has.' })
export class CypherNoticeModel {
  @Field(() => String, { description: 'Code for programs.' })
  code!: string;

  @Field(() => String, { description: 'What there is to know.' })
  message!: string;

  @Field(() => Int, { description: 'Line in your text, 1-based.' })
  line!: number;

  @Field(() => Int, { description: 'Column in characters, 1-based.' })
  column!: number;

  @Field(() => String, { nullable: true, description: 'The nearest name that exists.' })
  suggestion!: string | null;
}

/** What became of a query. */
@ObjectType('CypherResult', { description: 'What became of a query.' })
export class CypherResultModel {
  @Field(() => CypherOutcomeKind, { description: 'How it ended.' })
  kind!: string;

  @Field(() => [String], { description: 'Headers, as your text has them.' })
  columns!: readonly string[];

  @Field(() => [[JsonValue]], {
    description:
      'Rows; nodes as {labels, properties}, relationships as {type, properties}, paths as {nodes, relationships}, integers beyond 2^53 as strings.',
  })
  rows!: readonly (readonly unknown[])[];

  @Field(() => String, {
    nullable: true,
    description: 'The cap that cut the answer: rows, bytes or cell; null when it is whole.',
  })
  truncated!: string | null;

  @Field(() => [CypherNoticeModel], { description: 'What is worth knowing about the answer.' })
  notices!: readonly CypherNoticeModel[];

  @Field(() => [CypherProblemModel], { description: 'What is wrong with the query.' })
  problems!: readonly CypherProblemModel[];

  @Field(() => Float, { nullable: true, description: 'Milliseconds on the server and on the way.' })
  elapsedMs!: number | null;

  @Field(() => String, { nullable: true, description: 'What ran: your text, confined to the repository.' })
  scopedText!: string | null;

  @Field(() => String, { nullable: true, description: 'Published revision that was read.' })
  revision!: string | null;

  @Field(() => JsonValue, {
    nullable: true,
    description:
      'What the steps of the plan did, when that was asked for and the answer is whole: {operator, variables, rows, hits, children}; counts are left out where other repositories would show.',
  })
  plan!: CypherPlanStep | null;
}

/** How a query would run. */
@ObjectType('CypherExplanation', { description: 'How a query would run, without running it.' })
export class CypherExplanationModel {
  @Field(() => CypherOutcomeKind, { description: 'PLAN, or why there is none.' })
  kind!: string;

  @Field(() => [String], { description: 'Headers that the answer would have.' })
  columns!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Your text, confined to the repository.' })
  scopedText!: string | null;

  @Field(() => JsonValue, {
    nullable: true,
    description: 'The last step of the plan: {operator, variables, children}, with your own names and without estimates.',
  })
  plan!: CypherPlanStep | null;

  @Field(() => [CypherNoticeModel], { description: 'What is worth knowing about the query.' })
  notices!: readonly CypherNoticeModel[];

  @Field(() => [CypherProblemModel], { description: 'What is wrong with the query.' })
  problems!: readonly CypherProblemModel[];
}

/** Something that may be written at the cursor. */
@ObjectType('CypherCompletion', { description: 'Something that may be written at the cursor.' })
export class CypherCompletionModel {
  @Field(() => String, { description: 'keyword, label, type, property, function, procedure, variable or symbol.' })
  kind!: string;

  @Field(() => String, { description: 'What to insert.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'A few words about it.' })
  detail!: string | null;
}

/** What may be written at the cursor. */
@ObjectType('CypherCompletions', { description: 'What may be written at the cursor.' })
export class CypherCompletionsModel {
  @Field(() => Int, {
    description: 'Start of the part of the text that a completion replaces, up to the cursor, in UTF-16 units.',
  })
  from!: number;

  @Field(() => [CypherCompletionModel], { description: 'Best first.' })
  items!: readonly CypherCompletionModel[];
}

/** One query of a translation. */
@ObjectType('TranslatedQuery', { description: 'One query of a translation.' })
export class TranslatedQueryModel {
  @Field(() => String, { description: 'What it asks, in words.' })
  meaning!: string;

  @Field(() => String, { description: 'Cypher for `runCypher`.' })
  text!: string;

  @Field(() => JsonValue, { description: 'Values of its parameters.' })
  parameters!: unknown;

  @Field(() => String, { nullable: true, description: 'What was written first, when it had to be mended before it could run.' })
  repairedFrom!: string | null;
}

/** A question in Cypher. */
@ObjectType('CypherTranslation', { description: 'A question in words, as Cypher; nothing was run.' })
export class CypherTranslationModel {
  @Field(() => [TranslatedQueryModel], { description: 'Queries that answer it; empty when it was not understood.' })
  queries!: readonly TranslatedQueryModel[];

  @Field(() => String, { nullable: true, description: 'What was not understood, or what is missing.' })
  problem!: string | null;
}

const NO_ROWS = {
  columns: [],
  rows: [],
  truncated: null,
  notices: [],
  elapsedMs: null,
  scopedText: null,
  revision: null,
  plan: null,
};

/** An outcome as callers see it. */
export function cypherResultModel(outcome: CypherOutcome): CypherResultModel {
  if (outcome.kind !== 'rows') return { ...NO_ROWS, kind: outcome.kind, problems: problemsOf(outcome) };
  const { kind, columns, rows, truncated, notices, elapsedMs, scopedText, revision, plan } = outcome;
  return {
    kind,
    columns,
    rows: rows.map((row) => row.map(plainCypherValue)),
    truncated: truncated ?? null,
    notices: notices.map(noticeModel),
    problems: [],
    elapsedMs,
    scopedText,
    revision,
    plan: plan ?? null,
  };
}

/** An explanation as callers see it. */
export function cypherExplanationModel(explanation: CypherExplanation): CypherExplanationModel {
  const plan = explanation.kind === 'plan' ? explanation : undefined;
  return {
    kind: explanation.kind,
    columns: plan?.columns ?? [],
    scopedText: plan?.scopedText ?? null,
    plan: plan?.plan ?? null,
    notices: plan?.notices.map(noticeModel) ?? [],
    problems: problemsOf(explanation),
  };
}

/** A completion as callers see it. */
export function completionModel({ kind, text, detail }: CypherCompletion): CypherCompletionModel {
  return { kind, text, detail: detail ?? null };
}

function problemsOf(outcome: CypherOutcome | CypherExplanation): CypherProblemModel[] {
  if (outcome.kind === 'refused') return outcome.problems.map(problemModel);
  return outcome.kind === 'failed' || outcome.kind === 'stopped' ? [problemModel(outcome.problem)] : [];
}

function problemModel(problem: CypherProblem): CypherProblemModel {
  const { endLine, endColumn, hint, suggestion } = problem;
  return {
    ...problem,
    endLine: endLine ?? null,
    endColumn: endColumn ?? null,
    hint: hint ?? null,
    suggestion: suggestion ?? null,
  };
}

function noticeModel(notice: CypherNotice): CypherNoticeModel {
  return { ...notice, suggestion: notice.suggestion ?? null };
}
