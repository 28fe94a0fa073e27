import { useMessages } from '../../../i18n/use-messages.js';
import { usePreferences } from '../../../preferences/preferences.js';
import { libraryMessages } from '../playground.messages.js';
import { EXAMPLES } from './examples.js';
import styles from './library.module.css';
import type { Chosen } from './chosen.js';

/** A walk through the graph, query by query. */
export function ExampleTour({ current, onChoose }: { readonly current: string; readonly onChoose: (chosen: Chosen) => void }) {
  const t = useMessages(libraryMessages);
  const { language } = usePreferences();
  return (
    <div className={styles.panel}>
      <p className={styles.hint}>{t('tourHint')}</p>
      <ol className={styles.entries}>
        {EXAMPLES.map((example, place) => (
          <li key={example.id}>
            <button
              type="button"
              className={styles.entry}
              aria-current={current.trim() === example.text ? 'step' : undefined}
              onClick={() => onChoose(example)}
            >
              <span className={styles.number} aria-hidden>
                {place + 1}
              </span>
              <span className={styles.words}>
                <span className="visually-hidden">{t('stepOf', { number: place + 1, all: EXAMPLES.length })}: </span>
                <strong>{example.title[language]}</strong>
                <small>{example.about[language]}</small>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
