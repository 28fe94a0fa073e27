import { useNavigate } from '@tanstack/react-router';
import { FolderGit2, Keyboard, Languages, Moon, Sun, SunMoon } from 'lucide-react';
import { type ReactNode, useDeferredValue } from 'react';
import { useQuery } from 'urql';
import { usePages } from '../app/pages-context.js';
import { keepRepository } from '../app/search-parameters.js';
import { openDialog } from '../app/shell/opened-dialog.js';
import { symbolAddress } from '../app/symbol-address.js';
import { SymbolDot } from '../components/symbol/symbol-dot.js';
import { formatMessage } from '../i18n/messages.js';
import { useMessages } from '../i18n/use-messages.js';
import { setPreferences, usePreferences } from '../preferences/preferences.js';
import { rememberChoice, useRepositoryChoice } from '../repository-choice/repository-choice.js';
import { matchWords } from './match-words.js';
import { symbolsByPrefixDocument } from './palette.documents.js';
import { paletteMessages } from './palette.messages.js';

/** Something that the palette can do. */
export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly run: () => void;
}

/** Items of one kind under their heading. */
export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

const MIN_PREFIX = 2;

/** What fits the typed text: pages and actions at once, symbols as they come from the service. */
export function usePaletteGroups(typed: string): readonly PaletteGroup[] {
  const t = useMessages(paletteMessages);
  const text = typed.trim();
  const symbols = useSymbolItems(text);
  const repository = useRepositoryChoice().name ?? '';
  const filtered = (items: readonly PaletteItem[]) =>
    items.filter(({ title, hint }) => matchWords(text, `${title} ${hint ?? ''}`));
  return [
    { title: t('pages'), items: filtered(usePageItems()) },
    { title: t('symbols', { repository }), items: symbols },
    { title: t('repositories'), items: filtered(useRepositoryItems()) },
    { title: t('actions'), items: filtered(useActionItems()) },
  ].filter(({ items }) => items.length > 0);
}

function usePageItems(): readonly PaletteItem[] {
  const { language } = usePreferences();
  const navigate = useNavigate();
  return usePages().map(({ navigation: { title, icon: Icon, to, keys } }) => ({
    id: `page ${to}`,
    title: formatMessage(title, {}, language),
    icon: <Icon />,
    keys,
    run: () => void navigate({ to, search: keepRepository }),
  }));
}

function useRepositoryItems(): readonly PaletteItem[] {
  const { names } = useRepositoryChoice();
  const navigate = useNavigate();
  return names.map((name) => ({
    id: `repository ${name}`,
    title: name,
    icon: <FolderGit2 />,
    run: () => {
      rememberChoice(name);
      void navigate({ to: '.', search: (search) => ({ ...search, repository: name }) });
    },
  }));
}

function useActionItems(): readonly PaletteItem[] {
  const t = useMessages(paletteMessages);
  return [
    { id: 'light', title: t('themeLight'), icon: <Sun />, run: () => setPreferences({ theme: 'light' }) },
    { id: 'dark', title: t('themeDark'), icon: <Moon />, run: () => setPreferences({ theme: 'dark' }) },
    { id: 'system', title: t('themeSystem'), icon: <SunMoon />, run: () => setPreferences({ theme: 'system' }) },
    { id: 'english', title: t('english'), icon: <Languages />, run: () => setPreferences({ language: 'en' }) },
    { id: 'chinese', title: t('chinese'), icon: <Languages />, run: () => setPreferences({ language: 'zh' }) },
    { id: 'keys', title: t('shortcuts'), icon: <Keyboard />, keys: '?', run: () => openDialog('shortcuts') },
  ];
}

function useSymbolItems(text: string): readonly PaletteItem[] {
  const prefix = useDeferredValue(text);
  const repository = useRepositoryChoice().name;
  const navigate = useNavigate();
  const [{ data }] = useQuery({
    query: symbolsByPrefixDocument,
    variables: { repository: repository ?? '', prefix },
    pause: repository === undefined || prefix.length < MIN_PREFIX,
  });
  if (repository === undefined || prefix.length < MIN_PREFIX) return [];
  return (data?.repository?.symbols.nodes ?? []).map(({ id, label, name, qualifiedName, filePath, startLine }) => ({
    id: `symbol ${id}`,
    title: name,
    hint: filePath === '' ? qualifiedName : `${qualifiedName} · ${filePath}${startLine === null ? '' : `:${String(startLine)}`}`,
    icon: <SymbolDot label={label} />,
    run: () => void navigate(symbolAddress(repository, id)),
  }));
}
