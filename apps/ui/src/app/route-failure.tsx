import { useRouter } from '@tanstack/react-router';
import { PanelFailure } from '../components/panel/panel.js';

/** What a page shows that has failed as a whole; most failures stay within a panel. */
export function RouteFailure({ reset }: { readonly reset: () => void }) {
  const router = useRouter();
  return (
    <PanelFailure
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
