import { useId } from 'react';
import { useMessages } from '../../../i18n/use-messages.js';
import { editorMessages } from '../playground.messages.js';
import styles from '../playground-page.module.css';
import type { ReadParameters } from './read-parameters.js';

/** Values of `$parameters` as JSON, with what is wrong about them. */
export function ParametersField(props: {
  readonly text: string;
  readonly read: ReadParameters;
  readonly onChange: (text: string) => void;
}) {
  const { text, read, onChange } = props;
  const t = useMessages(editorMessages);
  const id = useId();
  const hasProblem = 'problem' in read;
  return (
    <div className={styles.parameters}>
      <label htmlFor={id}>{t('parameters')}</label>
      <textarea
        id={id}
        value={text}
        rows={Math.min(6, text.split('\n').length)}
        spellCheck={false}
        autoCapitalize="none"
        placeholder='{"name": "main"}'
        aria-invalid={hasProblem}
        aria-describedby={hasProblem ? `${id}-problem` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {hasProblem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {read.problem === 'syntax' ? t('parametersSyntax', { place: read.detail }) : t('parametersObject')}
        </p>
      )}
    </div>
  );
}
