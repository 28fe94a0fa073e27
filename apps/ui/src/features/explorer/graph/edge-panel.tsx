import { X } from 'lucide-react';
import { Badge } from '../../../components/badge/badge.js';
import { Button, IconButton } from '../../../components/button/button.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { sourceMessages } from '../../../source/source.messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { GraphEdge } from './graph-model.js';

/** Why two symbols are joined: each relation with its lines, how sure it is, and the rule that found it. */
export function EdgePanel(props: {
  readonly edge: GraphEdge;
  readonly names: readonly [string, string];
  readonly line: number | undefined;
  readonly onLine: (line: number) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(explorerMessages);
  const relationText = useMessages(sourceMessages);
  const [from, to] = props.names;
  return (
    <section className={styles.section} aria-label={t('edge', { from, to })}>
      <div className={styles.head}>
        <h2>{t('edge', { from, to })}</h2>
        <IconButton label={t('close')} icon={<X />} size="sm" onClick={props.onClose} />
      </div>
      {props.edge.relations.map(({ type, confidence, rule, lines }) => (
        <div key={`${type} ${rule} ${lines.join()}`} className={styles.evidence}>
          <p>
            {relationText(`${type} OUT`)} <Badge look={confidence === 'EXACT' ? 'good' : 'plain'}>{t(confidence)}</Badge>{' '}
            {rule !== '' && t('rule', { rule })}
          </p>
          <div className={styles.actions}>
            {lines.length === 0 && <p>{t('noLines')}</p>}
            {lines.map((line) => (
              <Button
                key={line}
                size="sm"
                aria-pressed={line === props.line}
                onClick={() => {
                  props.onLine(line);
                }}
              >
                {t('line', { line })}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
