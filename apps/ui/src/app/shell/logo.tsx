/** Three symbols and the relations between them. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path d="M10.5 11 21 9.5M10.5 12l4.5 9.5M21.5 11 17 21" stroke="var(--on-accent)" strokeWidth="2" strokeOpacity=".6" />
      <circle cx="10" cy="11" r="3.2" fill="var(--on-accent)" />
      <circle cx="22" cy="9.5" r="2.6" fill="var(--on-accent)" />
      <circle cx="16" cy="22.5" r="3.6" fill="var(--on-accent)" />
    </svg>
  );
}
