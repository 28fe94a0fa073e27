import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../components/empty-state/empty-state.js';
import { useMessages } from '../i18n/use-messages.js';
import { appMessages } from './app.messages.js';

/** What an address shows that leads nowhere. */
export function NotFoundPage() {
  const t = useMessages(appMessages);
  return (
    <EmptyState icon={<Compass />} title={t('notFound')} text={t('notFoundText')}>
      <Link to="/repositories">{t('toStart')}</Link>
    </EmptyState>
  );
}
