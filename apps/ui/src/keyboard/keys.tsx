import styles from './keys.module.css';

const IS_MAC = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden>
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key} className={styles.key}>
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  );
}

function nameOf(key: string): string {
  if (key === 'mod') return IS_MAC ? '⌘' : 'Ctrl';
  if (key === 'Enter') return '↵';
  return key.length === 1 ? key.toUpperCase() : key;
}
