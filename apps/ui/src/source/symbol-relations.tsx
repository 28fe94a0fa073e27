import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../components/button/button.js';
import { Skeleton } from '../components/skeleton/skeleton.js';
import { SymbolDot } from '../components/symbol/symbol-dot.js';
import type { ResultOf, VariablesOf } from '../graphql/graphql.js';
import { useFormats } from '../i18n/use-formats.js';
import { useMessages } from '../i18n/use-messages.js';
import { symbolRelationsDocument } from './source.documents.js';
import { sourceMessages } from './source.messages.js';
import styles from './source-panel.module.css';

type Direction = VariablesOf<typeof symbolRelationsDocument>['direction'];
type RelationType = NonNullable<VariablesOf<typeof symbolRelationsDocument>['types']>[number];
type End = NonNullable<
  NonNullable<ResultOf<typeof symbolRelationsDocument>['repository']>['symbol']
>['relations']['nodes'][number];

interface RelationsProps {
  readonly repository: string;
  readonly symbolId: string;
  readonly counts: readonly { readonly type: RelationType; readonly direction: Direction; readonly count: number }[];
  readonly onSymbol: (symbolId: string) => void;
}

/** What a symbol has to do with others, by relation and direction: the numbers first, the symbols when asked for. Callers stand open. */
export function SymbolRelations({ repository, symbolId, counts, onSymbol }: RelationsProps) {
  const t = useMessages(sourceMessages);
  const formats = useFormats();
  const sorted = counts.toSorted((left, right) => rank(left) - rank(right));
  return (
    <section className={styles.relations}>
      <h3 className={styles.relationsTitle}>{t('relations')}</h3>
      {sorted.length === 0 && <p className={styles.words}>{t('noRelations')}</p>}
      {sorted.map(({ type, direction, count }, index) => (
        <Group key={`${type} ${direction}`} isOpen={index === 0} title={t(`${type} ${direction}`)} count={formats.number(count)}>
          <Ends repository={repository} symbolId={symbolId} type={type} direction={direction} onSymbol={onSymbol} />
        </Group>
      ))}
    </section>
  );
}

const FIRST = ['CALLS IN', 'CALLS OUT', 'HAS_METHOD OUT', 'INHERITS IN', 'INHERITS OUT', 'INSTANTIATES IN'];

function rank({ type, direction }: { readonly type: string; readonly direction: string }): number {
  const index = FIRST.indexOf(`${type} ${direction}`);
  return index === -1 ? FIRST.length : index;
}

function Group(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly count: string;
  readonly children: React.ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(props.isOpen);
  return (
    <details className={styles.group} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {props.title}
        <span className={styles.count}>{props.count}</span>
      </summary>
      {isOpen && props.children}
    </details>
  );
}

interface EndsProps extends Omit<RelationsProps, 'counts'> {
  readonly type: RelationType;
  readonly direction: Direction;
  readonly after?: string | null;
}

function Ends(props: EndsProps) {
  const { repository, symbolId, type, direction, onSymbol, after = null } = props;
  const t = useMessages(sourceMessages);
  const [isMore, setIsMore] = useState(false);
  const variables = { repository, id: symbolId, direction, types: [type], after };
  const [{ data }] = useQuery({ query: symbolRelationsDocument, variables });
  const relations = data?.repository?.symbol?.relations;
  if (relations === undefined) return <Skeleton lines={2} />;
  const { hasNextPage, endCursor } = relations.pageInfo;
  return (
    <ul className={styles.ends}>
      {relations.nodes.map((end) => (
        <li key={end.symbol.id}>
          <EndButton end={end} onSymbol={onSymbol} />
        </li>
      ))}
      {hasNextPage && (
        <li>
          {isMore ? (
            <Ends {...props} after={endCursor} />
          ) : (
            <Button size="sm" look="quiet" onClick={() => setIsMore(true)}>
              {t('more')}
            </Button>
          )}
        </li>
      )}
    </ul>
  );
}

const MAX_LINES = 4;

function EndButton({ end: { symbol, relation }, onSymbol }: { readonly end: End; readonly onSymbol: (id: string) => void }) {
  const t = useMessages(sourceMessages);
  const lines = relation.lines.slice(0, MAX_LINES).join(', ');
  return (
    <button type="button" className={styles.end} title={symbol.qualifiedName} onClick={() => onSymbol(symbol.id)}>
      <SymbolDot label={symbol.label} />
      <code>{symbol.qualifiedName}</code>
      {lines !== '' && <span className={styles.place}>{t('atLines', { lines })}</span>}
    </button>
  );
}
