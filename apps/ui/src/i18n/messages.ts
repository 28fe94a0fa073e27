import type { Language } from '../preferences/preferences.js';

/** Forms of a text that counts: the form is chosen by `{count}` and the rules of the language. */
export interface CountedText {
  readonly one?: string;
  readonly other: string;
}

/** One message in every language. `{name}` stands for a value; the same names stand in every language. */
export type Message = Readonly<Record<Language, string | CountedText>>;

/** Messages of one part of the UI, by name. */
export type Messages = Readonly<Record<string, Message>>;

/** Values of a message. */
export type MessageValues = Readonly<Record<string, string | number>>;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type TextsOf<Entry> = Entry extends { readonly en: infer English }
  ? English extends string
    ? English
    : English extends { readonly other: infer Other }
      ? Other
      : never
  : never;

/** Names of the values that a message asks for. */
export type ValuesOf<Entry> = Readonly<Record<NamesIn<TextsOf<Entry>>, string | number>>;

const defined: Messages[] = [];

/**
 * Declares the messages of a part of the UI, all languages side by side. A test looks at every declared message: texts in all languages,
 * the same values in each.
 */
export function defineMessages<const Catalogue extends Messages>(catalogue: Catalogue): Catalogue {
  defined.push(catalogue);
  return catalogue;
}

/** Everything that was declared so far, for the completeness test. */
export function definedMessages(): readonly Messages[] {
  return defined;
}

const pluralRules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  zh: new Intl.PluralRules('zh'),
};

/** The text of a message with its values put in. Numbers are written as the language writes them. */
export function formatMessage(message: Message, values: MessageValues, language: Language): string {
  const forms = message[language];
  const text = typeof forms === 'string' ? forms : chooseForm(forms, values['count'], language);
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, language) : value;
  });
}

function chooseForm(forms: CountedText, count: string | number | undefined, language: Language): string {
  const rule = pluralRules[language].select(Number(count ?? 0));
  return rule === 'one' ? (forms.one ?? forms.other) : forms.other;
}

const numberFormats: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
  zh: new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 }),
};

/** A number with separators of thousands, at most one decimal. */
export function formatNumber(value: number, language: Language): string {
  return numberFormats[language].format(value);
}
