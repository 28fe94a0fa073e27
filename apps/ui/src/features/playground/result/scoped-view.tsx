import { CodeBlock } from '../../../components/code/code-block.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultMessages } from '../playground.messages.js';
import styles from './result.module.css';

/** The query as it was written next to what ran. */
export function ScopedView({ written, scoped }: { readonly written: string; readonly scoped: string }) {
  const t = useMessages(resultMessages);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('scoped')}>
      <div className={styles.beside}>
        <section>
          <h3>{t('asWritten')}</h3>
          <CodeBlock text={written} language="cypher" label={t('asWritten')} />
        </section>
        <section>
          <h3>{t('asScoped')}</h3>
          <CodeBlock text={scoped} language="cypher" label={t('asScoped')} />
        </section>
      </div>
      <p className={styles.hint}>{t('scopedHint')}</p>
    </div>
  );
}
