import { useQuery } from 'urql';
import { Button } from '../../../components/button/button.js';
import { Menu, type MenuEntry } from '../../../components/menu/menu.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { sourceMessages } from '../../../source/source.messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { Step } from '../steps/step.js';
import type { ExplorerAddress } from '../use-explorer-address.js';
import { relationCountsDocument } from './graph.documents.js';

interface ActionsProps {
  readonly repository: string;
  readonly id: string;
  readonly address: ExplorerAddress;
  readonly onPathStart: (id: string) => void;
  readonly onTogglePin: (id: string) => void;
}

const DEPTHS = [2, 3] as const;

/** What can be added around a symbol, with the numbers before anything is loaded. */
export function ExpandActions({ repository, id, address, onPathStart, onTogglePin }: ActionsProps) {
  const t = useMessages(explorerMessages);
  const relationText = useMessages(sourceMessages);
  const formats = useFormats();
  const [{ data }] = useQuery({ query: relationCountsDocument, variables: { repository, id } });
  const symbol = data?.repository?.symbol;
  const act = (step: Step) => () => {
    address.act(step);
  };
  const further: readonly MenuEntry[] = [
    ...DEPTHS.map((depth): MenuEntry => ({
      kind: 'action',
      title: t('callers', { depth }),
      run: act({ kind: 'calls', id, direction: 'IN', depth }),
    })),
    ...DEPTHS.map((depth): MenuEntry => ({
      kind: 'action',
      title: t('callees', { depth }),
      run: act({ kind: 'calls', id, direction: 'OUT', depth }),
    })),
    ...(symbol?.label === 'CLASS'
      ? [{ kind: 'action' as const, title: t('hierarchy'), run: act({ kind: 'hierarchy', id }) }]
      : []),
    ...(symbol?.label === 'CLASS' || symbol?.label === 'MODULE'
      ? [{ kind: 'action' as const, title: t('inside'), run: act({ kind: 'inside', id }) }]
      : []),
    { kind: 'separator' },
    {
      kind: 'action',
      title: t('pathFrom'),
      run: () => {
        onPathStart(id);
      },
    },
    { kind: 'action', title: t('focus'), run: act({ kind: 'focus', id }) },
    {
      kind: 'action',
      title: t('pin'),
      run: () => {
        onTogglePin(id);
      },
    },
  ];
  return (
    <section className={styles.section} aria-label={t('expand')}>
      <h3>{t('expand')}</h3>
      <div className={styles.actions}>
        {symbol?.relationCounts.map(({ type, direction, count }) => {
          const relation = relationText(`${type} ${direction}`);
          return (
            <Button
              key={`${type} ${direction}`}
              size="sm"
              title={t('expandBy', { relation, count: formats.number(count) })}
              onClick={act({ kind: 'expand', id, type, direction })}
            >
              {relation} {formats.number(count)}
            </Button>
          );
        })}
      </div>
      <div className={styles.actions}>
        <Button size="sm" look="quiet" onClick={act({ kind: 'hide', id })}>
          {t('hide')}
        </Button>
        <Menu
          align="start"
          trigger={
            <Button size="sm" look="quiet">
              {t('more')}
            </Button>
          }
          entries={further}
        />
      </div>
    </section>
  );
}
