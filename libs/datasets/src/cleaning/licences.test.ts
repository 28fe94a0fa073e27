import { describe, expect, it } from 'vitest';
import { licenceOfText, licenceVerdict } from './licences.js';

describe('licences', () => {
  it.each([
    ['MIT', 'allow'],
    ['Apache-2.0', 'allow'],
    ['GPL-3.0-only', 'names'],
    [undefined, 'names'],
    ['Beerware', 'names'],
    ['UNLICENSED', 'deny'],
    ['SEE LICENSE IN LICENSE.txt', 'deny'],
    ['CC-BY-NC-4.0', 'deny'],
    ['(MIT OR GPL-3.0-only)', 'allow'],
    ['MIT AND GPL-3.0-only', 'names'],
    ['MIT AND UNLICENSED', 'deny'],
    ['Apache-2.0 WITH LLVM-exception', 'allow'],
  ])('%s: %s', (spdx, verdict) => {
    expect(licenceVerdict(spdx)).toBe(verdict);
  });

  it.each([
    ['Apache License\n   Version 2.0, January 2004', 'Apache-2.0'],
    ['The MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of', 'MIT'],
    ['GNU LESSER GENERAL PUBLIC LICENSE Version 3', 'LGPL-3.0'],
    ['Redistribution and use in source and binary forms, with or without\nmodification', 'BSD-2-Clause'],
    [
      'Redistribution and use in source and binary forms ... Neither the name of X may be used to endorse or promote',
      'BSD-3-Clause',
    ],
    ['All rights reserved.', undefined],
  ])('is read from %j', (text, spdx) => {
    expect(licenceOfText(text)).toBe(spdx);
  });
});
