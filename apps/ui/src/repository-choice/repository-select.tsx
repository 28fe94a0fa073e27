import { useNavigate } from '@tanstack/react-router';
import { FolderGit2 } from 'lucide-react';
import { appMessages } from '../app/app.messages.js';
import { Select } from '../components/select/select.js';
import { useMessages } from '../i18n/use-messages.js';
import { rememberChoice, useRepositoryChoice } from './repository-choice.js';

/** Chooses the repository that pages are about. */
export function RepositorySelect({ className }: { readonly className?: string | undefined }) {
  const t = useMessages(appMessages);
  const navigate = useNavigate();
  const { name, names } = useRepositoryChoice();
  const options = (name === undefined || names.includes(name) ? names : [name, ...names]).map((value) => ({
    value,
    label: value,
  }));
  return (
    <Select
      label={t('repository')}
      icon={<FolderGit2 aria-hidden />}
      value={name ?? null}
      options={options}
      placeholder={t('noRepository')}
      className={className}
      onChange={(repository) => {
        rememberChoice(repository);
        void navigate({ to: '.', search: (search) => ({ ...search, repository }) });
      }}
    />
  );
}
