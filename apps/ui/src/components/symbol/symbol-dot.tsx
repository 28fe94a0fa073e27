import styles from './symbol-dot.module.css';

/** The colour of a kind of symbol: the same in lists, chips and graphs. */
export function SymbolDot({ label }: { readonly label: string }) {
  return <span className={styles.dot} data-kind={label} aria-hidden />;
}
