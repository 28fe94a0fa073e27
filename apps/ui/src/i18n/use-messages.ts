import { useMemo } from 'react';
import { type Language, usePreferences } from '../preferences/preferences.js';
import { formatMessage, type Messages, type ValuesOf } from './messages.js';

type Arguments<Entry> = keyof ValuesOf<Entry> extends never ? [] : [values: ValuesOf<Entry>];

/** Gives the texts of one catalogue in the language of the person. */
export type Translate<Catalogue extends Messages> = <Name extends keyof Catalogue & string>(
  name: Name,
  ...values: Arguments<Catalogue[Name]>
) => string;

/** `t('name', values)` for the messages of a part of the UI. */
export function useMessages<const Catalogue extends Messages>(catalogue: Catalogue): Translate<Catalogue> {
  const { language } = usePreferences();
  return useMemo(() => translator(catalogue, language), [catalogue, language]);
}

/** The same outside a component. */
export function translator<const Catalogue extends Messages>(catalogue: Catalogue, language: Language): Translate<Catalogue> {
  return (name, ...[values]) => {
    const message = catalogue[name];
    return message === undefined ? name : formatMessage(message, values ?? {}, language);
  };
}
