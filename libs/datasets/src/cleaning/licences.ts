/** What a licence lets a training do: `allow`: learn from source text; `names`: from questions, names and Cypher alone; `deny`: from nothing. */
export type LicenceVerdict = 'allow' | 'names' | 'deny';

/** Version of the table below, for manifests. */
export const LICENCE_POLICY = 'permissive/1';

/** Permissive licences by their SPDX identifiers; copyleft and unknown ones give `names`. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
const DENIED = /^(?:UNLICENSED|proprietary|SEE LICENSE.*|CC-BY-NC.*|CC-BY-ND.*)$/iu;

/** Marks in the text of a licence file, first match wins; whole phrases of the licences' own texts. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/GNU AFFERO GENERAL PUBLIC LICENSE/iu, 'AGPL-3.0'],
  [/GNU LESSER GENERAL PUBLIC LICENSE/iu, 'LGPL-3.0'],
  [/GNU GENERAL PUBLIC LICENSE/iu, 'GPL-3.0'],
  [/Mozilla Public License,? (?:Version|v\.?) ?2\.0/iu, 'MPL-2.0'],
  [/Apache License,?\s+Version 2\.0/iu, 'Apache-2.0'],
  [/Boost Software License - Version 1\.0/iu, 'BSL-1.0'],
  [/PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2/iu, 'PSF-2.0'],
  [/This is free and unencumbered software released into the public domain/iu, 'Unlicense'],
  [/Permission to use, copy, modify, and(?:\/or)? distribute this software for any\s+purpose with or without fee/iu, 'ISC'],
  [/Permission is hereby granted, free of charge, to any person obtaining a copy/iu, 'MIT'],
  [/Neither the name of[\s\S]{0,200}?may be used to endorse or promote/iu, 'BSD-3-Clause'],
  [/Redistribution and use in source and binary forms/iu, 'BSD-2-Clause'],
];

/** SPDX identifier of a licence file by its text; undefined when it is none that is known here. */
export function licenceOfText(text: string): string | undefined {
  return TEXTS.find(([mark]) => mark.test(text))?.[1];
}

/** What a licence allows. `A OR B` allows what the best of them does, `A AND B` what the strictest does; undefined: unknown. */
export function licenceVerdict(spdx: string | undefined): LicenceVerdict {
  if (spdx === undefined) return 'names';
  const plain = spdx.replace(/[()]/gu, ' ').trim();
  if (DENIED.test(plain)) return 'deny';
  const choices = plain.split(/\s+OR\s+/u).map((choice) => strictest(choice.split(/\s+AND\s+/u).map(verdictOf)));
  return choices.includes('allow') ? 'allow' : choices.includes('names') ? 'names' : 'deny';
}

function verdictOf(identifier: string): LicenceVerdict {
  const name = identifier.replace(/\s+WITH\s+.*$/u, '').trim();
  if (DENIED.test(name)) return 'deny';
  return PERMISSIVE.has(name) ? 'allow' : 'names';
}

function strictest(verdicts: readonly LicenceVerdict[]): LicenceVerdict {
  if (verdicts.includes('deny')) return 'deny';
  return verdicts.includes('names') ? 'names' : 'allow';
}
