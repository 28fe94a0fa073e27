import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

/** One of several views of the same thing. */
export interface TabEntry<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
}

/** Views of which one is seen; arrows move between their names. `children` is the view that is chosen. */
export function Tabs<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly tabs: readonly TabEntry<Value>[];
  readonly onChange: (value: Value) => void;
  /** Stands beside the names. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { label, value, tabs, onChange, actions, children } = props;
  return (
    <Base.Root
      className={styles.tabs}
      value={value}
      onValueChange={(chosen: Value) => {
        onChange(chosen);
      }}
    >
      <div className={styles.bar}>
        <Base.List className={styles.list} aria-label={label} activateOnFocus={false}>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className={styles.tab}>
              {tab.icon}
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {actions}
      </div>
      <Base.Panel value={value} className={styles.panel} tabIndex={-1}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
