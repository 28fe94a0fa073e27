import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type ComplexityEstimator, fieldExtensionsEstimator, getComplexity } from 'graphql-query-complexity';

/** Characters of one GraphQL document. */
export const MAX_DOCUMENT_CHARACTERS = 20_000;
/** Tokens of one GraphQL document; the parser stops there. */
export const MAX_DOCUMENT_TOKENS = 4_000;
/** Fields inside one another; introspection has its own limit in the library. */
export const MAX_DEPTH = 12;
/** Cost of one operation: about the number of values it may return, dearer where the database works for it. */
export const MAX_COST = 25_000;
/** Fields that one operation may name, fragments expanded. */
const MAX_FIELDS = 5_000;

/** An operation whose document has been validated. */
export interface WeighedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** Why an operation asks for too much; undefined when it may run. */
export function limitError(weighed: WeighedOperation): GraphQLError | undefined {
  return lengthError(weighed.document) ?? depthError(weighed) ?? costError(weighed);
}

function lengthError(document: DocumentNode): GraphQLError | undefined {
  const length = document.loc?.source.body.length ?? 0;
  if (length <= MAX_DOCUMENT_CHARACTERS) return undefined;
  return tooMuch(
    `The GraphQL document has ${length} characters; at most ${MAX_DOCUMENT_CHARACTERS} are allowed. Use variables for values.`,
  );
}

function depthError({ document, operation }: WeighedOperation): GraphQLError | undefined {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const depth = depthOf(operation.selectionSet, { fragments, depths: new Map() });
  if (depth <= MAX_DEPTH) return undefined;
  return tooMuch(`The operation is nested ${depth} deep; at most ${MAX_DEPTH} is allowed. Ask in several steps.`);
}

interface DepthSearch {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Known depths of fragments: each is measured once, however often it is spread. Validation has refused cycles. */
  readonly depths: Map<string, number>;
}

function depthOf(selections: SelectionSetNode, search: DepthSearch): number {
  let deepest = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) continue;
      deepest = Math.max(deepest, 1 + (selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet, search)));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, search));
    } else {
      deepest = Math.max(deepest, fragmentDepth(search.fragments.get(selection.name.value), search));
    }
  }
  return deepest;
}

function fragmentDepth(fragment: FragmentDefinitionNode | undefined, search: DepthSearch): number {
  if (fragment === undefined) return 0;
  const known = search.depths.get(fragment.name.value);
  if (known !== undefined) return known;
  const depth = depthOf(fragment.selectionSet, search);
  search.depths.set(fragment.name.value, depth);
  return depth;
}

/** A page costs as much as all its items may; every value costs 1. Fields whose work is not seen in their size say their own cost. */
const pageEstimator: ComplexityEstimator = ({ args, childComplexity }) => {
  const { first } = args as { first?: unknown };
  if (typeof first === 'number') return 1 + Math.max(1, first) * Math.max(1, childComplexity);
  return 1 + childComplexity;
};

function costError({ schema, document, operation, variables }: WeighedOperation): GraphQLError | undefined {
  try {
    const cost = getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
      estimators: [fieldExtensionsEstimator(), pageEstimator],
      maxQueryNodes: MAX_FIELDS,
    });
    if (cost <= MAX_COST) return undefined;
    return tooMuch(`The operation may cost ${cost}; at most ${MAX_COST} is allowed. Ask for smaller pages or fewer fields.`);
  } catch (error) {
    // Wrong variables are execution's to report; it refuses them before any resolver runs.
    if (error instanceof GraphQLError && error.message.includes('ariable')) return undefined;
    return tooMuch(`The operation names more than ${MAX_FIELDS} fields. Ask in several steps.`);
  }
}

function tooMuch(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } });
}
