import styles from './progress-bar.module.css';

/** How far long work is, 0..1; null while that cannot be told. */
export function ProgressBar({ label, fraction }: { readonly label: string; readonly fraction: number | null }) {
  const percent = fraction === null ? undefined : Math.round(fraction * 100);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-unknown={percent === undefined ? '' : undefined}
    >
      <div className={styles.bar} style={{ transform: `scaleX(${String(fraction ?? 0.35)})` }} />
    </div>
  );
}
