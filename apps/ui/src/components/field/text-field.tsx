import { type ReactNode, type Ref, useId } from 'react';
import { classNames } from '../class-names.js';
import styles from './field.module.css';

/** One line of text with its label. */
export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong with the value. */
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly type?: 'text' | 'search' | 'password';
  /** Shows the value in the typeface of code. */
  readonly isCode?: boolean;
  /** Keeps the label for screen readers only. */
  readonly isLabelHidden?: boolean;
  readonly icon?: ReactNode;
  readonly autoComplete?: string;
}

/** A text field; its hint and its problem are read out with it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, problem, icon, placeholder, inputRef, type = 'text', autoComplete = 'off' } = props;
  const { isCode = false, isLabelHidden = false } = props;
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <div className={styles.frame}>
        {icon}
        <input
          id={id}
          ref={inputRef}
          type={type}
          value={value}
          placeholder={placeholder}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={hint === undefined && problem === undefined ? undefined : noteId}
          className={classNames(styles.input, isCode && styles.code)}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      </div>
      <Note id={noteId} hint={hint} problem={problem} />
    </div>
  );
}

function Note({ id, hint, problem }: Pick<TextFieldProps, 'hint' | 'problem'> & { readonly id: string }) {
  if (problem === undefined && hint === undefined) return null;
  return (
    <p id={id} className={problem === undefined ? styles.hint : styles.problem}>
      {problem ?? hint}
    </p>
  );
}
