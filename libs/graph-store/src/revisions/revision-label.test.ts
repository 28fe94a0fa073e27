import { describe, expect, it } from 'vitest';
import { checkRepositoryName, escapeRevisionLabel, revisionLabel } from './revision-label.js';

describe('revision labels', () => {
  it('are readable, safe and of one repository', () => {
    expect(revisionLabel('psf/requests', 1)).toMatch(/^R_psf_requests_[0-9a-f]{8}_1$/u);
    expect(revisionLabel('a.b', 1)).not.toBe(revisionLabel('a-b', 1));
    for (const name of ['x', 'x'.repeat(100), "a'} DETACH DELETE", '`', 'é\u0000'])
      expect(escapeRevisionLabel(revisionLabel(name, 2))).toMatch(/^`R_[A-Za-z0-9_]+_2`$/u);
  });

  it.each(['R_a`_1', 'a', 'R_a_b', 'R_a_00', '', 'Symbol'])('%j is none', (label) => {
    expect(() => escapeRevisionLabel(label)).toThrow('is not a revision label');
  });

  it('names of repositories are short and plain', () => {
    for (const name of ['a', 'psf/requests', 'A.b_c-d/e', '0x']) expect(() => checkRepositoryName(name)).not.toThrow();
    for (const name of ['', '.a', 'a b', "a'", 'a`', 'a\n', 'é'])
      expect(() => checkRepositoryName(name)).toThrow('cannot be the name of a repository');
  });
});
