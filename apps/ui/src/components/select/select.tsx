import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.js';
import styles from './select.module.css';

/** A choice of one of several. */
export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly icon?: ReactNode;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly className?: string | undefined;
}

/** The select of the browser with our look: it opens as each machine is used to, on phones too. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, icon, placeholder } = props;
  return (
    <div className={classNames(styles.select, props.className)}>
      {icon}
      <select
        className={styles.native}
        aria-label={label}
        title={label}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {value === null && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown aria-hidden className={styles.arrows} />
    </div>
  );
}
