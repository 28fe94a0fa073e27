import { useHighlight } from './use-highlight.js';
import { CopyButton } from '../copy/copy-button.js';
import styles from './code-block.module.css';
import { ColouredText } from './coloured-text.js';

/** Some code, in colours, to be copied. `actions` stand beside the button that copies. */
export function CodeBlock(props: {
  readonly text: string;
  readonly language: string;
  readonly label: string;
  readonly actions?: React.ReactNode;
}) {
  const { text, language, label, actions } = props;
  const ranges = useHighlight(text, language);
  return (
    <div className={styles.block}>
      <div className={styles.actions}>
        {actions}
        <CopyButton text={text} />
      </div>
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        <code>{language === 'diff' ? <DiffLines text={text} /> : <ColouredText text={text} ranges={ranges} />}</code>
      </pre>
    </div>
  );
}

function DiffLines({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <span
      key={index}
      className={styles.line}
      data-change={/^\+(?!\+\+)/.test(line) ? '+' : /^-(?!--)/.test(line) ? '-' : undefined}
    >
      {line}
      {'\n'}
    </span>
  ));
}
